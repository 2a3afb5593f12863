"""What the attacker wants to know: hidden counts, groups that all gave one answer, and small differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from caseapp.disclosure.attacker.evidence import Worlds
from caseapp.disclosure.attacker.facts import Block, Cell, Questions, Where, groups_of
from caseapp.disclosure.attacker.model import Model
from caseapp.disclosure.attacker.rows import Inside
from caseapp.disclosure.attacker.search import Target

OWN_RECORDS = 2
"""People in a table whose own record the attacker may know.

A group is disclosed when at most so many answer otherwise.
"""


@dataclass(slots=True)
class Goal:
    """One thing to find out. `margin` for groups; of a difference `parts` and `inner`, the cell in them."""

    kind: Literal["cell", "group", "difference"]
    block: int
    cell: Cell
    where: Where
    hidden: bool
    threshold: int
    margin: Cell = frozenset()
    parts: tuple[int, ...] = ()
    against: str = ""
    inner: Cell = frozenset()

    def extremes(self, worlds: Worlds) -> tuple[float, float]:
        """The least and the most the goal's figure is in worlds found before."""
        values = worlds.of(self.block, self.cell)
        if self.kind == "group":
            values = worlds.of(self.block, self.margin) - values
        for part in self.parts:
            values = values - worlds.of(part, self.inner)
        return float(values.min()), float(values.max())

    @property
    def free_up(self) -> int:
        """How large the figure must be able to be."""
        return OWN_RECORDS + 1 if self.kind == "group" else self.threshold

    def free_in(self, worlds: Worlds) -> bool:
        """Whether worlds found before already show it free enough."""
        low, high = self.extremes(worlds)
        if self.kind == "difference":
            return low <= 0 or high >= self.free_up
        return (self.kind == "group" or low <= 0) and high >= self.free_up

    def target(self, model: Model) -> Target:
        """The goal as a linear form of the model's unknowns, with what would show it harmless."""
        if self.kind == "group":
            rest = model.rest_of(self.block, self.cell, self.margin)
            empty = not len(model.columns(self.block, self.cell))
            return Target(rest, np.ones(len(rest)), None, None if empty else self.free_up, None)
        outer = model.columns(self.block, self.cell)
        if self.kind == "cell":
            return Target(outer, np.ones(len(outer)), 0, self.free_up, self.threshold)
        inner = [model.columns(part, self.inner) for part in self.parts]
        minus = np.concatenate(inner)
        signs = np.concatenate([np.ones(len(outer)), -np.ones(len(minus))])
        return Target(np.concatenate([outer, minus]), signs, 0, self.free_up, None, either=True)


def goals(questions: Questions, blocks: Sequence[Block], inside: Sequence[Inside], threshold: int) -> list[Goal]:
    """Everything worth trying at a threshold; nothing when the policy hides nothing."""
    found: list[Goal] = []
    for index, block in enumerate(blocks):
        for cell, where in block.hidden.items():
            found.append(Goal("cell", index, cell, where, cell not in block.known, threshold))
        if threshold <= 1:
            continue
        for cell, where in block.shown_at.items():
            low, _ = block.known[cell]
            if 0 < low < threshold and cell not in block.hidden:
                found.append(Goal("cell", index, cell, where, False, threshold))
        found.extend(_groups(questions, index, block, threshold))
    if threshold > 1:
        for link in inside:
            if not link.whole:
                found.extend(_differences(blocks, link, threshold))
    return found


def _groups(questions: Questions, index: int, block: Block, threshold: int) -> list[Goal]:
    found = []
    for cell, where in [*block.hidden.items(), *block.shown_at.items()]:
        for margin in groups_of(questions, cell):
            figure, whole = block.exact(cell), block.exact(margin)
            apart = figure is not None and whole is not None and whole - figure > OWN_RECORDS
            if not apart and not _holds_nobody(block, margin, cell):
                found.append(Goal("group", index, cell, where, cell not in block.known, threshold, margin))
    return found


def _holds_nobody(block: Block, margin: Cell, cell: Cell) -> bool:
    """Whether there is nobody of whom the answer could be known.

    A hidden margin counts too: whoever knows that somebody is in it learns the answer. A cell known to be 0 says
    nothing.
    """
    return any(block.known.get(each, (0, None))[1] == 0 for each in (margin, cell)) or (
        margin not in block.known and margin not in block.hidden
    )


def _differences(blocks: Sequence[Block], link: Inside, threshold: int) -> list[Goal]:
    outer = blocks[link.outer]
    printed = {**outer.hidden, **outer.shown_at}
    against = ", ".join(_describe(blocks[each]) for each in link.parts)
    found = []
    for cell, where in printed.items():
        within = link.where or cell
        if (link.where and cell) or not all(
            within in blocks[each].hidden or within in blocks[each].shown_at for each in link.parts
        ):
            continue
        low, high = outer.known.get(cell, (0, None))
        inner = [blocks[each].known.get(within, (0, None)) for each in link.parts]
        least = low - sum(top for _, top in inner if top is not None) if None not in [t for _, t in inner] else None
        most = high - sum(bottom for bottom, _ in inner) if high is not None else None
        if (least is not None and least >= threshold) or (most is not None and most <= 0):
            continue
        found.append(
            Goal(
                "difference",
                link.outer,
                cell,
                where,
                cell in outer.hidden,
                threshold,
                parts=link.parts,
                against=against,
                inner=within,
            )
        )
    return found


def _describe(block: Block) -> str:
    period = "/".join(day.isoformat() for day in block.period)
    return f"{block.universe} {period} {block.place} {block.releases[-1]}".strip()
