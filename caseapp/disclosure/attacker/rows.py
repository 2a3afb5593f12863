"""What the attacker's model is made of: rows over unknowns, the unknowns of a clique, blocks inside blocks."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.facts import Cell

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NONE: Ints = np.zeros(0, dtype=np.int64)
"""No unknowns."""


@dataclass(slots=True)
class Row:
    """low <= sum of coefficient x unknown <= high (None = no limit); `cells`.

    The printed figures it rests on.
    """

    columns: Ints
    coefficients: NDArray[np.float64]
    low: int | None
    high: int | None
    cells: frozenset[tuple[int, Cell]] = frozenset()


@dataclass(slots=True)
class Part:
    """The unknowns of one clique of one block: first column, and each unknown's finest codes by question.

    `masks`, `cells`: which of them give an answer, and are in a cell, as far as was asked.
    """

    first: int
    codes: Ints
    masks: dict[tuple[str, str], Mask] = field(default_factory=dict)
    cells: dict[Cell, Mask] = field(default_factory=dict)


@dataclass(slots=True)
class Inside:
    """Blocks whose sum is at most (`whole`: exactly) another block, cell by cell.

    Positions in the family's list. With `where` only that cell of the part lies inside, and what the two sets print has
    no question in common: then their totals are all that bears on each other.
    """

    parts: tuple[int, ...]
    outer: int
    whole: bool = False
    where: Cell = frozenset()


def difference(plus: Ints, minus: Ints, low: int | None, high: int | None) -> Row:
    """One sum less another, with its limits."""
    return Row(np.concatenate([plus, minus]), np.concatenate([np.ones(len(plus)), -np.ones(len(minus))]), low, high)
