"""Which rows belong to a person: read before they are erased."""

from typing import Any

from sqlalchemy import func, select

from caseapp.store.store import Store
from caseapp.store.tables import Case, Contact, Referral


def person_of(store: Store, case_id: str) -> str | None:
    """Whom a case is for; None if there is no such case."""
    found = store.read(select(Case.person_id).where(Case.id == case_id))
    return str(found[0].person_id) if found else None


def cases_of(store: Store, person_id: str) -> list[Any]:
    """Identifier and reference of every case of a person, oldest first."""
    return list(store.read(select(Case.id, Case.reference).where(Case.person_id == person_id).order_by(Case.id)))


def referrals_of(store: Store, person_id: str) -> list[Any]:
    """Identifier of every referral of a person."""
    return list(store.read(select(Referral.id).where(Referral.person_id == person_id)))


def how_much(store: Store, person_id: str) -> tuple[int, int]:
    """How many contacts and referrals there are of a person."""
    contacts = store.read(
        select(func.count())
        .select_from(Contact)
        .join(Case, Contact.case_id == Case.id)
        .where(Case.person_id == person_id)
    )
    return int(contacts[0][0]), len(referrals_of(store, person_id))
