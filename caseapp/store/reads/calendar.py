"""What stands on which day: hearings and MARAC meetings, open follow-ups, rights falling due."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select

from caseapp.domain.case import HearingRow
from caseapp.domain.contact import FollowUpRow
from caseapp.store.reads.rights import counting_due
from caseapp.store.reads.rows import rows
from caseapp.store.store import Store
from caseapp.store.tables import Case, Challenge, Entitlement, FollowUp, Hearing, Person

_NAMES = (Person.first_name, Person.last_name, Person.known_as)


def hearings(store: Store, first: date, last: date, worker_id: str | None, limit: int) -> tuple[HearingRow, ...]:
    """Hearings and MARAC meetings of open cases that were not cancelled, the soonest first."""
    chosen = (
        _hearings(
            first,
            last,
            worker_id,
            select(
                *(Hearing.id, Hearing.case_id, Case.reference, *_NAMES),
                *(Hearing.kind, Hearing.on, Hearing.time, Hearing.place),
            ),
        )
        .join(Person, Person.id == Case.person_id)
        .order_by(Hearing.on, Hearing.time)
    )
    return rows(store, HearingRow, chosen.limit(limit))


def follow_ups(store: Store, first: date, last: date, worker_id: str | None, limit: int) -> tuple[FollowUpRow, ...]:
    """Follow-ups not done yet, the soonest first."""
    chosen = (
        _follow_ups(
            first,
            last,
            worker_id,
            select(
                *(FollowUp.id, FollowUp.case_id, Case.reference, *_NAMES),
                *(FollowUp.what, FollowUp.kind, FollowUp.due_on, FollowUp.due_time, FollowUp.done_at),
            ),
        )
        .outerjoin(Person, Person.id == Case.person_id)
        .order_by(FollowUp.due_on, FollowUp.due_time)
    )
    return rows(store, FollowUpRow, chosen.limit(limit))


def counted_days(store: Store, first: date, last: date, worker_id: str | None) -> list[Any]:
    """Day, kind (`court`, `marac`, `follow_up`) and how many of it, in no order."""
    courts = _hearings(first, last, worker_id, select(Hearing.on.label("on"), Hearing.kind.label("kind"), func.count()))
    promised = _follow_ups(
        first, last, worker_id, select(FollowUp.due_on.label("on"), literal("follow_up").label("kind"), func.count())
    )
    return [
        *store.read(courts.group_by(Hearing.on, Hearing.kind)),
        *store.read(promised.group_by(FollowUp.due_on)),
    ]


def rights_by_day(store: Store, today: date, first: date, last: date, worker_id: str | None) -> list[Any]:
    """Day and how many rights fall due, in no order; twice for a day on which an answer to a challenge is owed too."""
    clocks, replies = counting_due(today, last, worker_id)
    clock_day, reply_day = Entitlement.due_on, Challenge.reply_due_on
    running = clocks.with_only_columns(clock_day, func.count()).where(clock_day >= first).group_by(clock_day)
    owed = replies.with_only_columns(reply_day, func.count()).where(reply_day >= first).group_by(reply_day)
    return [*store.read(running), *store.read(owed)]


def _hearings(
    first: date, last: date, worker_id: str | None, columns: Select[*tuple[Any, ...]]
) -> Select[*tuple[Any, ...]]:
    chosen = (
        columns.select_from(Hearing)
        .join(Case, Case.id == Hearing.case_id)
        .where(Hearing.on.between(first, last), Hearing.cancelled_at.is_(None), Case.closed_on.is_(None))
    )
    return chosen.where(Case.worker_id == worker_id) if worker_id else chosen


def _follow_ups(
    first: date, last: date, worker_id: str | None, columns: Select[*tuple[Any, ...]]
) -> Select[*tuple[Any, ...]]:
    chosen = (
        columns.select_from(FollowUp)
        .outerjoin(Case, Case.id == FollowUp.case_id)
        .where(FollowUp.due_on.between(first, last), FollowUp.done_at.is_(None), Case.closed_on.is_(None))
    )
    return chosen.where(FollowUp.worker_id == worker_id) if worker_id else chosen
