"""What caseworkers type into a date field, on Saturday 21 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.date_entry import EnteredDate, read_entry

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("19/11/26", date(2026, 11, 19)),
        ("19-11-2026", date(2026, 11, 19)),
        ("19.11.26", date(2026, 11, 19)),
        ("2026-11-19", date(2026, 11, 19)),
        ("5 nov 2026", date(2026, 11, 5)),
        ("5 November 2026", date(2026, 11, 5)),
        ("5nov", date(2026, 11, 5)),
        ("nov 5", date(2026, 11, 5)),
        ("5/11", date(2026, 11, 5)),
        ("25 dec", date(2025, 12, 25)),
        ("29 feb", date(2024, 2, 29)),
        ("27 3 2007", date(2007, 3, 27)),
        ("3/4/71", date(1971, 4, 3)),
        ("thu", date(2026, 11, 19)),
        ("Thursday", date(2026, 11, 19)),
        ("sat", TODAY),
        ("today", TODAY),
        ("  Yesterday ", date(2026, 11, 20)),
        ("-3", date(2026, 11, 18)),
        ("-2w", date(2026, 11, 7)),
        ("-9m", date(2026, 2, 21)),
        ("14/1/27", date(2027, 1, 14)),
        ("14 jan 35", date(2035, 1, 14)),
    ],
)
def test_what_happened_leans_on_the_past(typed: str, day: date) -> None:
    assert read_entry(typed, TODAY) == EnteredDate(day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("thu", date(2026, 11, 26)),
        ("sat", TODAY),
        ("tomorrow", date(2026, 11, 22)),
        ("25 dec", date(2026, 12, 25)),
        ("5/1", date(2027, 1, 5)),
        ("5/1/27", date(2027, 1, 5)),
        ("+1m", date(2026, 12, 21)),
        ("+10d", date(2026, 12, 1)),
    ],
)
def test_what_is_due_leans_on_the_future(typed: str, day: date) -> None:
    assert read_entry(typed, TODAY, lean="future") == EnteredDate(day)


@pytest.mark.parametrize("typed", ["14/1/27", "14 jan 27"])
def test_nobody_is_born_in_years_to_come(typed: str) -> None:
    assert read_entry(typed, TODAY, lean="birth") == EnteredDate(date(1927, 1, 14))


def test_working_days_are_counted_by_the_calendar_given() -> None:
    def weekdays_on(day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day

    assert read_entry("+3wd", TODAY, add_working_days=weekdays_on) == EnteredDate(date(2026, 11, 25))
    assert read_entry("+3wd", TODAY) is None


def test_month_end_is_kept_when_the_next_month_is_shorter() -> None:
    assert read_entry("+1m", date(2027, 1, 31)) == EnteredDate(date(2027, 2, 28))


@pytest.mark.parametrize(
    "typed", ["", "th", "marmalade", "31/2/26", "40 nov", "45000", "20261", "+", "1/2/3/4", "noon"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert read_entry(typed, TODAY, approximate=True) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nov 2017", EnteredDate(date(2017, 11, 1), "month")),
        ("December 2017", EnteredDate(date(2017, 12, 1), "month")),
        ("06/1971", EnteredDate(date(1971, 6, 1), "month")),
        ("2012", EnteredDate(date(2012, 1, 1), "year")),
        ("about 1911", EnteredDate(date(1911, 1, 1), "year")),
    ],
)
def test_a_month_or_a_year_only_where_it_may_be_approximate(typed: str, meant: EnteredDate) -> None:
    assert read_entry(typed, TODAY, approximate=True) == meant
    assert read_entry(typed, TODAY) is None


@given(st.text(max_size=20))
def test_nothing_typed_breaks_it(typed: str) -> None:
    read_entry(typed, TODAY, lean="future", approximate=True)


@given(st.dates(min_value=date(1950, 1, 1), max_value=TODAY))
def test_a_full_date_is_read_back(day: date) -> None:
    assert read_entry(f"{day.day}/{day.month}/{day.year}", TODAY) == EnteredDate(day)
