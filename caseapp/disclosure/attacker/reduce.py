"""Makes the program smaller without changing it: follows forced values.

Then splits what is no longer connected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.facts import Cell
from caseapp.disclosure.attacker.rows import Ints, Row


@dataclass(slots=True)
class Reduced:
    """`fixed`: forced value of each unknown, or -1. `rows`: what remains (over free unknowns only). `part`:
    for each unknown the number of its connected part."""

    fixed: Ints
    rows: list[Row]
    part: Ints
    possible: bool


def reduce_model(size: int, rows: Sequence[Row], together: Sequence[Ints]) -> Reduced:
    """Fix unknowns that rows with one free unknown (or none left to share) force.

    `together` keeps unknowns in one part.
    """
    fixed = np.full(size, -1, dtype=np.int64)
    because: dict[int, frozenset[tuple[int, Cell]]] = {}
    left = list(rows)
    changed = True
    possible = True
    while changed and possible:
        changed = False
        kept: list[Row] = []
        for row in left:
            slim = _without_fixed(row, fixed, because)
            if not len(slim.columns):
                possible &= (slim.low is None or slim.low <= 0) and (slim.high is None or slim.high >= 0)
                continue
            forced = _forced(slim)
            if forced is None:
                kept.append(slim)
            elif forced < 0:
                possible = False
            else:
                fixed[slim.columns] = forced
                because.update(dict.fromkeys(slim.columns.tolist(), slim.cells))
                changed = True
        left = kept
    return Reduced(fixed, left, _parts(size, left, [each[fixed[each] < 0] for each in together]), possible)


def _without_fixed(row: Row, fixed: Ints, because: dict[int, frozenset[tuple[int, Cell]]]) -> Row:
    held = fixed[row.columns] >= 0
    if not held.any():
        return row
    gone = int(np.dot(row.coefficients[held], fixed[row.columns[held]]))
    return Row(
        row.columns[~held],
        row.coefficients[~held],
        None if row.low is None else row.low - gone,
        None if row.high is None else row.high - gone,
        row.cells.union(*(because[column] for column in row.columns[held].tolist())),
    )


def _forced(row: Row) -> int | None:
    """The value all unknowns of a row must take: a lone unknown with an exact figure.

    Or a positive sum of 0.
    """
    positive = bool(np.all(row.coefficients > 0))
    if positive and row.high is not None and row.high <= 0:
        return 0 if row.high == 0 and (row.low is None or row.low <= 0) else -1
    if len(row.columns) == 1 and row.low == row.high and row.low is not None:
        value = row.low / row.coefficients[0]
        return int(value) if value >= 0 and value == int(value) else -1
    return None


def _parts(size: int, rows: Sequence[Row], together: Sequence[Ints]) -> Ints:
    groups = [row.columns for row in rows] + [each for each in together if len(each)]
    label: NDArray[np.int64] = np.arange(size, dtype=np.int64)
    if not groups:
        return label
    columns = np.concatenate(groups)
    lengths = np.array([len(each) for each in groups])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    while True:
        lowest = np.minimum.reduceat(label[columns], starts)
        new = label.copy()
        np.minimum.at(new, columns, np.repeat(lowest, lengths))
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new
