"""Asking again after a withdrawal: the follow-up is made with it, and goes with it."""

from datetime import date

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


def test_a_case_is_offered_the_short_survey_and_the_one_for_its_kind_of_crime(office: Office, amara: str) -> None:
    short, crime = surveys.fitting(office, amara)
    assert (short.id, len(short.questions)) == ("SERVICE-8", 8)
    assert crime.id == "DA"
    assert {asked.agency for asked in crime.questions} == {"support", "police", ""}
    assert surveys.start(office, amara, "DA").questions == crime.questions
