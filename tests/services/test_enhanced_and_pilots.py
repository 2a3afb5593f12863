"""Enhanced rights: why they are likely, and news at the standard pace; rules tried in some areas; views asked first."""

from datetime import date

import pytest

from caseapp.base.clock import SetClock, at_london
from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.entitlement import entitlements_opened
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.services import cases, journey, recount, rights
from caseapp.services.journey import EventDraft
from caseapp.services.office import Office

TUESDAY = date(2026, 11, 17)


def instance(office: Office, case_id: str, rule: str) -> RightInstance:
    view = rights.for_case(office, case_id)
    return next(one for right in view.rights for one in right.instances if one.rule_id == rule)


def opened(office: Office, crime_group: str, born_on: date | None = None) -> str:
    person = PersonDetails(first_name="Amara", last_name="Example", born_on=born_on)
    return cases.open_case(office, NewCase(None, person=person, crime_group=crime_group)).row_id


@pytest.mark.parametrize(
    ("group", "born_on", "enhanced", "why"),
    [
        ("da", None, "likely", "a most serious crime"),
        ("stalking", None, "likely", "persistently targeted"),
        ("other", date(2010, 11, 20), "likely", "vulnerable: under 18"),
        ("other", date(2008, 11, 19), "unknown", ""),
        ("other", None, "unknown", ""),
    ],
)
def test_each_category_makes_enhanced_rights_likely_and_is_named(
    office: Office, group: str, born_on: date | None, enhanced: str, why: str
) -> None:
    case_id = opened(office, group, born_on)
    view = rights.for_case(office, case_id)
    assert (view.enhanced, view.enhanced_why) == (enhanced, why)


def test_what_becomes_known_later_makes_them_likely_and_sets_the_pace_from_then_on(office: Office) -> None:
    """The kind of crime and the day of birth are often not known when a case is opened."""
    case_id = opened(office, "other")
    cases.change(office, case_id, crime_group="da")
    journey.record(office, EventDraft(case_id, "bail", TUESDAY))
    assert instance(office, case_id, "VC-033").due_on == date(2026, 11, 18)
    cases.change(office, case_id, crime_group="other")
    assert rights.for_case(office, case_id).enhanced == "unknown"
    cases.change_person(office, case_id, born_on=date(2010, 11, 20))
    assert rights.for_case(office, case_id).enhanced == "likely"
    person_id = cases.header(office, case_id).person_id
    again = cases.open_case(office, NewCase(None, person_id=person_id, crime_group="other")).row_id
    assert rights.for_case(office, again).enhanced == "likely", "a child who was known already"


def test_what_the_caseworker_said_of_the_police_stays(office: Office) -> None:
    case_id = opened(office, "other")
    cases.change(office, case_id, enhanced="not_recorded")
    cases.change(office, case_id, crime_group="da")
    assert rights.for_case(office, case_id).enhanced == "not_recorded"


@pytest.mark.parametrize(
    ("told_on", "slow"),
    [(date(2026, 11, 18), 0), (date(2026, 11, 19), 1), (date(2026, 11, 24), 1), (date(2026, 11, 25), 0)],
)
def test_news_after_one_day_and_within_five_is_told_apart_from_news_that_is_just_late(
    office: Office, clock: SetClock, told_on: date, slow: int
) -> None:
    case_id = opened(office, "da")
    journey.record(office, EventDraft(case_id, "bail_changed", TUESDAY))
    clock.instant = at_london(date(2026, 11, 27), 12)
    rights.told(office, instance(office, case_id, "VC-035").id or "", Told(told_on, "phone"))
    assert rights.for_case(office, case_id).slow == slow


def test_without_enhanced_rights_there_is_no_slower_pace(office: Office, clock: SetClock) -> None:
    case_id = opened(office, "other")
    journey.record(office, EventDraft(case_id, "bail_changed", TUESDAY))
    clock.instant = at_london(date(2026, 11, 27), 12)
    rights.told(office, instance(office, case_id, "VC-035").id or "", Told(date(2026, 11, 20), "phone"))
    assert rights.for_case(office, case_id).slow == 0


@pytest.mark.parametrize(
    ("area", "on", "holds"),
    [
        ("West Midlands", date(2025, 5, 31), False),
        ("West Midlands", date(2025, 6, 1), True),
        ("North West", date(2025, 12, 31), False),
        ("North West", date(2026, 1, 1), True),
        ("Yorkshire and Humberside", date(2026, 2, 1), True),
        ("Cymru-Wales", date(2026, 3, 31), False),
        ("Cymru-Wales", date(2026, 4, 1), True),
        ("South East", date(2026, 11, 1), False),
        ("", date(2026, 11, 1), True),
        ("West Midlands", None, True),
    ],
)
def test_the_pilot_holds_in_its_areas_from_its_day_and_where_nobody_knows(
    area: str, on: date | None, holds: bool
) -> None:
    found = entitlements_opened(shipped.catalogue(), "cps_intends_stop", shipped.justice_events(), on=on, cps_area=area)
    assert any(rule.id == "VC-048" for rule in found) is holds


def test_a_kent_vault_does_not_offer_a_pilot_that_is_not_in_kent(office: Office) -> None:
    case_id = opened(office, "rsso")
    journey.record(office, EventDraft(case_id, "cps_intends_stop", TUESDAY))
    view = rights.for_case(office, case_id)
    assert not any(one.rule_id == "VC-048" for right in view.rights for one in right.instances)


def test_views_before_an_out_of_court_outcome_are_owed_without_a_day_and_stay_so(office: Office) -> None:
    case_id = opened(office, "da")
    journey.record(office, EventDraft(case_id, "disposal_considered", TUESDAY))
    first = instance(office, case_id, "VC-040")
    assert (first.due_on, first.standing) == (None, "running")
    recount.page(office)
    assert instance(office, case_id, "VC-040").due_on is None
    journey.record(office, EventDraft(case_id, "disposal_made", date(2026, 11, 19)))
    days = [
        one.due_on
        for right in rights.for_case(office, case_id).rights
        for one in right.instances
        if one.rule_id == "VC-040"
    ]
    assert days == [None, date(2026, 11, 20)]
