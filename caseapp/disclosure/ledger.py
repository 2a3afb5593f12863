"""What earlier releases of the same counted set mean for this one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from caseapp.base.errors import Refused
from caseapp.disclosure.linkage import YES, Linked, Selection
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.primary import Wanted, want_small
from caseapp.disclosure.published import PublishedTable, Status
from caseapp.disclosure.tables import CountTable


@dataclass(slots=True)
class Known:
    """How far each cell may still move given what was printed before (infinity: freely).

    `kept`: cells to go on hiding, because an earlier release to the same or a closer circle of readers hides them and
    none shows them; `kept_by_any`: the same of releases to any readers. A report that shows nothing but what was shown
    before tells nothing new.
    """

    most_up: NDArray[np.float64]
    most_down: NDArray[np.float64]
    kept: list[int]
    kept_by_any: list[int]
    differing: set[str] = field(default_factory=set)
    """Releases whose figures are not those of now: records were added, or corrected, since."""


def told_apart(earlier: Sequence[PublishedTable]) -> tuple[PublishedTable, ...]:
    """The earlier tables, with a name of its own for a release that prints a table of the same name again."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for each in earlier:
        number = seen[each.release, each.id] = seen.get((each.release, each.id), 0) + 1
        found.append(each if number == 1 else replace(each, release=f"{each.release} ({number})"))
    return tuple(found)


def join_earlier(
    linked: Linked, table: CountTable, earlier: Sequence[PublishedTable], wanted: Wanted, policy: Policy
) -> Known:
    """Read earlier figures of the same universe, period and place.

    If they fit the present counts, they stay known: those cells cannot be made to move, and what they hide is hidden
    again (figures finer than those to leave now are another circle's: for the readers of this report the cells are
    free). If records were added since, cells that grew by a small number are hidden now. Raises
    `Refused("too_few_new_records")` when the grand total did: then which cells are hidden would show who was added.
    """
    count = len(linked.truth)
    known = Known(np.full(count, np.inf), np.full(count, np.inf), [], [])
    hidden: set[int] = set()
    hidden_by_any: set[int] = set()
    shown: set[int] = set()
    period = (table.period_from, table.period_to)
    releases: dict[str, list[PublishedTable]] = {}
    for each in earlier:
        if (each.universe, each.period, each.place) == (table.universe, period, table.place):
            releases.setdefault(each.release, []).append(each)
    for name, tables in releases.items():
        printed = {cell: spread for each in tables for cell, spread in _printed(each, linked)}
        truth = linked.truth
        if all(low <= truth[cell] <= high for cell, (low, high) in printed.items()):
            finer = any(policy.prints_coarser_than(each.rounding) for each in tables)
            for cell, (low, high) in () if finer else printed.items():
                known.most_up[cell] = min(known.most_up[cell], high - truth[cell])
                known.most_down[cell] = min(known.most_down[cell], truth[cell] - low)
            shown.update(printed)
            for each in tables:
                cells = _hidden(each, linked)
                hidden_by_any.update(cells)
                if not each.rounding or policy.round_to:
                    hidden.update(cells)
            continue
        known.differing.add(name)
        for cell, (low, high) in printed.items():
            least, most = int(truth[cell]) - high, int(truth[cell]) - low
            if policy.hides and (1 <= least <= policy.hide_to or 1 <= -most <= policy.hide_to):
                if not linked.selections[cell]:
                    raise Refused("too_few_new_records", release=name, least=policy.threshold)
                if not wanted.reason[cell]:
                    want_small(wanted, cell, policy, "difference")
                    wanted.down[cell], wanted.up[cell] = -1, 0
    known.kept.extend(sorted(hidden - shown))
    known.kept_by_any.extend(sorted(hidden_by_any - shown))
    return known


def _printed(table: PublishedTable, linked: Linked) -> list[tuple[int, tuple[int, int]]]:
    step = table.rounding or 1
    return [
        (cell, (max(0, value - step // 2), value + (step - 1) // 2))
        for cell, (value, status) in _cells(table, linked)
        if value is not None and not status
    ]


def _hidden(table: PublishedTable, linked: Linked) -> list[int]:
    return [cell for cell, (_, status) in _cells(table, linked) if status == "c"]


def _cells(table: PublishedTable, linked: Linked) -> list[tuple[int, tuple[int | None, Status]]]:
    """A printed table's cells that stand among the linked ones too."""
    found = []
    for key, figure in table.cells.items():
        name = selected(table, key)
        if name in linked.position:
            found.append((linked.position[name], figure))
    return found


def selected(table: PublishedTable, key: tuple[str, ...]) -> Selection:
    """The name of a printed cell by what it selects, as the optimiser names it."""
    return tuple(
        sorted(
            (f"{each.id}={code}", YES) if each.id in table.multi else (each.id, code)
            for each, code in zip(table.dimensions, key, strict=True)
            if code != each.total
        )
    )
