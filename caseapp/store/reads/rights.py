"""Entitlements: of one case, and those falling due."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, union_all
from sqlalchemy.orm import aliased

from caseapp.domain.rights_view import DueRight
from caseapp.store.reads.challenges import asked_for
from caseapp.store.reads.rows import rows, scalar
from caseapp.store.store import Store
from caseapp.store.tables import (
    Case,
    Challenge,
    Contact,
    Document,
    EnhancedTold,
    Entitlement,
    Hearing,
    JusticeEvent,
    Person,
)

Found = Select[*tuple[Any, ...]]


def entitlements(store: Store, case_id: str) -> list[Any]:
    """Every instance of a right in a case, with the day and kind of the event that opened it."""
    return store.read(
        select(
            Entitlement.__table__,
            JusticeEvent.kind.label("event_kind"),
            JusticeEvent.happened_on,
            JusticeEvent.suspect,
            Contact.at.label("evidence_at"),
            Contact.channel.label("evidence_channel"),
            Document.what.label("document_what"),
            Document.dated.label("document_dated"),
            Document.kept_where.label("document_kept"),
            asked_for(),
        )
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .outerjoin(Contact, Contact.id == Entitlement.evidence_contact)
        .outerjoin(Document, Document.id == Entitlement.evidence_document)
        .where(Entitlement.case_id == case_id)
        .order_by(Entitlement.right_number, JusticeEvent.happened_on, Entitlement.rule_id)
    )


def entitlement(store: Store, entitlement_id: str) -> Any | None:
    """One instance, or None."""
    found = store.read(select(Entitlement.__table__).where(Entitlement.id == entitlement_id))
    return found[0] if found else None


def falling_due(
    store: Store,
    today: date,
    until: date,
    worker_id: str | None,
    limit: int,
    offset: int = 0,
    *,
    since: date | None = None,
) -> tuple[DueRight, ...]:
    """Running clocks due by a day (and not before `since`), longest overdue first, and answers owed to a challenge.

    A deadline of the victim's own that is over is not due.
    """
    both = union_all(_rights(today, until, worker_id), _replies(until, worker_id)).subquery()
    named = both.c
    chosen = select(*(named[name] for name in DueRight.__dataclass_fields__ if name in named)).order_by(
        named.due_on, named.serial, named.id
    )
    if since is not None:
        chosen = chosen.where(named.due_on >= since)
    return rows(store, DueRight, chosen.limit(limit).offset(offset))


def count_falling_due(store: Store, today: date, until: date, worker_id: str | None) -> int:
    """How many running clocks are due by a day."""
    clocks, replies = counting_due(today, until, worker_id)
    return int(scalar(store, clocks) or 0) + int(scalar(store, replies) or 0)


def counting_due(today: date, until: date, worker_id: str | None) -> tuple[Found, Found]:
    """Two statements that count: running clocks due by a day, and answers owed to a challenge."""
    clocks: Found = (
        select(func.count())
        .select_from(Entitlement)
        .join(Case, Case.id == Entitlement.case_id)
        .where(*_due_by(today, until))
    )
    replies: Found = (
        select(func.count())
        .select_from(Challenge)
        .join(Entitlement, Entitlement.id == Challenge.entitlement_id)
        .join(Case, Case.id == Challenge.case_id)
        .where(*_reply_by(until))
    )
    if worker_id:
        return clocks.where(Case.worker_id == worker_id), replies.where(Case.worker_id == worker_id)
    return clocks, replies


def _rights(today: date, until: date, worker_id: str | None) -> Found:
    chosen: Found = (
        select(
            Entitlement.id,
            *_OF_CASE,
            *_OF_RIGHT,
            Entitlement.victims_own,
            Entitlement.due_on,
            Entitlement.certain_on,
            *_OF_EVENT,
            Entitlement.id.label("entitlement_id"),
            literal("").label("step"),
            Case.serial,
        )
        .join(Case, Case.id == Entitlement.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .where(*_due_by(today, until))
    )
    return chosen.where(Case.worker_id == worker_id) if worker_id else chosen


def _replies(until: date, worker_id: str | None) -> Found:
    chosen: Found = (
        select(
            Challenge.id,
            *_OF_CASE,
            *_OF_RIGHT,
            literal(False).label("victims_own"),
            Challenge.reply_due_on.label("due_on"),
            Challenge.reply_due_on.label("certain_on"),
            *_OF_EVENT,
            Challenge.entitlement_id,
            Challenge.step,
            Case.serial,
        )
        .join(Entitlement, Entitlement.id == Challenge.entitlement_id)
        .join(Case, Case.id == Challenge.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .where(*_reply_by(until))
    )
    return chosen.where(Case.worker_id == worker_id) if worker_id else chosen


_STILL_OWED = ("running", "paused", "unknown", "not_possible")
_OF_CASE = (Case.id.label("case_id"), Case.reference, Person.first_name, Person.last_name, Person.known_as)
_OF_RIGHT = (Entitlement.rule_id, Entitlement.right_number, Entitlement.provider, Entitlement.enhanced)
_OF_EVENT = (JusticeEvent.kind.label("event_kind"), JusticeEvent.happened_on)


def _due_by(today: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Entitlement.state == "running",
        Entitlement.due_on <= until,
        Entitlement.victims_own.is_(False) | (Entitlement.due_on >= today),
        Case.closed_on.is_(None),
    )


def _reply_by(until: date) -> tuple[ColumnElement[bool], ...]:
    """An answer is awaited by a day, and no later step was taken. Where a right of its own keeps the clock, that one
    is listed; once the person has been told, only the answer to a review is still awaited."""
    later = aliased(Challenge)
    same_day = (later.started_on == Challenge.started_on) & (later.id > Challenge.id)
    overtaken = exists().where(
        later.entitlement_id == Challenge.entitlement_id,
        (later.started_on > Challenge.started_on) | same_day,
        later.state != "withdrawn",
    )
    return (
        ~overtaken,
        Entitlement.state.in_(_STILL_OWED) | (Challenge.step == "review"),
        Challenge.state == "waiting",
        Challenge.reply_due_on <= until,
        Challenge.reply_entitlement.is_(None),
        Case.closed_on.is_(None),
    )


def own_deadlines(
    store: Store, today: date, worker_id: str | None, case_id: str | None, until: date | None, limit: int
) -> list[Any]:
    """Running deadlines of the victims' own in open cases that are not over: those due by a day, or without one all,
    also those that have no day."""
    not_over = Entitlement.due_on >= today
    in_time = Entitlement.due_on.is_(None) | not_over if until is None else not_over & (Entitlement.due_on <= until)
    chosen = (
        select(
            Entitlement.id,
            *_OF_CASE,
            Entitlement.rule_id,
            Entitlement.edition,
            Entitlement.enhanced,
            Entitlement.due_on,
            Entitlement.certain_on,
            Entitlement.why,
            Entitlement.approximate,
            Entitlement.layer,
            *_OF_EVENT,
        )
        .join(Case, Case.id == Entitlement.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .where(
            Entitlement.victims_own.is_(True),
            Entitlement.state == "running",
            in_time,
            Case.closed_on.is_(None),
        )
        .order_by(Entitlement.due_on.is_(None), Entitlement.due_on, Case.serial, Entitlement.rule_id)
        .limit(limit)
    )
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return store.read(chosen.where(Entitlement.case_id == case_id) if case_id else chosen)


def next_court_days(store: Store, today: date, case_ids: list[str]) -> dict[str, date]:
    """The next court hearing of each case that has one."""
    found = store.read(
        select(Hearing.case_id, func.min(Hearing.on).label("day"))
        .where(
            Hearing.case_id.in_(case_ids), Hearing.kind == "court", Hearing.on >= today, Hearing.cancelled_at.is_(None)
        )
        .group_by(Hearing.case_id)
    )
    return {row.case_id: row.day for row in found}


def incident_day(store: Store, case_id: str) -> date | None:
    """The day of the crime, where an event of the case tells it; the earliest of several."""
    day: date | None = scalar(
        store,
        select(func.min(JusticeEvent.happened_on)).where(
            JusticeEvent.case_id == case_id, JusticeEvent.kind == "incident", JusticeEvent.precision != "unknown"
        ),
    )
    return day


def tells_of(store: Store, case_id: str, kind: str) -> bool:
    """Whether an event of a kind is recorded in a case."""
    return bool(scalar(store, select(func.count()).where(JusticeEvent.case_id == case_id, JusticeEvent.kind == kind)))


def layer_rules_used(store: Store) -> list[str]:
    """Rules outside the law that have opened clocks."""
    found = store.read(select(Entitlement.rule_id).where(Entitlement.layer.not_in(("code", "statute"))).distinct())
    return [row.rule_id for row in found]


def opened_by_event(store: Store, event_id: str) -> list[str]:
    """The instances that one event opened and that have a due day."""
    found = store.read(select(Entitlement.id).where(Entitlement.event_id == event_id, Entitlement.due_on.is_not(None)))
    return [row.id for row in found]


def running_of_rule(store: Store, case_id: str, rule_id: str) -> list[str]:
    """The running instances of one rule in a case."""
    found = store.read(
        select(Entitlement.id).where(
            Entitlement.case_id == case_id, Entitlement.rule_id == rule_id, Entitlement.state == "running"
        )
    )
    return [row.id for row in found]


def enhanced_told(store: Store, case_id: str) -> list[Any]:
    """The bodies that were told enhanced rights apply, the first told first, those without a day last."""
    return store.read(
        select(EnhancedTold.agency, EnhancedTold.told_on)
        .where(EnhancedTold.case_id == case_id)
        .order_by(EnhancedTold.told_on.is_(None), EnhancedTold.told_on, EnhancedTold.agency)
    )
