"""Plain words for periods, places and figures, the same in the page, the workbook and the window."""

from calendar import month_name, monthrange
from datetime import date, datetime

from caseapp.base.clock import london
from caseapp.base.words import _
from caseapp.disclosure.published import Status
from caseapp.disclosure.safe import SafeCell, SafeTable, Share

SHORTHAND: dict[Status, str] = {"": "", "c": "[c]", "z": "[z]", "x": "[x]"}
"""Symbols in tables (Government Analysis Function): confidential, not applicable, not available."""


def day_words(day: date) -> str:
    """A date as people write it: 3 April 2026."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def instant_words(instant: datetime) -> str:
    """An instant on a London clock: 3 April 2026 at 14:32."""
    here = london(instant)
    return _("{day} at {time}").format(day=day_words(here.date()), time=f"{here:%H:%M}")


def period_words(start: date, end: date) -> str:
    """A period, by months when it is whole months: April 2025 to March 2026."""
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first, last = f"{month_name[start.month]} {start.year}", f"{month_name[end.month]} {end.year}"
    else:
        first, last = day_words(start), day_words(end)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def measure_words(table: SafeTable) -> str:
    """What the figures are: "Number of people, rounded to the nearest 5"."""
    number = _("Number of {measure}").format(measure=table.measure)
    if table.rounding:
        return _("{number}, rounded to the nearest {base}").format(number=number, base=table.rounding)
    return number


def total_words(table: SafeTable) -> str:
    """The name of every total: "All people"."""
    return _("All {measure}").format(measure=table.measure)


def figure_words(cell: SafeCell) -> str:
    """A figure as printed: 1,234 or [c]."""
    return f"{cell.value:,}" if cell.value is not None else SHORTHAND[cell.status] or "[x]"


def share_words(share: Share) -> str:
    """A percentage as printed: 17%, 17% [u] from a small base, [c] or [x] where there is none."""
    if share.percent is None:
        return "[c]" if share.why == "hidden" else "[x]"
    return percent_words(share.percent) + (" [u]" if share.small else "")


def percent_words(percent: float) -> str:
    """A whole percentage, halves up; something never looks like nothing, nor (through rounding) like more than all."""
    if 0 < percent < 0.5:
        return "<1%"
    return f"{int(min(percent, 100) + 0.5)}%"
