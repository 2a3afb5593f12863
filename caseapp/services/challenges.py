"""Challenging a right that was not kept: one step at a time, each with its evidence and the day an answer is due."""

from dataclasses import replace
from datetime import date
from typing import Any

from caseapp.base.clock import at_london
from caseapp.base.errors import Refused
from caseapp.domain import challenge as rules
from caseapp.domain import shipped
from caseapp.domain.challenge import Step
from caseapp.domain.challenge_view import ChallengeDraft
from caseapp.domain.contact import ContactDraft
from caseapp.domain.document import EvidenceDocument
from caseapp.domain.letter import LetterDraft
from caseapp.domain.rights_view import Told
from caseapp.domain.saved import Saved
from caseapp.services import challenge_letters, contacts, documents, glance, journey, rights
from caseapp.services.challenge_ladders import about, of_case, steps
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import challenges as reads
from caseapp.store.reads import rights as right_reads
from caseapp.store.tables import Challenge, Entitlement
from caseapp.store.unit import Unit

__all__ = [
    "ChallengeDraft",
    "answer",
    "draft_letter",
    "note_copied",
    "of_case",
    "send",
    "start",
    "steps",
    "withdraw",
]

REVIEW_ASKED = "review_asked"
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def start(office: Office, draft: ChallengeDraft) -> Saved:
    """Record that a step was taken; the day an answer is due is kept as it is counted now.

    A complaint is owed an answer of its own (Right 12), so it is recorded as an event and opens that right. A step out
    of turn is recorded as it is: those before it are shown as passed over.

    Raises:
        Refused: `right_missing`, `challenge_step_unknown`, `challenge_way_unknown`, `challenge_in_future`,
            `date_out_of_reach`, `challenge_evidence_elsewhere`.
    """
    row, rule, book = about(office, draft.entitlement_id)
    step = rules.shipped_steps().get(draft.step, rule.id)
    if step is None:
        raise Refused("challenge_step_unknown")
    if draft.how not in rules.WAYS:
        raise Refused("challenge_way_unknown")
    if not _FIRST <= draft.started_on <= _LAST:
        raise Refused("date_out_of_reach", year=draft.started_on.year)
    if draft.started_on > office.today():
        raise Refused("challenge_in_future")
    due = rules.reply_due(step, rule.id, draft.started_on, book.catalogue, book.calendar, rules.shipped_steps())
    with office.unit() as unit:
        shown = documents.evidence(office, unit, row.case_id, draft.evidence_contact, draft.evidence_document)
        answer_right = _record_event(office, step, row, replace(draft, evidence_document=shown["evidence_document"]))
        row_id = unit.add(
            Challenge,
            case_id=row.case_id,
            entitlement_id=row.id,
            step=step.code,
            started_on=draft.started_on,
            how=draft.how,
            to_whom=draft.to_whom,
            reply_due_on=due.on,
            reply_why=due.why,
            reply_entitlement=answer_right,
            state=rules.WAITING,
            **shown,
            author_id=office.desk.worker_id,
        )
        return _done(office, unit, row_id, row.case_id)


def send(office: Office, draft: ChallengeDraft, text: str = "") -> Saved:
    """Record a step together with what was written: the text is kept as a contact with the agency and shows the step.

    Raises:
        Refused: as `start`.
    """
    if not text:
        return start(office, draft)
    row = about(office, draft.entitlement_id)[0]
    body = rules.shipped_steps().own_to.get(row.rule_id, row.provider) if draft.step == rules.OWN else row.provider
    known = draft.step != rules.OMBUDSMAN and body in shipped.code_list("agencies")
    at = office.now() if draft.started_on == office.today() else at_london(draft.started_on, 12)
    wrote = ContactDraft(row.case_id, at, "agency", "wrote", text, agency=body if known else "other")
    with office.unit():
        return start(office, replace(draft, evidence_contact=contacts.log(office, wrote, typed=False).row_id))


def note_copied(office: Office, entitlement_id: str, step: str) -> None:
    """Journal that the letter of a step is copied: it can be put anywhere then. Raises `Refused("right_missing")`."""
    row = about(office, entitlement_id)[0]
    with office.unit() as unit:
        unit.note("exported", Entitlement.__tablename__, row.id, row.case_id, form="letter", reason=step)


def answer(
    office: Office,
    challenge_id: str,
    answered_on: date,
    resolved: str = "unknown",
    words: str | None = None,
    contact_id: str | None = None,
    document: EvidenceDocument = None,
) -> Saved:
    """Record the answer to a step: when, whether it put it right (yes, no, unknown), and in a few words what it was.

    Raises:
        Refused: `challenge_missing`, `challenge_in_future`, `challenge_answer_before`, `challenge_answer_unknown`,
            `challenge_evidence_elsewhere`.
    """
    row = _row(office, challenge_id)
    if resolved not in rules.RESOLVED:
        raise Refused("challenge_answer_unknown")
    if answered_on > office.today():
        raise Refused("challenge_in_future")
    if answered_on < row.started_on:
        raise Refused("challenge_answer_before")
    with office.unit() as unit:
        shown = documents.evidence(office, unit, row.case_id, contact_id, document)
        unit.change(
            Challenge,
            row.id,
            state=rules.ANSWERED,
            answered_on=answered_on,
            resolved=resolved,
            answer=words,
            answer_contact=shown["evidence_contact"],
            answer_document=shown["evidence_document"],
        )
        if row.reply_entitlement is not None:
            told = Told(answered_on, row.how, evidence_contact=contact_id, evidence_document=shown["evidence_document"])
            rights.told(office, row.reply_entitlement, told)
        return _done(office, unit, row.id, row.case_id)


def withdraw(office: Office, challenge_id: str) -> Saved:
    """Take a step back because the victim does not want it any more; it stays in the record.

    Raises:
        Refused: `challenge_missing`.
    """
    row = _row(office, challenge_id)
    with office.unit() as unit:
        unit.change(Challenge, row.id, state=rules.WITHDRAWN)
        if row.reply_entitlement is not None:
            rights.set_state(office, row.reply_entitlement, "declined")
        return _done(office, unit, row.id, row.case_id)


def draft_letter(
    office: Office, entitlement_id: str, step: str, *, naming: str = "reference", code_name: str = "", to_whom: str = ""
) -> LetterDraft:
    """The letter of a step, drafted from the record for the caseworker to check and edit. Nothing is written.

    `naming` is how the victim is called: `reference` (default), `code_name` (with the name given) or `name`. Cells of
    a rule that nobody has checked are not asserted; they stand in the draft's notes.

    Raises:
        Refused: `right_missing`, `challenge_step_unknown`, `letter_naming_unknown`.
    """
    row, rule, book = about(office, entitlement_id)
    known = rules.shipped_steps().get(step, rule.id)
    if known is None:
        raise Refused("challenge_step_unknown")
    return challenge_letters.draft(office, row, rule, book, known, naming=naming, code_name=code_name, to_whom=to_whom)


def _row(office: Office, challenge_id: str) -> Any:
    row = reads.challenge(office.store, challenge_id)
    if row is None:
        raise Refused("challenge_missing")
    return row


def _record_event(office: Office, step: Step, row: Any, draft: ChallengeDraft) -> str | None:
    """The event a step is in the journey, if it is one, and the right to an answer that it opens.

    A review of a decision uses the victim's own time to ask for one, so that deadline is met; some others are met by
    their letter alone.
    """
    shown = Told(
        draft.started_on,
        draft.how,
        evidence_contact=draft.evidence_contact,
        evidence_document=draft.evidence_document,
    )
    review = rules.shipped_steps().reviews.get(row.rule_id) if step.code == rules.REVIEW else None
    if review is not None:
        journey.record(office, journey.EventDraft(row.case_id, REVIEW_ASKED, draft.started_on, again=True))
        for own in right_reads.running_of_rule(office.store, row.case_id, review):
            rights.told(office, own, shown)
    if step.code == rules.OWN and row.rule_id in rules.shipped_steps().used:
        rights.told(office, row.id, shown)
    if not step.event:
        return None
    event = journey.EventDraft(row.case_id, step.event, draft.started_on, again=True)
    made = journey.record(office, event, provider=row.provider)
    found = reads.opened_by_rule(office.store, made.row_id, step.rule)
    return found if found is not None and _has_day(office, found) else None


def _has_day(office: Office, entitlement_id: str) -> bool:
    row = right_reads.entitlement(office.store, entitlement_id)
    return row is not None and row.due_on is not None


def _done(office: Office, unit: Unit, row_id: str, case_id: str) -> Saved:
    glance.refresh(office, unit, case_id)
    reference = case_reads.reference_of(office.store, case_id)
    return saved(unit, row_id, "rights", "journey", "contacts", "cases", case_id=case_id, reference=reference)
