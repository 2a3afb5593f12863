"""The ladder on a real vault: one step at a time, clocks, letters from facts alone, undo."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import CaseloadQuery
from caseapp.domain.challenge import ladder, parse_steps, reply_due, shipped_steps
from caseapp.domain.contact import ContactDraft
from caseapp.domain.letter import BLANKS, fill, letter, parse_letter
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.services import cases, challenges, contacts, journal, journey, rights
from caseapp.services.challenges import ChallengeDraft
from caseapp.services.office import Office

ORDER = ["ask_officer", "chase", "ask_supervisor", "complain", "review", "ombudsman"]


def instance(office: Office, case_id: str, rule: str) -> RightInstance:
    view = rights.for_case(office, case_id)
    return next(one for each in view.rights for one in each.instances if one.rule_id == rule)


@pytest.fixture
def late(office: Office, amara: str, clock: SetClock) -> str:
    """Bail conditions changed on Tuesday and nobody told Amara; it is Thursday."""
    cases.change(office, amara, crime_ref="46/1234/26", officer="PC Invented")
    journey.record(office, journey.EventDraft(amara, "bail_changed", date(2026, 11, 17)))
    return instance(office, amara, "VC-035").id or ""


def states(office: Office, row: str) -> dict[str, str]:
    return {each.code: each.state for each in challenges.steps(office, row).steps}


def test_the_ladder_goes_one_step_at_a_time_and_the_next_opens_when_the_wait_is_over(
    office: Office, late: str, clock: SetClock
) -> None:
    assert [step.code for step in shipped_steps().steps] == ORDER
    assert challenges.steps(office, late).live == "ask_officer"
    challenges.start(office, ChallengeDraft(late, "ask_officer", office.today()))
    asked = challenges.steps(office, late)
    assert asked.live is None
    assert (asked.steps[0].reply_due_on, asked.steps[1].opens_on) == (date(2026, 11, 20), date(2026, 11, 23))
    assert asked.steps[0].owed is False
    clock.forward(timedelta(days=4))
    assert challenges.steps(office, late).live == "chase"
    assert states(office, late)["ask_officer"] == "no_reply"


def test_a_complaint_is_owed_an_answer_in_ten_working_days_and_its_clock_is_a_right_of_its_own(
    office: Office, amara: str, late: str, clock: SetClock
) -> None:
    challenges.start(office, ChallengeDraft(late, "complain", office.today(), "letter"))
    answer = instance(office, amara, "VC-096")
    assert (answer.due_on, answer.provider) == (date(2026, 12, 3), "Police")
    assert states(office, late)["ask_officer"] == "passed_over"
    assert "VC-096" in {row.rule_id for row in rights.falling_due(office, date(2026, 12, 31))}
    taken = challenges.steps(office, late).steps[3]
    clock.forward(timedelta(days=20))
    challenges.answer(office, taken.id or "", date(2026, 12, 7), "no", "They are looking into it.")
    assert instance(office, amara, "VC-096").standing == "told_late"
    assert challenges.steps(office, late).live == "review"


def test_answers_awaited_fall_due_once_and_show_on_the_caseload(office: Office, late: str, clock: SetClock) -> None:
    day = date(2026, 12, 31)
    before = rights.count_falling_due(office, day)
    challenges.start(office, ChallengeDraft(late, "ask_officer", office.today()))
    clock.forward(timedelta(days=1))
    challenges.start(office, ChallengeDraft(late, "ask_supervisor", office.today()))
    rows = [row for row in rights.falling_due(office, day) if row.step]
    assert [(row.step, row.due_on, row.entitlement_id) for row in rows] == [
        ("ask_supervisor", date(2026, 11, 27), late)
    ]
    assert "answer about Amara" in rows[0].sentence
    assert rights.count_falling_due(office, day) == before + 1 == len(rights.falling_due(office, day))
    assert cases.caseload(office, CaseloadQuery()).rows[0].next_due_kind == "right"


def test_being_told_stops_the_ladder_and_its_clocks(office: Office, late: str) -> None:
    challenges.start(office, ChallengeDraft(late, "ask_officer", office.today()))
    rights.told(office, late, Told(office.today(), "phone", "yes", "yes"))
    stopped = challenges.steps(office, late)
    assert (stopped.live, stopped.stopped) == (None, True)
    assert not [row for row in rights.falling_due(office, date(2027, 12, 31)) if row.step]


def test_a_step_put_right_stops_and_a_withdrawn_one_counts_as_not_taken(office: Office, late: str) -> None:
    done = challenges.start(office, ChallengeDraft(late, "ask_officer", office.today()))
    challenges.withdraw(office, done.row_id)
    assert challenges.steps(office, late).live == "ask_officer"
    again = challenges.start(office, ChallengeDraft(late, "ask_officer", office.today()))
    challenges.answer(office, again.row_id, office.today(), "yes")
    assert challenges.steps(office, late).stopped
    assert states(office, late)["ask_officer"] == "put_right"


def test_a_review_of_a_decision_takes_the_days_of_that_review_and_meets_the_victims_own_deadline(
    office: Office, amara: str
) -> None:
    journey.record(office, journey.EventDraft(amara, "nfa_police", date(2026, 11, 18)))
    decision = instance(office, amara, "VC-042").id or ""
    done = challenges.start(office, ChallengeDraft(decision, "review", office.today()))
    review = challenges.steps(office, decision).steps[4]
    assert (review.id, review.reply_due_on, review.owed) == (done.row_id, date(2026, 12, 3), True)
    assert "finished by" in review.why
    assert instance(office, amara, "VC-046").standing == "told_in_time"
    assert "review_asked" in {row.kind for row in journey.events(office, amara)}


def test_a_complaint_is_undone_whole(office: Office, amara: str, late: str) -> None:
    done = challenges.start(office, ChallengeDraft(late, "complain", office.today()))
    journal.undo(office, done.batch)
    assert challenges.steps(office, late).live == "ask_officer"
    assert "complaint" not in {row.kind for row in journey.events(office, amara)}
    assert journal.verify(office).broken_at is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"step": "march"}, "challenge_step_unknown"),
        ({"how": "pigeon"}, "challenge_way_unknown"),
        ({"started_on": date(2026, 11, 20)}, "challenge_in_future"),
        ({"started_on": date(1026, 11, 20)}, "date_out_of_reach"),
        ({"evidence_contact": "0" * 32}, "challenge_evidence_elsewhere"),
        ({"entitlement_id": "0" * 32}, "right_missing"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_saved(
    office: Office, late: str, change: dict[str, object], code: str
) -> None:
    entries = journal.verify(office).entries
    values = {"entitlement_id": late, "step": "chase", "started_on": office.today()} | change
    with pytest.raises(Refused) as refused:
        challenges.start(office, ChallengeDraft(**values))  # type: ignore[arg-type]  # one value is wrong on purpose
    assert refused.value.code == code
    assert journal.verify(office).entries == entries


def test_an_answer_that_cannot_be_is_refused(office: Office, late: str) -> None:
    done = challenges.start(office, ChallengeDraft(late, "chase", office.today()))
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: challenges.answer(office, "0" * 32, office.today()), "challenge_missing"),
        (lambda: challenges.answer(office, done.row_id, date(2026, 11, 18)), "challenge_answer_before"),
        (lambda: challenges.answer(office, done.row_id, date(2026, 11, 20)), "challenge_in_future"),
        (lambda: challenges.answer(office, done.row_id, office.today(), "perhaps"), "challenge_answer_unknown"),
    ]
    for attempt, code in wrong:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code


@pytest.mark.parametrize("step", ORDER)
def test_every_letter_says_the_facts_and_nothing_of_any_note(
    office: Office, amara: str, late: str, step: str, clock: SetClock
) -> None:
    secret = "She cried and said SECRETWORD"
    for note_class in ("emotional_support", "opinion", "client_said", "fact"):
        contacts.log(
            office,
            ContactDraft(amara, office.now(), "agency", "left_message", secret, with_whom="agency", agency="police",
                         note_class=note_class),
        )  # fmt: skip
    contacts.log(office, ContactDraft(amara, office.now(), "call", "spoke", secret))
    challenges.start(office, ChallengeDraft(late, "ask_officer", office.today(), to_whom="SECRETWORD"))
    clock.forward(timedelta(days=8))
    drafted = challenges.draft_letter(office, late, step)
    whole = drafted.subject + drafted.body
    assert "SECRETWORD" not in whole
    assert "Amara" not in whole
    assert "{" not in whole
    silent = {"ask_officer": {"Thu 19 Nov 2026"}, "ombudsman": {"46/1234/26"}}
    for fact in ("Tue 17 Nov 2026", "46/1234/26", "Thu 19 Nov 2026", "bail conditions changed"):
        assert (fact in whole) is (fact not in silent.get(step, set())), fact
    assert dict(drafted.facts_used)["reference"] == cases.header(office, amara).reference


def test_what_nobody_checked_stands_in_the_notes_and_not_in_the_letter(office: Office, late: str) -> None:
    drafted = challenges.draft_letter(office, late, "complain")
    assert "by Wed 18 Nov 2026" in drafted.body
    assert "10 working days" not in drafted.body
    assert "6.1" not in drafted.body
    assert any("VC-035" in note and "paragraph" in note for note in drafted.notes)
    assert any("VC-096" in note and "limit" in note for note in drafted.notes)


def test_no_letter_calls_something_late_that_is_not_certainly_late(office: Office, amara: str) -> None:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 2), precision="about"))
    row = instance(office, amara, "VC-033").id or ""
    drafted = challenges.draft_letter(office, row, "ask_officer")
    assert "due within" not in drafted.body
    assert "about Mon 2 Nov 2026" in drafted.body
    assert any("No day is certain" in note for note in drafted.notes)


def test_the_person_is_named_only_as_chosen(office: Office, late: str) -> None:
    assert "Amara Example" in challenges.draft_letter(office, late, "chase", naming="name").body
    coded = challenges.draft_letter(office, late, "chase", naming="code_name", code_name="Kestrel {reference}")
    assert "Kestrel {reference}" in coded.body
    assert "Amara" not in coded.body
    with pytest.raises(Refused) as refused:
        challenges.draft_letter(office, late, "chase", naming="shout")
    assert refused.value.code == "letter_naming_unknown"


def test_every_letter_of_the_ladder_can_be_read_and_uses_known_blanks_only() -> None:
    for step in shipped_steps().steps:
        template = letter(step.letter)
        filled = fill(template, dict.fromkeys(BLANKS, "x"))
        assert filled.subject
        assert len(template.parts) == len(filled.body.strip().split("\n\n"))


def test_a_letter_or_ladder_changed_by_hand_is_refused_by_line() -> None:
    from caseapp.base.errors import Damaged

    for parse, text in (
        (parse_letter, 'id = "x"\ntitle = "X"\nsubject = "{nothing}"\n[[parts]]\ntext = "a"\n'),
        (parse_letter, 'id = "x"\ntitle = "X"\nsubject = "x"\n'),
        (parse_steps, '[reviews]\n[[steps]]\ncode = "a"\nlabel = "A"\ndone = "A"\nletter = "a"\nrule = "VC-096"\n'
         'wait = { n = 1, unit = "wd" }\n'),
    ):  # fmt: skip
        with pytest.raises(Damaged) as damaged:
            parse(text, "by-hand.toml")
        assert damaged.value.facts["line"]


def test_with_nothing_taken_the_first_step_is_live_and_with_all_taken_none_is() -> None:
    steps, calendar, today = shipped_steps(), shipped.calendar(), date(2026, 11, 19)
    assert ladder(steps, (), today, calendar, settled=False).live == "ask_officer"
    assert ladder(steps, (), today, calendar, settled=True).live is None
    due = reply_due(steps.steps[3], "VC-035", datetime(2026, 12, 23, tzinfo=UTC).date(), shipped.catalogue(), calendar,
                    steps)  # fmt: skip
    assert due.on == date(2027, 1, 11)
    assert due.unverified
