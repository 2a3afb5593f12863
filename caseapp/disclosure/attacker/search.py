"""Intervals of hidden figures in one connected part of the model.

Every whole-number point met on the way is a possible world and may settle many cells at once, so most cells
never need a question of their own. A question is asked linearly first and over whole numbers only where that
is not decisive.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.nearby import Nearby
from caseapp.disclosure.attacker.rows import Row
from caseapp.disclosure.attacker.solver import Program

_NEAR = 1e-6
_PROBES = 40
WHOLE_BUDGET = 3000
"""Work for whole-number questions in one part (10 a question, 1 a branch); what is then unsettled counts as narrow."""
WORTH_WHOLE = 25
"""Open wishes above which a world over whole numbers is looked for even if the linear one is fractional."""
PROBE_SLACK = 0.1
PROBE_NODES = 20
START_NODES = 2000
"""Most branches in the search for a first possible world over whole numbers."""


@dataclass(slots=True)
class Target:
    """A linear form of the unknowns.

    Settled when a world with at most `down` and one with at least `up` are known (`either`: one of them is
    enough), or when it is proven to be at least `clear` or at most `zero`.
    """

    columns: NDArray[np.int64]
    coefficients: NDArray[np.float64]
    down: int | None
    up: int | None
    clear: int | None
    either: bool = False
    zero: int = 0

    def shift(self, constant: int) -> None:
        """Take a constant out of the form: the goals move by as much."""
        self.down = None if self.down is None else self.down - constant
        self.up = None if self.up is None else self.up - constant
        self.clear = None if self.clear is None else self.clear - constant
        self.zero -= constant


class Search:
    """Looks for the smallest and largest value of each target.

    Numbers at or above `limit` mean 'no limit'.
    """

    def __init__(self, size: int, rows: Sequence[Row], targets: Sequence[Target], limit: int, seed: int = 1) -> None:
        self.targets = targets
        self.limit = limit
        self.program = Program(size, rows, limit)
        self.rows = rows
        count = len(targets)
        self.seen_low = np.full(count, np.inf)
        self.seen_high = np.full(count, -np.inf)
        self.proven_low = np.array([0.0 if np.all(each.coefficients > 0) else -np.inf for each in targets])
        self.proven_high = np.full(count, np.inf)
        for index, target in enumerate(targets):
            if not len(target.columns):
                self.proven_low[index] = self.proven_high[index] = 0.0
        self.proofs: dict[int, set[int]] = {}
        self.doubtful: set[int] = set()
        self.possible = True
        self.known_possible = False
        self.settled_start = True
        self._nearby: Nearby | None = None
        self.found: list[NDArray[np.float64]] = []
        self._down = np.array([np.inf if each.down is None else each.down for each in targets])
        self._up = np.array([-np.inf if each.up is None else each.up for each in targets])
        self._either = np.array([each.either for each in targets], dtype=bool)
        self._random = np.random.default_rng(seed)
        self._columns = np.concatenate([each.columns for each in targets] or [np.zeros(0, dtype=np.int64)])
        self._values = np.concatenate([each.coefficients for each in targets] or [np.zeros(0)])
        self._owner = np.repeat(np.arange(count), [len(each.columns) for each in targets])
        self._row_columns = np.concatenate([each.columns for each in rows] or [np.zeros(0, dtype=np.int64)])
        self._row_values = np.concatenate([each.coefficients for each in rows] or [np.zeros(0)])
        self._row_owner = np.repeat(np.arange(len(rows)), [len(each.columns) for each in rows])
        self._row_low = np.array([-np.inf if each.low is None else each.low for each in rows])
        self._row_high = np.array([np.inf if each.high is None else each.high for each in rows])

    def learn(self, index: int, low: float, high: float) -> None:
        """Worlds known from before reach this low and this high."""
        self.seen_low[index] = min(self.seen_low[index], low)
        self.seen_high[index] = max(self.seen_high[index], high)

    def run(
        self, exhaustive: bool, until_found: bool, tick: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> None:
        """Settle every target; with `exhaustive`, find the exact interval of every target.

        `until_found` stops at the first target that is narrow.
        """
        if self.known_possible and not exhaustive and not self.open():
            return
        self.program.stop = cancelled
        if not self._start():
            self.possible = False
            return
        if not self.settled_start:
            return
        self._probe(tick, cancelled)
        for index in range(len(self.targets)):
            if cancelled():
                return
            self._settle(index, exhaustive)
            tick(index + 1)
            if until_found and self.narrow(index):
                return

    def exact_range(self, index: int) -> None:
        """Prove the smallest and the largest value of a target."""
        self._extreme(index, 1, None)
        self._extreme(index, -1, None)

    def _start(self) -> bool:
        """Find one world; False when there is none."""
        if not self.program.size:
            self._absorb(np.zeros(0))
            return True
        nothing = np.zeros(0, dtype=np.int64)
        answer = self.program.smallest(nothing, np.zeros(0))
        if answer.point is not None and not answer.whole:
            answer = self.program.smallest_whole(nothing, np.zeros(0), np.inf, START_NODES)
            self.settled_start = answer.point is not None
            if answer.point is None:
                return not answer.whole
        if answer.point is None:
            self.settled_start = answer.bound > -np.inf
            return not self.settled_start
        self._absorb(answer.point)
        return True

    def _absorb(self, point: NDArray[np.float64]) -> None:
        """Take a world in, after adding it up again in whole numbers: the solver is not taken at its word."""
        sums = np.bincount(self._row_owner, self._row_values * point[self._row_columns], minlength=len(self.rows))
        if (point < 0).any() or (sums < self._row_low).any() or (sums > self._row_high).any():
            return
        values = np.bincount(self._owner, self._values * point[self._columns], minlength=len(self.targets))
        if not self.found or (values < self.seen_low).any() or (values > self.seen_high).any():
            self.found.append(point)
        self.seen_low = np.minimum(self.seen_low, values)
        self.seen_high = np.maximum(self.seen_high, values)

    def _open(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Targets that still want a lower world, and those that want a higher one."""
        low = (self.seen_low > self._down) & (self.proven_low <= self._down)
        high = (self.seen_high < self._up) & (self.proven_high >= self._up)
        settled = self._either & ((self.seen_low <= self._down) | (self.seen_high >= self._up))
        return low & ~settled, high & ~settled

    def _probe(self, tick: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
        """Random directions over all open targets together, as long as they keep settling some."""
        poor = 0
        for _ in range(_PROBES):
            low, high = self._open()
            before = int(low.sum() + high.sum())
            if before < 4 or poor > 2 or cancelled():
                return
            wish = low.astype(float) - high
            both = low & high
            wish[both] = self._random.choice([-1.0, 1.0], int(both.sum()))
            wish *= self._random.uniform(0.5, 1.5, len(wish))
            costs = self._values * wish[self._owner]
            answer = self.program.smallest(self._columns, costs)
            if not answer.whole and before > WORTH_WHOLE and self._may_ask():
                answer = self.program.smallest_whole(self._columns, costs, None, PROBE_NODES, PROBE_SLACK)
                answer.whole = True
            if answer.point is not None and answer.whole:
                self._absorb(answer.point)
            low, high = self._open()
            poor = poor + 1 if before - int(low.sum() + high.sum()) < 3 else 0
            tick(len(self.targets) - int((low | high).sum()))

    def _settle(self, index: int, exhaustive: bool) -> None:
        target = self.targets[index]
        if exhaustive:
            self.exact_range(index)
            return
        if target.down is not None and self.narrow(index) and self.seen_low[index] > target.down:
            self._extreme(index, 1, target.down)
        if target.up is not None and self.narrow(index) and self.seen_high[index] < target.up:
            self._extreme(index, -1, target.up)
        if self.narrow(index):
            self.exact_range(index)

    def _may_ask(self) -> bool:
        return 10 * self.program.whole_solves + self.program.nodes < WHOLE_BUDGET

    def open(self) -> bool:
        """Whether any target still wants a world."""
        low, high = self._open()
        return bool(low.any() or high.any())

    def proven(self, index: int) -> bool:
        """Whether a proof, rather than a world, shows a target harmless."""
        target = self.targets[index]
        if target.clear is not None and self.proven_low[index] >= target.clear:
            return True
        return target.down is not None and bool(self.proven_high[index] <= target.zero)

    def narrow(self, index: int) -> bool:
        """Whether the known worlds do not show the target free enough, and no proof shows it harmless."""
        if self.proven(index):
            return False
        target = self.targets[index]
        tied_low = target.down is not None and self.seen_low[index] > target.down
        tied_high = target.up is not None and self.seen_high[index] < target.up
        return bool(tied_low and tied_high) if target.either else bool(tied_low or tied_high)

    def _extreme(self, index: int, sign: int, enough: int | None) -> None:
        """Push one target down (1) or up (-1) until `enough` is reached or nothing more is possible."""
        target = self.targets[index]
        costs = sign * target.coefficients

        def reached() -> float:
            return float(self.seen_low[index] if sign > 0 else -self.seen_high[index])

        def bound() -> float:
            return float(self.proven_low[index] if sign > 0 else -self.proven_high[index])

        if reached() <= bound() or (enough is not None and reached() <= sign * enough):
            return
        answer = self.program.smallest(target.columns, costs)
        if answer.whole and answer.point is not None:
            self._absorb(answer.point)
        if np.isfinite(answer.bound):
            self._prove(index, sign, float(np.ceil(answer.bound - _NEAR)), answer.duals)
        if reached() <= bound() or (enough is not None and reached() <= sign * enough):
            return
        if enough is not None and bound() > sign * enough:
            return
        if answer.point is not None and np.isfinite(answer.bound):
            self._try_nearby(target.columns, costs, bound() if enough is None else sign * enough)
            if reached() <= bound() or (enough is not None and reached() <= sign * enough):
                return
        if not self._may_ask():
            return
        whole = self.program.smallest_whole(target.columns, costs, None if enough is None else sign * enough)
        if whole.point is not None:
            self._absorb(whole.point)
        if np.isfinite(whole.bound):
            self._prove(index, sign, float(np.ceil(whole.bound - _NEAR)), None)
        if enough is None and reached() > bound():
            self.doubtful.add(index)

    def _try_nearby(self, columns: NDArray[np.int64], costs: NDArray[np.float64], wished: float) -> None:
        """Look for a world like the first one found, before a question over everything."""
        if not self.found:
            return
        if self._nearby is None:
            self._nearby = Nearby(self.rows, self.limit, self.found[0])
        point = self._nearby.reach(columns, costs, wished)
        if point is not None and (point != np.round(point)).any():
            point = self.program.smallest_between(columns, costs, self._nearby.known, point, wished)
        if point is not None:
            self._absorb(point)

    def _prove(self, index: int, sign: int, value: float, duals: NDArray[np.float64] | None) -> None:
        if sign > 0:
            self.proven_low[index] = max(self.proven_low[index], value)
        else:
            self.proven_high[index] = min(self.proven_high[index], -value)
        if duals is not None:
            self.proofs.setdefault(index, set()).update(np.flatnonzero(np.abs(duals) > _NEAR).tolist())
