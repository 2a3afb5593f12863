"""Set-up: what it needs, when it has nothing to do, and what it says when it cannot."""

import os
import platform
import shutil
import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from installer import debian, prepare
from installer.screen import why_no_screen

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux")


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """A place with just what set-up reads."""
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(project / name, tmp_path)
    return tmp_path


def test_this_machine_is_supported(project: Path) -> None:
    prepare.refuse_unsupported(prepare.read_needs(project))


def test_a_python_that_is_too_new_is_named_with_the_ones_that_work(project: Path) -> None:
    needs = replace(prepare.read_needs(project), newest_python=(3, 10))
    with pytest.raises(prepare.CannotSetUp, match=r"runs on Python 3\.11 to 3\.10; this is 3\.\d+"):
        prepare.refuse_unsupported(needs)


@linux_only
def test_a_linux_that_is_too_old_is_told_what_is_needed(project: Path) -> None:
    needs = replace(prepare.read_needs(project), oldest_glibc={platform.machine(): "99.1"})
    with pytest.raises(prepare.CannotSetUp, match=r"with glibc 99\.1 or newer"):
        prepare.refuse_unsupported(needs)


def test_the_environment_is_made_anew_when_the_lock_or_the_place_changes(copy: Path, tmp_path: Path) -> None:
    before = prepare.made_from(copy)
    assert prepare.made_from(copy) == before
    with (copy / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert prepare.made_from(copy) != before
    assert str(copy) in before


def test_a_second_start_does_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = copy / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    (copy / ".venv" / "made-from").write_text(prepare.made_from(copy), encoding="utf-8")
    monkeypatch.setattr(debian, "missing", lambda _packages: [])
    before = sorted(copy.rglob("*"))
    assert prepare.prepare(copy, testing=True) == str(python)
    assert sorted(copy.rglob("*")) == before


@linux_only
def test_without_an_administrator_the_exact_command_is_given(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "is_debian_like", lambda: True)
    monkeypatch.setattr(debian, "missing", lambda _packages: ["libgl1", "libegl1"])
    monkeypatch.setattr(debian, "as_root", lambda: None)
    command = "sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    with pytest.raises(prepare.CannotSetUp, match=command):
        prepare.prepare(copy, testing=False)
    assert not (copy / ".venv").exists()


@pytest.mark.skipif(not debian.is_debian_like(), reason="Debian")
def test_only_packages_that_are_not_there_are_missing() -> None:
    assert debian.missing(["dpkg", "libc6", "no-such-package"]) == ["no-such-package"]


@pytest.mark.skipif(not debian.is_debian_like(), reason="Debian")
def test_a_package_that_another_stands_in_for_is_not_missing() -> None:
    assert debian.missing(["awk"]) == []


@linux_only
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY"),
        ({"DISPLAY": ""}, "neither DISPLAY nor WAYLAND_DISPLAY"),
        ({"DISPLAY": ":4711"}, "No screen answers at DISPLAY=:4711"),
        ({"DISPLAY": "nonsense"}, "No screen answers at DISPLAY=nonsense"),
        ({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}, "neither DISPLAY nor"),
    ],
    ids=["nothing set", "empty", "nobody there", "not a display", "no such wayland"],
)
def test_a_missing_screen_is_said_in_a_sentence(environment: dict[str, str], reason: str) -> None:
    assert reason in why_no_screen(environment)


@linux_only
def test_a_wayland_screen_is_a_screen(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        assert why_no_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}) == ""


def test_windows_and_macos_always_have_a_screen() -> None:
    assert why_no_screen({}, "win32") == why_no_screen({}, "darwin") == ""
