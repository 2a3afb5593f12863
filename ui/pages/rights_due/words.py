"""What the list of rights due says."""

from datetime import date
from itertools import groupby

from caseapp.base.words import _, ngettext
from caseapp.domain.rights_view import DueRight
from ui.models.sections import Section
from ui.words.dates import long_day


def by_day(rows: tuple[DueRight, ...], today: date) -> tuple[Section[DueRight], ...]:
    """One section a day, the longest overdue first."""
    return tuple(
        Section(day_heading(day, today), tuple(same)) for day, same in groupby(rows, key=lambda row: row.due_on)
    )


def day_heading(day: date, today: date) -> str:
    """`Wednesday 18 November`; today and other years are said."""
    said = long_day(day, year=day.year != today.year)
    return _("Today, {day}").format(day=said) if day == today else said


def count_line(late: int, total: int) -> str:
    """`4 rights falling due, 1 of them late.`"""
    due = ngettext("{count} right falling due", "{count} rights falling due", total).format(count=f"{total:,}")
    if not late:
        return _("{due}.").format(due=due)
    if late == total:
        return _("{due}, all late.").format(due=due)
    return _("{due}, {late} of them late.").format(due=due, late=f"{late:,}")
