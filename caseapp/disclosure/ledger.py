"""What earlier releases of the same counted set mean for this one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.base.errors import Refused
from caseapp.disclosure.linkage import YES, Linked, Selection
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.primary import Wanted, want_small
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.tables import CountTable


@dataclass(slots=True)
class Known:
    """How far each cell may still move given what was printed before (infinity: freely)."""

    most_up: NDArray[np.float64]
    most_down: NDArray[np.float64]


def join_earlier(
    linked: Linked, table: CountTable, earlier: Sequence[PublishedTable], wanted: Wanted, policy: Policy
) -> Known:
    """Read earlier figures of the same universe, period and place.

    If they fit the present counts, they stay known: those cells cannot be made to move. If records were
    added since, cells that grew by a small number are hidden now. Raises `Refused("too_few_new_records")`
    when the grand total did: then which cells are hidden would show who was added.
    """
    count = len(linked.truth)
    known = Known(np.full(count, np.inf), np.full(count, np.inf))
    period = (table.period_from, table.period_to)
    releases: dict[str, list[PublishedTable]] = {}
    for each in earlier:
        if (each.universe, each.period, each.place) == (table.universe, period, table.place):
            releases.setdefault(each.release, []).append(each)
    for name, tables in releases.items():
        printed = {cell: spread for each in tables for cell, spread in _printed(each, linked)}
        truth = linked.truth
        if all(low <= truth[cell] <= high for cell, (low, high) in printed.items()):
            for cell, (low, high) in printed.items():
                known.most_up[cell] = min(known.most_up[cell], high - truth[cell])
                known.most_down[cell] = min(known.most_down[cell], truth[cell] - low)
            continue
        for cell, (low, high) in printed.items():
            least, most = int(truth[cell]) - high, int(truth[cell]) - low
            if policy.hides and (1 <= least <= policy.hide_to or 1 <= -most <= policy.hide_to):
                if not linked.selections[cell]:
                    raise Refused("too_few_new_records", release=name)
                if not wanted.reason[cell]:
                    want_small(wanted, cell, policy, "difference")
                    wanted.down[cell], wanted.up[cell] = -1, 0
    return known


def _printed(table: PublishedTable, linked: Linked) -> list[tuple[int, tuple[int, int]]]:
    found = []
    for key, (value, status) in table.cells.items():
        if value is None or status:
            continue
        pairs: list[tuple[str, str]] = []
        for dimension, code in zip(table.dimensions, key, strict=True):
            if code != dimension.total:
                multi = dimension.id in table.multi
                pairs.append((f"{dimension.id}={code}", YES) if multi else (dimension.id, code))
        name: Selection = tuple(sorted(pairs))
        step = table.rounding or 1
        if name in linked.position:
            found.append((linked.position[name], (max(0, value - step // 2), value + (step - 1) // 2)))
    return found
