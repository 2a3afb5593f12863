"""Challenges of a right: the steps taken, and the dated facts a letter may name. No note is ever read here."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select

from caseapp.domain.contact import AGENCY
from caseapp.store.reads.rows import text_or_none
from caseapp.store.store import Store
from caseapp.store.tables import Challenge, Contact, Document, Entitlement, JusticeEvent


def asked_for() -> ColumnElement[bool]:
    """Whether a step of the ladder was taken about an instance and not taken back, as `asked`."""
    step = select(Challenge.id).where(Challenge.entitlement_id == Entitlement.id, Challenge.state != "withdrawn")
    return exists(step).label("asked")


def steps_of(store: Store, entitlement_id: str) -> list[Any]:
    """Every step taken about an instance, in order."""
    return _steps(store, Challenge.entitlement_id == entitlement_id)


def of_case(store: Store, case_id: str) -> list[Any]:
    """Every step taken in a case, in order."""
    return _steps(store, Challenge.case_id == case_id)


def _steps(store: Store, where: ColumnElement[bool]) -> list[Any]:
    return store.read(
        select(
            Challenge.__table__,
            Contact.at.label("evidence_at"),
            Contact.channel.label("evidence_channel"),
            Document.what.label("document_what"),
            Document.dated.label("document_dated"),
        )
        .outerjoin(Contact, Contact.id == Challenge.evidence_contact)
        .outerjoin(Document, Document.id == Challenge.evidence_document)
        .where(where)
        .order_by(Challenge.started_on, Challenge.recorded_at, Challenge.id)
    )


def challenge(store: Store, challenge_id: str) -> Any | None:
    """One step, or None."""
    found = store.read(select(Challenge.__table__).where(Challenge.id == challenge_id))
    return found[0] if found else None


def agency_contacts(store: Store, case_id: str, agency: str) -> list[Any]:
    """When and how a body was contacted in a case: instant, channel and result. Never what was said."""
    return store.read(
        select(Contact.at, Contact.channel, Contact.result)
        .where(Contact.case_id == case_id, Contact.with_whom == AGENCY, Contact.agency == agency)
        .order_by(Contact.at)
    )


def case_of_contact(store: Store, contact_id: str) -> str | None:
    """The case a contact was logged in, or None."""
    found = store.read(select(Contact.case_id).where(Contact.id == contact_id))
    return str(found[0].case_id) if found else None


def event(store: Store, event_id: str) -> Any | None:
    """One event of the journey, or None."""
    found = store.read(select(JusticeEvent.__table__).where(JusticeEvent.id == event_id))
    return found[0] if found else None


def opened_by_rule(store: Store, event_id: str, rule_id: str) -> str | None:
    """The instance of one rule that an event opened, or None."""
    return text_or_none(
        store, select(Entitlement.id).where(Entitlement.event_id == event_id, Entitlement.rule_id == rule_id)
    )
