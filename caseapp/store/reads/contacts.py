"""The contact log of a case."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from caseapp.base.clock import london_date
from caseapp.domain.contact import AGENCY, CLIENT, ContactCounts, ContactRow, usual_gap
from caseapp.store.reads.rows import rows, scalar
from caseapp.store.store import Store
from caseapp.store.tables import Contact, Entitlement, FollowUp, Worker

SHOWS = ("everything", "with_client", "tried", "agencies")


def chronology(
    store: Store, case_id: str, show: str = "everything", before: datetime | None = None, limit: int = 100
) -> tuple[ContactRow, ...]:
    """Contacts of a case, newest first, a page at a time (`before` is the instant of the last one seen)."""
    chosen = (
        select(
            *(Contact.id, Contact.case_id, Contact.at, Contact.minutes, Contact.channel, Contact.result),
            *(Contact.with_whom, Contact.agency, Contact.reached, Contact.note, Contact.note_class, Contact.adds_to),
            func.coalesce(Worker.name, "").label("author"),
            Contact.recorded_at,
            exists()
            .where(FollowUp.case_id == Contact.case_id, FollowUp.from_contact == Contact.id)
            .label("follow_up_made"),
            select(func.count())
            .where(Entitlement.case_id == Contact.case_id, Entitlement.evidence_contact == Contact.id)
            .scalar_subquery()
            .label("evidence_for"),
        )
        .outerjoin(Worker, Worker.id == Contact.author_id)
        .where(Contact.case_id == case_id, *_shown(show))
    )
    if before is not None:
        chosen = chosen.where(Contact.at < before)
    return rows(store, ContactRow, chosen.order_by(Contact.at.desc(), Contact.recorded_at.desc()).limit(limit))


def counts(store: Store, case_id: str, month_start: datetime) -> ContactCounts:
    """How the chronology divides, and its patterns."""

    def how_many(show: str) -> int:
        return int(scalar(store, select(func.count()).where(Contact.case_id == case_id, *_shown(show))) or 0)

    spoken = [
        london_date(row.at)
        for row in store.read(select(Contact.at).where(Contact.case_id == case_id, *_shown("with_client")))
    ]
    minutes = scalar(
        store, select(func.sum(Contact.minutes)).where(Contact.case_id == case_id, Contact.at >= month_start)
    )
    return ContactCounts(
        everything=how_many("everything"),
        with_client=len(spoken),
        tried=how_many("tried"),
        agencies=how_many("agencies"),
        last_spoke_on=max(spoken, default=None),
        usual_gap_days=usual_gap(spoken),
        minutes_this_month=int(minutes or 0),
    )


def _shown(show: str) -> tuple[ColumnElement[bool], ...]:
    return {
        "everything": (),
        "with_client": (Contact.with_whom == CLIENT, Contact.reached.is_(True)),
        "tried": (Contact.with_whom == CLIENT, Contact.reached.is_(False)),
        "agencies": (Contact.with_whom == AGENCY,),
    }[show]
