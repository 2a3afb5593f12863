"""The anchor in the keyring: an old copy of the whole folder is noticed, and no lock waits for a keyring."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typing_extensions import override

from caseapp.base import paths
from caseapp.base.clock import SetClock
from caseapp.crypto.kdf import FLOOR, TESTING
from caseapp.services import backups, health, team, vaults
from caseapp.services.office import Office
from caseapp.services.vaults import NewOffice
from caseapp.vault import anchor_ring, keyring_secret
from caseapp.vault.anchor_ring import AnchorRing

from .conftest import PASSPHRASE
from .rings import InMemory, ring

CLOCK = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    backend = InMemory()
    monkeypatch.setattr(keyring_secret, "fit_keyring", lambda: ring(backend))
    monkeypatch.setattr(keyring_secret, "named_keyring", lambda _name: ring(backend))
    return backend


@pytest.fixture
def made(tmp_path: Path, keyring: InMemory) -> NewOffice:
    made = vaults.set_up(
        tmp_path / "v", name="Ann E.", passphrase=PASSPHRASE, profile=TESTING, clock=CLOCK, use_keyring=True
    )
    assert health.at_start(made.office).well
    made.office.close()
    return made


@pytest.fixture
def folder(made: NewOffice) -> Path:
    return made.office.folder


def unlocked(folder: Path) -> Office:
    return vaults.unlock(folder, PASSPHRASE, clock=CLOCK)


def codes(office: Office) -> list[str]:
    return [finding.code for finding in health.at_start(office).findings]


def put_back(copy: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)


def test_statement_48_the_whole_folder_put_back_is_reported_and_goes_on_being_reported(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    unlocked(folder).close()
    put_back(tmp_path / "copy", folder)
    for _again in range(2):
        office = unlocked(folder)
        assert codes(office) == ["records_rolled_back"]
        office.close()
    office = unlocked(folder)
    health.accept(office)
    assert codes(office) == []
    office.close()


def test_keys_changed_elsewhere_are_no_false_alarm_but_older_keys_are_one(
    folder: Path, keyring: InMemory, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    before = dict(keyring.items)
    office = unlocked(folder)
    assert team.rotate(office).trouble is None
    assert codes(office) == []
    office.close()
    after = {key: text for key, text in keyring.items.items() if "anchor" in key[0]}
    keyring.items.update({key: text for key, text in before.items() if "anchor" in key[0]})
    office = unlocked(folder)
    assert codes(office) == [], "an anchor under the keys before says nothing"
    office.close()
    keyring.items.update(after)
    put_back(tmp_path / "copy", folder)
    office = unlocked(folder)
    assert codes(office) == ["anchor_damaged"]
    office.close()


def test_a_restore_is_no_false_alarm(folder: Path, tmp_path: Path) -> None:
    office = unlocked(folder)
    made = backups.back_up(office, tmp_path / "backups")
    office.close()
    unlocked(folder).close()
    backups.restore(made.folder, folder, passphrase=PASSPHRASE, clock=CLOCK)
    office = unlocked(folder)
    assert codes(office) == []
    office.close()


def looked_at(made: NewOffice, tmp_path: Path) -> Path:
    """A backup restored into a folder of its own, to look at it, and used."""
    office = unlocked(made.office.folder)
    backup = backups.back_up(office, tmp_path / "backups").folder
    office.close()
    backups.restore(backup, tmp_path / "looked at", recovery_code=made.recovery_code, clock=CLOCK)
    return tmp_path / "looked at"


def found_in(folder: Path) -> list[str]:
    office = unlocked(folder)
    found = codes(office)
    office.close()
    return found


def test_a_backup_restored_to_look_at_it_alarms_neither_itself_nor_the_vault(made: NewOffice, tmp_path: Path) -> None:
    copy, folder = looked_at(made, tmp_path), made.office.folder
    assert [found_in(one) for one in (copy, folder, copy, folder)] == [[], [], [], []]


def test_statement_48_a_restored_copy_laid_in_the_vaults_folder_is_reported(made: NewOffice, tmp_path: Path) -> None:
    copy, folder = looked_at(made, tmp_path), made.office.folder
    assert found_in(folder) == []
    put_back(copy, folder)
    assert found_in(folder) == ["records_rolled_back"]


def test_statement_48_an_old_copy_is_reported_in_a_folder_nobody_used_before(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "old")
    unlocked(folder).close()
    assert found_in(tmp_path / "old") == ["records_rolled_back"]


def test_a_vault_that_was_moved_is_no_false_alarm(folder: Path, tmp_path: Path) -> None:
    assert found_in(folder) == []
    assert found_in(folder.rename(tmp_path / "moved")) == []


def test_two_copies_used_in_turn_are_told_as_that(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    assert found_in(tmp_path / "copy") == []
    unlocked(tmp_path / "copy").close()
    assert found_in(folder) == ["another_copy_newer"]
    office = unlocked(folder)
    health.accept(office)
    assert codes(office) == []
    office.close()


def test_an_item_that_is_not_ours_is_reported(folder: Path, keyring: InMemory) -> None:
    name = next(key for key in keyring.items if "anchor" in key[0])
    for text in ("1:00ff", "1:no hexadecimal", "x:00"):
        keyring.items[name] = text
        office = unlocked(folder)
        assert codes(office) == ["anchor_damaged"]
        office.close()


class Hanging(InMemory):
    """Asks its user something nobody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return None


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    backend = Hanging()
    yield backend
    backend.answered.set()


def test_a_keyring_that_does_not_answer_holds_nobody_up(hanging: Hanging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchor_ring, "_PATIENCE_SECONDS", 0.01)
    kept = AnchorRing(ring(hanging), 1)
    assert kept.read("vault", "anchor") is None
    kept.keep("vault", "anchor", b"content")
    assert hanging.items == {}


def test_a_locked_keyring_is_passed_over_and_not_written_to(keyring: InMemory) -> None:
    keyring.locked = True
    kept = AnchorRing(ring(keyring), 1)
    assert kept.read("vault", "anchor") is None
    keyring.locked = False
    kept.keep("vault", "anchor", b"content")
    assert keyring.items == {}, "what was not read is not overwritten"


def test_statement_48_without_a_keyring_the_account_s_own_folder_keeps_the_second_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setattr(paths, "marks_folder", lambda: marks)
    folder = tmp_path / "plain"
    vaults.set_up(
        folder, name="Ann E.", passphrase=PASSPHRASE, profile=FLOOR, clock=CLOCK, use_keyring=False
    ).office.close()
    shutil.copytree(folder, tmp_path / "copy")
    unlocked(folder).close()
    put_back(tmp_path / "copy", folder)
    office = unlocked(folder)
    assert codes(office) == ["records_rolled_back"]
    health.accept(office)
    assert codes(office) == []
    office.close()
    for file in marks.iterdir():
        file.write_bytes(b"\xff not ours")
    office = unlocked(folder)
    assert codes(office) == ["anchor_damaged"]
    office.close()
