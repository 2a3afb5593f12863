"""Letters for the victim's own deadlines: from the record alone, no limit stated that nobody checked, used in time."""

from datetime import UTC, date, datetime

import pytest

from caseapp.base.clock import SetClock
from caseapp.domain import shipped
from caseapp.domain.challenge import OWN, shipped_steps
from caseapp.domain.letter import letter
from caseapp.domain.rights_view import RightInstance
from caseapp.services import challenges, contacts, journal, journey, rights
from caseapp.services.challenges import ChallengeDraft
from caseapp.services.office import Office

EVENTS = {
    "VC-028": ("incident", date(2026, 10, 2)),
    "VC-053": ("report", date(2026, 11, 2)),
    "VC-074": ("sentence", date(2026, 11, 14)),
    "VC-087": ("parole_review", date(2026, 11, 3)),
    "VC-089": ("parole_decision", date(2026, 11, 9)),
    "VC-093": ("tribunal_application", date(2026, 11, 4)),
}
BODY = {
    "VC-028": "Criminal Injuries Compensation Authority",
    "VC-053": "DC Sample",
    "VC-074": "Attorney General's Office",
    "VC-087": "Probation, Victim Liaison Officer",
    "VC-089": "Probation, Victim Liaison Officer",
    "VC-093": "Probation, Victim Liaison Officer",
}


def opened(office: Office, case_id: str, rule_id: str) -> RightInstance:
    kind, day = EVENTS[rule_id]
    journey.record(office, journey.EventDraft(case_id, kind, day))
    found = [one for each in rights.for_case(office, case_id).rights for one in each.instances]
    return next(one for one in reversed(found) if one.rule_id == rule_id)


def test_every_deadline_of_the_victims_own_has_a_letter_or_a_review() -> None:
    steps = shipped_steps()
    for rule in shipped.catalogue().rules:
        only = [step.code for step in steps.about(rule).steps]
        if rule.victims_own:
            assert only == ([OWN] if rule.id in steps.own else ["review"]), rule.id
        else:
            assert OWN not in only
    assert set(steps.own) == set(EVENTS)
    assert set(steps.used) <= set(steps.own)
    assert set(steps.own_to.values()) <= set(shipped.code_list("agencies").codes)
    assert all(letter(name).parts for name in steps.own.values())


@pytest.mark.parametrize("rule_id", sorted(EVENTS))
def test_a_letter_goes_to_who_decides_names_nobody_and_states_only_what_is_sure(
    office: Office, amara: str, rule_id: str
) -> None:
    from caseapp.services import cases

    cases.change(office, amara, officer="DC Sample")
    one = opened(office, amara, rule_id)
    draft = challenges.draft_letter(office, one.id or "", OWN)
    rule = shipped.catalogue().rule(rule_id)
    assert rule is not None
    assert draft.body.startswith(f"To {BODY[rule_id]}\n")
    assert "Amara" not in draft.body + draft.subject
    assert "{" not in draft.body + draft.subject
    assert ("As we count it" in draft.body) == (rule_id in {"VC-028", "VC-074"})
    assert "21 days" not in draft.body, "a limit from memory is never stated"
    assert any("cannot be undone" in note for note in draft.notes)
    assert not rule.unverified or any(rule_id in note for note in draft.notes)


def test_a_sentence_is_asked_about_with_its_last_hour_and_sending_it_meets_the_deadline(
    office: Office, amara: str
) -> None:
    one = opened(office, amara, "VC-074")
    draft = challenges.draft_letter(office, one.id or "", OWN)
    assert "the limit is 28 days: by 17:00 on Fri 11 Dec 2026." in draft.body
    assert "Sentence passed on: Sat 14 Nov 2026." in draft.body
    assert challenges.steps(office, one.id or "").live == OWN
    done = challenges.send(office, ChallengeDraft(one.id or "", OWN, office.today(), "email"), draft.body)
    ladder = challenges.steps(office, one.id or "")
    assert (ladder.live, ladder.stopped) == (None, True)
    assert "VC-074" not in {own.rule_id for own in rights.own_deadlines(office).all}
    kept = contacts.chronology(office, amara).rows[0]
    assert (kept.agency, kept.note) == ("attorney_general", draft.body)
    journal.undo(office, done.batch)
    assert "VC-074" in {own.rule_id for own in rights.own_deadlines(office).all}


def test_asking_how_to_apply_is_not_yet_applying(office: Office, amara: str) -> None:
    one = opened(office, amara, "VC-028")
    draft = challenges.draft_letter(office, one.id or "", OWN)
    assert "Day of the crime: Fri 2 Oct 2026." in draft.body
    assert any("Record that it was done once it was" in note for note in draft.notes)
    challenges.send(office, ChallengeDraft(one.id or "", OWN, office.today(), "letter"), draft.body)
    assert "VC-028" in {own.rule_id for own in rights.own_deadlines(office).all}
    assert contacts.chronology(office, amara).rows[0].agency == "cica"


def test_after_the_last_day_the_letter_states_none_and_the_caseworker_is_told(
    office: Office, amara: str, clock: SetClock
) -> None:
    one = opened(office, amara, "VC-074")
    clock.instant = datetime(2026, 12, 14, 9, tzinfo=UTC)
    draft = challenges.draft_letter(office, one.id or "", OWN)
    assert "As we count it" not in draft.body
    assert any("the last day is over" in note for note in draft.notes)


def test_the_next_court_day_is_named_for_a_personal_statement(office: Office, amara: str) -> None:
    one = opened(office, amara, "VC-053")
    assert "court day" not in challenges.draft_letter(office, one.id or "", OWN).body
    journey.add_hearing(office, amara, "court", date(2026, 12, 3), None, None)
    assert "The next court day we know of is Thu 3 Dec 2026." in challenges.draft_letter(office, one.id or "", OWN).body
