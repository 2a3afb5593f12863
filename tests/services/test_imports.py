"""Importing a sheet into a real vault: what it would do, doing it, and taking it back."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.base.words import known_codes
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.import_plan import LEAVE_OUT, NEW_PERSON, Action, ImportPlan, RowChoice
from caseapp.domain.import_rows import Level
from caseapp.domain.possible_match import MatchLevel
from caseapp.services import cases, imports, journal, vaults
from caseapp.services.office import Office
from caseapp.store.tables import ImportBatch, Journal, Person, Referral, SearchRow, Table

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SMALL = b"""Ref,First name,Surname,DOB,Mobile,Received,Source,District,Summary
A1,Amara,Example,01/03/1985,07700 900123,02/11/2026,Police,Thanet,Rang at night
A2,Ines,Sample,12/12/1990,,03/11/2026,Housing,Narnia,
A3,Amara,Example,01/03/1985,07700 900999,09/11/2026,MARAC,Thanet,Heard again
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = vaults.set_up(
        tmp_path / "vault",
        name="Robin E.",
        passphrase="seven quiet otters walk home",
        profile=TESTING,
        clock=SetClock(NOW),
    ).office
    yield made
    made.close()


@pytest.fixture
def thousand(project: Path) -> bytes:
    """1,000 messy rows about 251 invented people."""
    return (project / "tests/data/splink_fake_1000.csv").read_bytes()


def counts(office: Office) -> dict[str, int]:
    """How many rows each table of the record has."""
    tables = [mapper.class_ for mapper in Table.registry.mappers]
    return {
        table.__tablename__: office.store.read(select(func.count()).select_from(table.__table__))[0][0]
        for table in tables
    }


def without_journal(found: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in found.items() if name != Journal.__tablename__}


def referrals(office: Office) -> list[Any]:
    return office.store.read(select(Referral.__table__).order_by(Referral.received_on, Referral.id))


def test_a_dry_run_writes_nothing_at_all(office: Office, thousand: bytes) -> None:
    before = counts(office)
    plan = imports.plan(office, thousand, "referrals.csv")
    assert counts(office) == before
    assert len(plan.rows) + len(plan.refused) == 1000
    assert plan.unused == ("cluster",)


def test_a_dry_run_says_what_would_happen(office: Office, thousand: bytes) -> None:
    plan = imports.plan(office, thousand, "referrals.csv")
    assert [each.code for each in plan.errors] == ["row_date_in_future"] * 8
    assert {each.column for each in plan.errors} == {"dob"}
    assert plan.count(Action.LEAVE_OUT) == plan.here_already == 0
    assert plan.count(Action.NEW) + plan.count(Action.SAME) == len(plan.rows)
    assert 251 <= plan.count(Action.NEW) < 400
    assert plan.count_level(MatchLevel.LIKELY) > 600


def test_refused_rows_stop_the_whole_import_unless_left_out(office: Office, thousand: bytes) -> None:
    plan = imports.plan(office, thousand, "referrals.csv")
    before = counts(office)
    with pytest.raises(Refused, match="import_rows_refused") as refusal:
        imports.perform(office, plan)
    assert refusal.value.facts == {"count": 8, "line": plan.refused[0]}
    assert counts(office) == before


def test_an_import_brings_every_row_and_undo_takes_every_row_back(office: Office, thousand: bytes) -> None:
    before = counts(office)
    plan = imports.plan(office, thousand, "referrals.csv")
    done = imports.perform(office, plan, leave_out_refused=True)
    after = counts(office)
    assert after["referral"] - before["referral"] == len(plan.rows) == 992
    assert after["person"] - before["person"] == plan.count(Action.NEW)
    assert after["import_batch"] == 1
    assert done.topics >= {"referrals"}
    assert len(cases.waiting(office, limit=2000)) == 992

    imports.undo(office, done.row_id)
    assert without_journal(counts(office)) == without_journal(before)
    assert journal.verify(office).broken_at is None


def test_an_undone_import_can_be_brought_back(office: Office) -> None:
    done = imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    there = without_journal(counts(office))
    undone = imports.undo(office, done.row_id)
    with pytest.raises(Refused, match="undo_nothing"):
        imports.undo(office, done.row_id)
    journal.undo(office, undone.batch)
    assert without_journal(counts(office)) == there


def test_the_journal_says_that_an_import_was_made(office: Office) -> None:
    done = imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    noted = office.store.read(select(Journal.__table__).where(Journal.action == "imported"))
    assert [(each.entity, each.entity_id, each.batch) for each in noted] == [
        (ImportBatch.__tablename__, done.row_id, done.batch)
    ]
    assert json.loads(noted[0].body) == {"rows": [None, 3]}


def test_an_error_in_row_500_leaves_nothing(office: Office, thousand: bytes) -> None:
    plan = imports.plan(office, thousand, "referrals.csv")
    before = counts(office)
    gone = {plan.rows[500].row.line: RowChoice(Action.SAME, "somebody-taken-back-meanwhile")}
    with pytest.raises(Refused, match="import_person_gone"):
        imports.perform(office, plan, choices=gone, leave_out_refused=True)
    assert counts(office) == before


def test_a_cancelled_import_leaves_nothing(office: Office, thousand: bytes) -> None:
    plan = imports.plan(office, thousand, "referrals.csv")
    before = counts(office)
    told: list[tuple[int, int]] = []
    with pytest.raises(Refused, match="import_cancelled"):
        imports.perform(
            office,
            plan,
            leave_out_refused=True,
            progress=lambda done, of: told.append((done, of)),
            cancelled=lambda: len(told) > 5,
        )
    assert counts(office) == before
    assert told == [(done, 992) for done in range(0, 300, 50)]


def test_a_cancelled_dry_run_says_so(office: Office, thousand: bytes) -> None:
    with pytest.raises(Refused, match="import_cancelled"):
        imports.plan(office, thousand, "referrals.csv", cancelled=lambda: True)


def test_the_same_sheet_again_is_recognised_and_left_out(office: Office, thousand: bytes) -> None:
    imports.perform(office, imports.plan(office, thousand, "referrals.csv"), leave_out_refused=True)
    before = counts(office)
    again = imports.plan(office, thousand, "other name.csv")
    assert again.here_already == again.count(Action.LEAVE_OUT) == 992
    with pytest.raises(Refused, match="import_nothing"):
        imports.perform(office, again, leave_out_refused=True)
    assert counts(office) == before


def test_a_number_of_another_sender_is_not_taken_for_the_same_referral(office: Office) -> None:
    imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    other = b"Ref,First name,Surname,DOB\nA1,Bartholomew,Featherstone,05/05/1950\n"
    plan = imports.plan(office, other, "o.csv")
    assert [(each.here, each.choice) for each in plan.rows] == [(None, NEW_PERSON)]


def test_rows_about_one_person_share_that_person_and_lose_nothing(office: Office) -> None:
    plan = imports.plan(office, SMALL, "s.csv")
    assert plan.groups == ((2, 4),)
    assert [each.choice for each in plan.rows] == [NEW_PERSON, NEW_PERSON, RowChoice(Action.SAME, "line 2")]
    imports.perform(office, plan)
    first, ines, second = referrals(office)
    assert first.person_id == second.person_id != ines.person_id
    assert first.summary == "Rang at night"
    assert second.summary == "Heard again\nTelephone (as received): 07700 900999"
    assert ines.summary == "District (as received): Narnia"
    assert {each.decision for each in (first, ines, second)} == {"pending"}


def test_a_choice_overrules_what_was_proposed(office: Office) -> None:
    plan = imports.plan(office, SMALL, "s.csv")
    imports.perform(office, plan, choices={4: NEW_PERSON, 3: LEAVE_OUT})
    assert len(referrals(office)) == 2
    assert office.store.read(select(func.count()).select_from(Person))[0][0] == 2


@pytest.mark.parametrize("target", ["line 99", "line 4", "line x"])
def test_a_choice_that_points_nowhere_is_refused(office: Office, target: str) -> None:
    plan = imports.plan(office, SMALL, "s.csv")
    with pytest.raises(Refused, match="import_choice_unknown"):
        imports.perform(office, plan, choices={4: RowChoice(Action.SAME, target)})
    with pytest.raises(Refused, match="import_choice_unknown"):
        imports.perform(office, plan, choices={99: NEW_PERSON})


def test_somebody_with_a_case_is_recognised_with_reasons(office: Office) -> None:
    imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    amara = cases.waiting(office)[0]
    opened = cases.open_case(office, NewCase(None, person_id=amara.person_id, referral_id=amara.id))
    sheet = b"Forename,Surname,Date of birth,Phone\nAmara,Exampel,01/03/1985,+44 7700 900123\n"
    plan = imports.plan(office, sheet, "n.csv")
    match = plan.rows[0].known[0]
    assert match.candidate.reference == opened.reference
    assert {"same_phone", "same_date_of_birth"} <= set(match.reasons)
    assert plan.rows[0].choice == RowChoice(Action.SAME, amara.person_id)


def test_an_import_is_not_taken_back_under_a_case_opened_from_it(office: Office) -> None:
    done = imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    amara = cases.waiting(office)[0]
    cases.open_case(office, NewCase(None, person_id=amara.person_id, referral_id=amara.id))
    before = counts(office)
    with pytest.raises(Refused, match="import_taken_up") as refusal:
        imports.undo(office, done.row_id)
    assert refusal.value.facts == {"count": 1}
    assert counts(office) == before


def test_an_import_is_not_taken_back_under_a_later_one(office: Office) -> None:
    done = imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    later = b"Forename,Surname,Date of birth,Phone,Ref\nAmara,Example,01/03/1985,07700 900123,B7\n"
    second = imports.perform(office, imports.plan(office, later, "l.csv"))
    with pytest.raises(Refused, match="import_built_on"):
        imports.undo(office, done.row_id)
    imports.undo(office, second.row_id)
    imports.undo(office, done.row_id)
    assert referrals(office) == []


def test_an_import_that_never_was_cannot_be_undone(office: Office) -> None:
    with pytest.raises(Refused, match="import_unknown"):
        imports.undo(office, "0" * 32)


def test_imported_people_can_be_searched_for(office: Office) -> None:
    imports.perform(office, imports.plan(office, SMALL, "s.csv"))
    found = office.store.read(select(SearchRow.entity).where(SearchRow.entity == Person.__tablename__))
    assert len(found) == 2


def test_a_mapping_is_kept_by_name_and_used_again(office: Office) -> None:
    plan = imports.plan(office, SMALL, "s.csv")
    imports.save_map(office, " Kent Police ", plan.import_map)
    kept = imports.saved_maps(office)["Kent Police"]
    assert kept.columns == plan.import_map.columns
    imports.save_map(office, "Kent Police", plan.import_map)
    assert list(imports.saved_maps(office)) == ["Kent Police"]
    again = imports.plan(office, SMALL, "s.csv", kept)
    assert again.rows == plan.rows
    with pytest.raises(Refused, match="import_map_unnamed"):
        imports.save_map(office, "  ", plan.import_map)


def test_every_problem_of_a_row_has_a_sentence(office: Office, thousand: bytes) -> None:
    plan: ImportPlan = imports.plan(office, thousand, "referrals.csv")
    assert {each.code for each in plan.problems} <= known_codes()
    assert any(each.level is Level.WARNING for each in plan.problems)


def test_today_is_the_day_of_receipt_when_the_sheet_has_none(office: Office, thousand: bytes) -> None:
    plan = imports.plan(office, thousand, "referrals.csv")
    assert {each.row.referral.received_on for each in plan.rows} == {date(2026, 11, 21)}


def test_a_file_that_is_gone_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="import_file_unreadable"):
        imports.file_bytes(tmp_path / "gone.csv")
    with pytest.raises(Refused, match="import_file_unreadable"):
        imports.file_bytes(tmp_path)
    monkeypatch.setattr(imports, "MAX_BYTES", 10)
    (tmp_path / "large.csv").write_bytes(SMALL)
    assert len(imports.file_bytes(tmp_path / "large.csv")) == 11
