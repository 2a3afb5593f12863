"""The disk is full, refuses, or may only be read: a plain sentence, nothing acknowledged lost, and work goes on after.

Errors are put into single system calls of a saving program with `strace -e inject`. This build of the database uses
fsync, so fdatasync is not tried.
"""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import FLOOR
from caseapp.domain.contact import ContactDraft
from caseapp.services import cases, contacts, drafts, vaults
from caseapp.services.office import Office
from caseapp.store import engine
from caseapp.vault import ballast

from .kept import PASSPHRASE, can_trace, check_vault, make_vault, needs_strace

CHILD = Path(__file__).with_name("few_saves_child.py")
SAVES = 8
DISK = {"disk_error", "disk_full", "file_held", "folder_read_only"}

WRITTEN = (
    "vault.db", "vault.db-wal", "vault.lock", "vault.tries", ".vault.tries.tmp", "vault.hdr.a", ".vault.hdr.a.tmp",
    "vault.hdr.b", ".vault.hdr.b.tmp",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call fails how, which time and whether it goes on failing; and what a person may be told of it."""

    call: str
    error: str
    when: str
    codes: frozenset[str]
    paths: tuple[str, ...] = WRITTEN

    def __str__(self) -> str:
        return f"{self.call}-{self.error}-{self.when}"


def fault(call: str, error: str, when: str, *codes: str) -> Fault:
    return Fault(call, error, when, frozenset(codes))


FAULTS = (
    fault("fsync", "EIO", "2", "disk_error"),  # the folder, while the try is noted
    fault("fsync", "EIO", "5", "disk_error"),
    fault("fsync", "EIO", "8", "disk_error"),
    fault("fsync", "EIO", "6+", "disk_error"),
    fault("fsync", "ENOSPC", "7", "disk_full", "disk_error"),
    fault("pwrite64", "ENOSPC", "20", "disk_full"),
    fault("pwrite64", "ENOSPC", "40+", "disk_full"),
    fault("pwrite64", "EIO", "1", "disk_error"),
    fault("pwrite64", "EIO", "33", "disk_error"),
    fault("pwrite64", "EIO", "60+", "disk_error"),
    # once, at a page of the open database: the cipher calls it damaged, and the next opening finds it well
    fault("pread64,read", "EIO", "20", "disk_error", "database_unreadable"),
    fault("pread64,read", "EIO", "9+", "disk_error"),
    fault("ftruncate", "EIO", "1+", "disk_error"),
    fault("unlink", "EIO", "1+", "disk_error"),
    fault("unlink", "EACCES", "1", "disk_error", "file_held"),
    fault("rename", "EACCES", "1+2", "file_held"),
    fault("write", "ENOSPC", "1", "disk_full"),
)


def run(folder: Path, project: Path, start: int, inject: Fault) -> tuple[dict[int, str], set[str]]:
    """A program that saves while calls fail: what it acknowledged, and the codes it told."""
    trace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={inject.call}"]
    for path in (folder, *(folder / name for name in inject.paths)):
        trace += ["-P", str(path)]
    trace += ["-e", f"inject={inject.call}:error={inject.error}:when={inject.when}"]
    child = [sys.executable, "-B", str(CHILD), str(folder), PASSPHRASE, str(start)]
    done = subprocess.run([*trace, *child, "1", str(SAVES)], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    acknowledged, told = {}, set()
    for line in done.stdout.splitlines():
        first, _, rest = line.partition(" ")
        if first == "refused":
            told.add(rest)
        elif first != "end":
            acknowledged[int(first)] = rest
    return acknowledged, told


@needs_strace
@pytest.mark.parametrize("inject", FAULTS, ids=str)
def test_a_call_that_fails_is_told_and_loses_nothing(inject: Fault, folder: Path, project: Path) -> None:
    if not can_trace():
        pytest.skip("strace may not follow programs here")
    acknowledged, told = run(folder, project, 1, inject)
    print(inject, len(acknowledged), told)
    assert told <= inject.codes
    kept = check_vault(folder, acknowledged)
    assert len(kept) <= SAVES
    if not told:
        assert len(acknowledged) == SAVES


@contextmanager
def mounted(at: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A small disk of its own; gives a way to mount it again with other options."""
    at.mkdir()

    def mount(options: str) -> int:
        return subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"{options},size={size}", "tmpfs", str(at)], capture_output=True, check=False
        ).returncode

    if not sys.platform.startswith("linux") or os.geteuid() != 0 or mount("rw") != 0:
        pytest.skip("needs root and the right to mount (Linux)")

    def again(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(at)], check=True)

    try:
        yield again
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)  # also where a failed test holds a file


def save(office: Office, number: int) -> str:
    case_id = cases.find(office, "Amara")[0].id
    return contacts.log(office, ContactDraft(case_id, office.now(), "call", "spoke", f"note number{number}")).row_id


Journal = Callable[[], str]


@pytest.fixture(params=["WAL", "DELETE"])
def journal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """From now on the log beside the database, as it is used; or the pair of settings that would do without one."""

    def use() -> str:
        if request.param == "DELETE":
            kept = tuple(one for one in engine._AT_OPENING if one[0] not in {"journal_mode", "synchronous"})
            both = (("journal_mode", "DELETE", "delete"), ("synchronous", "EXTRA", 3))
            monkeypatch.setattr(engine, "_AT_OPENING", (kept[0], *both, *kept[1:]))
        return str(request.param)

    return use


def fill(disk: Path, but: int = 0) -> Path:
    """Take all the room there is, but for some bytes."""
    photographs = disk / "photographs"
    left = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - but
    with suppress(OSError), photographs.open("wb", buffering=0) as file:
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        while not but:
            file.write(bytes(4096))
    return photographs


def test_a_full_disk_keeps_every_save_and_works_again_once_there_is_room(tmp_path: Path, journal: Journal) -> None:
    with mounted(tmp_path / "disk", "8m"):
        folder = tmp_path / "disk" / "vault"
        make_vault(folder)
        wanted = journal()
        photographs = fill(tmp_path / "disk", but=400_000)
        office = vaults.unlock(folder, PASSPHRASE)
        mode = office.store.connection().exec_driver_sql("PRAGMA journal_mode").scalar_one()
        office.store.connection().rollback()
        assert str(mode).upper() == wanted
        acknowledged: dict[int, str] = {}
        number = 1
        with pytest.raises(Refused) as told:
            for number in (number * 3 + 1 for number in range(2000)):
                acknowledged[number] = save(office, number)
        assert told.value.code == "disk_full"
        assert len(acknowledged) > 1
        photographs.unlink()
        acknowledged[number] = save(office, number)
        office.close()
        assert check_vault(folder, acknowledged) == acknowledged


def test_room_kept_back_lets_the_next_save_a_draft_and_the_lock_through(tmp_path: Path, journal: Journal) -> None:
    with mounted(tmp_path / "disk", "96m"):
        folder = tmp_path / "disk" / "vault"
        make_vault(folder)
        assert ballast.keep(folder)
        journal()
        assert os.statvfs(folder).f_bfree * os.statvfs(folder).f_frsize < 88 * 2**20, "the room is really taken"
        office = vaults.unlock(folder, PASSPHRASE)
        acknowledged = {1: save(office, 1)}
        fill(tmp_path / "disk")
        number = 4
        with pytest.raises(Refused) as told:
            for number in (number * 3 + 1 for number in range(1, 2000)):
                acknowledged[number] = save(office, number)
        assert told.value.code == "disk_full_room_made"
        acknowledged[number] = save(office, number)
        drafts.keep(office, "contact", None, {"note": "half a word"})
        office.close()
        assert check_vault(folder, acknowledged) == acknowledged
        office = vaults.unlock(folder, PASSPHRASE)
        draft = drafts.find(office, "contact")
        assert draft is not None
        assert draft.fields == {"note": "half a word"}
        office.close()


def test_a_half_typed_note_is_kept_on_a_disk_full_to_the_last_byte(tmp_path: Path, journal: Journal) -> None:
    """Nobody can be asked to try again while the vault locks: it is tried again by itself."""
    with mounted(tmp_path / "disk", "96m"):
        folder = tmp_path / "disk" / "vault"
        make_vault(folder)
        assert ballast.keep(folder)
        journal()
        office = vaults.unlock(folder, PASSPHRASE)
        fill(tmp_path / "disk")
        long = "half a word, and " * 4000
        drafts.keep(office, "contact", None, {"note": long})
        assert not (folder / ballast.NAME).exists()
        office.close()
        office = vaults.unlock(folder, PASSPHRASE)
        draft = drafts.find(office, "contact")
        assert draft is not None
        assert draft.fields == {"note": long}
        office.close()


def test_a_disk_full_to_the_last_byte_still_opens_and_the_room_comes_back(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "96m"):
        folder = tmp_path / "disk" / "vault"
        make_vault(folder)
        assert ballast.keep(folder)
        photographs = fill(tmp_path / "disk")
        vaults.unlock(folder, PASSPHRASE).close()
        assert not ballast.keep(folder), "only where there is plenty of room"
        photographs.unlink()
        assert ballast.keep(folder)


def test_a_vault_for_real_records_keeps_room_back_and_a_removed_file_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    made = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=FLOOR, use_keyring=False)
    made.office.close()
    assert (folder / ballast.NAME).stat().st_size == ballast.SIZE
    assert ballast.let_go(folder)
    vaults.unlock(folder, PASSPHRASE).close()
    assert (folder / ballast.NAME).stat().st_mode & 0o777 == 0o600


def test_a_disk_full_to_the_last_byte_is_said_so_at_unlocking(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "8m"):
        folder = tmp_path / "disk" / "vault"
        make_vault(folder)
        ballast = tmp_path / "disk" / "photographs"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        with pytest.raises(Refused) as told:
            vaults.unlock(folder, PASSPHRASE)
        assert told.value.code == "disk_full"
        ballast.unlink()
        check_vault(folder, {})


@needs_strace
def test_random_faults_one_after_the_other(folder: Path, project: Path, request: pytest.FixtureRequest) -> None:
    """The same vault through several bad days; more with --deep."""
    if not can_trace():
        pytest.skip("strace may not follow programs here")
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    acknowledged: dict[int, str] = {}
    for day in range(40 if request.config.getoption("--deep") else 2):
        call, error = chance.choice([("fsync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC")])
        inject = fault(call, error, f"{chance.randint(1, 60)}{chance.choice(['', '+'])}")
        done, told = run(folder, project, 1 + day * SAVES, inject)
        acknowledged |= done
        assert told <= DISK
        check_vault(folder, acknowledged)
