"""Which cells are risky of themselves: small counts.

And groups that (nearly) all gave one sensitive answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.linkage import Linked, select
from caseapp.disclosure.policy import OWN_RECORDS, Policy
from caseapp.disclosure.tables import CountTable, Dimension, Key


@dataclass(slots=True)
class Wanted:
    """Protection wanted, cell by cell: the reason it is hidden ("" = not primary), and the values it must be
    able to take: at most `down` (-1: any), at least `up` (0: any)."""

    reason: list[str]
    down: NDArray[np.int64]
    up: NDArray[np.int64]

    @property
    def primary(self) -> NDArray[np.bool_]:
        """Cells hidden for their own sake."""
        return np.array([bool(reason) for reason in self.reason])


def primary_cells(linked: Linked, tables: Sequence[CountTable], policy: Policy) -> Wanted:
    """Small counts must be able to be 0 and the threshold; a group's answer must be able to be far from everybody.

    A small group that all gave one answer is hidden itself, but whoever knows somebody in it would learn the answer
    from the zeros beside it: so one of these is hidden too.
    """
    count = len(linked.truth)
    wanted = Wanted([""] * count, np.full(count, -1, dtype=np.int64), np.zeros(count, dtype=np.int64))
    if not policy.hides:
        return wanted
    for index, value in enumerate(linked.truth.tolist()):
        if 1 <= value <= policy.hide_to:
            want_small(wanted, index, policy, "small")
    for index, value in enumerate(linked.truth.tolist()):
        for margin in linked.margins[index]:
            whole = int(linked.truth[margin])
            if whole >= policy.threshold and not wanted.reason[index] and whole - value <= OWN_RECORDS:
                wanted.reason[index] = "group"
                wanted.down[index] = whole - policy.threshold
    for table in tables:
        for key in _zeros_beside(table, policy):
            index = linked.position[select(table, key)]
            wanted.reason[index] = wanted.reason[index] or "group"
    return wanted


def _zeros_beside(table: CountTable, policy: Policy) -> list[Key]:
    """For each small group that all gave one sensitive answer: the answer nobody gave that is commonest elsewhere."""
    found = []
    for place, dimension in enumerate(table.dimensions):
        if not dimension.sensitive or dimension.multi:
            continue
        for key, value in table.counts.items():
            if not 1 <= value <= policy.hide_to:
                continue
            beside = {code: (*key[:place], code, *key[place + 1 :]) for code in dimension.children(key[place])}
            given = [code for code, each in beside.items() if table.counts[each]]
            if len(given) == 1 and len(beside) > 1 and given[0] not in dimension.neutral:
                others = [code for code in beside if code != given[0]]
                found.append(beside[max(others, key=lambda code: _everywhere(table, dimension, code))])
    return found


def _everywhere(table: CountTable, dimension: Dimension, code: str) -> int:
    return table.counts[tuple(code if each.id == dimension.id else each.total for each in table.dimensions)]


def want_small(wanted: Wanted, index: int, policy: Policy, reason: str) -> None:
    """Hide a cell that must look like anything from none to the threshold."""
    wanted.reason[index] = wanted.reason[index] or reason
    wanted.down[index] = 0
    wanted.up[index] = policy.threshold
