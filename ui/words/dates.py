"""Dates, times and waits as the window says them. Never `strftime`: it follows the machine, not our language."""

from datetime import date, datetime

from caseapp.base.clock import london
from caseapp.base.words import _, later, ngettext
from caseapp.domain.date_entry import EnteredDate
from caseapp.domain.day_words import MONTHS, WEEKDAYS

_LONG_WEEKDAYS = later(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_LONG_MONTHS = later((
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
))  # fmt: skip


def short_day(day: date) -> str:
    """`Mon 23 Nov`: in rows and badges, where the year is plain."""
    return f"{_(WEEKDAYS[day.weekday()])} {day.day} {_(MONTHS[day.month - 1])}"


def day_month(day: date) -> str:
    """`23 Nov`."""
    return f"{day.day} {_(MONTHS[day.month - 1])}"


def day_month_year(day: date) -> str:
    """`29 Sep 2026`."""
    return f"{day_month(day)} {day.year}"


def long_day(day: date, *, year: bool = True) -> str:
    """`Thursday 19 November 2026`: page heads, day headings and the echo under a date field."""
    said = f"{_(_LONG_WEEKDAYS[day.weekday()])} {day.day} {_(_LONG_MONTHS[day.month - 1])}"
    return f"{said} {day.year}" if year else said


def month_year(day: date) -> str:
    """`November 2026`."""
    return f"{_(_LONG_MONTHS[day.month - 1])} {day.year}"


def weekday(day: date) -> str:
    """`Mon`."""
    return _(WEEKDAYS[day.weekday()])


def day_near(day: date, today: date) -> str:
    """`Mon 23 Nov` within half a year of today, otherwise with its year."""
    return short_day(day) if abs((day - today).days) < 183 else f"{short_day(day)} {day.year}"


def day_month_near(day: date, today: date) -> str:
    """`9 Nov` within half a year of today, otherwise with its year."""
    return day_month(day) if abs((day - today).days) < 183 else day_month_year(day)


def clock_time(instant: datetime) -> str:
    """`14:32`, in London."""
    local = london(instant)
    return f"{local.hour:02}:{local.minute:02}"


def day_and_time(instant: datetime) -> str:
    """`Mon 23 Nov, 10:00`, in London."""
    return f"{short_day(london(instant).date())}, {clock_time(instant)}"


def entered(read: EnteredDate) -> str:
    """What was understood, to echo below a date field: a full date, or "November 2017" or "2017"."""
    if read.precision == "year":
        return str(read.day.year)
    if read.precision == "month":
        return month_year(read.day)
    return long_day(read.day)


def days_ago(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `16 days ago`; a day to come is said as a date."""
    days = (today - day).days
    if days < 0:
        return short_day(day)
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def working_days_late(count: int) -> str:
    """`2 working days late`."""
    return ngettext("{count} working day late", "{count} working days late", count).format(count=count)


def in_working_days(count: int) -> str:
    """`In 2 working days`; `Due today` for none."""
    if count == 0:
        return _("Due today")
    return ngettext("In {count} working day", "In {count} working days", count).format(count=count)


def minutes(count: int) -> str:
    """`12 min`, `3 h 20 min`."""
    hours, rest = divmod(count, 60)
    if not hours:
        return _("{count} min").format(count=rest)
    if not rest:
        return _("{count} h").format(count=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def about_left(seconds: float) -> str:
    """`About 4 seconds left`, `About 2 minutes left`."""
    if seconds < 60:
        count = max(1, round(seconds))
        return ngettext("About {count} second left", "About {count} seconds left", count).format(count=count)
    count = round(seconds / 60)
    return ngettext("About {count} minute left", "About {count} minutes left", count).format(count=count)
