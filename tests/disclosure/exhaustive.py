"""An attacker of its own for tiny tables: every set of records there could be, tried one after the other.

Shares nothing with `caseapp.disclosure` but the printed values it reads: no equations, no solver. A kind of record is
one answer to every question (several to a multi-answer one), whether it is in the smaller universe, and whether it was
there at the earlier release. A world says how many records there are of each kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.published import PublishedTable

Kind = Mapping[str, object]
Place = tuple[int, tuple[str, ...]]
"""A printed cell: the number of its table, and its key."""
OTHERS = 2


@dataclass(frozen=True)
class Known:
    """What is known of a cell by trying everything: least, most, whether its group could differ by three."""

    low: int
    high: int
    truncated: bool


class Exhaustive:
    """All worlds of at most `most` records that print exactly these tables (and keep the printed rules)."""

    def __init__(self, kinds: Sequence[Kind], tables: Sequence[PublishedTable], most: int) -> None:
        self.tables = tables
        self.places: list[Place] = [(n, key) for n, table in enumerate(tables) for key in table.cells]
        self.column = {place: number for number, place in enumerate(self.places)}
        counted = np.array(
            [[_counts(tables[n], key, kind) for n, key in self.places] for kind in kinds], dtype=np.float32
        )
        every = compositions(len(kinds), most)
        values = np.rint(every.astype(np.float32) @ counted).astype(np.int64)
        fits = np.ones(len(values), dtype=bool)
        for number, (n, key) in enumerate(self.places):
            shown, status = tables[n].cells[key]
            if status == "" and shown is not None:
                fits &= _rounded(values[:, number], tables[n].rounding) == shown
        self.values = values[fits]
        self.sizes = every[fits].sum(axis=1)
        self.most = most

    def keeping_rules(self, rules: Mapping[int, int]) -> "Exhaustive":
        """Without the worlds in which a cell that is shown would have been hidden for its own sake.

        `rules`: for each table's number the largest count its policy hides.
        """
        allowed = np.ones(len(self.values), dtype=bool)
        for n, key in self.places:
            if self.tables[n].cells[key][1] != "":
                continue
            value = self.values[:, self.column[n, key]]
            allowed &= (value == 0) | (value > rules[n])
            for margin in self._margins(n, key):
                whole = self.values[:, self.column[n, margin]]
                allowed &= (whole <= rules[n]) | (whole - value > OTHERS)
        kept = object.__new__(Exhaustive)
        kept.tables, kept.places, kept.column, kept.most = self.tables, self.places, self.column, self.most
        kept.values, kept.sizes = self.values[allowed], self.sizes[allowed]
        return kept

    def interval(self, place: Place) -> Known:
        """The least and the most a cell can be; truncated when more records than tried could matter."""
        values = self.values[:, self.column[place]]
        return Known(int(values.min()), int(values.max()), bool((self.sizes >= self.most).any()))

    def narrowed(self, threshold: int) -> list[tuple[Place, Known]]:
        """Hidden small counts that are known to be none, or not none, or below the threshold; and told groups."""
        found = []
        for n, key in self.places:
            if self.tables[n].cells[key][1] == "c":
                known = self.interval((n, key))
                harmless = known.low >= threshold or known.high == 0
                reaches = known.high >= threshold or known.truncated
                if not harmless and not (known.low == 0 and reaches):
                    found.append(((n, key), known))
        return found

    def told_groups(self) -> list[tuple[Place, tuple[str, ...]]]:
        """Cells that hold all, or all but two, of a margin that is known to hold somebody."""
        found = []
        for n, key in self.places:
            for margin in self._margins(n, key):
                whole = self.values[:, self.column[n, margin]]
                rest = whole - self.values[:, self.column[n, key]]
                if whole.min() >= 1 and rest.max() <= OTHERS and self.sizes.max() < self.most:
                    found.append(((n, key), margin))
        return found

    def alike_if_present(self) -> list[tuple[Place, tuple[str, ...]]]:
        """Cells that hold everybody of a margin in every world in which there is anybody: whoever knows that somebody
        is counted there knows the answer."""
        found = []
        for n, key in self.places:
            for margin in self._margins(n, key):
                whole = self.values[:, self.column[n, margin]]
                rest = whole - self.values[:, self.column[n, key]]
                if whole.max() >= 1 and rest.max() <= 0:
                    found.append(((n, key), margin))
        return found

    def _margins(self, n: int, key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        table = self.tables[n]
        for at, (dimension, code) in enumerate(zip(table.dimensions, key, strict=True)):
            if code == dimension.total or not dimension.sensitive or code in dimension.neutral:
                continue
            if dimension.includes is not None and (dimension.includes, code) in zip(
                [each.id for each in table.dimensions], key, strict=True
            ):
                continue
            tops = [each for each, parent in dimension.hierarchy.items() if parent is None]
            if dimension.id not in table.multi and tops == [code]:
                continue
            parent = dimension.hierarchy.get(code)
            for above in {dimension.total, parent or dimension.total}:
                yield (*key[:at], above, *key[at + 1 :])


def compositions(kinds: int, most: int) -> NDArray[np.int8]:
    """Every way to have up to `most` records of so many kinds, one a row."""
    rows = np.zeros((1, 0), dtype=np.int8)
    used = np.zeros(1, dtype=np.int64)
    for _ in range(kinds):
        grown = [
            np.hstack([rows[used + more <= most], np.full(((used + more <= most).sum(), 1), more, np.int8)])
            for more in range(most + 1)
        ]
        used = np.concatenate([used[used + more <= most] + more for more in range(most + 1)])
        rows = np.vstack(grown)
    return rows


def kinds_of(answers: Mapping[str, Sequence[object]], main: Mapping[str, str]) -> list[Kind]:
    """All combinations of answers; a multi-answer question in `main` always holds the main question's answer."""
    made = [dict(zip(answers, each, strict=True)) for each in product(*answers.values())]
    return [
        kind
        for kind in made
        if all(kind[question] in kind[multi] for multi, question in main.items())  # type: ignore[operator]
        and not (kind.get("_late") and not kind.get("_inside", True))
    ]


def _counts(table: PublishedTable, key: tuple[str, ...], kind: Kind) -> bool:
    if table.subset_of is not None and not kind.get("_inside", True):
        return False
    if table.release == "before" and kind.get("_late"):
        return False
    return all(_holds(table, at, code, kind) for at, code in enumerate(key))


def _holds(table: PublishedTable, at: int, code: str, kind: Kind) -> bool:
    dimension = table.dimensions[at]
    answer = kind[dimension.id]
    if code == dimension.total:
        return True
    if dimension.id in table.multi:
        return code in answer  # type: ignore[operator]
    above: object = answer
    while above is not None:
        if above == code:
            return True
        above = dimension.hierarchy.get(str(above))
    return False


def _rounded(values: NDArray[np.int64], base: int | None) -> NDArray[np.int64]:
    return values if not base else (2 * values + base) // (2 * base) * base
