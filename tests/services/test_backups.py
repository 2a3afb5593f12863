"""Backups that were restored before they counted, and restores that keep what was there."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.base.clock import SetClock
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.base.words import sentence
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import backup_places, backups, cases, health, journal, vaults
from caseapp.services.office import Office
from caseapp.store import erasing
from caseapp.vault import erased_list
from caseapp.vault.backup_index import Index

PASSPHRASE = "violet harbour lantern pebble crisp"


class Place:
    """A vault with its recovery code, and a folder for backups."""

    def __init__(self, root: Path, clock: SetClock, name: str = "vault") -> None:
        made = vaults.set_up(root / name, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING, clock=clock)
        self.office, self.code, self.clock = made.office, made.recovery_code, clock
        self.folder, self.backups = root / name, root / "backups"

    def add(self, last_name: str) -> str:
        """A case of an invented person."""
        person = PersonDetails(first_name="Amara", last_name=last_name)
        return cases.open_case(self.office, NewCase(NewReferral(date(2026, 11, 18)), person=person)).row_id

    def names(self) -> set[str]:
        """The last names in the vault."""
        return {row.last_name for row in self.office.store.read(text("SELECT last_name FROM person"))}

    def back_up(self) -> Path:
        return backups.back_up(self.office, self.backups).folder

    def reopen(self, folder: Path | None = None) -> Office:
        self.office.close()
        self.office = vaults.unlock(folder or self.folder, PASSPHRASE, clock=self.clock)
        return self.office


@pytest.fixture
def place(tmp_path: Path, clock: SetClock) -> Iterator[Place]:
    place = Place(tmp_path, clock)
    yield place
    place.office.close()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"vault.lock", "vault.tries"}
    }


def test_a_backup_brings_everything_back_into_a_new_folder(place: Place, tmp_path: Path) -> None:
    place.add("Example")
    backup = place.back_up()
    place.office.close()
    shutil.rmtree(place.folder)
    unreadable = f"{place.code[:7]}?{place.code[8:]}"
    done = backups.restore(backup, tmp_path / "again", recovery_code=unreadable, clock=place.clock)
    assert [(group.number, group.signs) for group in done.put_right] == [(2, place.code[5:9])]
    office = place.reopen(tmp_path / "again")
    assert place.names() == {"Example"}
    assert office.desk.name == "Robin E."
    assert journal.verify(office).broken_at is None
    assert health.whole(office).well
    assert done.kept is None


def test_a_backup_says_nothing_about_anyone(place: Place) -> None:
    place.add("Canaryname")
    backup = place.back_up()
    assert sorted(path.name for path in backup.iterdir()) == ["backup.db", "backup.json"]
    assert [path.name for path in place.backups.iterdir()] == ["case-tracker-backup-2026-11-19-1"]
    for content in files(backup).values():
        assert b"SQLite format 3" not in content
        assert not any(word in content for word in (b"Canaryname", b"Robin", b"person", b"contact"))


def test_restoring_over_a_vault_keeps_what_was_there(place: Place) -> None:
    place.add("Before")
    backup = place.back_up()
    place.add("After")
    place.office.close()
    done = backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    assert done.kept is not None
    assert done.kept.name == "vault.db.before-2026-11-19-1"
    office = place.reopen()
    assert place.names() == {"Before"}
    assert health.at_start(office).well, "what was restored on purpose is not reported"
    office.close()
    done.kept.replace(place.folder / "vault.db")
    assert [one.code for one in health.at_start(place.reopen()).findings] == ["records_rolled_back"]
    assert place.names() == {"Before", "After"}


def test_passphrases_stay_as_they_are_when_records_go_back(place: Place) -> None:
    backup = place.back_up()
    vaults.change_passphrase(place.office, PASSPHRASE, "seven quiet lanterns on the pier")
    place.office.close()
    with pytest.raises(Refused, match="passphrase_wrong"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    backups.restore(backup, place.folder, passphrase="seven quiet lanterns on the pier", clock=place.clock)
    vaults.unlock(place.folder, "seven quiet lanterns on the pier", clock=place.clock).close()


def test_the_backup_of_another_vault_is_refused(place: Place, tmp_path: Path, clock: SetClock) -> None:
    other = Place(tmp_path, clock, "other")
    backup = other.back_up()
    other.office.close()
    place.office.close()
    before = files(place.folder)
    with pytest.raises(Refused, match="backup_of_another_vault"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=clock)
    assert files(place.folder) == before


@pytest.mark.parametrize("at", [0.0, 0.001, 0.3, 0.7, 0.9999])
@pytest.mark.parametrize("name", ["backup.db", "backup.json"])
def test_a_changed_bit_is_refused_before_anything_changes(place: Place, tmp_path: Path, name: str, at: float) -> None:
    backup = place.back_up()
    place.office.close()
    content = bytearray((backup / name).read_bytes())
    content[int(len(content) * at)] ^= 1
    (backup / name).write_bytes(content)
    before = files(place.folder)
    with pytest.raises(Damaged, match="backup_damaged"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    with pytest.raises(Damaged, match="backup_damaged"):
        backups.restore(backup, tmp_path / "new", recovery_code=place.code, clock=place.clock)
    assert files(place.folder) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["backup.db", "backup.json"])
@pytest.mark.parametrize("kept", [0, 100, 4096, -1])
def test_a_cut_backup_is_refused(place: Place, name: str, kept: int) -> None:
    backup = place.back_up()
    place.office.close()
    (backup / name).write_bytes((backup / name).read_bytes()[:kept])
    with pytest.raises(Damaged, match="backup_damaged"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)


def test_a_folder_that_is_no_backup_and_a_wrong_code(place: Place, tmp_path: Path) -> None:
    backup = place.back_up()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").touch()
    with pytest.raises(Refused, match="not_a_backup"):
        backups.restore(tmp_path / "photos", tmp_path / "new", recovery_code=place.code)
    with pytest.raises(Refused, match="folder_not_empty"):
        backups.restore(backup, tmp_path / "photos", recovery_code=place.code)
    with pytest.raises(Refused, match="backup_needs_recovery_code"):
        backups.restore(backup, tmp_path / "new", passphrase=PASSPHRASE)
    with pytest.raises(Refused, match="recovery_code_mistyped"):
        backups.restore(backup, tmp_path / "new", recovery_code=place.code[:-2])
    assert not (tmp_path / "new").exists()
    assert not [path for path in tmp_path.iterdir() if "restoring" in path.name]


def test_what_was_erased_since_does_not_come_back(place: Place, tmp_path: Path) -> None:
    place.add("Remains")
    case_id = place.add("Erasedname")
    person = place.office.store.read(text("SELECT id FROM person WHERE last_name = 'Erasedname'"))[0].id
    backup = place.back_up()
    rows = (("person", person), ("episode", case_id), ("person", "0" * 32))
    content = erased_list.encode(place.office.vault, rows)
    (place.backups / erased_list.name_beside_backups(place.office.vault.vault_id)).write_bytes(content)
    place.office.close()
    shutil.rmtree(place.folder)
    done = backups.restore(backup, tmp_path / "again", recovery_code=place.code, clock=place.clock)
    office = place.reopen(tmp_path / "again")
    assert done.erased_again >= 2
    assert place.names() == {"Remains"}
    assert not cases.find(office, "Erasedname")
    bodies = office.store.read(text("SELECT body FROM journal WHERE body LIKE '%Erasedname%'"))
    assert not bodies
    assert health.whole(office).well
    assert {row for row in rows if row[1] != case_id} <= set(erasing.erased(office.store))
    kept = erased_list.decode((office.folder / erased_list.NAME).read_bytes(), office.vault, None)
    assert set(rows) <= set(kept)


def test_an_erased_list_that_cannot_be_read_stops_the_restore(place: Place) -> None:
    backup = place.back_up()
    (place.folder / erased_list.NAME).write_bytes(b"not a list")
    place.office.close()
    with pytest.raises(Damaged, match="erased_list_unreadable"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock, without_erased_list=True)


def test_erasing_on_a_live_vault_reaches_the_next_backups_list(place: Place) -> None:
    case_id = place.add("Erasedname")
    person = place.office.store.read(text("SELECT person_id FROM episode"))[0].person_id
    old = place.back_up()
    with place.office.unit() as unit:
        erasing.erase(unit, [("person", person)])
    assert not place.office.store.read(text("SELECT 1 FROM episode WHERE id = :id"), {"id": case_id})
    place.back_up()
    place.office.close()
    backups.restore(old, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    place.reopen()
    assert place.names() == set()


def test_the_last_three_and_one_a_month_are_kept(place: Place) -> None:
    for _ in range(6):
        place.back_up()
        place.clock.forward(timedelta(days=10))
    made = [one.made_at.date().isoformat() for one in backups.generations(place.office, place.backups)]
    assert made == ["2027-01-08", "2026-12-29", "2026-12-19", "2026-11-29"]
    place.clock.instant -= timedelta(days=200)  # the clock was set back: the one just made stays all the same
    newest = place.back_up()
    assert newest in {one.folder for one in backups.generations(place.office, place.backups)}
    assert not list(place.backups.glob("*.part"))


def test_on_by_default_and_due_again_after_a_day(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backups.due(place.office)
    assert backups.age(place.office) is None
    backups.choose(place.office, place.backups)
    assert backups.back_up_if_due(place.office) is not None
    assert backups.age(place.office) == timedelta(0)
    assert backups.back_up_if_due(place.office) is None
    place.clock.forward(timedelta(hours=23))
    assert backups.due(place.office)
    backups.choose(place.office, None, "off")
    assert not backups.due(place.office)
    assert not backups.place_of(place.office).is_relative_to(place.folder)
    with pytest.raises(Refused, match="backup_inside_vault"):
        backups.choose(place.office, place.folder / "backups")


def test_a_failure_is_remembered_in_words_until_the_next_good_one(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.back_up()
    usage = shutil.disk_usage(place.folder)
    with monkeypatch.context() as short:
        short.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000_000))
        with pytest.raises(Refused, match="backup_no_room"):
            place.back_up()
    last = backups.last_backup(place.office)
    assert last.trouble is not None
    assert "room" in sentence(last.trouble)
    assert len(backups.generations(place.office, place.backups)) == 1
    place.back_up()
    assert backups.last_backup(place.office).trouble is None


def test_a_backup_that_cannot_be_restored_does_not_count(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place.back_up()
    whole = backup_places.require_whole

    def spoil(backup: Path, index: Index) -> Path:
        """The stick gives back something else than was written."""
        with (backup / "backup.db").open("r+b") as file:
            file.seek(5000)
            file.write(b"x")
        return whole(backup, index)

    monkeypatch.setattr(backup_places, "require_whole", spoil)
    with pytest.raises(Refused, match="backup_not_proven"):
        place.back_up()
    assert [one.folder for one in backups.generations(place.office, place.backups)] == [first]
    assert [path.name for path in place.backups.iterdir()] == [first.name]


def test_no_backup_is_made_of_a_vault_that_is_not_well(place: Place) -> None:
    place.add("Example")
    good = place.back_up()
    place.office.store.connection().exec_driver_sql("UPDATE person SET last_name = 'Other'")
    place.office.store.connection().commit()
    with pytest.raises(Refused, match="backup_not_of_damaged"):
        place.back_up()
    assert [one.folder for one in backups.generations(place.office, place.backups)] == [good]
    assert health.last_findings(place.office) == ("rows_altered",)


def test_stopping_leaves_nothing_behind(place: Place) -> None:
    stopped: list[str] = []
    for after in range(40):
        asked = iter(range(100))
        try:
            backups.back_up(place.office, place.backups, cancelled=lambda: next(asked) >= after)  # noqa: B023
        except Trouble as trouble:
            stopped.append(trouble.code)
            assert not list(place.backups.iterdir())
        else:
            break
    assert len(stopped) > 3
    assert set(stopped) == {"cancelled"}
    assert backups.last_backup(place.office).trouble is None


def test_the_recovery_code_still_opens_a_backup_made_before_the_keys_were_changed(place: Place, tmp_path: Path) -> None:
    from caseapp.services import team

    place.add("Example")
    backup = place.back_up()
    team.rotate(place.office)
    place.office.close()
    with pytest.raises(Refused, match="backup_needs_recovery_code"):
        backups.restore(backup, place.folder, passphrase=PASSPHRASE, clock=place.clock)
    backups.restore(backup, place.folder, recovery_code=place.code, clock=place.clock)
    place.reopen()
    assert place.names() == {"Example"}
    backups.restore(backup, tmp_path / "beside", recovery_code=place.code, clock=place.clock)


def test_no_backup_goes_back_under_an_older_key_file(place: Place) -> None:
    """Who was removed since would have their way in again."""
    from caseapp.services import team

    older = {path: path.read_bytes() for path in place.folder.glob("vault.hdr.*")}
    team.rotate(place.office)
    backup = place.back_up()
    place.office.close()
    for path, content in older.items():
        path.write_bytes(content)
    records = (place.folder / "vault.db").read_bytes()
    with pytest.raises(Damaged, match="header_not_of_records"):
        backups.restore(backup, place.folder, recovery_code=place.code, clock=place.clock)
    assert (place.folder / "vault.db").read_bytes() == records
