"""Worlds the attacker has found, kept between attacks on releases of the same tables.

A world is one possible truth: a whole number for every printed cell, hidden or shown, that some real table has. Whether
it agrees with a release can be read off the printed figures and what the producer says of them (`kept_apart`), so a
world found for one pattern of hidden cells is a world for every other pattern whose figures it fits, and shows the same
cells free. Only worlds of the exact model are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.facts import Block, Cell, Questions, kept_apart

BlockName = tuple[str, tuple[date, date], str, tuple[str, ...]]
"""Universe, period, place, releases."""
Pattern = tuple[tuple[dict[Cell, tuple[int, int | None]], frozenset[Cell]], ...]
"""What is known and what is hidden, block by block."""

MOST_WORLDS = 4000
"""Worlds kept of one family; the oldest go first."""
MOST_RESULTS = 4
"""Finished attacks remembered of one family."""


@dataclass(slots=True)
class Worlds:
    """Values of printed cells (`columns` names them) in some worlds, one a row."""

    columns: dict[tuple[int, Cell], int]
    values: NDArray[np.int64]

    def of(self, block: int, cell: Cell) -> NDArray[np.int64]:
        """One cell's value in every world."""
        return np.asarray(self.values[:, self.columns[block, cell]])


@dataclass(slots=True)
class Evidence:
    """What earlier attacks on the same tables found; hand the same one to each."""

    _kept: dict[tuple[BlockName, ...], Worlds] = field(default_factory=dict)
    _results: dict[tuple[BlockName, ...], list[tuple[Pattern, object]]] = field(default_factory=dict)

    def fitting(self, questions: Questions, blocks: Sequence[Block]) -> Worlds | None:
        """The worlds that agree with all that is now printed, and with what producers say of it; None without any."""
        kept = self._kept.get(_names(blocks))
        if kept is None:
            return None
        low = np.zeros(len(kept.columns))
        high = np.full(len(kept.columns), np.inf)
        for position, block in enumerate(blocks):
            for cell, (least, most) in block.known.items():
                column = kept.columns.get((position, cell))
                if column is None:
                    return None
                low[column] = least
                high[column] = np.inf if most is None else most
            if any((position, cell) not in kept.columns for cell in block.hidden):
                return None
        fits = np.all((kept.values >= low) & (kept.values <= high), axis=1)
        for position, block in enumerate(blocks):
            for cell, margin, least in kept_apart(questions, block):
                fits &= kept.of(position, margin) - kept.of(position, cell) >= least
        return Worlds(kept.columns, kept.values[fits]) if fits.any() else None

    def keep(self, blocks: Sequence[Block], found: Worlds) -> None:
        """Add worlds just found."""
        name = _names(blocks)
        old = self._kept.get(name)
        if old is not None and old.columns == found.columns:
            found = Worlds(old.columns, np.concatenate([old.values, found.values])[-MOST_WORLDS:])
        self._kept[name] = found

    def result(self, blocks: Sequence[Block]) -> object | None:
        """What a finished attack on exactly these figures gave, if it is among the last few."""
        now = _pattern(blocks)
        latest_first = reversed(self._results.get(_names(blocks), ()))
        return next((result for pattern, result in latest_first if pattern == now), None)

    def remember(self, blocks: Sequence[Block], result: object) -> None:
        """Keep the result of a finished attack."""
        results = self._results.setdefault(_names(blocks), [])
        results.append((_pattern(blocks), result))
        del results[:-MOST_RESULTS]


def _names(blocks: Sequence[Block]) -> tuple[BlockName, ...]:
    return tuple((each.universe, each.period, each.place, each.releases) for each in blocks)


def _pattern(blocks: Sequence[Block]) -> Pattern:
    return tuple((dict(each.known), frozenset(each.hidden)) for each in blocks)
