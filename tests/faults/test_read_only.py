"""A vault where nothing can be written: it opens for reading, says so, records nothing, never shows less than all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.base.errors import Broken, Refused
from caseapp.domain.contact import ContactDraft
from caseapp.services import cases, contacts, drafts, health, vaults
from caseapp.services.office import Office
from caseapp.vault import tries

from .kept import PASSPHRASE, make_vault
from .killed import running
from .saving_child import save_on_and_on

Again = Callable[[str], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Again]]:
    """A small disk with a vault in it, and a way to mount it again with other options."""
    at = tmp_path / "disk"
    at.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs Linux and its administrator")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(at)], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        make_vault(at / "vault")
        office = vaults.unlock(at / "vault", PASSPHRASE)
        log(office)
        office.close()
        yield at / "vault", lambda how: subprocess.run(["mount", "-o", f"remount,{how}", str(at)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def log(office: Office) -> None:
    case_id = cases.find(office, "Amara")[0].id
    contacts.log(office, ContactDraft(case_id, office.now(), "call", "spoke", "rang about the hearing"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_it_opens_for_reading_says_so_and_changes_no_byte(disk: tuple[Path, Again]) -> None:
    folder, again = disk
    before = bytes_of(folder)
    again("ro")
    office = vaults.unlock(folder, PASSPHRASE)
    assert office.read_only
    found = health.at_start(office)
    assert [finding.code for finding in found.findings] == ["opened_read_only"]
    assert "You can read everything; nothing can be recorded" in found.sentences[0]
    (hit,) = cases.find(office, "hearing")
    assert cases.opened(office, hit.id).read_only
    assert contacts.chronology(office, hit.id).rows[0].note == "rang about the hearing"
    with pytest.raises(Refused, match="read_only"):
        log(office)
    drafts.keep(office, "contact", hit.id, {"note": "half a word"})
    assert drafts.find(office, "contact", hit.id) is None
    assert not health.due(office)
    assert health.whole(office).well
    office.close()
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    "sql",
    ["INSERT INTO setting(id, recorded_at, key, value) VALUES ('1', '', 'a', 'b')", "DELETE FROM journal",
     "CREATE TABLE other(a)", "PRAGMA query_only = OFF", "PRAGMA journal_mode = DELETE"],
)  # fmt: skip
def test_the_database_itself_takes_no_change(disk: tuple[Path, Again], sql: str) -> None:
    folder, again = disk
    before = bytes_of(folder)
    again("ro")
    office = vaults.unlock(folder, PASSPHRASE)
    again("rw")  # not the disk alone keeps it from being written
    with pytest.raises((Refused, Broken)):
        office.store.read(text(sql))
    office.close()
    assert bytes_of(folder) == before


def test_saves_that_wait_in_the_log_are_never_left_out(disk: tuple[Path, Again]) -> None:
    """Opened without its log the vault would be older than it is, and look whole."""
    folder, again = disk
    with running(save_on_and_on, folder, PASSPHRASE, 1) as program:
        assert program.hear() == "ready"
        program.hear()
        program.kill_after(0)
    assert (folder / "vault.db-wal").stat().st_size
    again("ro")
    with pytest.raises(Refused, match="read_only_unmerged"):
        vaults.unlock(folder, PASSPHRASE)
    again("rw")
    vaults.unlock(folder, PASSPHRASE).close()
    again("ro")
    office = vaults.unlock(folder, PASSPHRASE)
    assert office.store.read(text("SELECT count(*) FROM contact"))[0][0] > 1
    office.close()


def test_nobody_reads_while_another_writes_and_nobody_writes_while_another_reads(disk: tuple[Path, Again]) -> None:
    folder, _again = disk
    glass = folder.parent.with_name("glass")
    glass.mkdir()
    subprocess.run(["mount", "--bind", str(folder.parent), str(glass)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(glass)], check=True)
        writing = vaults.unlock(folder, PASSPHRASE)
        with pytest.raises(Refused, match="vault_in_use"):
            vaults.unlock(glass / "vault", PASSPHRASE)
        writing.close()
        reading = vaults.unlock(glass / "vault", PASSPHRASE)
        assert reading.read_only
        with pytest.raises(Refused, match="vault_in_use"):
            vaults.unlock(folder, PASSPHRASE)
        reading.close()
    finally:
        subprocess.run(["umount", "-l", str(glass)], check=True)


def test_a_wait_noted_before_is_kept_to(disk: tuple[Path, Again]) -> None:
    folder, again = disk
    for _each in range(tries.FREE_TRIES):
        with pytest.raises(Refused, match="passphrase_wrong"):
            vaults.unlock(folder, "not the passphrase at all")
    again("ro")
    with pytest.raises(Refused, match="unlock_wait"):
        vaults.unlock(folder, PASSPHRASE)


def test_in_a_protected_folder_the_command_line_reads_and_says_so(folder: Path, project: Path) -> None:
    """As a user whom the folder lets read only; the administrator may write anywhere."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("needs an administrator who can become somebody else (Linux)")
    for above in (folder, *folder.parents):  # a worker's home lies in that of the run that started it
        if not above.stat().st_mode & 0o005:
            above.chmod(0o755)
    for file in folder.iterdir():
        file.chmod(0o644)
    (folder.parent / "word").write_text(PASSPHRASE)
    (folder.parent / "word").chmod(0o644)
    child = [sys.executable, "-B", "-m", "caseapp", "vault", "verify", "--vault", str(folder)]
    word = ["--passphrase-file", str(folder.parent / "word")]
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    done = subprocess.run([*become, *child, *word], cwd=project, capture_output=True, text=True, check=False)
    if "Permission denied" in done.stderr and "python" in done.stderr:
        pytest.skip("nobody else may run this Python")
    assert "nothing can be recorded" in done.stdout, (done.stderr, done.stdout)
    assert done.returncode == 0, (done.stderr, done.stdout)
