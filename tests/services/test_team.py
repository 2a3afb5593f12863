"""People joined with the records: who may do what, what the journal says, what a stop in between does."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from caseapp.base.errors import Damaged, Refused
from caseapp.base.ids import uuid7
from caseapp.crypto.kdf import TESTING
from caseapp.services import health, journal, key_rotation, team, vault_history, vaults
from caseapp.services.office import Office
from caseapp.store import rekey
from caseapp.store.checks import counts
from caseapp.store.engine import open_engine
from caseapp.store.tables import Journal
from caseapp.vault import vault as keys
from caseapp.vault.rotation import begin_rotation
from caseapp.vault.ways_in import add_person

from ..conftest import PASSPHRASE

BO, CY = "eleven swans upon the estuary", "five lanterns over grey marshes"


def refused(code: str) -> object:
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def shared(office: Office, amara: str) -> Office:
    """Robin's vault with a record in it, shared with Bo, a caseworker, and Cy, a lead."""
    assert amara
    team.add(office, name="Bo E.", role="caseworker", passphrase=BO, profile=TESTING)
    team.add(office, name="Cy E.", role="lead", passphrase=CY, profile=TESTING)
    return office


def worker(office: Office, name: str) -> str:
    (found,) = [one.worker_id for one in team.members(office) if one.name == name]
    return found


def reopened(office: Office, passphrase: str = PASSPHRASE) -> Office:
    office.close()
    return vaults.unlock(office.folder, passphrase, clock=office.clock)


def journaled(office: Office) -> list[str]:
    return [row.action for row in office.store.read(select(Journal.action).order_by(Journal.seq))]


def test_everybody_is_at_the_desk_as_who_they_are(shared: Office) -> None:
    assert [(one.name, one.role, one.way, one.is_you) for one in team.members(shared)] == [
        ("Bo E.", "caseworker", "passphrase", False),
        ("Cy E.", "lead", "passphrase", False),
        ("Robin E.", "lead", "passphrase", True),
    ]
    bo = reopened(shared, BO)
    assert (bo.desk.name, bo.desk.role) == ("Bo E.", "caseworker")
    assert [person.name for person in vaults.people(bo.folder)] == ["Robin E.", "Bo E.", "Cy E."]
    bo.close()


def test_only_a_lead_changes_who_may_open_the_vault(shared: Office) -> None:
    bo = reopened(shared, BO)
    robin = worker(bo, "Robin E.")
    for act in (
        lambda: team.add(bo, name="Di E.", role="lead", passphrase=CY, profile=TESTING),
        lambda: team.remove(bo, robin),
        lambda: team.set_role(bo, bo.desk.worker_id, "lead"),
        lambda: team.rotate(bo),
        lambda: team.new_recovery_code(bo),
        lambda: team.add_escrow(bo, Path("nowhere")),
    ):
        with refused("lead_needed"):
            act()
    team.change_passphrase(bo, BO, CY + "!", profile=TESTING)
    bo = reopened(bo, CY + "!")
    assert "passphrase_changed" in journaled(bo)
    bo.close()


def test_statement_29_removing_somebody_leaves_them_nothing_new(shared: Office, tmp_path: Path) -> None:
    kept = tmp_path / "kept by Bo"
    shutil.copytree(shared.folder, kept)
    before = counts(shared.store)
    done = team.remove(shared, worker(shared, "Bo E."))
    assert (done.recovery_code, done.trouble) == (None, None)
    assert [one.name for one in team.members(shared)] == ["Cy E.", "Robin E."]
    assert journaled(shared)[-1] == "person_removed"
    assert journal.verify(shared).broken_at is None
    after = counts(shared.store)
    assert {name: n for name, n in after.items() if name != "journal"} == {
        name: n for name, n in before.items() if name != "journal"
    }
    shared.close()
    with refused("passphrase_wrong"):
        vaults.unlock(shared.folder, BO, clock=shared.clock)
    with keys.unlock(kept, BO) as old, pytest.raises(Damaged, match="database_unreadable"):
        open_engine(shared.folder / "vault.db", old.database_key())
    for name in ("vault.hdr.a", "vault.hdr.b"):
        shutil.copy(kept / name, shared.folder / name)
    with pytest.raises(Damaged, match="header_not_of_records"):
        vaults.unlock(shared.folder, BO, clock=shared.clock)


def test_the_vault_goes_on_open_while_and_after_the_keys_change(shared: Office) -> None:
    seen = []
    assert team.rotate(shared, progress=lambda done, of: seen.append((done, of))).trouble is None
    assert seen[-1][0] == seen[-1][1] > 0
    assert seen[-2][0] * 2 == seen[-2][1], "a page that is written is half done: it is read back"
    team.add(shared, name="Di E.", role="caseworker", passphrase=BO + "!", profile=TESTING)
    assert not (shared.folder / "vault.db.new").exists()
    again = reopened(shared, CY)
    assert "keys_changed" in journaled(again)
    again.close()


def test_who_cannot_be_removed(shared: Office) -> None:
    with refused("person_is_you"):
        team.remove(shared, shared.desk.worker_id)
    with refused("person_unknown"):
        team.remove(shared, "00" * 16)
    team.set_role(shared, worker(shared, "Cy E."), "caseworker")
    with refused("last_lead"):
        team.set_role(shared, shared.desk.worker_id, "caseworker")
    with refused("role_unknown"):
        team.set_role(shared, shared.desk.worker_id, "owner")


def test_somebody_who_stands_in_the_records_is_given_a_way_in_and_can_come_back(shared: Office) -> None:
    bo = worker(shared, "Bo E.")
    team.remove(shared, bo)
    with refused("person_known"):
        team.add(shared, name="Cy E.", role="lead", passphrase=BO, profile=TESTING)
    assert team.add(shared, name="Bo E.", role="lead", passphrase=BO, worker_id=bo, profile=TESTING) == bo
    again = reopened(shared, BO)
    assert (again.desk.worker_id, again.desk.role) == (bo, "lead")
    again.close()


def test_a_person_who_could_not_be_added_is_not_in_the_list(shared: Office) -> None:
    with refused("passphrase_too_short"):
        team.add(shared, name="Di E.", role="lead", passphrase="short", profile=TESTING)
    assert "Di E." not in {one.name for one in team.members(shared)}


def test_a_stop_between_row_and_header_is_put_right_at_the_next_unlock(
    shared: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        pass

    def stop(*_args: object, **_named: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch, pytest.raises(Stopped):
        patch.setattr(key_rotation, "_carry_out", stop)
        team.remove(shared, worker(shared, "Bo E."))
    assert shared.vault.rotating
    again = reopened(shared)
    assert not again.vault.rotating
    assert {one.name for one in team.members(again)} == {"Cy E.", "Robin E."}
    again.close()


def test_a_removal_stopped_before_its_row_was_written_is_finished_too(
    shared: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bo,) = [one.slot_id for one in team.members(shared) if one.name == "Bo E."]
    begin_rotation(shared.vault, without=frozenset({bo or ""}), clock=shared.clock)
    again = reopened(shared)
    assert {one.name for one in team.members(again)} == {"Cy E.", "Robin E."}
    assert "person_removed" in journaled(again)
    again.close()


def test_a_full_disk_while_the_keys_change_keeps_nobody_out(shared: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise Refused("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(rekey, "copy_out", full)
        done = team.remove(shared, worker(shared, "Bo E."))
        assert done.trouble is not None
        assert done.trouble.code == "disk_full"
        assert {one.name for one in team.members(shared)} == {"Cy E.", "Robin E."}
        shared = reopened(shared, CY)
        assert shared.vault.rotating
        with refused("rotation_pending"):
            team.rotate(shared)
    with refused("passphrase_wrong"):
        reopened(shared, BO)
    shared = vaults.unlock(shared.folder, CY, clock=shared.clock)
    assert not shared.vault.rotating
    shared.close()


def test_a_file_held_by_another_program_leaves_the_vault_open_under_the_old_key(
    shared: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_args: object, **_named: object) -> None:
        raise Refused("file_held")

    with monkeypatch.context() as patch:
        patch.setattr(key_rotation, "put_in_place", held)
        done = team.rotate(shared, renew_recovery=True)
    assert done.trouble is not None
    assert done.recovery_code is not None
    assert counts(shared.store)["episode"] == 1
    shared.close()
    office = vaults.open_with_recovery(shared.folder, done.recovery_code, clock=shared.clock)
    assert not office.vault.rotating
    office.close()


def test_no_log_of_the_old_file_is_played_into_the_new_one(shared: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the write-ahead log left full, its pages, under the old key, would land in the new file."""
    log = shared.folder / "vault.db-wal"
    monkeypatch.setattr(shared.store, "close", lambda: None)
    assert log.exists()
    assert log.stat().st_size
    with refused("disk_error"):
        rekey.close_for_replacing(shared.store, shared.folder / "vault.db")
    monkeypatch.undo()


def test_the_organisation_s_key_brings_people_back_and_leaves_a_record(shared: Office, tmp_path: Path) -> None:
    """Statement 31: two people, and a journal entry with the key's fingerprint."""
    safe = "granite kettles upon slow barges"
    private, public = tmp_path / "org.private", tmp_path / "org.public"
    made = vaults.make_escrow_key(private, public, label="Kent", passphrase=safe, profile=TESTING, clock=shared.clock)
    assert team.add_escrow(shared, public) == made
    shared.close()
    office = vaults.open_with_escrow(shared.folder, private, safe, clock=shared.clock)
    assert office.desk.name == "Robin E."
    (entry,) = office.store.read(select(Journal.body).order_by(Journal.seq.desc()).limit(1))
    assert made in entry.body
    assert '"escrow"' in entry.body
    slot = next(one.slot_id for one in team.members(office) if one.name == "Robin E.")
    team.re_enrol(office, slot or "", BO + "!", profile=TESTING)
    (escrow,) = [way.slot_id for way in office.vault.slots if way.kind == "escrow"]
    office = reopened(office, BO + "!")
    reset = next(deed for deed in vault_history.deeds(office) if "anew" in deed.what)
    assert (reset.who, reset.what) == ("the organisation’s key", "set a passphrase anew (Robin E.)")
    assert team.remove_escrow(office, escrow).trouble is None
    with refused("person_unknown"):
        team.remove_escrow(office, escrow)
    office.close()
    with refused("escrow_key_wrong"):
        vaults.open_with_escrow(shared.folder, private, safe, clock=shared.clock)


def test_statement_32_wrong_passphrases_are_counted_into_the_journal(shared: Office) -> None:
    shared.close()
    for _ in range(3):
        with refused("passphrase_wrong"):
            vaults.unlock(shared.folder, "not this one at all", clock=shared.clock)
    office = vaults.unlock(shared.folder, PASSPHRASE, clock=shared.clock)
    (entry,) = office.store.read(select(Journal.body).order_by(Journal.seq.desc()).limit(1))
    assert '"failed":[null,3]' in entry.body
    office.close()


def test_a_way_in_of_nobody_opens_no_desk(shared: Office) -> None:
    """A slot without its worker must not pass for the first lead."""
    add_person(shared.vault, uuid7(shared.now()), "Di E.", BO + "!", TESTING, clock=shared.clock)
    with pytest.raises(Damaged, match="vault_without_worker"):
        reopened(shared, BO + "!")
    vaults.unlock(shared.folder, PASSPHRASE, clock=shared.clock).close()


def test_new_keys_are_no_false_alarm_for_the_vault_s_health(shared: Office) -> None:
    health.at_start(shared)
    shared.close()
    office = reopened(shared)
    assert health.at_start(office).well
    team.rotate(office)
    assert health.at_start(office).well
    office.close()
    again = reopened(office)
    assert health.at_start(again).well
    again.close()
