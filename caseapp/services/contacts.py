"""The contact log: the ten-second use case."""

from dataclasses import dataclass
from datetime import datetime

from caseapp.base.clock import at_london
from caseapp.base.errors import Refused
from caseapp.domain import contact as rules
from caseapp.domain import shipped
from caseapp.domain.contact import AGENCY, ContactCounts, ContactDraft, ContactRow, FollowUpDraft, FollowUpRow
from caseapp.domain.saved import Saved
from caseapp.services import drafts, glance
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import contacts as reads
from caseapp.store.tables import Contact, FollowUp


@dataclass(frozen=True, slots=True)
class Chronology:
    """A page of the contact log with its counts."""

    rows: tuple[ContactRow, ...]
    counts: ContactCounts


def log(office: Office, draft: ContactDraft, *, typed: bool = True) -> Saved:
    """Save a contact, the follow-up it made, and let go of the draft, all at once. One that was not `typed` in the
    composer leaves what stands half typed there alone.

    Raises:
        Refused: see `caseapp.domain.contact.check`; `case_missing`, `contact_way_unknown`.
    """
    rules.check(draft, office.now())
    result = shipped.code_list("contact_results").get(draft.result)
    if draft.channel not in shipped.code_list("contact_channels") or result is None:
        raise Refused("contact_way_unknown")
    with office.unit() as unit:
        reference = case_reads.reference_of(office.store, draft.case_id)
        if reference is None:
            raise Refused("case_missing")
        row = unit.add(
            Contact,
            case_id=draft.case_id,
            at=draft.at,
            minutes=draft.minutes,
            channel=draft.channel,
            result=draft.result,
            with_whom=AGENCY if draft.channel == "agency" else draft.with_whom,
            agency=draft.agency,
            reached=result.flag("reached"),
            note=draft.note,
            note_class=draft.note_class,
            adds_to=draft.adds_to,
            author_id=office.desk.worker_id,
        )
        if draft.follow_up is not None:
            _add_follow_up(office, draft.case_id, draft.follow_up, row)
        if typed:
            unit.later(("draft", draft.case_id), lambda: drafts.discard(office, "contact", draft.case_id))
        glance.refresh(office, unit, draft.case_id)
        return saved(unit, row, "contacts", "follow_ups", "cases", case_id=draft.case_id, reference=reference)


def chronology(
    office: Office, case_id: str, show: str = "everything", before: datetime | None = None, limit: int = 100
) -> Chronology:
    """Contacts newest first, a page at a time. `show`: everything, with_client, tried, agencies."""
    month = at_london(office.today().replace(day=1))
    return Chronology(
        reads.chronology(office.store, case_id, show, before, limit), reads.counts(office.store, case_id, month)
    )


def add_follow_up(office: Office, case_id: str | None, draft: FollowUpDraft) -> Saved:
    """Promise to do something by a day.

    Raises:
        Refused: `follow_up_empty`.
    """
    if not draft.what.strip():
        raise Refused("follow_up_empty")
    with office.unit() as unit:
        row = _add_follow_up(office, case_id, draft, None)
        if case_id is not None:
            glance.refresh(office, unit, case_id)
        reference = case_reads.reference_of(office.store, case_id) if case_id else None
        return saved(unit, row, "follow_ups", "cases", case_id=case_id, reference=reference)


def open_follow_ups(office: Office, case_id: str) -> tuple[FollowUpRow, ...]:
    """What is still to be done in a case, by day."""
    return case_reads.follow_ups(office.store, case_id=case_id)


def tick(office: Office, follow_up_id: str, *, done: bool = True) -> Saved:
    """Tick a follow-up off, or take the tick back."""
    with office.unit() as unit:
        unit.change(FollowUp, follow_up_id, done_at=office.now() if done else None)
        case_id = case_reads.follow_up_case(office.store, follow_up_id)
        if case_id is not None:
            glance.refresh(office, unit, case_id)
        return saved(unit, follow_up_id, "follow_ups", "cases", case_id=case_id)


def _add_follow_up(office: Office, case_id: str | None, draft: FollowUpDraft, contact_id: str | None) -> str:
    with office.unit() as unit:
        return unit.add(
            FollowUp,
            case_id=case_id,
            worker_id=office.desk.worker_id,
            what=draft.what,
            kind=draft.kind,
            due_on=draft.due_on,
            due_time=draft.due_time,
            from_contact=contact_id,
        )
