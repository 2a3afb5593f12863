"""How a due date is said, and which of the three kinds of due it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from caseapp.base.words import _
from caseapp.domain.working_days import WorkingCalendar
from ui.words.dates import in_working_days, short_day, working_days_late

DueKind = Literal["late", "soon", "later"]
SOON_WORKING_DAYS = 2


@dataclass(frozen=True, slots=True)
class DueWords:
    """Kind of due and its words; always show the real date beside them."""

    kind: DueKind
    text: str


def due_words(due: date, today: date, calendar: WorkingCalendar) -> DueWords:
    """Late counts whole working days past the due date; soon is within two working days."""
    if due < today:
        late = calendar.working_days_between(due, today)
        if late:
            return DueWords("late", working_days_late(late))
        return DueWords("late", _("Was due {day}").format(day=short_day(due)))
    if due == today:
        return DueWords("soon", in_working_days(0))
    ahead = calendar.working_days_between(today, due)
    if not ahead:
        return DueWords("soon", _("Due {day}").format(day=short_day(due)))
    return DueWords("soon" if ahead <= SOON_WORKING_DAYS else "later", in_working_days(ahead))
