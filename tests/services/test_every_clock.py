"""Every kind of event, from the crime to parole, opens exactly the clocks it should; each of the 99 rules has its fate.

`victims_code_rows.csv` lists the 99 rows as they were found; `rights_journey.csv` is a story with every kind of event,
and for each the rules it opens: `VC-033=day`, `=possibly/certainly` late (`?`: nobody can say), or no day at all.
"""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import holidays as independent
import pytest

from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.catalogue import Timing, Unit
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import RightInstance
from caseapp.services import cases, journey, recount, rights
from caseapp.services.office import Office

DATA = Path(__file__).parents[1] / "data"
BANK_HOLIDAYS = independent.country_holidays("GB", subdiv="ENG", years=range(2026, 2030))
ROWS = {row["id"]: row for row in csv.DictReader((DATA / "victims_code_rows.csv").read_text("utf-8").splitlines())}
STORY = [
    (row["event"], date.fromisoformat(row["on"]), frozenset(row["opens"].split()))
    for row in csv.DictReader((DATA / "rights_journey.csv").read_text("utf-8").splitlines())
]
NOT_IN_THIS_STORY = {
    "VC-048": "a pilot of some areas of the prosecution service, and Kent is in none of them",
    "VC-057": "for businesses, and nobody this service supports comes as one",
    "VC-091": "for stalking and harassment only",
}
UNITS = {"wd": Unit.WORKING_DAY, "cal.": Unit.CALENDAR_DAY, "days": Unit.CALENDAR_DAY, "months": Unit.MONTH}


def someone(office: Office, crime_group: str) -> str:
    new = NewCase(None, person=PersonDetails(first_name="Amara"), crime_group=crime_group, reported="no")
    return cases.open_case(office, new).row_id


def instances(office: Office, case_id: str) -> dict[str, RightInstance]:
    return {one.id or "": one for each in rights.for_case(office, case_id).rights for one in each.instances}


def opened(one: RightInstance) -> str:
    if one.due_on is None:
        return one.rule_id
    certain = "" if one.certain_on == one.due_on else f"/{one.certain_on or '?'}"
    return f"{one.rule_id}={one.due_on}{certain}"


def working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return day


def test_each_event_opens_exactly_its_clocks_and_each_has_a_sentence(office: Office) -> None:
    case_id = someone(office, "rsso")
    before: set[str] = set()
    for kind, day, opens in STORY:
        ahead = rights.preview(office, case_id, kind, day)
        journey.record(office, journey.EventDraft(case_id, kind, day))
        found = [one for key, one in instances(office, case_id).items() if key not in before]
        before |= {one.id or "" for one in found}
        assert {opened(one) for one in found} == opens, kind
        assert len(found) == len(opens) == len(ahead), kind
        assert all(one.why and one.happened_on == day for one in found), kind
    recount.page(office)
    assert {opened(one) for one in instances(office, case_id).values()} == frozenset.union(*(each[2] for each in STORY))


def test_every_kind_of_event_is_in_the_story_and_every_rule_is_opened_or_is_known_not_to_be() -> None:
    assert {kind for kind, _day, _opens in STORY} == set(shipped.justice_events().codes)
    told = {each.partition("=")[0] for _kind, _day, opens in STORY for each in opens}
    assert set(ROWS) - told == set(NOT_IN_THIS_STORY)
    assert not told & set(NOT_IN_THIS_STORY)


def test_the_days_of_the_story_follow_from_the_limits_as_found_and_an_independent_calendar() -> None:
    checked = set()
    for kind, day, opens in STORY:
        for rule_id, _equals, days in (each.partition("=") for each in opens):
            row = ROWS[rule_id]
            limit = re.match(r"(\d+) wd", row["enhanced"] if row["enhanced"] != "same" else row["standard"])
            if limit and days:
                assert days.partition("/")[0] == working_days_after(day, int(limit[1])).isoformat(), (kind, rule_id)
                checked.add(rule_id)
                relayed = re.search(r"/(\d{4}-\d\d-\d\d)", days)
                if relayed:
                    assert relayed[1] == working_days_after(day, 5 + int(limit[1])).isoformat(), (kind, rule_id)
    assert len(checked) >= 20


@pytest.mark.parametrize("rule_id", sorted(ROWS))
def test_a_row_as_found_is_in_the_catalogue_with_its_right_mark_paragraph_and_limits(rule_id: str) -> None:
    row, rule = ROWS[rule_id], shipped.catalogue().rule(rule_id)
    assert rule is not None
    assert (str(rule.right), rule.mark.value) == (row["right"], row["mark"])
    if row["paragraph"][:1].isdigit():
        assert rule.paragraph == row["paragraph"]
    for said, limit in ((row["standard"], rule.standard), (row["enhanced"], rule.enhanced)):
        counted = re.match(r"(\d+) (wd|cal\.|days|months)", said)
        if counted and rule.timing is Timing.LIMIT:
            assert limit is not None
            assert (limit.n, limit.unit) == (int(counted[1]), UNITS[counted[2]])
    without = {"ongoing": {Timing.ONGOING}, "WUD": {Timing.WITHOUT_DELAY}}
    without["at the event"] = {Timing.AT_EVENT, Timing.BEFORE_EVENT}  # before or at the statement, says one
    assert rule.timing in without.get(row["standard"], set(Timing))


def test_what_this_story_leaves_out_opens_for_those_it_is_for(office: Office) -> None:
    stalked = someone(office, "stalking")
    journey.record(office, journey.EventDraft(stalked, "sentence", date(2026, 8, 3)))
    assert "VC-091" in {one.rule_id for one in instances(office, stalked).values()}


def test_rules_for_the_bereaved_open_once_the_case_tells_of_a_death_and_not_before(office: Office) -> None:
    case_id = someone(office, "da")
    for_bereaved = {"VC-050", "VC-066", "VC-072"}

    def waiting() -> set[str]:
        return {one.rule_id for each in rights.for_case(office, case_id).rights for one in each.not_yet}

    journey.record(office, journey.EventDraft(case_id, "court_visit_asked", date(2026, 11, 2)))
    assert not for_bereaved & ({one.rule_id for one in instances(office, case_id).values()} | waiting())
    journey.record(office, journey.EventDraft(case_id, "death", date(2026, 11, 3)))
    assert waiting() & for_bereaved == {"VC-066", "VC-072"}
    journey.record(office, journey.EventDraft(case_id, "court_visit_asked", date(2026, 11, 4)))
    assert for_bereaved & {one.rule_id for one in instances(office, case_id).values()} == {"VC-050", "VC-066"}
