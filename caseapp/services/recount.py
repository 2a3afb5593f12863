"""Counts open clocks again: after a bank holiday was added, a day became known, or the person was told.

The limit stays the one a clock started with, and a clock that is closed never moves, unless the day of its event was
wrong and is put right. In pages, so that the vault's
thread is free between them however many cases there are.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from caseapp.domain.catalogue import Catalogue, Counting, Rule, Timing
from caseapp.domain.due_dates import Due
from caseapp.services import glance, rule_book
from caseapp.services.office import Office
from caseapp.services.right_clocks import counted
from caseapp.services.rule_book import RuleBook
from caseapp.store.reads import clocks as reads
from caseapp.store.reads import desk as desk_reads
from caseapp.store.tables import Entitlement
from caseapp.store.unit import Unit

AT_ONCE = 40
"""Cases, with four or so clocks each that can have a day: with nothing moved the vault's thread is free again within a
twentieth of a second, with one clock of each other case moved within a quarter."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """A page of cases counted again: clocks looked at, that can have a day; how many of them moved; and where to go
    on; None at the end."""

    cases: int
    clocks: int
    moved: int
    next_after: str | None


def is_behind(office: Office) -> bool:
    """Whether the working days are others than those the open clocks were last counted with: a holiday was added or
    taken away, that was undone, or the app brought a newer calendar. A count that was broken off is behind too."""
    if office.read_only:
        return False  # nothing can be counted anew where nothing can be written
    return desk_reads.settings(office.store).get(rule_book.COUNTED_WITH) != rule_book.working_days_mark(office)


def page(office: Office, after: str = "", cases: int = AT_ONCE) -> Recounted:
    """Count the open clocks of the next open cases again. Call with `next_after` until it is None; with the last page
    they are no longer behind."""
    ids = reads.open_cases_after(office.store, after, cases)
    rows = _open_clocks(office, ids) if ids else []
    moves = _moves(office, rows)
    last = len(ids) < cases
    if moves or (last and is_behind(office)):
        with office.unit() as unit:
            _move(office, unit, moves)
            if last:
                rule_book.keep_setting(office, unit, rule_book.COUNTED_WITH, rule_book.working_days_mark(office))
    return Recounted(len(ids), len(rows), len(moves), None if last else ids[-1])


def case(office: Office, unit: Unit, case_id: str) -> int:
    """Count the open clocks of one case again, inside a change that made another day known."""
    moves = _moves(office, _open_clocks(office, [case_id]))
    _move(office, unit, moves)
    return len(moves)


def event(office: Office, unit: Unit, event_id: str, *, approximate: bool) -> None:
    """Count every clock of one event again whose day is put right, closed ones too: whether somebody was told in time
    is judged by the day it really happened."""
    rows = reads.clocks_of_event(office.store, event_id)
    for row in rows:
        unit.change(Entitlement, row.id, approximate=approximate)
    _move(office, unit, _moves(office, reads.clocks_of_event(office.store, event_id), closed_too=True))


def _move(office: Office, unit: Unit, moves: list[tuple[Any, Due]]) -> None:
    for row, found in moves:
        unit.change(Entitlement, row.id, due_on=found.possible, certain_on=found.certain, why=found.sentence)
        glance.refresh(office, unit, row.case_id)


def _open_clocks(office: Office, case_ids: list[str]) -> list[Any]:
    return reads.open_clocks(office.store, case_ids, _without_a_day(rule_book.book(office).catalogue))


def _moves(office: Office, rows: list[Any], *, closed_too: bool = False) -> list[tuple[Any, Due]]:
    case_ids = list({row.case_id for row in rows})
    crimes = reads.crime_days(office.store, case_ids)
    told: dict[str, date] | None = None
    books: dict[str, RuleBook] = {}
    moves = []
    for row in rows:
        book = books.get(row.edition) or books.setdefault(row.edition, rule_book.book(office, row.edition))
        rule = book.catalogue.rule(row.rule_id)
        if rule is None:
            continue
        if rule.counting is Counting.COMMUNICATED and told is None:
            told = reads.told_days(office.store, case_ids)
        received = _received(rule, (told or {}).get(row.event_id), crimes.get(row.case_id))
        if not closed_too and _is_over(row, office.today(), received):
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
    return moves


@lru_cache(maxsize=4)
def _without_a_day(catalogue: Catalogue) -> frozenset[str]:
    """Rules for which no day is ever set, so that no calendar moves them: four of five clocks are of these."""
    return frozenset(rule.id for rule in catalogue.rules if rule.timing is not Timing.LIMIT)


def _received(rule: Rule, told_on: date | None, crime_on: date | None) -> date | None:
    if rule.counting is Counting.COMMUNICATED:
        return told_on
    return crime_on if rule.counting is Counting.INCIDENT else None


def _is_over(row: Any, today: date, received: date | None) -> bool:
    """A deadline of the victim's own that has passed is closed, unless the day it runs from has become known."""
    return row.victims_own and received is None and row.due_on is not None and row.due_on < today
