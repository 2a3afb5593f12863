"""One case: its header, what it needs, its follow-ups and hearings, its safe contact."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select

from caseapp.domain.case import CaseHeader, HearingRow, WaitingReferral
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.safe_contact import SafeContactDetails, safe_time_from
from caseapp.store.reads.rows import rows, scalar, text_or_none
from caseapp.store.store import Store
from caseapp.store.tables import (
    Case,
    Contact,
    Entitlement,
    FollowUp,
    Hearing,
    JusticeEvent,
    Person,
    Pin,
    Referral,
    SafeContact,
    Worker,
)

_NAMES = (Person.first_name, Person.last_name, Person.known_as)
# The plus keeps SQLite off the index by state: within one case it would walk every running clock of the vault.
_STILL_RUNNING: ColumnElement[bool] = literal_column("+entitlement.state") == "running"


def case_header(store: Store, case_id: str, today: date, worker_id: str) -> CaseHeader | None:
    """The header of a case, or None if there is no such case."""
    contacts = select(func.count()).where(Contact.case_id == case_id).scalar_subquery()
    late = (
        select(func.count())
        .where(
            Entitlement.case_id == case_id,
            _STILL_RUNNING,
            Entitlement.victims_own.is_(False),
            Entitlement.layer.in_(("code", "statute")),
            Entitlement.certain_on < today,
        )
        .scalar_subquery()
    )
    pinned = select(func.count()).where(Pin.case_id == case_id, Pin.worker_id == worker_id).scalar_subquery()
    found = store.read(
        select(
            *_NAMES,
            *(Person.born_on, Person.age_band, Person.district, Person.language, Person.interpreter, Person.lives_with),
            *(Case.id, Case.reference, Case.person_id, Case.crime_group, Case.crime_type, Case.relationship),
            *(Case.opened_on, Case.closed_on, Case.closed_reason, Case.risk, Case.risk_on, Case.reported),
            *(Case.reported_on, Case.stage, Case.stage_since, Case.enhanced, Case.enhanced_on, Case.code_edition),
            *(Case.crime_ref, Case.officer, Case.officer_phone, Case.police_outcome),
            *(Case.enhanced_category, Case.enhanced_by, Case.enhanced_shared),
            Worker.name.label("worker"),
            contacts.label("contacts"),
            late.label("rights_late"),
            (pinned > 0).label("pinned"),
        )
        .select_from(Case)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Case.id == case_id)
    )
    if not found:
        return None
    values: dict[str, Any] = dict(found[0]._mapping)
    values["pinned"] = bool(values["pinned"])
    return CaseHeader(**values)


def justice_events(store: Store, case_id: str) -> list[Any]:
    """The justice events of a case in the order they happened."""
    return store.read(
        select(JusticeEvent.__table__)
        .where(JusticeEvent.case_id == case_id)
        .order_by(JusticeEvent.happened_on, JusticeEvent.recorded_at)
    )


def safe_contact(store: Store, case_id: str) -> SafeContactDetails | None:
    """The version that holds now, or None if none was ever recorded."""
    found = store.read(
        select(SafeContact.__table__)
        .where(SafeContact.case_id == case_id)
        .order_by(SafeContact.version.desc())
        .limit(1)
    )
    return safe_contact_from(found[0]._mapping) if found else None


def safe_contact_from(row: Any) -> SafeContactDetails:
    """A stored version as a value."""
    names = [name for name in SafeContactDetails.__dataclass_fields__ if name != "windows"]
    windows = tuple(safe_time_from(data) for data in row["windows"])
    return SafeContactDetails(**{name: row[name] for name in names}, windows=windows)


def safe_contacts_for(store: Store, case_ids: list[str]) -> dict[str, SafeContactDetails]:
    """The versions that hold for several cases, by case."""
    newest = (
        select(SafeContact.case_id, func.max(SafeContact.version).label("version"))
        .where(SafeContact.case_id.in_(case_ids))
        .group_by(SafeContact.case_id)
        .subquery()
    )
    found = store.read(
        select(SafeContact.__table__).join(
            newest, (newest.c.case_id == SafeContact.case_id) & (newest.c.version == SafeContact.version)
        )
    )
    return {row.case_id: safe_contact_from(row._mapping) for row in found}


def safe_contact_version(store: Store, case_id: str) -> int:
    """The number of the newest version; 0 if there is none."""
    return int(scalar(store, select(func.max(SafeContact.version)).where(SafeContact.case_id == case_id)) or 0)


def follow_ups(
    store: Store, *, case_id: str | None = None, worker_id: str | None = None, open_only: bool = True, limit: int = 200
) -> tuple[FollowUpRow, ...]:
    """Follow-ups by due day: of one case, of one worker, or all."""
    chosen = (
        select(
            FollowUp.id,
            FollowUp.case_id,
            Case.reference,
            *_NAMES,
            FollowUp.what,
            FollowUp.kind,
            FollowUp.due_on,
            FollowUp.due_time,
            FollowUp.done_at,
        )
        .select_from(FollowUp)
        .outerjoin(Case, Case.id == FollowUp.case_id)
        .outerjoin(Person, Person.id == Case.person_id)
    )
    if case_id:
        chosen = chosen.where(FollowUp.case_id == case_id)
    if worker_id:
        chosen = chosen.where((FollowUp.worker_id == worker_id) & Case.closed_on.is_(None))
    if open_only:
        chosen = chosen.where(FollowUp.done_at.is_(None))
    return rows(store, FollowUpRow, chosen.order_by(FollowUp.due_on, FollowUp.due_time).limit(limit))


def hearings(
    store: Store, first: date, *, case_id: str | None = None, worker_id: str | None = None, limit: int = 50
) -> tuple[HearingRow, ...]:
    """Hearings and MARAC meetings from a day on."""
    chosen = (
        select(
            Hearing.id, Hearing.case_id, Case.reference, *_NAMES, Hearing.kind, Hearing.on, Hearing.time, Hearing.place
        )
        .select_from(Hearing)
        .join(Case, Case.id == Hearing.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(Hearing.on >= first, Hearing.cancelled_at.is_(None), Case.closed_on.is_(None))
    )
    if case_id:
        chosen = chosen.where(Hearing.case_id == case_id)
    if worker_id:
        chosen = chosen.where(Case.worker_id == worker_id)
    return rows(store, HearingRow, chosen.order_by(Hearing.on, Hearing.time).limit(limit))


def waiting_referrals(store: Store, limit: int = 500) -> tuple[WaitingReferral, ...]:
    """Referrals not yet decided, the longest waiting first."""
    return rows(
        store,
        WaitingReferral,
        select(
            Referral.id,
            Referral.person_id,
            *_NAMES,
            Person.district,
            Referral.received_on,
            Referral.received_time,
            Referral.route,
            Referral.risk,
            Referral.crime_group,
            Referral.summary,
            Referral.decision,
        )
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.decision.in_(("pending", "waiting_list")))
        .order_by(Referral.received_on, Referral.recorded_at)
        .limit(limit),
    )


def last_serial(store: Store) -> int:
    """The highest serial given so far; 0 in an empty vault."""
    return int(scalar(store, select(func.max(Case.serial))) or 0)


def reference_of(store: Store, case_id: str) -> str | None:
    """The reference of a case, or None if there is no such case."""
    known = store.references.get(case_id)
    if known is None:
        known = text_or_none(store, select(Case.reference).where(Case.id == case_id))
        if known is not None:
            store.references[case_id] = known
    return known


def case_row(store: Store, case_id: str) -> Any | None:
    """The stored case, or None."""
    found = store.read(select(Case.__table__).where(Case.id == case_id))
    return found[0] if found else None


def person_row(store: Store, person_id: str) -> Any | None:
    """The stored person, or None."""
    found = store.read(select(Person.__table__).where(Person.id == person_id))
    return found[0] if found else None


def referral_row(store: Store, referral_id: str) -> Any | None:
    """The stored referral, or None."""
    found = store.read(select(Referral.__table__).where(Referral.id == referral_id))
    return found[0] if found else None


def pin_id(store: Store, case_id: str, worker_id: str) -> str | None:
    """The row that pins a case for a worker."""
    return text_or_none(store, select(Pin.id).where(Pin.case_id == case_id, Pin.worker_id == worker_id))


def pinned_cases(store: Store, worker_id: str) -> list[Any]:
    """Cases a worker has pinned: id, reference and names, in the order pinned."""
    return store.read(
        select(Case.id, Case.reference, *_NAMES)
        .join(Pin, Pin.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .where(Pin.worker_id == worker_id)
        .order_by(Pin.recorded_at)
    )


def open_counts(store: Store, worker_id: str | None) -> int:
    """How many cases are open."""
    chosen = select(func.count()).select_from(Case).where(Case.closed_on.is_(None))
    return int(scalar(store, chosen.where(Case.worker_id == worker_id) if worker_id else chosen) or 0)


def waiting_count(store: Store) -> int:
    """How many referrals are not yet decided."""
    return int(
        scalar(
            store,
            select(func.count()).select_from(Referral).where(Referral.decision.in_(("pending", "waiting_list"))),
        )
        or 0
    )


def follow_up_case(store: Store, follow_up_id: str) -> str | None:
    """The case a follow-up belongs to, if any."""
    return text_or_none(store, select(FollowUp.case_id).where(FollowUp.id == follow_up_id))
