"""Complementary hiding: the cheapest further cells that let every risky cell take the values it must be able
to take.

Works by collecting other worlds. A world in which a hidden cell is 0, or reaches the threshold, proves (up
to whole numbers, which the attacker checks) that the cell is free that far; the cells in which the world
differs from the truth are what has to be hidden. Worlds for many cells at once come first, the stubborn
cells one by one after; then cells that no needed world moves are shown again.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from caseapp.base.errors import Refused
from caseapp.disclosure.linkage import Linked
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.primary import Wanted
from caseapp.disclosure.weights import importance
from caseapp.disclosure.worlds import FREE, Floats, Worlds

Mask = NDArray[np.bool_]
LARGE_SEARCH = 2000
"""Joint cells above which only cells the attacker could narrow are treated one by one, and none is shown again."""
_MOVED = 1e-6
_POOL = 600
"""Worlds kept as evidence while showing cells again."""
_ANEW = 6
"""Worlds looked for to show one cell again."""
_PRICES = (0.5, 2.0, 8.0, 32.0, 200.0)
"""How much a risky cell's freedom is worth against the cells it takes, raised step by step."""


class Complement:
    """The search for one universe: what is hidden, and the worlds that show it safe."""

    def __init__(
        self,
        linked: Linked,
        wanted: Wanted,
        policy: Policy,
        most_up: Floats | None = None,
        most_down: Floats | None = None,
    ) -> None:
        self.linked = linked
        self.wanted = wanted
        self.policy = policy
        self.hidden: Mask = wanted.primary
        self.forced: Mask = np.zeros(len(linked.truth), dtype=bool)
        self._truth = linked.truth.astype(float)
        self._cost = importance(linked)
        endless = np.full(len(self._truth), np.inf)
        up = endless.copy() if most_up is None else most_up
        down = endless.copy() if most_down is None else most_down
        whole = linked.totals(policy.threshold)
        up[whole] = down[whole] = 0.0
        self._fixed = np.asarray(up == 0)
        self._worlds = Worlds(linked, up, down)
        self._hopeless: set[tuple[int, bool]] = set()
        self._low, self._high = self._truth.copy(), self._truth.copy()
        self._pool: list[Floats] = []
        self._large = linked.size > LARGE_SEARCH
        self._asked: set[int] = set()
        self._random = np.random.default_rng(7)

    def hide(self, cells: list[int], keep: bool = False) -> None:
        """Hide more cells; `keep`: for good, as an earlier release hides them too."""
        self.hidden[cells] = True
        if keep:
            self.forced[cells] = True

    def hide_all(self, totals: bool) -> int:
        """Hide every figure; the grand totals too if `totals`. Returns how many that were shown."""
        shown = ~self.hidden
        if not totals:
            shown[self.linked.totals(self.policy.threshold)] = False
        self.hidden |= shown
        return int(shown.sum())

    @property
    def large(self) -> bool:
        """Whether the tables are too large to look at every cell by itself."""
        return self._large

    def may_be_hidden(self, cell: int) -> bool:
        """Whether a cell is shown and no grand total worth showing."""
        large_total = not self.linked.selections[cell] and self.linked.truth[cell] >= self.policy.threshold
        return not self.hidden[cell] and not large_total

    def loss(self, cell: int) -> float:
        """What hiding a cell loses."""
        return float(self._cost[cell])

    def spare(self) -> list[int]:
        """Cells hidden only to protect others, what readers miss most first."""
        spare = np.flatnonzero(self.hidden & ~self.wanted.primary & ~self.forced)
        return [int(cell) for cell in spare[np.argsort(-self._cost[spare], kind="stable")]]

    def want(self, cell: int, down: bool) -> None:
        """Ask that a hidden cell can be 0 (`down`) or reach the threshold, as the attacker found it cannot."""
        self._asked.add(cell)
        if down:
            self.wanted.down[cell] = 0 if self.wanted.down[cell] < 0 else min(0, int(self.wanted.down[cell]))
        else:
            self.wanted.up[cell] = max(int(self.wanted.up[cell]), self.policy.threshold)

    def search(self, tick: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        """Hide until every wish is met that can be. Raises `Refused("report_stopped")` when cancelled."""
        if not (self._large and self._asked):
            self._together(tick, stop)
        self._one_by_one(tick, stop)

    def open_wishes(self) -> tuple[Mask, Mask]:
        """Hidden cells still wanting a lower world, and a higher one."""
        down, up = self._goals()
        low = self.hidden & ~self._fixed & (down >= 0) & (self._low > np.maximum(down, 0) + _MOVED)
        high = self.hidden & ~self._fixed & (self._high < up - _MOVED)
        for cell, is_down in self._hopeless:
            (low if is_down else high)[cell] = False
        return low, high

    def _goals(self) -> tuple[Floats, Floats]:
        """Hidden zeros, too, must be able to look like the threshold."""
        up = self.wanted.up.astype(float)
        up[self.hidden & (self._truth == 0)] = self.policy.threshold
        return self.wanted.down.astype(float), up

    def _together(self, tick: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        for price in (0.0, *_PRICES):
            poor = tries = 0
            while poor < 2 and not (self._large and tries == 2):
                tries += 1
                low, high = self.open_wishes()
                left = int(low.sum() + high.sum())
                total = 2 * int(self.hidden.sum())
                tick(max(total - left, 0), total)
                if not left:
                    return
                if stop():
                    raise Refused("report_stopped")
                self._bargain(low, high, price)
                if price and not self._large:
                    self._settle_free()
                low, high = self.open_wishes()
                poor = poor + 1 if int(low.sum() + high.sum()) > 0.95 * left else 0

    def _settle_free(self) -> None:
        """Meet wishes that need nothing more hidden, as long as that goes well."""
        for _ in range(6):
            low, high = self.open_wishes()
            left = int(low.sum() + high.sum())
            if not left:
                return
            self._bargain(low, high, 0.0)
            low, high = self.open_wishes()
            if int(low.sum() + high.sum()) > 0.9 * left:
                return

    def _bargain(self, low: Mask, high: Mask, price: float) -> None:
        """One world that meets as many wishes as are worth their price.

        At price 0 only hidden cells may move.
        """
        both = low & high
        coin = self._random.random(len(low)) < 0.5
        low, high = low & (~both | coin), high & (~both | ~coin)
        down_goal, up_goal = self._goals()
        up_cost = np.where(self.hidden, FREE, self._cost)
        down_cost = up_cost.copy()
        worth = (price or 1.0) * float(np.median(self._cost)) * self._random.uniform(0.8, 1.25, len(low))
        need_down = np.maximum(self._truth - np.maximum(down_goal, 0), 1)
        need_up = np.maximum(up_goal - self._truth, 1)
        down_cost[low] = -(worth / need_down)[low]
        up_cost[high] = -(worth / need_up)[high]
        up_high = np.where(high, need_up, np.inf)
        up_high[low] = 0
        down_high = np.where(low, need_down, self._truth)
        down_high[high] = 0
        if not price:
            up_high[~self.hidden] = 0
            down_high[~self.hidden] = 0
        zero = np.zeros(len(low))
        self._accept(self._worlds.find(up_cost, down_cost, (zero, up_high), (zero, down_high)))

    def _one_by_one(self, tick: Callable[[int, int], None], stop: Callable[[], bool]) -> None:
        while True:
            low, high = self.open_wishes()
            waiting = [(int(cell), True) for cell in np.flatnonzero(low)]
            waiting += [(int(cell), False) for cell in np.flatnonzero(high)]
            if self._large:
                waiting = [each for each in waiting if each[0] in self._asked]
            if not waiting:
                return
            for done, (cell, is_down) in enumerate(waiting):
                if stop():
                    raise Refused("report_stopped")
                still = self.open_wishes()[0 if is_down else 1]
                if not still[cell]:
                    continue
                world = self._reach(cell, is_down, self.hidden, only_hidden=True)
                if world is None:
                    world = self._reach(cell, is_down, self.hidden)
                if not self._accept(world):
                    self._hopeless.add((cell, is_down))
                tick(done, len(waiting))

    def _reach(self, cell: int, is_down: bool, hidden: Mask, only_hidden: bool = False) -> Floats | None:
        """The cheapest world in which one cell is as low, or as high, as wished."""
        down_goal, up_goal = self._goals()
        cost = np.where(hidden, FREE, self._cost)
        zero = np.zeros(len(cost))
        down_low, up_low = zero.copy(), zero.copy()
        up_high = np.full(len(cost), np.inf)
        down_high = self._truth.copy()
        if only_hidden:
            up_high[~hidden] = 0
            down_high[~hidden] = 0
        if is_down:
            down_low[cell] = self._truth[cell] - max(down_goal[cell], 0)
            up_high[cell] = 0
        else:
            up_low[cell] = up_goal[cell] - self._truth[cell]
            down_high[cell] = 0
        return self._worlds.find(cost, cost, (up_low, up_high), (down_low, down_high))

    def _accept(self, world: Floats | None) -> bool:
        """Take a world as evidence and hide what it moves."""
        if world is None:
            return False
        self.hidden |= np.abs(world - self._truth) > _MOVED
        self._remember(world)
        return True

    def _remember(self, world: Floats) -> None:
        self._low = np.minimum(self._low, world)
        self._high = np.maximum(self._high, world)
        self._pool.append(world)
        if len(self._pool) > _POOL:
            self._pool.pop(0)

    def show_again(self, tick: Callable[[int, int], None], stop: Callable[[], bool], tries: int = 200) -> int:
        """Show complementary cells that protect nobody, dearest first; returns how many.

        Where worlds that do not move the candidate meet all wishes nothing is needed; for a few wishes a new world is
        looked for. `tries` bounds those.
        """
        shown = 0
        if self._large:
            return shown
        order = self.spare()
        budget = tries
        for done, candidate in enumerate(order):
            if stop():
                raise Refused("report_stopped")
            tick(done, len(order))
            spent = self._try_to_show(candidate, budget)
            if spent >= 0:
                shown += 1
            budget -= abs(spent) if spent != -1 else 0
        return shown

    def _try_to_show(self, candidate: int, budget: int) -> int:
        """Solves spent, negative when the cell must stay hidden (at least -1 then)."""
        pool = np.array(self._pool)
        kept = pool[np.abs(pool[:, candidate] - self._truth[candidate]) <= _MOVED] if len(pool) else pool
        hidden = self.hidden.copy()
        hidden[candidate] = False
        down, up = self._goals()
        floor = np.minimum(self._truth, kept.min(axis=0)) if len(kept) else self._truth
        ceiling = np.maximum(self._truth, kept.max(axis=0)) if len(kept) else self._truth
        low = np.flatnonzero(hidden & ~self._fixed & (down >= 0) & (floor > np.maximum(down, 0) + _MOVED))
        high = np.flatnonzero(hidden & ~self._fixed & (ceiling < up - _MOVED))
        low = np.array([cell for cell in low.tolist() if (cell, True) not in self._hopeless], dtype=np.int64)
        high = np.array([cell for cell in high.tolist() if (cell, False) not in self._hopeless], dtype=np.int64)
        if len(low) + len(high) > min(_ANEW, budget):
            return -1
        worlds = []
        spent = 0
        for cells, is_down in ((low, True), (high, False)):
            for cell in cells.tolist():
                world = self._reach(cell, is_down, hidden, only_hidden=True)
                spent += 1
                if world is None:
                    return -spent
                worlds.append(world)
        self.hidden = hidden
        self._pool = list(kept)
        self._low, self._high = floor.copy(), ceiling.copy()
        for world in worlds:
            self._remember(world)
        return spent

    def advice(self, cell: int) -> str:
        """The question with most codes among those of a stubborn cell: merging its codes makes the counts larger."""
        crowd: dict[str, int] = {}
        for question, _ in self.linked.selections[cell]:
            crowd[question] = len({dict(each)[question] for each in self.linked.selections if question in dict(each)})
        widest = max(sorted(crowd), key=crowd.__getitem__) if crowd else ""
        return widest.split("=", 1)[0]
