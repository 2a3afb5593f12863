"""Deadlines of the victims' own: once over they cannot be undone, and no agency chases them."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from caseapp.domain.due_dates import closing_hour
from caseapp.domain.entitlement import line_for
from caseapp.domain.person import call_name
from caseapp.services import rule_book
from caseapp.services.office import Office
from caseapp.services.right_rows import who_owes
from caseapp.services.rule_book import RuleBook
from caseapp.store.reads import rights as reads

NOW_DAYS, SOON_DAYS = 7, 28


class Urgency(StrEnum):
    """How near the last day is: a week, four weeks, later, or tied to an event without a day."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"
    NO_DAY = "no_day"


@dataclass(frozen=True, slots=True)
class OwnDeadline:
    """One deadline. `due_on` is the last day on which it is safe to act; an approximate start makes it a guess.

    Without a day it ends with an event; `before` is then the next court hearing known, which may be that event.
    """

    entitlement_id: str
    case_id: str
    reference: str
    name: str
    rule_id: str
    what: str
    sentence: str
    due_on: date | None
    days_left: int | None
    by_hour: time | None
    urgency: str
    why: str
    approximate: bool
    from_being_told: bool
    before: date | None
    layer: str
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnDeadlines:
    """What Today says loudest: the soonest one, how many are close, and all of them with the soonest first."""

    soonest: OwnDeadline | None
    close: int
    all: tuple[OwnDeadline, ...]


def own_deadlines(
    office: Office, *, mine: bool = True, case_id: str | None = None, until: date | None = None, limit: int = 500
) -> OwnDeadlines:
    """Deadlines of the victims' own that can still be met: of the worker's cases, the team's, or one case.

    With `until` only those with a day up to then, which is quick in a vault of any size.
    """
    today = office.today()
    worker = office.desk.worker_id if mine and case_id is None else None
    rows = reads.own_deadlines(office.store, today, worker, case_id, until, limit)
    courts = reads.next_court_days(office.store, today, sorted({row.case_id for row in rows}))
    counted = {edition: rule_book.book(office, edition) for edition in {row.edition for row in rows}}
    seen: set[tuple[str, str, date | None]] = set()
    found = []
    for row in rows:
        one = _deadline(row, counted[row.edition], today, courts.get(row.case_id))
        key = (row.case_id, row.rule_id, row.due_on)
        if one is not None and key not in seen:
            seen.add(key)
            found.append(one)
    dated = [one for one in found if one.due_on is not None]
    close = sum(1 for one in dated if one.urgency in {Urgency.NOW, Urgency.SOON})
    return OwnDeadlines(dated[0] if dated else None, close, tuple(found))


def _deadline(row: Any, book: RuleBook, today: date, court: date | None) -> OwnDeadline | None:
    rule = book.catalogue.rule(row.rule_id)
    if rule is None:
        return None
    name = call_name(row.first_name, row.last_name, row.known_as, row.reference)
    left = (row.due_on - today).days if row.due_on is not None else None
    return OwnDeadline(
        entitlement_id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        name=name,
        rule_id=rule.id,
        what=rule.short,
        sentence=line_for(rule, agency=who_owes(rule, rule.provider[0]), name=name),
        due_on=row.due_on,
        days_left=left,
        by_hour=_hour(row, book),
        urgency=_urgency(left),
        why=row.why,
        approximate=row.approximate,
        from_being_told=row.due_on is not None and row.certain_on is None,
        before=court if row.due_on is None else None,
        layer=row.layer,
        unverified=rule.unverified,
    )


def _urgency(left: int | None) -> Urgency:
    if left is None:
        return Urgency.NO_DAY
    return Urgency.NOW if left <= NOW_DAYS else Urgency.SOON if left <= SOON_DAYS else Urgency.LATER


def _hour(row: Any, book: RuleBook) -> time | None:
    rule = book.catalogue.rule(row.rule_id)
    if rule is None:
        return None
    return closing_hour(rule, rule.limit(enhanced=row.enhanced), row.happened_on, row.due_on, book.calendar)
