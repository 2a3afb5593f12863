import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.base import paths
from caseapp.base.process import memory_for_nobody_else, no_error_reports

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
PRIVATE = "from caseapp.base import process; process.keep_files_private(); assert process.keep_memory_private(); "


def run(code: str, project: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@posix
def test_no_core_is_ever_written(project: Path) -> None:
    code = PRIVATE + "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(code, project) == "(0, 0)"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PR_SET_DUMPABLE is Linux")
def test_other_programs_of_the_user_cannot_read_the_memory(project: Path) -> None:
    code = PRIVATE + "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    assert run(code, project) == "0"


@posix
def test_new_files_are_the_owners_alone(project: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    code = PRIVATE + f"open({str(made)!r}, 'w').close()"
    run(code, project)
    assert made.stat().st_mode & 0o777 == 0o600


def test_every_path_is_inside_the_users_own_folders() -> None:
    found = [paths.settings_file(), paths.log_file(), paths.fault_file(), paths.vault_folder(), paths.example_folder()]
    assert len(set(found)) == len(found)
    assert all(paths.FOLDER in path.parts for path in found)


@posix
@pytest.mark.parametrize("first", ["settings_file", "log_file", "fault_file", "marks_folder"])
def test_the_folders_of_settings_log_and_marks_are_private_whichever_is_asked_for_first(
    first: str, tmp_path: Path, project: Path
) -> None:
    code = f"from caseapp.base import paths; print(paths.{first}())"
    home = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    made = subprocess.run(
        ["/bin/sh", "-c", f'umask 022 && "{sys.executable}" -c "{code}"'],
        cwd=project,
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=True,
    )
    ours = [folder for folder in tmp_path.rglob("*") if folder.is_dir() and paths.FOLDER in folder.parts]
    assert ours, made.stdout
    assert [folder for folder in ours if folder.stat().st_mode & 0o077] == []


class Library:
    """Stands for a library of Windows: notes what is asked of it."""

    def __init__(self, answer: int = 0) -> None:
        self.asked: list[tuple[str, object, object]] = []
        self._answer = answer

    def SetErrorMode(self, mode: int) -> int:
        self.asked.append(("SetErrorMode", mode, None))
        return 0

    def WerAddExcludedApplication(self, program: ctypes.c_wchar_p, everybody: bool) -> int:
        self.asked.append(("WerAddExcludedApplication", program.value, everybody))
        return self._answer


def test_windows_is_told_to_keep_no_error_reports_of_the_program() -> None:
    kernel32, wer = Library(), Library()
    assert no_error_reports(kernel32, wer, "case-tracker.exe")
    assert kernel32.asked == [("SetErrorMode", 0x0003, None)]
    assert wer.asked == [("WerAddExcludedApplication", "case-tracker.exe", False)]


def test_a_refusal_of_windows_is_told() -> None:
    assert not no_error_reports(Library(), Library(answer=-2147024891), "case-tracker.exe")


class Rights:
    """Stands for advapi32 and kernel32: notes the rights asked for, by whose handle, and that they were let go."""

    def __init__(self, *, converts: int = 1, sets: int = 1) -> None:
        self.asked: list[tuple[str, object]] = []
        self._converts, self._sets = converts, sets

    def ConvertStringSecurityDescriptorToSecurityDescriptorW(
        self, text: ctypes.c_wchar_p, revision: int, made: object, size: None
    ) -> int:
        self.asked.append((str(text.value), revision))
        return self._converts

    def SetKernelObjectSecurity(self, handle: ctypes.c_void_p, what: int, rights: object) -> int:
        self.asked.append(("set", what))
        assert handle.value == ctypes.c_void_p(-1).value, "this process"
        return self._sets

    def LocalFree(self, rights: object) -> None:
        self.asked.append(("freed", None))


PROCESS_VM_READ, PROCESS_VM_WRITE, PROCESS_DUP_HANDLE, PROCESS_CREATE_THREAD = 0x10, 0x20, 0x40, 0x2


def test_statement_39_windows_lets_no_other_program_of_the_user_read_the_memory() -> None:
    library = Rights()
    assert memory_for_nobody_else(library, library)
    (rights, revision), *after = library.asked
    assert revision == 1
    assert after == [("set", 0x4), ("freed", None)]
    assert rights.startswith("D:P"), "nothing is inherited"
    granted = dict(re.findall(r"\(A;;(\w+);;;(\w+)\)", rights))
    assert {who: what for what, who in granted.items()}.keys() == {"SY", "WD"}
    everyone = next(int(what, 16) for what, who in granted.items() if who == "WD")
    assert not everyone & (PROCESS_VM_READ | PROCESS_VM_WRITE | PROCESS_DUP_HANDLE | PROCESS_CREATE_THREAD)


@pytest.mark.parametrize("library", [Rights(converts=0), Rights(sets=0)])
def test_statement_39_a_refusal_is_told(library: Rights) -> None:
    assert not memory_for_nobody_else(library, library)
