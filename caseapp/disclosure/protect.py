"""From counts to figures that may leave: hide, attack, repair, show again, round, attack again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, CellInterval
from caseapp.disclosure.certificate import Certificate
from caseapp.disclosure.complement import Complement
from caseapp.disclosure.ledger import join_earlier, told_apart
from caseapp.disclosure.linkage import link
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.primary import primary_cells
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.release import attack_note, certify, seal
from caseapp.disclosure.repair import Repair, show_again
from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import CountTable
from caseapp.disclosure.trials import Group, Progress, Trials

LARGEST_JOINED = 4000
"""Joint cells up to which the optimiser links tables through joint tables; above it.

Through shared margins only.
"""
SHOW_ATTACKS, SHOW_ATTACKS_LARGE = 40, 6
"""Attacks spent on showing cells again; fewer where the tables are large."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables that may leave, in the order given, and what can be said about how they were made safe."""

    tables: tuple[SafeTable, ...]
    certificate: Certificate


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
    (table, dimension to merge), `too_few_new_records` (release, least: people that must be new),
    `earlier_release_blocks` (release: the one whose figures, beside these, would give something away),
    `release_not_proven` (universe), `report_stopped` when cancelled.
    """
    if not any(table.base for table in tables):
        raise Refused("nothing_to_count")
    started = time.perf_counter()
    tell: Progress = progress or (lambda _step, _done, _total: None)
    stop = cancelled or (lambda: False)
    before = told_apart(earlier)
    groups = [_prepare(tables, members, policy, before) for members in _grouped(tables)]
    for group in groups:
        group.search.search(lambda done, total: tell("hide", done, total), stop)
        group.search.show_again(lambda done, total: tell("show", done, total), stop)
    trials = Trials(tables, groups, policy, before, tell, stop)
    repair = Repair(trials)
    report = repair.until_safe()
    if report is None:
        raise _refusal(trials, repair.found[0])
    found = repair.found
    if not (report.contradictory or report.unproven):
        _show(trials)
        report, found = trials.first_finding()
    if report.contradictory or report.unproven or found:
        raise Refused("release_not_proven", cells=report.unproven)
    searches = [group.search for _, group in trials.pairs()]
    safe = tuple(seal(table, group.search, policy) for table, group in trials.pairs())
    note = attack_note(tables, searches, _as_its_readers(trials), trials.seconds)
    return Protected(safe, certify(tables, searches, policy, earlier, note, time.perf_counter() - started))


def _as_its_readers(trials: Trials) -> AttackReport:
    """The attack by whoever holds what the readers of this release may hold, on the figures as they will leave.

    What those earlier releases give away by themselves is not what this one's certificate speaks of.
    """
    held = trials.of_its_readers()
    report = trials.run(held, trials.policy.round_to)
    new = {each.subject for each in trials.new(report, held)}
    told = (
        replace(each, narrow=False, exact=False) if each.narrow and each.subject not in new else each
        for each in report.findings
    )
    return replace(report, findings=tuple(told))


def _grouped(tables: Sequence[CountTable]) -> list[list[int]]:
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, table in enumerate(tables):
        groups.setdefault((table.universe, table.period_from, table.period_to, table.place), []).append(index)
    return list(groups.values())


def _prepare(
    tables: Sequence[CountTable], members: list[int], policy: Policy, earlier: Sequence[PublishedTable]
) -> Group:
    mine = [tables[index] for index in members]
    linked = link(mine, joined=True)
    if linked.size > LARGEST_JOINED:
        linked = link(mine, joined=False)
    wanted = primary_cells(linked, mine, policy)
    known = join_earlier(linked, mine[0], earlier, wanted, policy)
    search = Complement(linked, wanted, policy, known.most_up, known.most_down)
    search.hide(known.kept, keep=True)
    return Group(members, search, known.kept_by_any, known.differing)


def _show(trials: Trials) -> None:
    """Show again what the attacker cannot use, dearest figures first."""
    cells = []
    for group in trials.groups:
        for cell in group.search.spare():
            cells.append((float(group.search.loss(cell)), group, cell))
    ordered = [(group, cell) for _, group, cell in sorted(cells, key=lambda each: -each[0])]
    large = any(group.search.large for group in trials.groups)
    show_again(trials, ordered, SHOW_ATTACKS_LARGE if large else SHOW_ATTACKS)


def _refusal(trials: Trials, found: CellInterval) -> Refused:
    """Why nothing may leave: an earlier release stands in the way, or the figures themselves."""
    blocking = _blocking(trials)
    if blocking:
        return Refused("earlier_release_blocks", release=blocking)
    here = trials.locate(found.release, found.table, found.key)
    table = next((each for each in trials.tables if each.id == found.table), trials.tables[0])
    question = here[0].search.advice(here[1]) if here is not None else ""
    label = next((each.label for each in table.dimensions if each.id == question), table.dimensions[0].label)
    return Refused("cannot_be_made_safe", table=table.title, dimension=label)


def _blocking(trials: Trials) -> str:
    """The earlier release without which nothing is found; all of them where it takes several; "" where none matters."""
    if not trials.earlier or trials.exposed(()):
        return ""
    names = list(dict.fromkeys(each.release for each in trials.earlier))
    for name in reversed(names):
        if trials.exposed([each for each in trials.earlier if each.release == name]):
            return name
    return ", ".join(names)
