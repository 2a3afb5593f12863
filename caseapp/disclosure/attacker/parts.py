"""A model split into its connected parts, each searched by itself, and the worlds of all parts put together again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.evidence import Worlds
from caseapp.disclosure.attacker.model import Model
from caseapp.disclosure.attacker.reduce import reduce_model
from caseapp.disclosure.attacker.rows import Row
from caseapp.disclosure.attacker.search import Search, Target
from caseapp.disclosure.attacker.targets import Goal

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Part:
    """One connected part: its unknowns, the goals about them (positions in the family's list), its search."""

    members: list[int]
    columns: NDArray[np.int64]
    search: Search


@dataclass(slots=True)
class Split:
    """A model without its forced unknowns. `constant`: what those add to each goal; `idle`: unknowns in no part."""

    model: Model
    targets: list[Target]
    constant: Floats
    fixed: NDArray[np.int64]
    idle: NDArray[np.bool_]
    _label: NDArray[np.int64]
    _rows: dict[int, list[Row]]
    _members: dict[int, list[int]]

    @property
    def numbers(self) -> list[int]:
        """The parts; -1 is for goals that nothing unknown is left of."""
        return sorted(set(self._members) | set(self._rows))

    @property
    def asked(self) -> list[int]:
        """The parts that anything is to be found out about: enough where the others are known to be possible."""
        return sorted(self._members)

    def part(self, number: int, limit: int) -> Part:
        """A part with its search ready to run. To be called once for each."""
        members = self._members.get(number, [])
        inside = (self.fixed < 0) & (self._label == number)
        columns = np.flatnonzero(inside) if number >= 0 else np.zeros(0, dtype=np.int64)
        place = np.full(self.model.size, -1, dtype=np.int64)
        place[columns] = np.arange(len(columns))
        rows = self._rows.get(number, [])
        for row in rows:
            row.columns = place[row.columns]
        for index in members:
            self.targets[index].columns = place[self.targets[index].columns]
        return Part(members, columns, Search(len(columns), rows, [self.targets[index] for index in members], limit))

    def worlds(self, parts: Sequence[Part], before: Worlds | None) -> Worlds | None:
        """The worlds found in all parts, put together the first with the first, as values of every printed cell.

        Parts that needed no world this time take their figures from one found before.
        """
        blocks = self.model.blocks
        cells = [(at, cell) for at, block in enumerate(blocks) for cell in {**block.known, **block.hidden}]
        columns = [self.model.columns(at, cell) for at, cell in cells]
        owner = np.repeat(np.arange(len(cells)), [len(each) for each in columns])
        flat = np.concatenate(columns)
        settled = (self.fixed >= 0) | self.idle
        for part in parts:
            settled[part.columns] = bool(part.search.found)
        if before is None and not settled.all():
            return None
        whole = np.bincount(owner, settled[flat], minlength=len(cells)) == [len(each) for each in columns]
        old = None if before is None else before.values[0, [before.columns[each] for each in cells]]
        world = np.maximum(self.fixed, 0).astype(float)
        rows = []
        for number in range(max((len(part.search.found) for part in parts), default=0)):
            for part in parts:
                if part.search.found:
                    world[part.columns] = part.search.found[number % len(part.search.found)]
            values = np.rint(np.bincount(owner, world[flat], minlength=len(cells))).astype(np.int64)
            rows.append(values if old is None else np.where(whole, values, old))
        return Worlds({each: index for index, each in enumerate(cells)}, np.array(rows)) if rows else None


def split(model: Model, goals: Sequence[Goal]) -> Split | None:
    """Follow what is forced and split the rest; None when the rows cannot hold."""
    targets = [each.target(model) for each in goals]
    reduced = reduce_model(model.size, model.rows, [each.columns for each in targets])
    if not reduced.possible:
        return None
    free = reduced.fixed < 0
    members: dict[int, list[int]] = {}
    constant = np.zeros(len(targets))
    for index, target in enumerate(targets):
        held = ~free[target.columns]
        constant[index] = np.dot(target.coefficients[held], reduced.fixed[target.columns[held]])
        target.columns, target.coefficients = target.columns[~held], target.coefficients[~held]
        target.shift(int(constant[index]))
        members.setdefault(int(reduced.part[target.columns[0]]) if len(target.columns) else -1, []).append(index)
    rows: dict[int, list[Row]] = {}
    for row in reduced.rows:
        rows.setdefault(int(reduced.part[row.columns[0]]), []).append(row)
    idle = free & ~np.isin(reduced.part, list(set(members) | set(rows)))
    return Split(model, targets, constant, reduced.fixed, idle, reduced.part, rows, members)
