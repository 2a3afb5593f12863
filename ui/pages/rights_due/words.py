"""What the list of rights due says."""

from datetime import date
from itertools import groupby

from caseapp.base.words import _, ngettext
from caseapp.domain.rights_view import DueRight
from caseapp.domain.working_days import WorkingCalendar
from ui.models.sections import Section
from ui.words.due import due_words


def by_urgency(rows: tuple[DueRight, ...], today: date, calendar: WorkingCalendar) -> tuple[Section[DueRight], ...]:
    """Late, soon, later: the longest overdue first. Each row says its own day."""
    titles = {"late": _("Late"), "soon": _("Due in the next 2 working days"), "later": _("Due after that")}
    kinds = groupby(rows, key=lambda row: due_words(row.due_on, today, calendar).kind)
    return tuple(Section(titles[kind], tuple(same)) for kind, same in kinds)


def count_line(late: int, total: int) -> str:
    """`4 rights falling due, 1 of them late.`"""
    due = ngettext("{count} right falling due", "{count} rights falling due", total).format(count=f"{total:,}")
    if not late:
        return _("{due}.").format(due=due)
    if late == total:
        return _("{due}, all late.").format(due=due)
    return _("{due}, {late} of them late.").format(due=due, late=f"{late:,}")
