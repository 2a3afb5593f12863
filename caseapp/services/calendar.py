"""The calendar: court, MARAC, follow-ups and rights falling due, each on its day."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain.case import HearingRow
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.rights_view import DueRight
from caseapp.services import rights
from caseapp.services.office import Office
from caseapp.store.reads import calendar as reads

COURT, MARAC, FOLLOW_UP, RIGHT = "court", "marac", "follow_up", "right"
AT_ONCE = 300
"""At most so many of each kind are read for one list."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How much stands on a day, by kind."""

    on: date
    court: int = 0
    marac: int = 0
    follow_ups: int = 0
    rights: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that stands on the days from `first` to `last`; `cut` when a kind has more than could be read at once."""

    first: date
    last: date
    hearings: tuple[HearingRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    rights: tuple[DueRight, ...]
    cut: bool


def days(office: Office, first: date, last: date, *, mine: bool = True) -> tuple[DayCount, ...]:
    """The days from `first` to `last` on which something stands, in order: of the worker's cases, or the team's."""
    worker = office.desk.worker_id if mine else None
    found: dict[date, dict[str, int]] = {}
    for on, kind, count in reads.counted_days(office.store, first, last, worker):
        found.setdefault(on, {})[kind] = count
    for on, count in reads.rights_by_day(office.store, office.today(), first, last, worker):
        of_day = found.setdefault(on, {})
        of_day[RIGHT] = of_day.get(RIGHT, 0) + count
    return tuple(
        DayCount(on, kinds.get(COURT, 0), kinds.get(MARAC, 0), kinds.get(FOLLOW_UP, 0), kinds.get(RIGHT, 0))
        for on, kinds in sorted(found.items())
    )


def agenda(office: Office, first: date, last: date, *, mine: bool = True, limit: int = AT_ONCE) -> Agenda:
    """All that stands on these days, with the names and words a list needs."""
    worker = office.desk.worker_id if mine else None
    hearings = reads.hearings(office.store, first, last, worker, limit + 1)
    follow_ups = reads.follow_ups(office.store, first, last, worker, limit + 1)
    due = rights.falling_due(office, last, since=first, mine=mine, limit=limit + 1)
    return Agenda(
        first,
        last,
        hearings[:limit],
        follow_ups[:limit],
        due[:limit],
        cut=max(len(hearings), len(follow_ups), len(due)) > limit,
    )
