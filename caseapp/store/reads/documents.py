"""Documents noted in a case."""

from typing import Any

from sqlalchemy import func, or_, select

from caseapp.domain.document import DocumentRow
from caseapp.store.reads.rows import rows
from caseapp.store.store import Store
from caseapp.store.tables import Challenge, Document, Entitlement


def of_case(store: Store, case_id: str) -> tuple[DocumentRow, ...]:
    """The documents of a case, those noted last first."""
    of_rights = (
        select(func.count()).where(Entitlement.evidence_document == Document.id).correlate(Document).scalar_subquery()
    )
    of_steps = (
        select(func.count())
        .where(or_(Challenge.evidence_document == Document.id, Challenge.answer_document == Document.id))
        .correlate(Document)
        .scalar_subquery()
    )
    return rows(
        store,
        DocumentRow,
        select(Document.id, Document.what, Document.kept_where, Document.dated, (of_rights + of_steps).label("shows"))
        .where(Document.case_id == case_id)
        .order_by(Document.id.desc()),
    )


def document(store: Store, document_id: str) -> Any | None:
    """One document, or None."""
    found = store.read(select(Document.__table__).where(Document.id == document_id))
    return found[0] if found else None
