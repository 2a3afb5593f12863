"""Rights: an event starts the clocks; the caseworker records whether, when and how well the person was told."""

from dataclasses import replace
from datetime import date
from typing import Any

from caseapp.base.clock import london_date
from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.catalogue import Catalogue, Rule, Timing
from caseapp.domain.due_dates import Due, limit_words
from caseapp.domain.entitlement import (
    Answer,
    Delivery,
    Standing,
    glyph_of,
    line_for,
    owed_by,
    status_of,
)
from caseapp.domain.person import call_name
from caseapp.domain.rights_view import IF_NEEDED, DueRight, OpeningRight, RightInstance, RightSummary, RightsView, Told
from caseapp.domain.saved import Saved
from caseapp.services import glance
from caseapp.services.office import Office, saved
from caseapp.services.right_clocks import NOT_OURS, clocks_of, is_enhanced, opening
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Entitlement
from caseapp.store.unit import Unit

COMPLAINTS = 12
_ANSWERS = {
    "running": Answer.NOT_TOLD,
    "told": Answer.TOLD,
    "declined": Answer.DECLINED,
    "paused": Answer.PAUSED,
    "not_possible": Answer.NOT_POSSIBLE,
    "not_applicable": Answer.NOT_APPLICABLE,
    "unknown": Answer.UNKNOWN,
}


def start_clocks(
    office: Office, unit: Unit, case_id: str, event_id: str, kind: str, happened_on: date, *, approximate: bool
) -> int:
    """Open an instance of every right that an event opens; returns how many.

    The limit is the enhanced one when enhanced rights are recorded or likely: the person's group gives them, whether
    or not the police wrote it down.
    """
    case = case_reads.case_row(office.store, case_id)
    if case is None:
        raise Refused("case_missing")
    clocks = clocks_of(case, kind, happened_on, approximate=approximate)
    for clock in clocks:
        rule, found = clock.rule, clock.due
        unit.add(
            Entitlement,
            case_id=case_id,
            event_id=event_id,
            rule_id=rule.id,
            edition=case.code_edition,
            right_number=rule.right,
            provider=rule.provider[0],
            enhanced=is_enhanced(case.enhanced),
            opened_on=office.today(),
            due_on=found.possible,
            certain_on=found.certain,
            why=found.sentence,
            victims_own=rule.victims_own,
            approximate=approximate,
            state="running",
        )
    return len(clocks)


def preview(
    office: Office, case_id: str, kind: str, happened_on: date, *, approximate: bool = False
) -> tuple[OpeningRight, ...]:
    """The rights that an event would open, with their days, before it is recorded; nothing is written.

    Raises:
        Refused: `case_missing`, `date_out_of_reach`.
    """
    head = _header(office, case_id)
    name = call_name(head.first_name, head.last_name, head.known_as, head.reference)
    clocks = clocks_of(head, kind, happened_on, approximate=approximate)
    return tuple(opening(clock, name, approximate=approximate) for clock in clocks)


def told(office: Office, entitlement_id: str, how: Told) -> Saved:
    """Record that the person was told.

    Raises:
        Refused: `right_missing`, `told_in_future`, `told_before_event`.
    """
    row = _row(office, entitlement_id)
    if how.told_on > office.today():
        raise Refused("told_in_future")
    return _settle(
        office,
        row,
        state="told",
        told_on=how.told_on,
        told_how=how.how,
        understood=how.understood,
        safe=how.safe,
        reason=how.reason,
        evidence_contact=how.evidence_contact,
    )


def set_state(
    office: Office, entitlement_id: str, state: str, reason: str | None = None, paused_until: date | None = None
) -> Saved:
    """Record anything but having been told: declined, paused, not_possible (with the provider's reason),
    not_applicable, unknown, or running again.

    Raises:
        Refused: `right_missing`, `right_state_unknown`.
    """
    if state not in _ANSWERS or state == "told":
        raise Refused("right_state_unknown")
    row = _row(office, entitlement_id)
    return _settle(office, row, state=state, reason=reason, paused_until=paused_until, told_on=None, told_how=None)


def attach_evidence(office: Office, entitlement_id: str, contact_id: str) -> Saved:
    """Name the contact that shows it."""
    return _settle(office, _row(office, entitlement_id), evidence_contact=contact_id)


def for_case(office: Office, case_id: str) -> RightsView:
    """All twelve rights of a case with their instances.

    Raises:
        Refused: `case_missing`.
    """
    head = _header(office, case_id)
    catalogue = shipped.catalogue(head.code_edition)
    name = call_name(head.first_name, head.last_name, head.known_as, head.reference)
    found: dict[int, list[RightInstance]] = {}
    for row in reads.entitlements(office.store, case_id):
        rule = catalogue.rule(row.rule_id)
        if rule is not None:
            found.setdefault(rule.right, []).append(_instance(office, rule, row, name))
    enhanced = is_enhanced(head.enhanced)
    summaries = []
    for right in catalogue.rights:
        instances = tuple(found.get(right.number, ()))
        glyph = glyph_of(Standing(each.standing) for each in instances)
        state = IF_NEEDED if right.number == COMPLAINTS and not instances else glyph.value
        later = _not_yet(catalogue, right.number, {each.rule_id for each in instances}, name, enhanced=enhanced)
        summaries.append(RightSummary(right.number, right.short, right.heading, state, instances, later))
    edition = catalogue.edition
    return RightsView(case_id, name, edition.id, edition.title, edition.checked, head.enhanced, tuple(summaries))


def falling_due(
    office: Office, until: date, *, mine: bool = True, limit: int = 200, offset: int = 0
) -> tuple[DueRight, ...]:
    """Clocks still running that are due by a day, each as a sentence: who must do what for whom."""
    worker = office.desk.worker_id if mine else None
    today = office.today()
    return tuple(_in_words(row, today) for row in reads.falling_due(office.store, today, until, worker, limit, offset))


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
        unit.change(Entitlement, row.id, **values)
        glance.refresh(office, unit, row.case_id)
        reference = case_reads.reference_of(office.store, row.case_id)
        return saved(unit, row.id, "rights", "cases", case_id=row.case_id, reference=reference)


def _instance(office: Office, rule: Rule, row: Any, name: str) -> RightInstance:
    kept = Due(row.due_on, row.certain_on, row.why, rule.limit(enhanced=row.enhanced), victims_own=row.victims_own)
    delivery = Delivery(_ANSWERS[row.state], row.told_on, row.paused_until)
    status = status_of(kept, delivery, today=office.today(), calendar=shipped.calendar())
    blank = _blank(rule, name, enhanced=row.enhanced)
    return replace(
        blank,
        id=row.id,
        sentence=line_for(rule, agency=blank.provider, name=name, missed=status.standing is Standing.MISSED),
        happened_on=row.happened_on,
        approximate=row.approximate,
        due_on=row.due_on,
        certain_on=row.certain_on,
        why=row.why,
        standing=status.standing.value,
        working_days_late=status.working_days_late,
        working_days_left=status.working_days_left,
        told_on=row.told_on,
        told_how=row.told_how,
        understood=row.understood,
        safe=row.safe,
        reason=row.reason,
        paused_until=row.paused_until,
        evidence_contact=row.evidence_contact,
        evidence_on=london_date(row.evidence_at) if row.evidence_at else None,
        evidence_channel=row.evidence_channel,
    )


def _not_yet(
    catalogue: Catalogue, right: int, opened: set[str], name: str, *, enhanced: bool
) -> tuple[RightInstance, ...]:
    return tuple(
        _blank(rule, name, enhanced=enhanced)
        for rule in catalogue.of_right(right)
        if rule.id not in opened and not NOT_OURS.intersection(rule.only_if)
    )


def _blank(rule: Rule, name: str, *, enhanced: bool) -> RightInstance:
    provider = owed_by(rule, shipped.code_list("agencies"))
    standard, faster = rule.standard, rule.enhanced
    return RightInstance(
        id=None,
        rule_id=rule.id,
        what=rule.short,
        sentence=line_for(rule, agency=provider, name=name),
        happened_on=None,
        approximate=False,
        due_on=None,
        certain_on=None,
        why="",
        standing="not_yet",
        working_days_late=0,
        working_days_left=None,
        told_on=None,
        told_how=None,
        understood=None,
        safe=None,
        reason=None,
        evidence_contact=None,
        evidence_on=None,
        evidence_channel=None,
        enhanced=enhanced,
        standard_limit=limit_words(standard) if standard and rule.timing is Timing.LIMIT else "",
        enhanced_limit=limit_words(faster) if faster and rule.timing is Timing.LIMIT else "",
        provider=provider,
        paragraph=rule.paragraph,
        unverified=rule.unverified,
        layer=rule.layer.value,
        victims_own=rule.victims_own,
    )


def _in_words(row: DueRight, today: date) -> DueRight:
    rule = shipped.catalogue().rule(row.rule_id)
    if rule is None:
        return row
    calendar = shipped.calendar()
    name = call_name(row.first_name, row.last_name, row.known_as, row.reference)
    agency = owed_by(rule, shipped.code_list("agencies"))
    late = row.certain_on is not None and today > row.certain_on
    return replace(
        row,
        sentence=line_for(rule, agency=agency, name=name),
        working_days_late=calendar.working_days_between(row.certain_on, today) if late and row.certain_on else 0,
        working_days_left=calendar.working_days_between(today, row.due_on) if today <= row.due_on else 0,
    )
