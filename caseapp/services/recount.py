"""Counts open clocks again: after a bank holiday was added, a day became known, or the person was told.

The limit stays the one a clock started with, and a clock that is closed never moves. In pages, so that the vault's
thread is free between them however many cases there are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.domain.catalogue import Counting, Rule
from caseapp.domain.due_dates import Due
from caseapp.services import glance, rule_book
from caseapp.services.office import Office
from caseapp.services.right_clocks import counted
from caseapp.services.rule_book import RuleBook
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Entitlement
from caseapp.store.unit import Unit

AT_ONCE = 20
"""Some 500 clocks: the vault's thread is free again within a twentieth of a second."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """A page of cases counted again: how many clocks were looked at and moved, and where to go on; None at the end."""

    cases: int
    clocks: int
    moved: int
    next_after: str | None


def page(office: Office, after: str = "", cases: int = AT_ONCE) -> Recounted:
    """Count the open clocks of the next open cases again. Call with `next_after` until it is None."""
    ids = reads.open_cases_after(office.store, after, cases)
    if not ids:
        return Recounted(0, 0, 0, None)
    clocks, moves = _moves(office, ids)
    if moves:
        with office.unit() as unit:
            _move(office, unit, moves)
    return Recounted(len(ids), clocks, len(moves), ids[-1] if len(ids) == cases else None)


def case(office: Office, unit: Unit, case_id: str) -> int:
    """Count the open clocks of one case again, inside a change that made another day known."""
    moves = _moves(office, [case_id])[1]
    _move(office, unit, moves)
    return len(moves)


def _move(office: Office, unit: Unit, moves: list[tuple[Any, Due]]) -> None:
    for row, found in moves:
        unit.change(Entitlement, row.id, due_on=found.possible, certain_on=found.certain, why=found.sentence)
        glance.refresh(office, unit, row.case_id)


def _moves(office: Office, case_ids: list[str]) -> tuple[int, list[tuple[Any, Due]]]:
    rows = reads.open_clocks(office.store, case_ids)
    told, crimes = reads.told_days(office.store, case_ids), reads.crime_days(office.store, case_ids)
    books: dict[str, RuleBook] = {}
    moves = []
    for row in rows:
        book = books.get(row.edition) or books.setdefault(row.edition, rule_book.book(office, row.edition))
        rule = book.catalogue.rule(row.rule_id)
        if rule is None:
            continue
        received = _received(rule, told.get(row.event_id), crimes.get(row.case_id))
        if _is_over(row, office.today(), received):
            continue
        found = counted(
            rule,
            row.event_kind,
            row.happened_on,
            enhanced=row.enhanced,
            calendar=book.calendar,
            received=received,
            approximate=row.approximate,
        )
        if (found.possible, found.certain, found.sentence) != (row.due_on, row.certain_on, row.why):
            moves.append((row, found))
    return len(rows), moves


def _received(rule: Rule, told_on: date | None, crime_on: date | None) -> date | None:
    if rule.counting is Counting.COMMUNICATED:
        return told_on
    return crime_on if rule.counting is Counting.INCIDENT else None


def _is_over(row: Any, today: date, received: date | None) -> bool:
    """A deadline of the victim's own that has passed is closed, unless the day it runs from has become known."""
    return row.victims_own and received is None and row.due_on is not None and row.due_on < today
