"""Due dates: the worked examples, rolls, months, two dates for what nobody can see, and what always holds."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.catalogue import Counting, Limit, Roll, Rule, Timing, Unit
from caseapp.domain.due_dates import Due, add_limit, due

CALENDAR = shipped.calendar()
CODE = shipped.catalogue()
WITH_LIMIT = [rule for rule in CODE.rules if rule.timing is Timing.LIMIT]
DAYS = st.dates(date(2015, 1, 1), date(2028, 6, 30))


def rule(rule_id: str) -> Rule:
    found = CODE.rule(rule_id)
    assert found is not None
    return found


def of(rule_id: str, day: date | None, *, enhanced: bool = False, received: date | None = None) -> Due:
    return due(rule(rule_id), day, enhanced=enhanced, calendar=CALENDAR, received=received)


@pytest.mark.parametrize(
    ("event", "enhanced", "expected"),
    [
        (date(2026, 12, 23), True, date(2026, 12, 24)),
        (date(2026, 12, 23), False, date(2027, 1, 4)),
        (date(2026, 12, 24), True, date(2026, 12, 29)),
        (date(2026, 4, 2), True, date(2026, 4, 7)),
        (date(2026, 4, 2), False, date(2026, 4, 13)),
        (date(2026, 11, 21), True, date(2026, 11, 23)),
        (date(2020, 5, 7), True, date(2020, 5, 11)),
        (date(2022, 6, 1), True, date(2022, 6, 6)),
        (date(2022, 9, 16), True, date(2022, 9, 20)),
        (date(2023, 5, 5), True, date(2023, 5, 9)),
        (date(2026, 11, 17), True, date(2026, 11, 18)),
        (date(2024, 2, 28), False, date(2024, 3, 6)),
        (date(2026, 3, 28), True, date(2026, 3, 30)),
        (date(2026, 10, 24), True, date(2026, 10, 26)),
    ],
)
def test_police_news_is_due_after_five_or_one_working_days(event: date, enhanced: bool, expected: date) -> None:
    found = of("VC-030", event, enhanced=enhanced)
    assert (found.possible, found.certain) == (expected, expected)


def test_referral_to_support_is_due_on_the_second_working_day() -> None:
    assert of("VC-022", date(2026, 11, 21)).certain == date(2026, 11, 24)


def test_the_sentence_explains_the_date() -> None:
    assert of("VC-030", date(2026, 12, 23)).sentence == (
        "By Mon 4 Jan 2027: 5 working days from Wed 23 Dec 2026, leaving out 25, 26, 27 and 28 Dec, 1 Jan and weekends."
    )


@pytest.mark.parametrize(
    ("rule_id", "enhanced", "possible", "certain"),
    [
        ("VC-069", False, date(2026, 11, 23), date(2026, 11, 30)),
        ("VC-070", True, date(2026, 11, 23), date(2026, 11, 30)),
        ("VC-073", False, date(2026, 11, 23), date(2026, 11, 30)),
        ("VC-059", False, date(2026, 11, 27), date(2026, 12, 4)),
        ("VC-059", True, date(2026, 11, 23), date(2026, 11, 30)),
        ("VC-058", False, date(2026, 11, 23), None),
        ("VC-061", False, date(2026, 11, 23), None),
    ],
)
def test_what_passes_through_witness_care_has_two_dates(
    rule_id: str, enhanced: bool, possible: date, certain: date | None
) -> None:
    found = of(rule_id, date(2026, 11, 20), enhanced=enhanced)
    assert (found.possible, found.certain) == (possible, certain)


def test_the_outcome_takes_six_and_bail_ten_or_six_working_days_at_most() -> None:
    hearing = date(2026, 12, 21)
    for rule_id, enhanced, days in (("VC-069", False, 6), ("VC-059", False, 10), ("VC-059", True, 6)):
        assert of(rule_id, hearing, enhanced=enhanced).certain == CALENDAR.add_working_days(hearing, days)


def test_a_known_day_of_receipt_makes_it_one_date() -> None:
    found = of("VC-069", date(2026, 11, 20), received=date(2026, 11, 24))
    assert (found.possible, found.certain) == (date(2026, 11, 25), date(2026, 11, 25))


def test_nobody_hears_of_something_before_it_happened() -> None:
    found = of("VC-069", date(2026, 11, 20), received=date(2026, 11, 2))
    assert found.certain == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sentenced", "last", "cutoff"),
    [
        (date(2026, 11, 2), date(2026, 11, 30), None),
        (date(2026, 10, 31), date(2026, 11, 27), time(17)),
        (date(2026, 11, 27), date(2026, 12, 24), time(17)),
        (date(2026, 11, 30), date(2026, 12, 24), time(17)),
        (date(2026, 3, 9), date(2026, 4, 2), time(17)),
    ],
)
def test_the_sentence_review_rolls_back_never_forward(sentenced: date, last: date, cutoff: time | None) -> None:
    found = of("VC-074", sentenced)
    assert (found.certain, found.cutoff) == (last, cutoff)
    assert found.victims_own


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        (Limit(3, Unit.MONTH), date(2026, 11, 30), date(2027, 2, 28)),
        (Limit(3, Unit.MONTH), date(2023, 11, 30), date(2024, 2, 29)),
        (Limit(3, Unit.MONTH), date(2026, 10, 1), date(2027, 1, 1)),
        (Limit(3, Unit.MONTH), date(2026, 9, 30), date(2026, 12, 30)),
        (Limit(2, Unit.YEAR), date(2024, 2, 29), date(2026, 2, 28)),
        (Limit(2, Unit.YEAR), date(2022, 2, 28), date(2024, 2, 28)),
        (Limit(12, Unit.MONTH), date(2026, 12, 31), date(2027, 12, 31)),
        (Limit(28, Unit.CALENDAR_DAY), date(2026, 10, 20), date(2026, 11, 17)),
    ],
)
def test_months_and_years_end_with_the_month(limit: Limit, start: date, end: date) -> None:
    assert add_limit(limit, start, CALENDAR) == end


def test_a_review_counts_from_being_told() -> None:
    unknown = of("VC-047", date(2026, 11, 30))
    assert (unknown.possible, unknown.certain) == (date(2027, 2, 28), None)
    told = of("VC-047", date(2026, 11, 30), received=date(2026, 12, 2))
    assert told.certain == date(2027, 3, 2)


def test_compensation_counts_from_the_crime_whenever_it_was_reported() -> None:
    assert of("VC-028", date(2026, 11, 20)).possible is None
    assert of("VC-028", date(2026, 11, 20), received=date(2025, 1, 31)).certain == date(2027, 1, 31)


def test_a_complaint_counts_from_the_day_it_arrived() -> None:
    assert of("VC-096", date(2026, 11, 2)).certain == date(2026, 11, 16)
    assert of("VC-096", date(2026, 11, 2), received=date(2026, 11, 4)).certain == date(2026, 11, 18)


def test_a_forward_roll_goes_to_the_next_working_day() -> None:
    rolled = replace(rule("VC-074"), roll=Roll.FORWARD, cutoff_time=None)
    found = due(rolled, date(2026, 11, 27), enhanced=False, calendar=CALENDAR)
    assert (found.certain, found.cutoff) == (date(2026, 12, 29), None)


def test_limits_of_two_units_are_added_in_turn() -> None:
    mixed = replace(rule("VC-069"), relay=Limit(1, Unit.MONTH))
    found = due(mixed, date(2026, 11, 24), enhanced=False, calendar=CALENDAR)
    assert found.certain == date(2026, 12, 29)
    assert found.sentence.endswith("In all 1 month and 1 working day from Tue 24 Nov 2026.")


@pytest.mark.parametrize("one", [rule for rule in CODE.rules if rule.timing is not Timing.LIMIT], ids=lambda r: r.id)
def test_what_has_no_day_limit_gets_no_date_but_a_sentence(one: Rule) -> None:
    found = due(one, date(2026, 11, 20), enhanced=True, calendar=CALENDAR)
    assert (found.possible, found.certain) == (None, None)
    assert found.sentence.startswith("No day")


def test_unjustified_delay_is_a_judgement() -> None:
    assert "your judgement" in of("VC-005", date(2026, 11, 20)).sentence


def test_an_approximate_day_is_never_certain() -> None:
    found = due(rule("VC-030"), date(2026, 11, 17), enhanced=True, calendar=CALENDAR, approximate=True)
    assert (found.possible, found.certain) == (date(2026, 11, 18), None)
    assert "approximate" in found.sentence


def test_an_event_without_a_day_has_no_date() -> None:
    found = of("VC-030", None)
    assert (found.possible, found.certain) == (None, None)
    assert "not recorded" in found.sentence


def test_dates_beyond_the_announced_holidays_say_so() -> None:
    found = of("VC-030", date(2028, 12, 28))
    assert found.projected
    assert found.sentence.endswith("Bank holidays after 2028 are projected.")
    assert not of("VC-030", date(2028, 6, 1)).projected
    assert not of("VC-047", date(2029, 6, 1)).projected


def test_an_impossible_year_is_refused() -> None:
    for rule_id in ("VC-030", "VC-074", "VC-047"):
        with pytest.raises(Refused):
            of(rule_id, date(9998, 12, 31))


@pytest.mark.parametrize("one", WITH_LIMIT, ids=lambda rule: rule.id)
@given(day=DAYS, step=st.integers(0, 60), enhanced=st.booleans())
def test_a_later_event_is_never_due_earlier(one: Rule, day: date, step: int, enhanced: bool) -> None:
    one = replace(one, counting=Counting.EVENT) if one.counting is Counting.INCIDENT else one
    sooner = due(one, day, enhanced=enhanced, calendar=CALENDAR)
    later = due(one, day + timedelta(days=step), enhanced=enhanced, calendar=CALENDAR)
    assert sooner.possible is not None
    assert later.possible is not None
    assert sooner.possible <= later.possible
    if sooner.certain is not None and later.certain is not None:
        assert sooner.possible <= sooner.certain <= later.certain


@pytest.mark.parametrize("one", WITH_LIMIT, ids=lambda rule: rule.id)
@given(day=DAYS)
def test_enhanced_is_never_later_and_working_day_limits_end_on_a_working_day(one: Rule, day: date) -> None:
    standard = due(one, day, enhanced=False, calendar=CALENDAR, received=day)
    enhanced = due(one, day, enhanced=True, calendar=CALENDAR, received=day)
    assert standard.certain is not None
    assert enhanced.certain is not None
    assert day < enhanced.certain <= standard.certain
    if standard.limit is not None and standard.limit.unit is Unit.WORKING_DAY:
        assert CALENDAR.is_working_day(standard.certain)
        assert CALENDAR.is_working_day(enhanced.certain)


def test_five_working_days_over_fourteen_years_agree_with_counting_by_hand() -> None:
    day = date(2015, 1, 1)
    while day < date(2028, 12, 1):
        end, left = day, 5
        while left:
            end += timedelta(days=1)
            left -= end.weekday() < 5 and end not in CALENDAR.holidays
        assert of("VC-030", day).certain == end
        day += timedelta(days=1)
