"""How the window says dates, dues and names."""

from datetime import UTC, date, datetime

import pytest

from caseapp.domain.date_entry import EnteredDate
from caseapp.domain.working_days import WorkingCalendar
from ui.words import dates
from ui.words.due import due_words
from ui.words.people import initials

TODAY = date(2026, 11, 21)
CALENDAR = WorkingCalendar("t", "Test", "1", TODAY, "invented", date(2020, 1, 1), date(2030, 1, 1), {})


@pytest.mark.parametrize(
    ("due", "kind", "text"),
    [
        (date(2026, 11, 18), "late", "2 working days late"),
        (date(2026, 11, 19), "late", "1 working day late"),
        (date(2026, 11, 20), "late", "Was due Fri 20 Nov"),
        (TODAY, "soon", "Due today"),
        (date(2026, 11, 22), "soon", "Due Sun 22 Nov"),
        (date(2026, 11, 23), "soon", "In 1 working day"),
        (date(2026, 11, 24), "soon", "In 2 working days"),
        (date(2026, 11, 27), "later", "In 5 working days"),
    ],
)
def test_a_due_date_in_words(due: date, kind: str, text: str) -> None:
    words = due_words(due, TODAY, CALENDAR)
    assert (words.kind, words.text) == (kind, text)


def test_dates_and_times() -> None:
    assert dates.short_day(date(2026, 11, 23)) == "Mon 23 Nov"
    assert dates.day_month_year(date(2026, 9, 29)) == "29 Sep 2026"
    assert dates.long_day(date(2026, 11, 19), year=False) == "Thursday 19 November"
    assert dates.day_near(date(2026, 11, 23), TODAY) == "Mon 23 Nov"
    assert dates.day_near(date(2028, 1, 3), TODAY) == "Mon 3 Jan 2028"
    assert dates.weekday(TODAY) == "Sat"
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert dates.clock_time(summer) == "00:30"
    assert dates.day_and_time(summer) == "Thu 2 Jul, 00:30"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "Today"),
        (date(2026, 11, 20), "Yesterday"),
        (date(2026, 11, 5), "16 days ago"),
        (date(2026, 11, 23), "Mon 23 Nov"),
    ],
)
def test_how_long_ago(day: date, said: str) -> None:
    assert dates.days_ago(day, TODAY) == said


def test_spans_of_time() -> None:
    assert [dates.minutes(count) for count in (12, 60, 200)] == ["12 min", "1 h", "3 h 20 min"]
    assert [dates.about_left(s) for s in (0.2, 4, 130)] == [
        "About 1 second left",
        "About 4 seconds left",
        "About 2 minutes left",
    ]


def test_echo_of_an_approximate_date() -> None:
    assert dates.entered(EnteredDate(date(2017, 11, 1), "month")) == "November 2017"
    assert dates.entered(EnteredDate(date(2017, 1, 1), "year")) == "2017"


@pytest.mark.parametrize(
    ("name", "letters"), [("Robin E.", "RE"), ("Example, Amara", "AE"), ("Ŵyn ap Dafydd", "ŴD"), ("Jo", "J"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
