"""No word of a day's work leaves the vault. Three nets, each proven by leaks made on purpose in the same run."""

import json
import os
import random
import signal
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caseapp.base.errors import Refused
from caseapp.crypto.keys import Purpose
from caseapp.services import cases, contacts, drafts, vaults
from caseapp.services.office import Office
from tests.faults.kept import can_trace, needs_strace
from tests.security import nets

JOURNEY = Path(__file__).with_name("journey.py")
WORDS = (
    "surname",
    "note",
    "search phrase",
    "draft",
    "file name",
    "clipboard",
    "exception text",
    "undone contact",
    "erased person",
)
WITHIN_THE_MACHINE = {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC"}
SHOWN_AT_SETUP = "recovery code"


def words_for(chance: random.Random) -> dict[str, str]:
    def mark() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=14))

    made = {name: mark().capitalize() for name in WORDS}
    return {**made, "own words": f"{mark()} é {mark()}", "passphrase": f"{mark()} {mark()} {mark()}"}


@dataclass
class Watched:
    """The journey, followed."""

    program: subprocess.Popen[str]
    log: Path

    def hear(self, name: str) -> dict[str, Any]:
        """Wait until it says something of this name."""
        assert self.program.stdout is not None
        for line in self.program.stdout:
            said: dict[str, Any] = json.loads(line)
            if name in said:
                return said
        raise AssertionError(f"it ended before it said {name!r}: {self.program.wait()}")

    def end(self) -> None:
        """Kill the tracer and the program it follows, which would keep the disk busy."""
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, signal.SIGKILL)
        self.program.communicate()

    def go_on(self, words: object = None) -> None:
        assert self.program.stdin is not None
        print(json.dumps(words), file=self.program.stdin, flush=True)


@contextmanager
def disk(at: Path) -> Iterator[Path | None]:
    """An ext4 disk in a file, to look at raw afterwards; None where it cannot be mounted."""
    image = at.with_suffix(".image")
    with image.open("wb") as file:
        file.truncate(96 << 20)
    at.mkdir()
    make = ["mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-E", "lazy_itable_init=1,nodiscard", str(image)]
    able = sys.platform.startswith("linux") and os.geteuid() == 0
    if not able or not worked(*make) or not worked("mount", "-o", "loop,nodiscard", str(image), str(at)):
        yield None
        return
    try:
        yield image
    finally:
        subprocess.run(["umount", str(at)], check=True)


def worked(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def started(root: Path, log: Path, project: Path) -> subprocess.Popen[str]:
    """The journey under strace, with a home of its own."""
    names = ("config", "data", "state", "cache", "run", "tmp")
    homes = {f"XDG_{name.upper()}_HOME": str(root / name) for name in names[:4]}
    for name in names:
        (root / name).mkdir(mode=0o700)
    environment = {
        **os.environ,
        **homes,
        "HOME": str(root),
        "XDG_RUNTIME_DIR": str(root / "run"),
        "TMPDIR": str(root / "tmp"),
        "SQLITE_TMPDIR": str(root / "tmp"),
        "QT_QPA_PLATFORM": "offscreen",
        "CASEAPP_TESTING_KDF": "1",
    }
    trace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "200000", "-o", str(log), "-e", f"trace={nets.CALLS}"]
    return subprocess.Popen(
        [*trace, "--seccomp-bpf", sys.executable, "-B", str(JOURNEY)],
        cwd=project,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def opened(folder: Path, passphrase: str) -> Office:
    """The vault, once the journey has let go of it."""
    until = time.monotonic() + 30
    while True:
        try:
            return vaults.unlock(folder, passphrase)
        except Refused as refused:
            if refused.code != "vault_in_use" or time.monotonic() > until:
                raise


def keys_of(office: Office) -> dict[str, set[bytes]]:
    """Every key of the vault."""
    found = {"master key": nets.key_forms(bytes(office.vault._master.buffer))}
    for purpose in Purpose:
        with office.vault.subkey(purpose) as derived:
            found[purpose.name] = nets.key_forms(bytes(derived.buffer[:32]))
    return found


def recorded(office: Office, words: dict[str, str]) -> None:
    """The journey did what it was to do: otherwise nothing could leak."""
    case = cases.find(office, words["surname"])[0]
    assert [row.note for row in contacts.chronology(office, case.id).rows] == [words["note"]]
    kept = " ".join(str(draft.fields) for draft in drafts.all_of_mine(office))
    assert words["draft"] in kept
    assert words["own words"] in kept
    assert cases.find(office, words["erased person"]) == (), "the person was erased"


@needs_strace
@pytest.mark.timeout("300")
@pytest.mark.long
def test_no_word_of_a_days_work_leaves_the_vault(tmp_path: Path, project: Path) -> None:
    if not can_trace():
        pytest.skip("strace may not follow programs here")
    words = words_for(random.Random())
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    sheet = sheets / f"{words['file name']}.csv"
    sheet.write_text("First name,Last name\nJo,Notreal\n", encoding="utf-8")
    root, log = tmp_path / "home", tmp_path / "trace"
    with disk(root) as image:
        folder = root / "data" / "vault"
        watched = Watched(started(root, log, project), log)
        try:
            report = root / "report"
            asked = {"words": words, "vault": str(folder), "sheet": str(sheet), "report": str(report)}
            watched.go_on(asked)
            words[SHOWN_AT_SETUP] = watched.hear("recovery_code")["recovery_code"]
            assert watched.hear("copied")["copied"]
            assert "certificate.json" in watched.hear("exported")["exported"]
            assert any(words["draft"] in text for text in watched.hear("typed")["typed"])
            locked = watched.hear("locked")
            assert locked["still_said"] == []
            assert locked["title"] == "Case Tracker"
            office = opened(folder, words["passphrase"])
            try:
                secret_keys = keys_of(office)
                recorded(office, words)
            finally:
                office.close()
            shapes = {name: nets.forms(word) for name, word in words.items()}
            everything = {**shapes, **secret_keys}
            assert nets.in_memory(secret_keys, locked["locked"]) == set()
            assert nets.caught(everything, nets.left_on_disk(root)) == set()
            assert raw(image, everything) == set()
            watched.go_on()
            watched.hear("leaked")
            assert "master key" in nets.in_memory(secret_keys, locked["locked"])
            assert {"surname", "note", "passphrase"} <= nets.caught(everything, nets.left_on_disk(root))
            assert image is None or "note" in raw(image, everything)
            watched.go_on()
            watched.hear("end")
            assert watched.program.wait(60) == 0
        finally:
            watched.end()
    honest, _, leaking = log.read_text(encoding="ascii", errors="replace").partition(hexed('{"leaks"'))
    assert leaking
    stuff, made = nets.written(honest)
    assert nets.caught(everything, stuff) == set()
    assert stray(made, root) == set()
    assert nets.families(honest) <= WITHIN_THE_MACHINE
    assert {"surname", "note"} <= nets.caught(everything, nets.written(leaking)[0])
    assert "AF_INET" in nets.families(leaking)


def hexed(text: str) -> str:
    return "".join(f"\\x{value:02x}" for value in text.encode())


def raw(image: Path | None, words: dict[str, set[bytes]]) -> set[str]:
    """What is on the disk itself, deleted files too."""
    if image is None:
        return set()
    subprocess.run(["sync"], check=True)
    return nets.caught(words, nets.full_pages(image.read_bytes()))


def stray(made: set[str], root: Path) -> set[str]:
    """Files made anywhere but in the home of this run."""
    return {path for path in made if path.startswith("/") and not path.startswith((f"{root}/", "/dev/", "/proc/"))}
