"""Documents as evidence: a paper or file kept elsewhere is noted in the case; its content is not taken in."""

from caseapp.base.errors import Refused
from caseapp.domain.document import LONGEST_WHAT, LONGEST_WHERE, DocumentRow, EvidenceDocument, NewDocument
from caseapp.domain.saved import Saved
from caseapp.domain.working_days import within_reach
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import documents as reads
from caseapp.store.reads.challenges import case_of_contact
from caseapp.store.tables import Document
from caseapp.store.unit import Unit


def of_case(office: Office, case_id: str) -> tuple[DocumentRow, ...]:
    """The documents noted in a case, the newest first."""
    return reads.of_case(office.store, case_id)


def note(office: Office, case_id: str, new: NewDocument) -> Saved:
    """Note a document.

    Raises:
        Refused: `case_missing`, `document_incomplete`, `document_long`, `document_in_future`, `date_out_of_reach`.
    """
    reference = case_reads.reference_of(office.store, case_id)
    if reference is None:
        raise Refused("case_missing")
    with office.unit() as unit:
        row = _add(office, unit, case_id, new)
        return saved(unit, row, "rights", case_id=case_id, reference=reference)


def evidence(
    office: Office, unit: Unit, case_id: str, contact_id: str | None, document: EvidenceDocument
) -> dict[str, str | None]:
    """What shows a right or a step, as both columns keep it: a contact of the case, a document of it, or neither.

    Raises:
        Refused: `challenge_evidence_elsewhere`, when the contact is not of this case; and as `kept`.
    """
    if contact_id is not None and case_of_contact(office.store, contact_id) != case_id:
        raise Refused("challenge_evidence_elsewhere")
    return {"evidence_contact": contact_id, "evidence_document": kept(office, unit, case_id, document)}


def kept(office: Office, unit: Unit, case_id: str, document: EvidenceDocument) -> str | None:
    """The identifier of a document that is evidence in a case; a new one is noted first, in the same change.

    Raises:
        Refused: `document_elsewhere`, when it is not of this case; and as `note`.
    """
    if isinstance(document, NewDocument):
        return _add(office, unit, case_id, document)
    if document is not None:
        row = reads.document(office.store, document)
        if row is None or row.case_id != case_id:
            raise Refused("document_elsewhere")
    return document


def _add(office: Office, unit: Unit, case_id: str, new: NewDocument) -> str:
    what, where = new.what.strip(), new.kept_where.strip()
    if not what or not where:
        raise Refused("document_incomplete")
    if len(what) > LONGEST_WHAT or len(where) > LONGEST_WHERE:
        raise Refused("document_long")
    if new.dated is not None and within_reach(new.dated) > office.today():
        raise Refused("document_in_future")
    return unit.add(
        Document,
        case_id=case_id,
        what=what,
        kept_where=where,
        dated=new.dated,
        author_id=office.desk.worker_id,
    )
