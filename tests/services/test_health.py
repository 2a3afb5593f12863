"""What was changed from outside is reported in words: old pages, old files, old headers, rows nobody saved."""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused, Trouble
from caseapp.crypto.kdf import TESTING
from caseapp.services import cases, health, vaults
from caseapp.services.example.build import build
from caseapp.services.office import Office
from caseapp.store import row_check
from caseapp.store.tables import Case

PASSPHRASE = "violet harbour lantern pebble crisp"
PAGE = 4096


@pytest.fixture
def folder(office: Office, amara: str) -> Path:
    """A closed vault with one case at high risk, an anchor, and a journal that says so."""
    health.at_start(office)
    office.close()
    return office.folder


def unlocked(folder: Path, clock: SetClock) -> Office:
    return vaults.unlock(folder, PASSPHRASE, clock=clock)


def codes(found: health.Health) -> list[str]:
    return [finding.code for finding in found.findings]


def set_risk(folder: Path, clock: SetClock, risk: str) -> None:
    """Record another risk, as the app does."""
    office = unlocked(folder, clock)
    with office.unit() as unit:
        case_id = office.store.read(text("SELECT id FROM episode"))[0].id
        unit.change(Case, case_id, risk=risk)
    office.close()


def test_a_vault_in_daily_use_is_well(office: Office, amara: str) -> None:
    assert health.at_start(office).well
    found = health.whole(office)
    assert found.well
    assert found.sentences == ()
    assert found.examined is not None
    assert found.examined.rows > 5


def test_a_whole_example_service_is_well(tmp_path: Path) -> None:
    """No service writes a row past the journal: a hundred invented cases, and not one false alarm."""
    build(tmp_path / "example", passphrase=PASSPHRASE, cases=40, profile=TESTING)
    office = vaults.unlock(tmp_path / "example", PASSPHRASE)
    assert codes(health.whole(office)) == []
    office.close()


def test_an_old_page_put_back_is_reported(folder: Path, clock: SetClock) -> None:
    """SQLCipher and SQLite find nothing wrong with an old copy of one page: the journal does."""
    database = folder / "vault.db"
    old = database.read_bytes()
    set_risk(folder, clock, "standard")
    new, anchor = database.read_bytes(), (folder / "vault.anchor").read_bytes()
    apart = [at for at in range(0, min(len(old), len(new)), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    reported: dict[int, list[str]] = {}
    for at in apart:
        database.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        try:
            office = unlocked(folder, clock)
        except Trouble as trouble:
            reported[at] = [trouble.code]
            continue
        shown = office.store.read(text("SELECT risk FROM episode"))
        found = codes(health.whole(office))
        office.close()
        if shown and shown[0].risk == "high":
            assert "rows_altered" in found, "the risk went back and nobody says so"
        reported[at] = found
    database.write_bytes(new)
    (folder / "vault.anchor").write_bytes(anchor)
    assert any("rows_altered" in found for found in reported.values())
    office = unlocked(folder, clock)
    assert health.whole(office).well
    office.close()


def test_the_case_to_look_at_is_named_by_its_reference(office: Office, amara: str) -> None:
    office.store.connection().exec_driver_sql("UPDATE episode SET risk = 'standard'")
    office.store.connection().commit()
    found = health.whole(office)
    assert codes(found) == ["rows_altered"]
    assert found.findings[0].cases == (cases.find(office, "Amara")[0].reference,)
    assert "History" in found.sentences[0]


def test_rows_that_vanish_or_appear_are_reported(office: Office, amara: str) -> None:
    connection = office.store.connection()
    connection.exec_driver_sql("DELETE FROM referral")
    connection.exec_driver_sql(
        "INSERT INTO pin (id, recorded_at, case_id, worker_id) "
        "SELECT 'f', '2026-01-01T00:00:00.000Z', id, (SELECT id FROM worker) FROM episode"
    )
    connection.commit()
    assert codes(health.whole(office)) == ["rows_missing", "rows_unexplained"]


def test_a_changed_journal_is_reported(office: Office, amara: str) -> None:
    connection = office.store.connection()
    connection.exec_driver_sql("DROP TRIGGER journal_keeps_values")
    connection.exec_driver_sql("UPDATE journal SET actor = 'someone' WHERE seq = 3")
    connection.commit()
    assert "journal_broken" in codes(health.whole(office))


def test_a_search_index_that_lost_a_document_is_reported(office: Office, amara: str) -> None:
    connection = office.store.connection()
    connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = (SELECT min(doc) FROM search_row)")
    connection.commit()
    assert codes(health.whole(office)) == ["search_damaged"]


def test_an_old_database_put_back_is_reported_until_somebody_says_it_was_meant(folder: Path, clock: SetClock) -> None:
    old = (folder / "vault.db").read_bytes()
    set_risk(folder, clock, "standard")
    (folder / "vault.db").write_bytes(old)
    for _ in range(2):  # closing does not hide it
        office = unlocked(folder, clock)
        assert codes(health.at_start(office)) == ["records_rolled_back"]
        assert codes(health.whole(office)) == ["records_rolled_back"]
        assert health.due(office)
        office.close()
    office = unlocked(folder, clock)
    health.accept(office)
    office.close()
    office = unlocked(folder, clock)
    assert health.at_start(office).well
    office.close()


def test_an_old_header_put_back_is_reported(folder: Path, clock: SetClock) -> None:
    headers = {name: (folder / name).read_bytes() for name in ("vault.hdr.a", "vault.hdr.b")}
    office = unlocked(folder, clock)
    vaults.change_passphrase(office, PASSPHRASE, "seven quiet lanterns on the pier")
    office.close()
    for name, content in headers.items():
        (folder / name).write_bytes(content)
    office = unlocked(folder, clock)
    assert codes(health.at_start(office)) == ["header_rolled_back"]
    office.close()


def test_a_missing_or_foreign_anchor_is_reported(folder: Path, clock: SetClock, tmp_path: Path) -> None:
    anchor = folder / "vault.anchor"
    kept = anchor.read_bytes()
    anchor.unlink()
    office = unlocked(folder, clock)
    assert codes(health.at_start(office)) == ["anchor_missing"]
    office.close()
    assert not anchor.exists()
    anchor.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    office = unlocked(folder, clock)
    assert codes(health.at_start(office)) == ["anchor_damaged"]
    office.close()


class Ring:
    """A keyring that keeps the anchor where nobody copies folders back and forth."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], bytes] = {}

    def read(self, vault_id: str, name: str) -> bytes | None:
        return self.items.get((vault_id, name))

    def keep(self, vault_id: str, name: str, content: bytes) -> None:
        self.items[vault_id, name] = content


def test_the_whole_folder_put_back_is_reported_by_the_keyring(office: Office, amara: str, tmp_path: Path) -> None:
    ring, clock = Ring(), office.clock
    assert isinstance(clock, SetClock)
    assert health.at_start(office, ring).well
    office.close()
    shutil.copytree(office.folder, tmp_path / "copy")
    set_risk(office.folder, clock, "standard")
    again = unlocked(office.folder, clock)
    assert health.at_start(again, ring).well
    again.close()
    shutil.rmtree(office.folder)
    shutil.copytree(tmp_path / "copy", office.folder)
    again = unlocked(office.folder, clock)
    assert health.at_start(again).well, "the folder alone cannot know"
    assert codes(health.at_start(again, ring)) == ["records_rolled_back"]
    again.close()


def test_a_crash_before_the_anchor_was_written_is_no_alarm(folder: Path, clock: SetClock) -> None:
    kept = (folder / "vault.anchor").read_bytes()
    set_risk(folder, clock, "standard")
    (folder / "vault.anchor").write_bytes(kept)
    office = unlocked(folder, clock)
    assert health.at_start(office).well
    office.close()


def test_damaged_pages_are_reported_and_reading_goes_on(folder: Path, clock: SetClock, tmp_path: Path) -> None:
    sound = (folder / "vault.db").read_bytes()
    reported = 0
    for at in range(PAGE + 2000, len(sound), 7 * PAGE):
        copy = tmp_path / str(at)
        shutil.copytree(folder, copy)
        (copy / "vault.db").write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        try:
            office = unlocked(copy, clock)
        except Trouble:
            continue  # it was needed for opening, which then says so
        found = health.whole(office)
        assert "pages_damaged" in codes(found)
        assert "restore" in found.sentences[0]
        reported += 1
        with suppress(Trouble):
            office.close()
    assert reported > 3


def test_the_check_can_be_stopped_and_tells_how_far_it_is(office: Office, amara: str) -> None:
    told: list[tuple[str, int, int]] = []
    health.whole(office, progress=lambda step, done, of: told.append((step, done, of)))
    assert [step for step, _, _ in told][:2] == ["pages", "pages"]
    assert told[-1][0] == "rows"
    assert told[-1][1] == told[-1][2]
    with pytest.raises(Refused, match="cancelled"):
        health.whole(office, cancelled=lambda: True)


def test_weekly(office: Office) -> None:
    assert isinstance(office.clock, SetClock)
    assert health.due(office)
    health.whole(office)
    assert not health.due(office)
    office.clock.forward(timedelta(days=7))
    assert health.due(office)


def test_values_written_in_another_form_are_no_alarm(office: Office, amara: str) -> None:
    """An older version may have written 1 for true in the journal: the same value all the same."""
    connection = office.store.connection()
    assert row_check.check_rows(office.store).faults == ()
    connection.exec_driver_sql("DROP TRIGGER journal_keeps_values")
    connection.exec_driver_sql("UPDATE journal SET body = replace(body, '[null,false]', '[null,0]')")
    connection.commit()
    assert row_check.check_rows(office.store).faults == ()


def test_a_clock_set_back_is_told_and_journaled_and_the_order_of_entries_stays(folder: Path, clock: SetClock) -> None:
    clock.instant -= timedelta(minutes=90)
    office = unlocked(folder, clock)
    found = health.at_start(office)
    assert codes(found) == ["clock_set_back"]
    assert "90 minutes" in found.sentences[0]
    rows = office.store.read(text("SELECT seq, hlc, action FROM journal ORDER BY seq"))
    assert [row.hlc for row in rows] == sorted(row.hlc for row in rows), "never by the computer's clock alone"
    assert "clock_set_back" in [row.action for row in rows]
    office.close()


def test_a_clock_corrected_by_some_minutes_is_no_alarm(folder: Path, clock: SetClock) -> None:
    clock.instant -= timedelta(minutes=4)
    office = unlocked(folder, clock)
    assert health.at_start(office).well
    office.close()
