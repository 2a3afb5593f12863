"""From the report to parole on a real vault: state, own deadlines, what is odd (the clocks: `test_every_clock.py`)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.justice_journey import machine
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.services import cases, journey, outcomes, rights, suspects, today
from caseapp.services.office import Office
from caseapp.services.outcomes import OutcomeDraft
from caseapp.services.own_deadlines import Urgency

# Event, its day, and each rule it opens with the day it is due (enhanced rights); None where no day is set.
STORY: tuple[tuple[str, date, dict[str, date | None]], ...] = (
    ("incident", date(2026, 1, 5), {"VC-023": None, "VC-028": date(2028, 1, 5)}),
    ("report", date(2026, 1, 6), {"VC-022": date(2026, 1, 8), "VC-015": None, "VC-028": date(2028, 1, 5)}),
    ("crime_recorded", date(2026, 1, 7), {"VC-037": None, "VC-038": None}),
    ("statement_arranged", date(2026, 1, 8), {"VC-013": None, "VC-007": None}),
    ("arrest", date(2026, 1, 9), {"VC-030": date(2026, 1, 12)}),
    ("interview", date(2026, 1, 9), {"VC-031": date(2026, 1, 12)}),
    ("bail", date(2026, 1, 10), {"VC-033": date(2026, 1, 12), "VC-049": None}),
    ("bail_changed", date(2026, 4, 2), {"VC-035": date(2026, 4, 7), "VC-049": None}),
    ("file_to_cps", date(2026, 4, 8), {}),
    ("charge", date(2026, 4, 10), {"VC-041": date(2026, 4, 13)}),
    ("hearing_listed", date(2026, 4, 13), {"VC-058": date(2026, 4, 14)}),
    ("bail_hearing", date(2026, 4, 20), {"VC-059": date(2026, 4, 21)}),
    ("plea_not_guilty", date(2026, 4, 20), {"VC-061": date(2026, 4, 21)}),
    ("witness_called", date(2026, 4, 22), {"VC-062": None}),
    ("trial_listed", date(2026, 5, 1), {"VC-058": date(2026, 5, 5), "VC-064": None}),
    ("trial_moved", date(2026, 6, 1), {"VC-058": date(2026, 6, 2)}),
    ("trial_starts", date(2026, 9, 7), {}),
    ("verdict_guilty", date(2026, 9, 10), {"VC-069": date(2026, 9, 11), "VC-054": None}),
    ("sentence", date(2026, 10, 2),
     {"VC-070": date(2026, 10, 5), "VC-073": date(2026, 10, 5), "VC-074": date(2026, 10, 30),
      "VC-080": date(2026, 10, 16)}),
    ("vcs_referral", date(2026, 10, 9), {"VC-081": date(2026, 11, 6)}),
    ("release_considered", date(2026, 11, 2), {"VC-085": None}),
    ("parole_review", date(2026, 11, 3), {"VC-087": None}),
    ("parole_decision", date(2026, 11, 9), {"VC-089": date(2026, 11, 30)}),
    ("released", date(2026, 11, 16), {"VC-086": None}),
)  # fmt: skip


def instances(office: Office, case_id: str) -> list[RightInstance]:
    return [one for each in rights.for_case(office, case_id).rights for one in each.instances]


@pytest.fixture
def told_all(office: Office, amara: str) -> str:
    """Amara's case with the whole story recorded; the day of the report at intake is put right by it."""
    for kind, day, _opens in STORY:
        journey.record(office, journey.EventDraft(amara, kind, day, suspect=None))
    return amara


def test_every_rule_is_opened_by_an_event_somebody_can_record(office: Office) -> None:
    triggers = {each for item in shipped.justice_events().items for each in item.texts("triggers")}
    assert [rule.id for rule in shipped.catalogue().rules if not triggers & set(rule.triggers)] == []


def test_the_story_leads_to_after_sentence_and_the_moved_trial_says_who_moved_it(office: Office, amara: str) -> None:
    for kind, day, _opens in STORY:
        caused = "defence" if kind == "trial_moved" else None
        detail = "Expert not ready" if kind == "trial_moved" else None
        journey.record(office, journey.EventDraft(amara, kind, day, suspect="A", caused_by=caused, detail=detail))
    (found,) = suspects.of_case(office, amara)
    assert (found.suspect, found.state, found.final) == ("A", "A18", True)
    assert [(each.on, each.cause, each.detail) for each in found.moved] == [
        (date(2026, 6, 1), "Defence", "Expert not ready")
    ]
    assert {code for code, _label, _day in found.path} <= set(machine().states)
    assert not [flag for flag in found.flags if flag.odd == "order" and "Reported" not in flag.words]


def test_the_victims_own_deadlines_are_counted_down_and_the_soonest_is_loudest(
    office: Office, told_all: str, clock: SetClock
) -> None:
    own = rights.own_deadlines(office)
    assert own.soonest is not None
    assert (own.soonest.rule_id, own.soonest.days_left, own.soonest.urgency) == ("VC-089", 11, Urgency.SOON)
    assert today.today(office).own_deadlines.soonest == own.soonest
    assert {one.rule_id for one in own.all if one.due_on is None} >= {"VC-053", "VC-087"}
    assert "VC-074" not in {one.rule_id for one in own.all}, "the 28 days are over: it cannot be undone or asked for"
    clock.instant = datetime(2026, 10, 29, 9, tzinfo=UTC)
    sentence = next(one for one in rights.own_deadlines(office).all if one.rule_id == "VC-074")
    assert (sentence.days_left, sentence.urgency, sentence.by_hour) == (1, Urgency.NOW, None)


def test_a_limit_rolled_back_says_the_hour(office: Office, amara: str) -> None:
    journey.record(office, journey.EventDraft(amara, "sentence", date(2026, 11, 14)))
    sentence = next(one for one in rights.own_deadlines(office).all if one.rule_id == "VC-074")
    assert sentence.due_on == date(2026, 12, 11)
    assert sentence.by_hour is not None
    assert sentence.by_hour.hour == 17


def test_odd_events_are_kept_and_flagged_and_accuse_nobody(office: Office, amara: str) -> None:
    record, draft = journey.record, journey.EventDraft
    record(office, draft(amara, "charge", date(2027, 3, 1)))
    record(office, draft(amara, "arrest", None))
    record(office, draft(amara, "verdict_guilty", date(2026, 11, 18)))
    record(office, draft(amara, "interview", date(1999, 1, 1), suspect="B"))
    found = {each.suspect: each for each in suspects.of_case(office, amara)}
    odd = {flag.odd.value for each in found.values() for flag in each.flags}
    assert {"to_come", "no_day", "gap"} <= odd
    rows = {row.kind: row for row in journey.events(office, amara)}
    assert (rows["arrest"].precision, rows["arrest"].happened_on) == ("unknown", office.today())
    assert rows["charge"].happened_on == date(2027, 3, 1)
    for one in instances(office, amara):
        if one.rule_id in {"VC-030", "VC-041"}:
            assert one.standing == "running"


def test_one_suspect_s_end_does_not_end_the_case_of_another(office: Office) -> None:
    case_id = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Bo"))).row_id
    for kind, day, who in (("charge", 2, "A"), ("arrest", 3, "B"), ("nfa_police", 4, "B")):
        journey.record(office, journey.EventDraft(case_id, kind, date(2026, 11, day), suspect=who))
    assert cases.header(office, case_id).stage == "court_hearings"
    journey.record(office, journey.EventDraft(case_id, "verdict_not_guilty", date(2026, 11, 5), suspect="A"))
    assert cases.header(office, case_id).stage == "outcome"


def test_a_report_without_a_day_is_no_report_of_today(office: Office) -> None:
    case_id = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Bo"))).row_id
    journey.record(office, journey.EventDraft(case_id, "report", None))
    header = cases.header(office, case_id)
    assert (header.reported, header.reported_on) == ("yes", None)


def test_a_case_reported_on_a_day_nobody_knows_opens_its_rights(office: Office) -> None:
    new = NewCase(None, person=PersonDetails(first_name="Bo"), reported="yes")
    case_id = cases.open_case(office, new).row_id
    assert {"VC-005", "VC-015", "VC-016", "VC-019", "VC-022", "VC-028", "VC-052"} <= {
        one.rule_id for one in instances(office, case_id)
    }
    assert [(row.kind, row.precision) for row in journey.events(office, case_id)] == [("report", "unknown")]
    assert (cases.header(office, case_id).stage, cases.header(office, case_id).reported_on) == ("reported", None)


def test_the_report_told_again_puts_its_day_right_and_starts_no_right_twice(office: Office) -> None:
    new = NewCase(None, person=PersonDetails(first_name="Bo"), reported="yes", reported_on=date(2026, 11, 16))
    case_id = cases.open_case(office, new).row_id
    before = {one.rule_id: one.due_on for one in instances(office, case_id)}
    told = next(one for one in instances(office, case_id) if one.rule_id == "VC-022")
    rights.told(office, told.id, Told(date(2026, 11, 18), "letter"))
    again = journey.EventDraft(case_id, "report", date(2026, 11, 9), source="police", detail="By 101.")
    journey.record(office, again)
    after = {one.rule_id: one.due_on for one in instances(office, case_id)}
    assert after.keys() == before.keys()
    assert len(instances(office, case_id)) == len(before)
    assert (before["VC-022"], after["VC-022"]) == (date(2026, 11, 18), date(2026, 11, 11))
    assert next(one for one in instances(office, case_id) if one.rule_id == "VC-022").standing == "told_late"
    assert [(row.happened_on, row.detail) for row in journey.events(office, case_id)] == [
        (again.happened_on, "By 101.")
    ]
    assert cases.header(office, case_id).reported_on == date(2026, 11, 9)
    journey.record(office, journey.EventDraft(case_id, "report", None))
    assert cases.header(office, case_id).reported_on == date(2026, 11, 9)
    journey.record(office, journey.EventDraft(case_id, "report", date(2026, 11, 18), again=True))
    assert len(instances(office, case_id)) == 2 * len(before)
    assert cases.header(office, case_id).reported_on == date(2026, 11, 9)


def test_the_same_event_of_a_suspect_on_a_day_is_saved_twice_only_when_it_is_said_to_have_been(
    office: Office, amara: str
) -> None:
    arrest = journey.EventDraft(amara, "arrest", date(2026, 11, 17), suspect="A")
    journey.record(office, arrest)
    with pytest.raises(Refused) as refused:
        journey.record(office, arrest)
    assert refused.value.code == "event_logged_already"
    journey.record(office, replace(arrest, suspect="B"))
    journey.record(office, replace(arrest, again=True))
    arrests = [row.suspect for row in journey.events(office, amara) if row.kind == "arrest"]
    assert sorted(map(str, arrests)) == ["A", "A", "B"]


def test_a_court_bail_end_and_an_order_are_reminded_of_across_cases(office: Office, amara: str) -> None:
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 17)))
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 18)))
    order = journey.EventDraft(amara, "order_made", date(2026, 11, 18), ends_on=date(2026, 11, 30), suspect="B")
    journey.record(office, order)
    soon = suspects.ending_soon(office, date(2026, 12, 1))
    assert [(each.ending.kind, each.ending.days_left, each.first_name) for each in soon] == [
        ("order_made", 11, "Amara")
    ]
    later = suspects.ending_soon(office, date(2027, 12, 1))
    assert [each.ending.on for each in later] == [date(2026, 11, 30), date(2027, 2, 17)]
    assert suspects.labels(office, amara) == ("B",)


def test_an_outcome_is_compared_with_what_the_client_says(office: Office, amara: str) -> None:
    outcomes.record(office, OutcomeDraft(amara, "16", office.today()))
    (row,) = outcomes.of_case(office, amara)
    assert row.check.agreement == "ask"
    outcomes.client_says(office, row.id, "supports")
    (row,) = outcomes.of_case(office, amara)
    assert (row.check.agreement, row.check.review) == ("disagrees", True)
    outcomes.client_says(office, row.id, "does_not")
    assert outcomes.of_case(office, amara)[0].check.agreement == "agrees"
    outcomes.record(office, OutcomeDraft(amara, "15", office.today(), client_says="does_not"))
    found = {each.check.code: each.check.agreement for each in outcomes.of_case(office, amara)}
    assert found == {"16": "agrees", "15": "disagrees"}


def test_every_row_of_the_catalogue_can_be_looked_up_and_the_draft_is_a_preview() -> None:
    rows = rights.catalogue_rows("2020")
    assert [row.rule_id for row in rows] == [f"VC-{n:03d}" for n in range(1, 100)]
    assert all(row.right and row.title and row.provider and row.opened_by and row.source for row in rows)
    assert not any(row.preview for row in rows)
    assert all(row.preview for row in rights.catalogue_rows("2026-draft"))


def test_being_told_late_or_in_time_of_each_is_kept_beside_the_event(office: Office, told_all: str) -> None:
    arrest = next(one for one in instances(office, told_all) if one.rule_id == "VC-030")
    rights.told(office, arrest.id or "", Told(date(2026, 1, 12), "phone", "yes", "yes"))
    bail = next(one for one in instances(office, told_all) if one.rule_id == "VC-033")
    rights.told(office, bail.id or "", Told(date(2026, 1, 14), "chance", "no", "no"))
    found = {one.rule_id: one for one in instances(office, told_all)}
    assert (found["VC-030"].standing, found["VC-033"].standing) == ("told_in_time", "told_late")
    assert found["VC-033"].working_days_late == 2
