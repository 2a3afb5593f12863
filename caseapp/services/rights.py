"""Rights: an event starts the clocks; the caseworker records whether, when and how well the person was told."""

from collections.abc import Collection
from datetime import date
from typing import Any

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.catalogue import Rule
from caseapp.domain.document import EvidenceDocument
from caseapp.domain.enhanced import at_standard_pace, category, category_words
from caseapp.domain.person import call_name
from caseapp.domain.rights_view import IF_NEEDED, DueRight, OpeningRight, RightInstance, RightSummary, RightsView, Told
from caseapp.domain.saved import Saved
from caseapp.domain.working_days import WorkingCalendar
from caseapp.services import documents, glance, recount, rule_book
from caseapp.services.catalogue_rows import CatalogueRow, catalogue_rows
from caseapp.services.office import Office, saved
from caseapp.services.own_deadlines import OwnDeadline, OwnDeadlines, own_deadlines
from caseapp.services.right_clocks import DEATH, clocks_of, is_enhanced, not_ours, opening
from caseapp.services.right_rows import ANSWERS, due_in_words, instance_of, not_yet, state_of
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Entitlement
from caseapp.store.unit import Unit

__all__ = [
    "CatalogueRow",
    "OwnDeadline",
    "OwnDeadlines",
    "attach_evidence",
    "catalogue_rows",
    "count_falling_due",
    "falling_due",
    "for_case",
    "own_deadlines",
    "preview",
    "set_state",
    "short_line",
    "start_clocks",
    "told",
]

COMPLAINTS = 12


def start_clocks(
    office: Office,
    unit: Unit,
    case_id: str,
    event_id: str,
    kind: str,
    happened_on: date,
    *,
    approximate: bool,
    provider: str | None = None,
    but: Collection[str] = (),
) -> tuple[str, ...]:
    """Open an instance of every right that an event opens, but of the rules that have one; returns them.

    The limit is the enhanced one when enhanced rights are recorded or likely: the person's group gives them, whether
    or not the police wrote it down. `provider` is who owes it where a rule is owed by every agency.
    """
    case = case_reads.case_row(office.store, case_id)
    if case is None:
        raise Refused("case_missing")
    clocks = clocks_of(
        rule_book.book(office, case.code_edition),
        case,
        kind,
        happened_on,
        approximate=approximate,
        incident_on=reads.incident_day(office.store, case_id),
        bereaved=reads.tells_of(office.store, case_id, DEATH),
        cps_area=shipped.areas(office.place).cps_area,
    )
    return tuple(
        unit.add(
            Entitlement,
            case_id=case_id,
            event_id=event_id,
            rule_id=clock.rule.id,
            edition=case.code_edition,
            right_number=clock.rule.right,
            provider=provider if provider and clock.rule.provider[0] == "all" else clock.rule.provider[0],
            enhanced=is_enhanced(case.enhanced),
            opened_on=office.today(),
            due_on=clock.due.possible,
            certain_on=clock.due.certain,
            why=clock.due.sentence,
            victims_own=clock.rule.victims_own,
            approximate=approximate,
            state="running",
            layer=clock.rule.layer.value,
        )
        for clock in clocks
        if clock.rule.id not in but
    )


def preview(
    office: Office, case_id: str, kind: str, happened_on: date, *, approximate: bool = False
) -> tuple[OpeningRight, ...]:
    """The rights that an event would open, with their days, before it is recorded; nothing is written.

    Raises:
        Refused: `case_missing`, `date_out_of_reach`.
    """
    head = _header(office, case_id)
    name = call_name(head.first_name, head.last_name, head.known_as, head.reference)
    clocks = clocks_of(
        rule_book.book(office, head.code_edition),
        head,
        kind,
        happened_on,
        approximate=approximate,
        incident_on=reads.incident_day(office.store, case_id),
        bereaved=reads.tells_of(office.store, case_id, DEATH),
        cps_area=shipped.areas(office.place).cps_area,
    )
    return tuple(opening(clock, name, approximate=approximate) for clock in clocks)


def told(office: Office, entitlement_id: str, how: Told) -> Saved:
    """Record that the person was told.

    Raises:
        Refused: `right_missing`, `told_in_future`; and as `documents.evidence`.
    """
    row = _row(office, entitlement_id)
    if how.told_on > office.today():
        raise Refused("told_in_future")
    with office.unit() as unit:
        return _settle(
            office,
            row,
            state="told",
            told_on=how.told_on,
            told_how=how.how,
            understood=how.understood,
            safe=how.safe,
            reason=how.reason,
            **documents.evidence(office, unit, row.case_id, how.evidence_contact, how.evidence_document),
        )


def set_state(
    office: Office,
    entitlement_id: str,
    state: str,
    reason: str | None = None,
    paused_until: date | None = None,
    asked_on: date | None = None,
) -> Saved:
    """Record anything but having been told: declined, paused, not_possible (with the provider's reason),
    not_applicable, unknown (asked on a day, and nobody can say), or running again. Asking here begins no challenge.

    Raises:
        Refused: `right_missing`, `right_state_unknown`, `asked_in_future`.
    """
    if state not in ANSWERS or state == "told":
        raise Refused("right_state_unknown")
    if asked_on is not None and asked_on > office.today():
        raise Refused("asked_in_future")
    row = _row(office, entitlement_id)
    asked = asked_on if state == "unknown" else None
    values = {"state": state, "reason": reason, "paused_until": paused_until, "asked_on": asked}
    return _settle(office, row, **values, told_on=None, told_how=None)


def attach_evidence(
    office: Office, entitlement_id: str, contact_id: str | None = None, document: EvidenceDocument = None
) -> Saved:
    """Name the contact or the document that shows it, in the place of what was named before.

    Raises:
        Refused: `right_missing`; and as `documents.evidence`.
    """
    row = _row(office, entitlement_id)
    with office.unit() as unit:
        return _settle(office, row, **documents.evidence(office, unit, row.case_id, contact_id, document))


def for_case(office: Office, case_id: str) -> RightsView:
    """All twelve rights of a case with their instances.

    Raises:
        Refused: `case_missing`.
    """
    head = _header(office, case_id)
    rules = rule_book.book(office, head.code_edition)
    catalogue = rules.catalogue
    name = call_name(head.first_name, head.last_name, head.known_as, head.reference)
    found: dict[int, list[RightInstance]] = {}
    slow, rows = 0, reads.entitlements(office.store, case_id)
    hidden = not_ours(bereaved=any(row.event_kind == DEATH for row in rows))
    for row in rows:
        rule = catalogue.rule(row.rule_id)
        if rule is not None:
            line = instance_of(rule, row, name, office.today(), rules.calendar)
            found.setdefault(rule.right, []).append(line)
            slow += _slow(rule, row, rules.calendar)
    enhanced = is_enhanced(head.enhanced)
    summaries = []
    for right in catalogue.rights:
        instances = tuple(found.get(right.number, ()))
        state = IF_NEEDED if right.number == COMPLAINTS and not instances else state_of(instances).value
        later = not_yet(catalogue, right.number, {each.rule_id for each in instances}, name, hidden, enhanced=enhanced)
        summaries.append(RightSummary(right.number, right.short, right.heading, state, instances, later))
    edition = catalogue.edition
    why = category_words(category(head.crime_group, shipped.code_list("crime_groups"), head.born_on, head.opened_on))
    return RightsView(
        case_id, name, edition.id, edition.title, edition.checked, head.enhanced, tuple(summaries), why, slow
    )


def _slow(rule: Rule, row: Any, calendar: WorkingCalendar) -> bool:
    if not row.enhanced or row.approximate or row.told_on is None:
        return False
    return at_standard_pace(rule, row.happened_on, row.told_on, row.certain_on, calendar)


def falling_due(
    office: Office, until: date, *, since: date | None = None, mine: bool = True, limit: int = 200, offset: int = 0
) -> tuple[DueRight, ...]:
    """Clocks still running that are due by a day, each as a sentence: who must do what for whom.

    With `since` only those due on that day or after it.
    """
    worker = office.desk.worker_id if mine else None
    today = office.today()
    book = rule_book.book(office)
    found = reads.falling_due(office.store, today, until, worker, limit, offset, since=since)
    return tuple(due_in_words(row, today, book) for row in found)


def count_falling_due(office: Office, until: date, *, mine: bool = True) -> int:
    """How many clocks are due by a day."""
    return reads.count_falling_due(office.store, office.today(), until, office.desk.worker_id if mine else None)


def short_line(rule_id: str, edition: str = "2020") -> str:
    """A rule in a few words for the caseload: "Right 6, bail conditions changed"."""
    rule = shipped.catalogue(edition).rule(rule_id)
    if rule is None:
        return rule_id
    return _("Right {number}, {what}").format(number=rule.right, what=rule.short[:1].lower() + rule.short[1:])


def _header(office: Office, case_id: str) -> CaseHeader:
    head = case_reads.case_header(office.store, case_id, office.today(), office.desk.worker_id)
    if head is None:
        raise Refused("case_missing")
    return head


def _row(office: Office, entitlement_id: str) -> Any:
    row = reads.entitlement(office.store, entitlement_id)
    if row is None:
        raise Refused("right_missing")
    return row


def _settle(office: Office, row: Any, **values: Any) -> Saved:
    with office.unit() as unit:
        if unit.change(Entitlement, row.id, **values) and "told_on" in values:
            recount.case(office, unit, row.case_id)
        glance.refresh(office, unit, row.case_id)
        reference = case_reads.reference_of(office.store, row.case_id)
        return saved(unit, row.id, "rights", "cases", case_id=row.case_id, reference=reference)
