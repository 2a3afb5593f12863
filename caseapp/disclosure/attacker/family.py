"""Tables that bear on one another, solved together: same universe over time and place.

And universes inside others.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.evidence import Evidence, Worlds
from caseapp.disclosure.attacker.facts import Cell, read_blocks, read_questions
from caseapp.disclosure.attacker.finding import Finding, Result
from caseapp.disclosure.attacker.model import Model
from caseapp.disclosure.attacker.parts import Part, split
from caseapp.disclosure.attacker.relations import blocks_inside, connected
from caseapp.disclosure.attacker.search import Search
from caseapp.disclosure.attacker.targets import Goal, goals
from caseapp.disclosure.published import PublishedTable

LIMIT_ABOVE_KNOWN = 1000
"""Unknowns may exceed the largest printed figure by this.

A value that far up is reported as having no limit.
"""

LARGEST_PART = 6000
"""Unknowns of one connected part; above this its whole-number question is given up for pairwise agreement."""


class TooHard(Exception):
    """No possible world found in time: the full linking is out of reach for these tables."""


Reading = Literal["same", "grown", "apart"]
"""How releases of one set are joined: equal figures; later ones are earlier ones plus records; not at all."""
READINGS: tuple[Reading, ...] = ("same", "grown", "apart")


class Family:
    """One group of related tables: its blocks, unknowns and goals, solved by connected part."""

    def __init__(
        self,
        tables: Sequence[PublishedTable],
        threshold: int,
        evidence: Evidence | None = None,
        readings: Sequence[Reading] = READINGS,
        closest_of: str = "",
    ) -> None:
        self.universe = tables[0].universe
        self.tables = tables
        self.threshold = threshold
        self.evidence = evidence
        self.readings = readings
        self.closest_of = closest_of
        self.whole_solves = 0
        self.exact = True
        self._findings: list[Finding] = []
        self._ready = self._read(readings[0])

    @property
    def targets(self) -> list[Goal]:
        """What is to be found out."""
        return self._goals

    def findings(self) -> list[Finding]:
        """Results, after `solve`."""
        return self._findings

    def printed_at(self, block_cell: tuple[int, Cell]) -> tuple[str, str, tuple[str, ...]]:
        """Release, table and key at which a cell of a proof is printed."""
        block, cell = block_cell
        table, key = self.blocks[block].shown_at.get(cell, ("", ()))
        return self.blocks[block].releases[-1], table, key

    def solve(
        self, exhaustive: bool, tick: Callable[[int], None], cancelled: Callable[[], bool], *, until_found: bool = False
    ) -> bool:
        """Settle all goals; False when the tables contradict each other however they are joined.

        `until_found` stops at the first goal that is below policy.
        """
        for reading in self.readings:
            if reading != self.readings[0]:
                self._ready = self._read(reading)
            if self._ready and self._recall(exhaustive, until_found):
                return True
            if self._ready and self._solve(exhaustive, until_found, tick, cancelled):
                stopped = cancelled() or (until_found and any(each.narrow for each in self._findings))
                if self.evidence is not None and not stopped:
                    self.evidence.remember(self.blocks, Result(self._findings, self.exact, not until_found))
                return True
            if len({table.release for table in self.tables}) == 1:
                break
        self._findings = []
        return False

    def _read(self, reading: Reading) -> bool:
        self.questions, names = read_questions(self.tables)
        self.blocks, consistent = read_blocks(self.tables, names, self.threshold, merged=reading == "same")
        order = list(dict.fromkeys(table.release for table in self.tables))
        self.inside = blocks_inside(self.blocks, order, across=reading != "apart")
        self._goals = goals(self.questions, self.blocks, self.inside, self.threshold)
        return consistent

    def _recall(self, exhaustive: bool, until_found: bool) -> bool:
        """Whether exactly these figures were attacked before, as far as is asked now."""
        result = self.evidence.result(self.blocks) if self.evidence is not None and not exhaustive else None
        if not isinstance(result, Result) or not (until_found or result.closest_followed):
            return False
        self._findings, self.exact = result.findings, result.exact
        return True

    def _solve(
        self, exhaustive: bool, until_found: bool, tick: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> bool:
        worlds = self.evidence.fitting(self.questions, self.blocks) if self.evidence is not None else None
        if until_found and worlds is not None:
            self._findings = []
            self._goals = [each for each in self._goals if not each.free_in(worlds)]
            if not self._goals:
                return True
        try:
            return self._solve_with(False, worlds, exhaustive, until_found, tick, cancelled)
        except TooHard:
            return self._solve_with(True, None, exhaustive, until_found, tick, cancelled)

    def _solve_with(
        self,
        pairwise: bool,
        worlds: Worlds | None,
        exhaustive: bool,
        until_found: bool,
        tick: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        model = Model(self.questions, self.blocks, self.inside, pairwise=pairwise)
        if not model.possible:
            return False
        parts = split(model, self._goals)
        if parts is None:
            return False
        largest = max((low for block in self.blocks for low, _ in block.known.values()), default=0)
        limit = 2 * largest + LIMIT_ABOVE_KNOWN
        self._findings = []
        self.exact = model.exact
        worlds = worlds if self.exact else None
        solved: list[Part] = []
        done = 0
        for number in parts.numbers if worlds is None or not until_found else parts.asked:
            part = parts.part(number, limit)
            if not pairwise and model.exact and len(part.columns) > LARGEST_PART:
                raise TooHard
            if worlds is not None:
                self._learn(part, parts.constant, worlds)
            part.search.run(exhaustive, until_found, _from(tick, done), cancelled)
            self.whole_solves += part.search.program.whole_solves
            if cancelled():
                self._findings = []
                return True
            if not part.search.possible:
                return False
            if not pairwise and model.exact and not part.search.settled_start:
                raise TooHard
            self._findings.extend(
                self._finding(self._goals[index], part.search, local, int(parts.constant[index]), limit)
                for local, index in enumerate(part.members)
            )
            solved.append(part)
            done += len(part.members)
            if until_found and any(each.narrow for each in self._findings):
                break
            if not exhaustive and not until_found:
                self._follow_closest(part, parts.constant, limit)
        found = parts.worlds(solved, worlds) if self.evidence is not None and self.exact else None
        if self.evidence is not None and found is not None:
            self.evidence.keep(self.blocks, found)
        return True

    def _learn(self, part: Part, constant: NDArray[np.float64], worlds: Worlds) -> None:
        """Start a part from what worlds found before show of its goals."""
        part.search.known_possible = True
        for local, index in enumerate(part.members):
            low, high = self._goals[index].extremes(worlds)
            part.search.learn(local, low - constant[index], high - constant[index])

    def _follow_closest(self, part: Part, constant: NDArray[np.float64], limit: int) -> None:
        """Find the exact interval of the closest cell.

        Push the one with the smallest known top until it stays smallest.
        """
        search, members = part.search, part.members
        cells = [
            local
            for local, index in enumerate(members)
            if self._goals[index].kind == "cell"
            and self._goals[index].hidden
            and self.closest_of in ("", self._release_of(self._goals[index]))
            and search.proven_low[local] + constant[index] < self.threshold
            and search.proven_high[local] + constant[index] > 0
        ]
        start = len(self._findings) - len(members)
        pushed: set[int] = set()
        while cells:
            local = min(cells, key=lambda each: search.seen_high[each] + constant[members[each]])
            if local in pushed:
                self._findings[start + local] = self._finding(
                    self._goals[members[local]], search, local, int(constant[members[local]]), limit
                )
                return
            search.exact_range(local)
            pushed.add(local)

    def _finding(self, goal: Goal, search: Search, local: int, constant: int, limit: int) -> Finding:
        seen = np.isfinite(search.seen_low[local])
        ends = (
            (search.seen_low[local], search.seen_high[local])
            if seen
            else (
                max(search.proven_low[local], 0.0),
                min(search.proven_high[local], float(limit)),
            )
        )
        low, high = int(ends[0]) + constant, int(ends[1]) + constant
        exact = bool(
            search.seen_low[local] <= search.proven_low[local] and search.seen_high[local] >= search.proven_high[local]
        )
        used = [search.rows[row].cells for row in sorted(search.proofs.get(local, ()))]
        proof = tuple(dict.fromkeys(cell for cells in used for cell in sorted(cells, key=_in_order)))
        narrow = search.narrow(local)
        least, most = search.proven_low[local] + constant, search.proven_high[local] + constant
        return Finding(
            goal.where,
            self._release_of(goal),
            goal.kind,
            goal.against,
            goal.hidden,
            low,
            None if high >= limit else high,
            max(int(least), 0) if np.isfinite(least) else 0,
            None if most >= limit else int(most),
            narrow,
            exact,
            self.exact or search.proven(local),
            self._subject(goal),
            goal.margin,
            proof if narrow else (),
        )

    def _release_of(self, goal: Goal) -> str:
        """The release that prints a goal's cell: the last that hides it."""
        block = self.blocks[goal.block]
        by = block.hidden_by.get(goal.cell) if goal.hidden else None
        return by or block.releases[-1]

    def _subject(self, goal: Goal) -> tuple[object, ...]:
        """What a goal is about, whichever release it is printed in: equal for equal questions."""
        block = self.blocks[goal.block]
        parts = tuple((self.blocks[each].universe, self.blocks[each].period) for each in goal.parts)
        return block.universe, block.period, block.place, block.releases[0], goal.kind, goal.cell, goal.margin, parts


def _from(tick: Callable[[int], None], start: int) -> Callable[[int], None]:
    return lambda settled: tick(start + settled)


def _in_order(block_cell: tuple[int, Cell]) -> tuple[int, list[tuple[str, str]]]:
    return block_cell[0], sorted(block_cell[1])


def families(
    published: Sequence[PublishedTable],
    threshold: int,
    evidence: Evidence | None = None,
    readings: Sequence[Reading] = READINGS,
    closest_of: str = "",
) -> list[Family]:
    """Group tables that bear on one another."""
    return [Family(group, threshold, evidence, readings, closest_of) for group in connected(published)]


def method_of(groups: Iterable[Family]) -> str:
    """How the figures were linked, for the certificate."""
    inexact = sorted({family.universe for family in groups if not family.exact})
    text = "exact: whole-number tables over the cliques of all tables joined, linear bounds first"
    if inexact:
        text += "; too many linked dimensions for the full cross, pairwise agreement of tables used for: "
        text += ", ".join(inexact)
    return text
