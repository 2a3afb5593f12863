"""Which cells are risky of themselves: small counts.

And groups that (nearly) all gave one sensitive answer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.linkage import Linked
from caseapp.disclosure.policy import Policy

OWN_RECORDS = 2
"""People in a table who may know their own record: with at most so many others.

A group's answer is given away.
"""


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


def primary_cells(linked: Linked, policy: Policy) -> Wanted:
    """Small counts must be able to be 0 and the threshold.

    A group's answer must be able to be far from everybody.
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
    return wanted


def want_small(wanted: Wanted, index: int, policy: Policy, reason: str) -> None:
    """Hide a cell that must look like anything from none to the threshold."""
    wanted.reason[index] = wanted.reason[index] or reason
    wanted.down[index] = 0
    wanted.up[index] = policy.threshold
