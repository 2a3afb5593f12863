"""How the tables of one universe hang together: distinct cells, and the joint tables that link them
(optimiser's view).

A margin printed in two tables is one cell here. Joint tables are cut to what links: questions that are
counted together, with chords added until every circle is filled, so that any world the optimiser finds can
be real.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.tables import CountTable, Dimension, Key

Selection = tuple[tuple[str, str], ...]
"""What a cell selects: sorted (question, code) pairs; a multi-answer code is a question of its own.

Code "yes".
"""

YES = "yes"
NO = "no"
LARGEST_JOINT = 25_000
"""Joint cells kept for one set of linked questions; beyond it those that need the fewest zeros to move come first."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Sum of coefficient x joint cell = 0, or >= 0 when `at_least`."""

    columns: NDArray[np.int64]
    coefficients: NDArray[np.float64]
    at_least: bool = False


@dataclass(slots=True)
class Linked:
    """Distinct cells of the tables of one universe with their true counts.

    And the joint cells each is the sum of.
    """

    selections: list[Selection]
    truth: NDArray[np.int64]
    printed_at: list[list[tuple[int, Key]]]
    margins: list[list[int]]
    sums: list[tuple[int, NDArray[np.int64]]]
    equations: list[Equation]
    size: int
    position: dict[Selection, int]

    def totals(self, least: int) -> list[int]:
        """The grand totals, if not below `least`."""
        return [cell for cell, name in enumerate(self.selections) if not name and self.truth[cell] >= least]


def select(table: CountTable, key: Key) -> Selection:
    """The name of a cell by what it selects."""
    pairs = []
    for dimension, code in zip(table.dimensions, key, strict=True):
        if code != dimension.total:
            pairs.append((f"{dimension.id}={code}", YES) if dimension.multi else (dimension.id, code))
    return tuple(sorted(pairs))


def link(tables: Sequence[CountTable], *, joined: bool) -> Linked:
    """Gather the distinct cells of tables over one universe, period and place, and link them.

    `joined`: through joint tables, so that every world can be real. Otherwise only the printed tables
    themselves agree on every margin they share: a smaller program, whose worlds are real unless tables are
    linked in a circle.
    """
    position: dict[Selection, int] = {}
    truth: list[int] = []
    printed_at: list[list[tuple[int, Key]]] = []
    for index, table in enumerate(tables):
        for key, value in table.counts.items():
            name = select(table, key)
            where = position.setdefault(name, len(truth))
            if where == len(truth):
                truth.append(value)
                printed_at.append([])
            printed_at[where].append((index, key))
    dimensions = _finest(tables)
    answers = _answers(dimensions)
    counts = np.array(truth, dtype=np.int64)
    names = list(position)
    sizes = {question: len(codes) for question, codes in answers.items()}
    joints = _joints(names, dimensions, sizes) if joined else _scopes(names)
    layout = _Layout(joints, answers, dimensions, names, counts)
    if joined:
        sums = [(index, layout.sum_of(name)) for index, name in enumerate(names)]
    else:
        sums = [(index, each) for index, name in enumerate(names) for each in layout.every_sum_of(name)]
    return Linked(
        names,
        counts,
        printed_at,
        _margins(names, position, dimensions),
        sums,
        [*(layout.agreements() if joined else ()), *layout.inclusions(names)],
        layout.size,
        position,
    )


def _finest(tables: Sequence[CountTable]) -> dict[str, Dimension]:
    """Each dimension as its most detailed table has it; one with the groups only shows the same figures."""
    every = (each for table in tables for each in table.dimensions)
    return {each.id: each for each in sorted(every, key=lambda each: len(each.codes))}


def _answers(dimensions: dict[str, Dimension]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in dimensions.values():
        ticks = {f"{each.id}={code.code}": (YES, NO) for code in each.codes}
        found |= ticks if each.multi else {each.id: each.leaves}
    return found


def _margins(
    names: Sequence[Selection], position: dict[Selection, int], dimensions: dict[str, Dimension]
) -> list[list[int]]:
    """For each cell the margins one step up along a sensitive question."""
    found: list[list[int]] = []
    for name in names:
        above = []
        for question, code in name:
            of, _, tick = question.partition("=")
            dimension = dimensions[of]
            everybody = not dimension.multi and _covers_everybody(dimension, code)
            if not dimension.sensitive or (tick or code) in dimension.neutral or everybody:
                continue
            rest = tuple(pair for pair in name if pair[0] != question)
            parent = None if dimension.multi else dimension.hierarchy[code]
            above.append(position[rest])
            if parent is not None:
                above.append(position[tuple(sorted((*rest, (question, parent))))])
        found.append(sorted(set(above)))
    return found


def _covers_everybody(dimension: Dimension, code: str) -> bool:
    return all(code == leaf or code in dimension.ancestors(leaf) for leaf in dimension.leaves)


def _scopes(names: Sequence[Selection]) -> list[tuple[str, ...]]:
    """The sets of questions printed together, without those inside others."""
    scopes = {tuple(question for question, _ in name) for name in names}
    return sorted(scope for scope in scopes if not any(set(scope) < set(other) for other in scopes))


def _joints(
    names: Sequence[Selection], dimensions: dict[str, Dimension], sizes: dict[str, int]
) -> list[tuple[str, ...]]:
    """Sets of questions to cross: eliminate the question whose neighbourhood is smallest.

    Filling it in, until none is left.
    """
    together = {frozenset(question for question, _ in name) for name in names}
    for scope in list(together):
        for question in scope:
            main = dimensions[question.split("=", 1)[0]].includes if "=" in question else None
            if main in sizes:
                together.add((scope - {question}) | {str(main)})
    touching = {question: {question}.union(*(each for each in together if question in each)) for question in sizes}
    joints: list[frozenset[str]] = []
    while touching:
        volume = {q: int(np.prod([sizes[other] for other in around])) for q, around in sorted(touching.items())}
        smallest = min(volume, key=volume.__getitem__)
        around = touching.pop(smallest)
        if not any(around <= joint for joint in joints):
            joints.append(frozenset(around))
        for other in around - {smallest}:
            touching[other] = (touching[other] | around) - {smallest}
    return [tuple(sorted(joint)) for joint in joints] or [()]


class _Layout:
    """Numbers the joint cells and turns selections into sums of them."""

    def __init__(
        self,
        joints: list[tuple[str, ...]],
        answers: dict[str, tuple[str, ...]],
        dimensions: dict[str, Dimension],
        names: Sequence[Selection],
        counts: NDArray[np.int64],
    ) -> None:
        self._joints = joints
        self._answers = answers
        self._dimensions = dimensions
        self.size = 0
        self._first: list[int] = []
        self._codes: list[NDArray[np.int64]] = []
        for joint in joints:
            shape = [len(answers[question]) for question in joint]
            codes = np.argwhere(np.ones(shape, dtype=bool)) if joint else np.zeros((1, 0), dtype=np.int64)
            if len(codes) > LARGEST_JOINT:
                codes = self._likeliest(joint, codes, names, counts)
            self._first.append(self.size)
            self._codes.append(codes)
            self.size += len(codes)

    def _likeliest(
        self, joint: tuple[str, ...], codes: NDArray[np.int64], names: Sequence[Selection], counts: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        zeros = np.zeros(len(codes), dtype=np.int64)
        for name, count in zip(names, counts, strict=True):
            if count == 0 and {question for question, _ in name} <= set(joint):
                zeros += self._within(joint, codes, name)
        order = np.argsort(zeros, kind="stable")
        return codes[np.sort(order[: max(LARGEST_JOINT, int((zeros == 0).sum()))])]

    def _within(self, joint: tuple[str, ...], codes: NDArray[np.int64], name: Selection) -> NDArray[np.bool_]:
        inside = np.ones(len(codes), dtype=bool)
        for question, code in name:
            flags = np.array([self._stands_for(question, code, leaf) for leaf in self._answers[question]])
            inside &= flags[codes[:, joint.index(question)]]
        return inside

    def _stands_for(self, question: str, code: str, leaf: str) -> bool:
        if leaf == code:
            return True
        return question in self._dimensions and code in self._dimensions[question].ancestors(leaf)

    def sum_of(self, name: Selection) -> NDArray[np.int64]:
        """The joint cells a selection is the sum of, in the smallest joint table that can tell."""
        asked = {question for question, _ in name}
        best = min(
            (index for index, joint in enumerate(self._joints) if asked <= set(joint)),
            key=lambda index: len(self._codes[index]),
        )
        return np.flatnonzero(self._within(self._joints[best], self._codes[best], name)) + self._first[best]

    def every_sum_of(self, name: Selection) -> list[NDArray[np.int64]]:
        """The same in every joint table that can tell."""
        asked = {question for question, _ in name}
        return [
            np.flatnonzero(self._within(joint, self._codes[index], name)) + self._first[index]
            for index, joint in enumerate(self._joints)
            if asked <= set(joint)
        ]

    def agreements(self) -> list[Equation]:
        """Joint tables agree on what they share, along a tree of largest overlaps."""
        found: list[Equation] = []
        linked = {0}
        waiting = set(range(1, len(self._joints)))
        while waiting:
            pairs = [(len(set(self._joints[a]) & set(self._joints[b])), -a, -b) for a in linked for b in waiting]
            _, a, b = max(pairs)
            found.extend(self._agree(-a, -b))
            linked.add(-b)
            waiting.discard(-b)
        return found

    def _agree(self, one: int, two: int) -> list[Equation]:
        shared = [question for question in self._joints[one] if question in self._joints[two]]
        sides = []
        for side in (one, two):
            grid = self._codes[side][:, [self._joints[side].index(question) for question in shared]]
            shape = [len(self._answers[question]) for question in shared]
            flat = np.ravel_multi_index(grid.T.tolist(), shape) if shared else np.zeros(len(grid), dtype=np.int64)
            sides.append(np.asarray(flat))
        found = []
        for value in np.union1d(sides[0], sides[1]):
            plus = np.flatnonzero(sides[0] == value) + self._first[one]
            minus = np.flatnonzero(sides[1] == value) + self._first[two]
            signs = np.concatenate([np.ones(len(plus)), -np.ones(len(minus))])
            found.append(Equation(np.concatenate([plus, minus]), signs))
        return found

    def inclusions(self, names: Sequence[Selection]) -> list[Equation]:
        """Whoever gave a main answer also gave it among all answers, within every other breakdown."""
        found = []
        for scope in sorted({tuple(question for question, _ in name) for name in names}):
            for question in scope:
                dimension = self._dimensions[question.split("=", 1)[0]] if "=" in question else None
                if dimension is None or dimension.includes not in self._answers:
                    continue
                code = question.split("=", 1)[1]
                main = str(dimension.includes)
                if not any(code == each.code for each in self._dimensions[main].codes):
                    continue
                others = [each for each in scope if each not in (question, main)]
                if not any({main, *others} <= set(joint) for joint in self._joints):
                    continue
                for leaves in product(*(self._answers[each] for each in others)):
                    rest = tuple(zip(others, leaves, strict=True))
                    wide = self.sum_of(tuple(sorted((*rest, (question, YES)))))
                    narrow = self.sum_of(tuple(sorted((*rest, (main, code)))))
                    signs = np.concatenate([np.ones(len(wide)), -np.ones(len(narrow))])
                    found.append(Equation(np.concatenate([wide, narrow]), signs, at_least=True))
        return found
