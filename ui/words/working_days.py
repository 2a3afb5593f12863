"""The working days of the open vault, for every badge and date field, with the holidays the organisation changed.

The shell takes them over from the office at unlock and after every change; until then, and once locked, the calendar
that ships with the app holds. Dates that are kept are counted by the services, never here.
"""

from datetime import date

from caseapp.domain import shipped
from caseapp.domain.working_days import WorkingCalendar

_ONE: list[WorkingCalendar] = []


def office_calendar() -> WorkingCalendar:
    """The one calendar every page counts with. Ask each time: a holiday may have been added since."""
    return _ONE[0] if _ONE else shipped.calendar()


def take_calendar(calendar: WorkingCalendar | None) -> None:
    """Count with the calendar of an office from now on; None: none is open."""
    _ONE[:] = [] if calendar is None else [calendar]


def add_working_days(day: date, count: int) -> date:
    """The day so many working days on, for what is typed as `+3wd`. Raises as `WorkingCalendar.add_working_days`."""
    return office_calendar().add_working_days(day, count)
