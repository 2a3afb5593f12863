"""Who was last spoken to, who has gone quiet, who waits for a first contact."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from caseapp.store.reads.rows import scalar
from caseapp.store.store import Store
from caseapp.store.tables import Case, Contact, Glance, Person, Referral

_NAMES = (Person.first_name, Person.last_name, Person.known_as)


def any_case(store: Store) -> bool:
    """Whether there is a case, open or closed."""
    return scalar(store, select(Case.id).limit(1)) is not None


def recent_cases(store: Store, worker_id: str, limit: int) -> list[Any]:
    """The open cases a worker last logged a contact in, newest first."""
    latest = (
        select(Contact.case_id, func.max(Contact.at).label("at"))
        .where(Contact.author_id == worker_id)
        .group_by(Contact.case_id)
        .subquery()
    )
    return store.read(
        select(Case.id, Case.reference, *_NAMES)
        .join(latest, latest.c.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .where(Case.closed_on.is_(None))
        .order_by(latest.c.at.desc())
        .limit(limit)
    )


def known_cases(store: Store, case_ids: list[str]) -> list[Any]:
    """Cases by reference and names, open or closed, in no order."""
    return store.read(
        select(Case.id, Case.reference, *_NAMES)
        .join(Person, Person.id == Case.person_id)
        .where(Case.id.in_(sorted(set(case_ids))))
    )


def quiet_cases(store: Store, before: date, worker_id: str | None, limit: int) -> list[Any]:
    """Open cases with no contact since a day (or none ever), the quietest first."""
    chosen = (
        select(Case.id, Case.reference, *_NAMES, Case.opened_on, Glance.last_contact_on, Glance.last_spoke_on)
        .join(Person, Person.id == Case.person_id)
        .join(Glance, Glance.case_id == Case.id)
        .where(Case.closed_on.is_(None), func.coalesce(Glance.last_contact_on, Case.opened_on) <= before)
    )
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return store.read(chosen.order_by(func.coalesce(Glance.last_contact_on, Case.opened_on), Case.serial).limit(limit))


def count_quiet_cases(store: Store, before: date, worker_id: str | None) -> int:
    """How many open cases have had no contact since a day."""
    chosen = (
        select(func.count())
        .select_from(Case)
        .join(Glance, Glance.case_id == Case.id)
        .where(Case.closed_on.is_(None), func.coalesce(Glance.last_contact_on, Case.opened_on) <= before)
    )
    return int(scalar(store, chosen.where(Case.worker_id == worker_id) if worker_id else chosen) or 0)


def first_contact_waiting(store: Store, worker_id: str | None, limit: int) -> list[Any]:
    """Open cases in which nobody has been reached or tried yet, oldest referral first."""
    chosen = (
        select(
            *(Case.id, Case.reference, Case.risk, Case.opened_on, Person.district, *_NAMES),
            *(Referral.route, Referral.received_on, Referral.received_time),
        )
        .join(Person, Person.id == Case.person_id)
        .join(Glance, Glance.case_id == Case.id)
        .outerjoin(Referral, Referral.case_id == Case.id)
        .where(Case.closed_on.is_(None), Glance.contacts == 0)
    )
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return store.read(chosen.order_by(Referral.received_on, Case.serial).limit(limit))
