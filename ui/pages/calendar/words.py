"""What the calendar says."""

from datetime import date
from itertools import groupby

from caseapp.base.words import _, ngettext
from caseapp.services.calendar import DayCount
from ui.models.sections import Section
from ui.pages.calendar.rows import CalendarRow
from ui.words.dates import long_day
from ui.words.working_days import office_calendar


def day_heading(day: date, today: date) -> str:
    """`Today, Saturday 21 November`; a bank holiday is named."""
    said = long_day(day, year=day.year != today.year)
    said = _("Today, {day}").format(day=said) if day == today else said
    holiday = office_calendar().holidays.get(day)
    return f"{said}, {holiday}" if holiday else said


def by_day(rows: tuple[CalendarRow, ...], today: date) -> tuple[Section[CalendarRow], ...]:
    """One section a day."""
    return tuple(Section(day_heading(day, today), tuple(same)) for day, same in groupby(rows, key=lambda row: row.on))


def counted(count: DayCount) -> str:
    """`1 court date, 2 follow-ups`; an empty text for a free day."""
    parts = []
    if count.court:
        parts.append(ngettext("{count} court date", "{count} court dates", count.court).format(count=count.court))
    if count.marac:
        parts.append(ngettext("{count} MARAC", "{count} MARACs", count.marac).format(count=count.marac))
    if count.follow_ups:
        said = ngettext("{count} follow-up", "{count} follow-ups", count.follow_ups)
        parts.append(said.format(count=count.follow_ups))
    if count.rights:
        parts.append(ngettext("{count} right due", "{count} rights due", count.rights).format(count=count.rights))
    return ", ".join(parts)


def day_said(day: date, today: date, count: DayCount | None) -> str:
    """A day of the month grid, for screen readers: `Monday 23 November, 1 court date, 2 follow-ups`."""
    found = counted(count) if count is not None else ""
    return f"{day_heading(day, today)}, {found or _('nothing planned')}"


def span_line(first: date, last: date, shown: int, *, cut: bool) -> str:
    """`Saturday 21 November to Friday 4 December: 8 things.`"""
    days = _("{first} to {last}").format(first=long_day(first, year=False), last=long_day(last, year=False))
    if not shown:
        return _("{days}: nothing planned.").format(days=days)
    said = ngettext("{days}: {count} thing.", "{days}: {count} things.", shown).format(days=days, count=f"{shown:,}")
    if cut:
        said = f"{said} " + _("There are more: choose a day, or your own cases, to see them all.")
    return said
