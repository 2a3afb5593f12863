"""Entitlements: of one case, and those falling due."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from caseapp.domain.rights_view import DueRight
from caseapp.store.reads.rows import rows, scalar
from caseapp.store.store import Store
from caseapp.store.tables import Case, Contact, Entitlement, JusticeEvent, Person


def entitlements(store: Store, case_id: str) -> list[Any]:
    """Every instance of a right in a case, with the day and kind of the event that opened it."""
    return store.read(
        select(
            Entitlement.__table__,
            JusticeEvent.kind.label("event_kind"),
            JusticeEvent.happened_on,
            Contact.at.label("evidence_at"),
            Contact.channel.label("evidence_channel"),
        )
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .outerjoin(Contact, Contact.id == Entitlement.evidence_contact)
        .where(Entitlement.case_id == case_id)
        .order_by(Entitlement.right_number, JusticeEvent.happened_on, Entitlement.rule_id)
    )


def entitlement(store: Store, entitlement_id: str) -> Any | None:
    """One instance, or None."""
    found = store.read(select(Entitlement.__table__).where(Entitlement.id == entitlement_id))
    return found[0] if found else None


def falling_due(
    store: Store, today: date, until: date, worker_id: str | None, limit: int, offset: int = 0
) -> tuple[DueRight, ...]:
    """Running clocks due by a day, longest overdue first; a deadline of the victim's own that is over is not due."""
    chosen = (
        select(
            Entitlement.id,
            Entitlement.case_id,
            Case.reference,
            Person.first_name,
            Person.last_name,
            Person.known_as,
            Entitlement.rule_id,
            Entitlement.right_number,
            Entitlement.provider,
            Entitlement.enhanced,
            Entitlement.victims_own,
            Entitlement.due_on,
            Entitlement.certain_on,
            JusticeEvent.kind.label("event_kind"),
            JusticeEvent.happened_on,
        )
        .join(Case, Case.id == Entitlement.case_id)
        .join(Person, Person.id == Case.person_id)
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .where(*_due_by(today, until))
    )
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return rows(store, DueRight, chosen.order_by(Entitlement.due_on, Case.serial).limit(limit).offset(offset))


def count_falling_due(store: Store, today: date, until: date, worker_id: str | None) -> int:
    """How many running clocks are due by a day."""
    chosen = (
        select(func.count())
        .select_from(Entitlement)
        .join(Case, Case.id == Entitlement.case_id)
        .where(*_due_by(today, until))
    )
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return int(scalar(store, chosen) or 0)


def _due_by(today: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Entitlement.state == "running",
        Entitlement.due_on <= until,
        Entitlement.victims_own.is_(False) | (Entitlement.due_on >= today),
        Case.closed_on.is_(None),
    )


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
