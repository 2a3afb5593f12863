"""From counts to figures that may leave: hide, attack, repair, round, attack again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, CellInterval, attack
from caseapp.disclosure.certificate import Certificate
from caseapp.disclosure.complement import Complement, importance
from caseapp.disclosure.ledger import join_earlier
from caseapp.disclosure.linkage import YES, link, select
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.primary import primary_cells
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.release import THIS_RELEASE, as_printed, certify, seal
from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import CountTable, Key

LARGEST_JOINED = 4000
"""Joint cells up to which the optimiser links tables through joint tables; above it.

Through shared margins only.
"""
_ROUNDS = 25

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables that may leave, in the order given, and what can be said about how they were made safe."""

    tables: tuple[SafeTable, ...]
    certificate: Certificate


@dataclass(slots=True)
class _Group:
    """Tables of one universe, period and place, with the search for what to hide in them."""

    members: list[int]
    search: Complement


def protect(
    tables: Sequence[CountTable],
    policy: Policy,
    earlier: Sequence[PublishedTable] = (),
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Protected:
    """Hide what must be hidden so that the attacker, knowing everything in `earlier` too, narrows nothing
    below policy.

    `progress` receives the step ("hide", "show", "attack"), how much of it is done, and of how much. Earlier
    tables should be given oldest release first. Raises `Refused`: `nothing_to_count`, `cannot_be_made_safe`
    (table, dimension to merge, cells), `too_few_new_records` (release), `report_stopped` when cancelled.
    """
    if not any(table.base for table in tables):
        raise Refused("nothing_to_count")
    started = time.perf_counter()
    tell: Progress = progress or (lambda _step, _done, _total: None)
    stop = cancelled or (lambda: False)
    groups = [_prepare(tables, members, policy, earlier) for members in _grouped(tables)]
    for group in groups:
        group.search.search(lambda done, total: tell("hide", done, total), stop)
        group.search.show_again(lambda done, total: tell("show", done, total), stop)
    report = _until_safe(tables, groups, policy, earlier, tell, stop)
    searches = [group.search for _, group in _pairs(tables, groups)]
    safe = tuple(seal(table, group.search, policy) for table, group in _pairs(tables, groups))
    seconds = time.perf_counter() - started
    return Protected(safe, certify(tables, searches, policy, earlier, report, seconds))


def _grouped(tables: Sequence[CountTable]) -> list[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, table in enumerate(tables):
        groups.setdefault((table.universe, table.period_from, table.period_to, table.place), []).append(index)
    return list(groups.values())


def _prepare(
    tables: Sequence[CountTable], members: list[int], policy: Policy, earlier: Sequence[PublishedTable]
) -> _Group:
    mine = [tables[index] for index in members]
    linked = link(mine, joined=True)
    if linked.size > LARGEST_JOINED:
        linked = link(mine, joined=False)
    wanted = primary_cells(linked, policy)
    known = join_earlier(linked, mine[0], earlier, wanted, policy)
    return _Group(members, Complement(linked, wanted, policy, known.most_up, known.most_down))


def _pairs(tables: Sequence[CountTable], groups: Sequence[_Group]) -> list[tuple[CountTable, _Group]]:
    owner = {index: group for group in groups for index in group.members}
    return [(table, owner[index]) for index, table in enumerate(tables)]


def _until_safe(
    tables: Sequence[CountTable],
    groups: Sequence[_Group],
    policy: Policy,
    earlier: Sequence[PublishedTable],
    tell: Progress,
    stop: Callable[[], bool],
) -> AttackReport:
    """Attack and repair in turn until nothing new is narrow."""
    before = _already_open(earlier, policy)
    steps = (None, policy.round_to) if policy.round_to else (None,)
    found: list[CellInterval] = []
    for _ in range(_ROUNDS):
        for step in steps:
            printed = [as_printed(table, group.search, step) for table, group in _pairs(tables, groups)]
            report = _attack((*earlier, *printed), policy, tell, stop)
            if report.contradictory and not earlier:
                raise Refused("cannot_be_made_safe", table=tables[0].id, dimension="", cells=0)
            found = _new_findings(report, before)
            if found:
                break
        else:
            return report
        if not sum(_repair(tables, groups, each, earlier) for each in found):
            break
        for group in groups:
            group.search.search(lambda done, total: tell("hide", done, total), stop)
    raise Refused("cannot_be_made_safe", **_advice(tables, groups, found[0]))


def _attack(
    printed: Sequence[PublishedTable], policy: Policy, tell: Progress, stop: Callable[[], bool]
) -> AttackReport:
    report = attack(
        printed,
        policy.threshold,
        exhaustive=False,
        progress=lambda done, total: tell("attack", done, total),
        cancelled=stop,
    )
    if stop():
        raise Refused("report_stopped")
    return report


def _name(found: CellInterval) -> tuple[str, str, Key, str, str]:
    return found.release, found.table, found.key, found.kind, found.against


def _already_open(earlier: Sequence[PublishedTable], policy: Policy) -> set[tuple[str, str, Key, str, str]]:
    """What earlier releases give away by themselves, which nothing done now can take back."""
    if not earlier:
        return set()
    return {_name(each) for each in attack(earlier, policy.threshold, exhaustive=False).narrow}


def _new_findings(report: AttackReport, before: set[tuple[str, str, Key, str, str]]) -> list[CellInterval]:
    return [each for each in report.narrow if _name(each) not in before]


def _repair(
    tables: Sequence[CountTable], groups: Sequence[_Group], found: CellInterval, earlier: Sequence[PublishedTable]
) -> bool:
    """Ask for the freedom a cell lacks; if the optimiser thought it had it.

    Break the attacker's proof instead.
    """
    here = _locate(tables, groups, found.table, found.key) if found.release == THIS_RELEASE else None
    if here is not None:
        search, cell = here
        if not search.hidden[cell]:
            search.hide([cell])
            return True
        if found.kind == "cell":
            threshold = search.policy.threshold
            if found.low > 0:
                search.want(cell, down=True)
            if found.high is not None and found.high < threshold:
                search.want(cell, down=False)
            low, high = search.open_wishes()
            if low[cell] or high[cell]:
                return True
    return _break_proof(tables, groups, found, earlier)


def _break_proof(
    tables: Sequence[CountTable], groups: Sequence[_Group], found: CellInterval, earlier: Sequence[PublishedTable]
) -> bool:
    """Hide the cheapest shown cell of this release that the attacker's reasoning used.

    Or one beside the cell.
    """
    choices: list[tuple[float, int, Complement]] = []
    for release, table, key in found.proof:
        here = _locate(tables, groups, table, key) if release == THIS_RELEASE else None
        if here is not None and not here[0].hidden[here[1]]:
            choices.append((float(importance(here[0].linked)[here[1]]), here[1], here[0]))
    if not choices:
        choices = _beside(tables, groups, found, earlier)
    if not choices:
        return False
    _, cell, search = min(choices, key=lambda each: (each[0], each[1]))
    search.hide([cell])
    return True


def _beside(
    tables: Sequence[CountTable],
    groups: Sequence[_Group],
    found: CellInterval,
    earlier: Sequence[PublishedTable],
) -> list[tuple[float, int, Complement]]:
    """Shown cells that differ from the found one in at most one code.

    Where a proof names none of this release.
    """
    pairs = _selection(tables, earlier, found)
    near = []
    for search in {id(group.search): group.search for group in groups}.values():
        weights = importance(search.linked)
        for cell, name in enumerate(search.linked.selections):
            if not search.hidden[cell] and len(pairs ^ set(name)) <= 2:
                near.append((float(weights[cell]), cell, search))
    return near


def _selection(
    tables: Sequence[CountTable], earlier: Sequence[PublishedTable], found: CellInterval
) -> set[tuple[str, str]]:
    """What a found cell selects, as the optimiser names it, whichever release it stands in."""
    if found.release == THIS_RELEASE:
        return set(next(select(table, found.key) for table in tables if table.id == found.table))
    table = next(each for each in earlier if each.id == found.table and each.release == found.release)
    return {
        (f"{each.id}={code}", YES) if each.id in table.multi else (each.id, code)
        for each, code in zip(table.dimensions, found.key, strict=True)
        if code != each.total
    }


def _locate(
    tables: Sequence[CountTable], groups: Sequence[_Group], table_id: str, key: Key
) -> tuple[Complement, int] | None:
    for table, group in _pairs(tables, groups):
        if table.id == table_id and key in table.counts:
            return group.search, group.search.linked.position[select(table, key)]
    return None


def _advice(tables: Sequence[CountTable], groups: Sequence[_Group], found: CellInterval) -> dict[str, str | int]:
    here = _locate(tables, groups, found.table, found.key)
    if here is None:
        return {"table": found.table, "dimension": "", "cells": 1}
    return {"table": found.table, **here[0].advice(here[1])}
