"""Dates in words, the same in the window, on paper and on the command line: `Wed 23 Dec 2026`.

Not `strftime`: a toolkit may change the process's locale, and texts follow the chosen language, not the machine's.
"""

from collections.abc import Sequence
from datetime import date

from caseapp.base.words import _, later

WEEKDAYS = later(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
MONTHS = later(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))


def month_word(day: date) -> str:
    """The short name of the month."""
    return _(MONTHS[day.month - 1])


def spoken(day: date) -> str:
    """Weekday, day, month and year."""
    return f"{_(WEEKDAYS[day.weekday()])} {day.day} {month_word(day)} {day.year}"


def listed(parts: Sequence[str]) -> str:
    """Parts joined as in speech: `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def days_by_month(days: Sequence[date]) -> list[str]:
    """Days grouped under their month, in order: `25, 26 and 28 Dec`, `1 Jan`."""
    groups: list[list[date]] = []
    for day in days:
        if groups and (groups[-1][0].year, groups[-1][0].month) == (day.year, day.month):
            groups[-1].append(day)
        else:
            groups.append([day])
    return [f"{listed([str(day.day) for day in group])} {month_word(group[0])}" for group in groups]
