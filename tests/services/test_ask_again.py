"""Asking again after a withdrawal: the follow-up is made with it, and goes with it."""

from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.withdrawal import NOT_REPORTED, RETURNED, WITHDREW, WithdrawalDraft, ask_again_on
from caseapp.services import contacts, journal, surveys, withdrawals
from caseapp.services.office import Office

TODAY = date(2026, 11, 19)


def draft(case_id: str, **changed: object) -> WithdrawalDraft:
    facts: dict[str, object] = {
        "kind": WITHDREW,
        "stage": "S2",
        "decided_on": date(2026, 11, 5),
        "main_reason": "P4",
        "ask_again": "in_3_months",
    }
    return WithdrawalDraft(case_id, **{**facts, **changed})


def asked_on(**changed: object) -> date | None:
    return ask_again_on(draft("case", **changed), shipped.code_list("ask_again"), shipped.calendar(), TODAY)


def test_three_months_are_counted_from_the_day_it_was_said() -> None:
    assert asked_on() == date(2027, 2, 19)
    assert asked_on(learned_on=date(2026, 11, 6)) == date(2027, 2, 8), "6 February 2027 is a Saturday"
    assert asked_on(learned_on=date(2026, 11, 30)) == date(2027, 3, 1), "28 February 2027 is a Sunday"


def test_a_day_already_gone_becomes_today() -> None:
    assert asked_on(learned_on=date(2026, 1, 5)) == TODAY


def test_nothing_is_asked_again_unless_the_person_said_so() -> None:
    for answer in ("only_if_they_ask", "no", "not_asked", None):
        assert asked_on(ask_again=answer) is None
    assert asked_on(kind=RETURNED) is None
    assert asked_on(kind=NOT_REPORTED) == date(2027, 2, 19)


def test_the_follow_up_comes_and_goes_with_the_withdrawal(office: Office, amara: str) -> None:
    saved = withdrawals.record(office, draft(amara))
    (follow_up,) = contacts.open_follow_ups(office, amara)
    assert follow_up.due_on == date(2027, 2, 19)
    assert {"withdrawals", "follow_ups", "cases"} <= saved.topics
    journal.undo(office, saved.batch)
    assert contacts.open_follow_ups(office, amara) == ()
    assert withdrawals.of_case(office, amara) == ()


def test_a_step_is_put_right_and_undone(office: Office, amara: str) -> None:
    first = withdrawals.record(office, draft(amara, also=("T1", "W1"), own_words="It is too much"))
    better = draft(
        amara,
        main_reason="T1",
        also=("P4", "W1"),
        helped=("named_contact",),
        stage="S1",
        own_words="It was too much",
        support_then="yes",
        went_on="no",
        ask_again="no",
    )
    done = withdrawals.change(office, first.row_id, better)
    (row,) = withdrawals.of_case(office, amara)
    assert (row.id, row.main_reason, set(row.also), row.helped) == (
        first.row_id,
        "T1",
        {"P4", "W1"},
        ("named_contact",),
    )
    assert (row.stage, row.own_words, row.support_then, row.went_on) == ("S1", "It was too much", "yes", "no")
    assert row.learned_on == TODAY, "the day it was learned of stays unless another is given"
    assert contacts.open_follow_ups(office, amara) == (), "nobody may ask again any more"
    journal.undo(office, done.batch)
    (row,) = withdrawals.of_case(office, amara)
    assert (row.main_reason, set(row.also), row.helped, row.stage) == ("P4", {"T1", "W1"}, (), "S2")
    assert (row.own_words, row.support_then, row.went_on) == ("It is too much", "unknown", "unknown")
    assert contacts.open_follow_ups(office, amara)[0].due_on == date(2027, 2, 19)


def test_a_step_undone_meanwhile_cannot_be_put_right(office: Office, amara: str) -> None:
    done = withdrawals.record(office, draft(amara))
    journal.undo(office, done.batch)
    with pytest.raises(Refused, match="withdrawal_missing"):
        withdrawals.change(office, done.row_id, draft(amara))
    assert withdrawals.of_case(office, amara) == ()


def test_a_mistake_in_a_change_changes_nothing(office: Office, amara: str) -> None:
    done = withdrawals.record(office, draft(amara))
    before = withdrawals.of_case(office, amara)
    for wrong in ({"main_reason": None}, {"also": ("P4",)}, {"decided_on": date(2026, 11, 20)}):
        with pytest.raises(Refused):
            withdrawals.change(office, done.row_id, draft(amara, **wrong))
    assert withdrawals.of_case(office, amara) == before


def test_a_case_is_offered_the_short_survey_and_the_one_for_its_kind_of_crime(office: Office, amara: str) -> None:
    short, crime, service, every = surveys.fitting(office, amara).sets
    assert (service.id, every.id) == ("SERVICE", "ALL")
    assert not short.by_agency
    assert crime.by_agency
    assert (short.id, len(short.questions)) == ("SERVICE-8", 8)
    assert crime.id == "DA"
    assert {asked.agency for asked in crime.questions} == {"support", "police", ""}
    assert surveys.start(office, amara, "DA").questions == crime.questions
