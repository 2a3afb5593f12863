"""Reads a bank-holiday file (`resources/calendars/`)."""

from datetime import date
from types import MappingProxyType

from caseapp.domain.data_rows import parse_data
from caseapp.domain.working_days import WorkingCalendar


def parse_calendar(text: str, name: str) -> WorkingCalendar:
    """Read and check a calendar.

    Raises `Damaged("calendar_invalid")` with file, line and problem: days out of order or twice, a holiday on a
    weekend (the substitute day is what counts), a checked day beyond the checked years.
    """
    data = parse_data(text, name, "calendar_invalid")
    top = data.top()
    top.only("id", "title", "version", "checked", "source", "starts", "checked_until", "projected_until", "holidays")
    starts, checked_until = top.day("starts"), top.day("checked_until")
    holidays: dict[date, str] = {}
    last = starts
    for row in data.rows("holidays"):
        row.only("day", "name", "projected")
        day = row.day("day")
        if day < last or day in holidays:
            row.place.refuse(f"{day} is out of order or there twice")
        if day.weekday() >= 5:
            row.place.refuse(f"{day} is a weekend: give the substitute day")
        if (day > checked_until) != row.flag("projected"):
            row.place.refuse(f"{day} must be marked projected if, and only if, it is after {checked_until}")
        if day > top.day("projected_until"):
            row.place.refuse(f"{day} is after 'projected_until'")
        holidays[day] = row.text("name")
        last = day
    return WorkingCalendar(
        top.text("id"),
        top.text("title"),
        top.text("version"),
        top.day("checked"),
        top.text("source"),
        starts,
        checked_until,
        MappingProxyType(holidays),
    )
