"""Working days agree with an independent source, and are counted from day 0."""

from datetime import date, timedelta

import holidays as independent
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Damaged, Refused
from caseapp.domain import shipped
from caseapp.domain.calendar_data import parse_calendar

CALENDAR = shipped.calendar()
DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 1))

SMALL = """id = "small"
title = "Small"
version = "1"
checked = 2026-11-21
source = "Invented"
starts = 2026-01-01
checked_until = 2026-12-31
projected_until = 2027-12-31

holidays = [
  { day = 2026-12-25, name = "Christmas Day" },
  { day = 2026-12-28, name = "Boxing Day" },
  { day = 2027-01-01, name = "New Year's Day", projected = true },
]
"""


def test_every_weekday_of_2015_to_2028_agrees_with_an_independent_list() -> None:
    years = range(2015, 2029)
    england = independent.country_holidays("GB", subdiv="ENG", years=years)
    wales = independent.country_holidays("GB", subdiv="WLS", years=years)
    day = date(2015, 1, 1)
    while day <= date(2028, 12, 31):
        expected = day.weekday() < 5 and day not in england
        assert CALENDAR.is_working_day(day) is expected, day
        assert (day in england) is (day in wales), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
        date(2021, 12, 27),
        date(2021, 12, 28),
        date(2027, 12, 27),
        date(2027, 12, 28),
    ],
)
def test_one_off_and_substitute_holidays_are_not_working_days(day: date) -> None:
    assert not CALENDAR.is_working_day(day)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30), date(2026, 12, 24), date(2026, 12, 31)])
def test_moved_holidays_and_christmas_eve_are_working_days(day: date) -> None:
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 12, 23), 1, date(2026, 12, 24)),
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 2), 5, date(2026, 4, 13)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 2, date(2026, 11, 24)),
        (date(2020, 5, 7), 1, date(2020, 5, 11)),
        (date(2022, 6, 1), 1, date(2022, 6, 6)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
        (date(2023, 4, 28), 5, date(2023, 5, 9)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2026, 3, 27), 1, date(2026, 3, 30)),
        (date(2026, 10, 23), 1, date(2026, 10, 26)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
    ],
)
def test_the_day_of_the_event_is_day_nought(start: date, count: int, expected: date) -> None:
    assert CALENDAR.add_working_days(start, count) == expected


def test_the_explanation_names_the_days_left_out() -> None:
    assert CALENDAR.explain(date(2026, 12, 23), 5) == (
        "5 working days from Wed 23 Dec 2026, leaving out 25, 26, 27 and 28 Dec, 1 Jan and weekends"
    )
    assert CALENDAR.explain(date(2026, 4, 2), 1) == ("1 working day from Thu 2 Apr 2026, leaving out 3, 4, 5 and 6 Apr")
    assert CALENDAR.explain(date(2026, 11, 21), 2) == ("2 working days from Sat 21 Nov 2026, leaving out weekends")
    assert CALENDAR.explain(date(2026, 11, 23), 1) == "1 working day from Mon 23 Nov 2026"


def test_lateness_is_whole_working_days_past_the_date() -> None:
    due = date(2026, 11, 18)
    assert [CALENDAR.working_days_between(due, due + timedelta(days=n)) for n in range(-1, 7)] == [
        0,
        0,
        1,
        2,
        2,
        2,
        3,
        4,
    ]


def test_years_after_the_checked_list_are_projected() -> None:
    assert not CALENDAR.is_projected(date(2028, 12, 31))
    assert CALENDAR.is_projected(date(2029, 1, 2))
    assert CALENDAR.is_projected(date(2011, 12, 30))
    assert not CALENDAR.is_working_day(date(2029, 1, 1))


def test_a_mistyped_century_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        CALENDAR.add_working_days(date(9999, 12, 30), 5)
    assert caught.value.code == "date_out_of_reach"


@given(DAYS, st.integers(1, 40))
def test_adding_lands_on_the_working_day_with_that_many_between(start: date, count: int) -> None:
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(end)
    assert CALENDAR.working_days_between(start, end) == count


@given(DAYS, st.integers(1, 40))
def test_going_forward_and_back_returns_to_the_last_working_day(start: date, count: int) -> None:
    there = CALENDAR.add_working_days(start, count)
    last = start if CALENDAR.is_working_day(start) else CALENDAR.previous_working_day(start)
    assert CALENDAR.add_working_days(there, -count) == last


@given(DAYS, st.integers(0, 1500))
def test_the_quick_count_agrees_with_counting_day_by_day(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    by_hand = sum(CALENDAR.is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))
    assert CALENDAR.working_days_between(start, end) == by_hand


@given(DAYS)
def test_the_neighbours_of_a_day_are_working_days_with_none_between(day: date) -> None:
    after, before = CALENDAR.next_working_day(day), CALENDAR.previous_working_day(day)
    assert before < day < after
    assert CALENDAR.at_or_after(day) in (day, after)
    assert CALENDAR.working_days_between(day, after) == 1


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (("2026-12-28", "2026-12-26"), 12, "weekend"),
        (("2026-12-28", "2026-12-24"), 12, "out of order"),
        (("2026-12-28", "2026-12-25"), 12, "twice"),
        ((", projected = true", ""), 13, "projected"),
        (("2027-01-01", "2028-01-03"), 13, "projected_until"),
        (('"Christmas Day"', '""'), 11, "'name'"),
        (("day = 2026-12-25", "date = 2026-12-25"), 11, "not a known entry"),
    ],
)
def test_a_mistake_in_the_calendar_is_reported_with_its_line(change: tuple[str, str], line: int, problem: str) -> None:
    parse_calendar(SMALL, "small.toml")
    with pytest.raises(Damaged) as caught:
        parse_calendar(SMALL.replace(*change), "small.toml")
    assert caught.value.code == "calendar_invalid"
    assert caught.value.facts["line"] == line
    assert problem in str(caught.value.facts["problem"])
