"""Instances of rights as the screens show them: the kept dates, how they stand today, and the words around them."""

from dataclasses import replace
from datetime import date
from typing import Any

from caseapp.base.clock import london_date
from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, Rule, Timing
from caseapp.domain.challenge import asked_line
from caseapp.domain.due_dates import Due, limit_words
from caseapp.domain.entitlement import Answer, Delivery, Glyph, Standing, Status, glyph_of, line_for, owed_by, status_of
from caseapp.domain.person import call_name
from caseapp.domain.rights_view import DueRight, RightInstance
from caseapp.domain.rule_layer import RIGHTS_IN_LAW
from caseapp.domain.working_days import WorkingCalendar
from caseapp.services.rule_book import RuleBook

ANSWERS = {
    "running": Answer.NOT_TOLD,
    "told": Answer.TOLD,
    "declined": Answer.DECLINED,
    "paused": Answer.PAUSED,
    "not_possible": Answer.NOT_POSSIBLE,
    "not_applicable": Answer.NOT_APPLICABLE,
    "unknown": Answer.UNKNOWN,
}


def standing_of(rule: Rule | None, row: Any, today: date, calendar: WorkingCalendar) -> Status:
    """How a stored instance stands on a day, from the dates it keeps."""
    limit = rule.limit(enhanced=row.enhanced) if rule is not None else None
    kept = Due(row.due_on, row.certain_on, row.why, limit, victims_own=row.victims_own)
    delivery = Delivery(ANSWERS[row.state], row.told_on, row.paused_until)
    return status_of(kept, delivery, today=today, calendar=calendar)


def who_owes(rule: Rule, provider: str) -> str:
    """Who owes an instance, in words: the body named on it where a rule is owed by every agency."""
    agencies = shipped.code_list("agencies")
    item = agencies.get(provider)
    if item is None or provider == rule.provider[0]:
        return owed_by(rule, agencies)
    return item.text("short") or item.label


def state_of(instances: tuple[RightInstance, ...]) -> Glyph:
    """How a right stands. A rule that is not law starts it and can never make it late."""
    glyph = glyph_of(Standing(each.standing) for each in instances if each.layer in RIGHTS_IN_LAW)
    return Glyph.STARTED if glyph is Glyph.NOT_YET and instances else glyph


def instance_of(rule: Rule, row: Any, name: str, today: date, calendar: WorkingCalendar) -> RightInstance:
    """A stored instance as a line of the table."""
    status = standing_of(rule, row, today, calendar)
    blank = replace(_blank(rule, name, enhanced=row.enhanced), provider=who_owes(rule, row.provider))
    return replace(
        blank,
        id=row.id,
        sentence=line_for(
            rule, agency=blank.provider, name=name, missed=status.standing is Standing.MISSED, asked=row.asked
        ),
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
        evidence_on=london_date(row.evidence_at) if row.evidence_at else row.document_dated,
        evidence_channel=row.evidence_channel,
        evidence_document=row.evidence_document,
        evidence_what=row.document_what,
        evidence_kept=row.document_kept,
        asked_on=row.asked_on,
        layer=row.layer,
        suspect=row.suspect,
        asked=row.asked,
        days_since=_days_since(rule, row, today),
    )


def _days_since(rule: Rule, row: Any, today: date) -> int | None:
    """Days that have gone by while it was owed without unjustified delay: a judgement, never a breach by itself."""
    if rule.timing is not Timing.WITHOUT_DELAY or row.state != "running" or row.happened_on > today:
        return None
    return int((today - row.happened_on).days)


def not_yet(
    catalogue: Catalogue, right: int, opened: set[str], name: str, hidden: frozenset[str], *, enhanced: bool
) -> tuple[RightInstance, ...]:
    """The lines of what has not happened yet, but those under a condition that nobody in the case meets (`hidden`)."""
    return tuple(
        _blank(rule, name, enhanced=enhanced)
        for rule in catalogue.of_right(right)
        if rule.id not in opened and not hidden.intersection(rule.only_if)
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


def due_in_words(row: DueRight, today: date, book: RuleBook) -> DueRight:
    """A running clock with its sentence and its distance in working days."""
    rule = book.catalogue.rule(row.rule_id)
    if rule is None:
        return row
    calendar = book.calendar
    name = call_name(row.first_name, row.last_name, row.known_as, row.reference)
    agency = who_owes(rule, row.provider)
    late = row.certain_on is not None and today > row.certain_on
    return replace(
        row,
        sentence=line_for(rule, agency=agency, name=name) if not row.step else asked_line(row.step, agency, name),
        working_days_late=calendar.working_days_between(row.certain_on, today) if late and row.certain_on else 0,
        working_days_left=calendar.working_days_between(today, row.due_on) if today <= row.due_on else 0,
    )
