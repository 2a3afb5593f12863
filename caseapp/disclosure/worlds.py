"""Other worlds: tables that agree with all that is shown but differ where something is hidden (optimiser's
program).

One linear program: joint cells x >= 0, and for every cell its sum = truth + up - down. Moving a hidden cell
is nearly free, moving a shown one costs what hiding it would lose.
"""

import highspy
import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.linkage import Linked

Floats = NDArray[np.float64]
LARGE = 4000
"""Columns above which the interior-point method is used."""
FREE = 1e-4
"""Cost of moving a hidden cell by one: small, so that no more moves than needed."""
MOST_ITERATIONS = 100_000
"""Steps of one question; a world not found by then is not found."""


class Worlds:
    """Finds the cheapest world for given costs."""

    def __init__(self, linked: Linked, most_up: Floats, most_down: Floats) -> None:
        cells, joint = len(linked.truth), linked.size
        self._cells, self._joint = cells, joint
        self.truth = linked.truth.astype(float)
        self._most_up, self._most_down = most_up, np.minimum(most_down, self.truth)
        columns = [np.concatenate([each, [joint + i, joint + cells + i]]) for i, each in linked.sums]
        values = [np.concatenate([np.ones(len(each)), [-1.0, 1.0]]) for _, each in linked.sums]
        figures = self.truth[[i for i, _ in linked.sums]]
        columns += [each.columns for each in linked.equations]
        values += [each.coefficients for each in linked.equations]
        program = highspy.HighsLp()
        program.num_col_ = joint + 2 * cells
        program.num_row_ = len(columns)
        program.col_cost_ = np.zeros(program.num_col_)
        program.col_lower_ = np.zeros(program.num_col_)
        program.col_upper_ = np.concatenate([np.full(joint, np.inf), self._most_up, self._most_down])
        program.row_lower_ = np.concatenate([figures, np.zeros(len(linked.equations))])
        upper = [np.inf if each.at_least else 0.0 for each in linked.equations]
        program.row_upper_ = np.concatenate([figures, upper])
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.concatenate([[0], np.cumsum([len(each) for each in columns])]).astype(np.int32)
        matrix.index_ = np.concatenate(columns).astype(np.int32)
        matrix.value_ = np.concatenate(values)
        self._program = program
        self.solves = 0

    def find(
        self,
        up_cost: Floats,
        down_cost: Floats,
        up_range: tuple[Floats, Floats] | None = None,
        down_range: tuple[Floats, Floats] | None = None,
    ) -> Floats | None:
        """The cheapest world's cell values, or None when the ranges cannot be met."""
        zero = np.zeros(self._cells)
        up_low, up_high = up_range if up_range is not None else (zero, self._most_up)
        down_low, down_high = down_range if down_range is not None else (zero, self._most_down)
        low = np.concatenate([up_low, down_low])
        high = np.concatenate([np.minimum(up_high, self._most_up), np.minimum(down_high, self._most_down)])
        if (low > high).any():
            return None
        self._change("col_lower_", low)
        self._change("col_upper_", high)
        self._change("col_cost_", np.concatenate([up_cost, down_cost]))
        self.solves += 1
        solver = self._answered()
        if solver is None:
            return None
        point = np.array(solver.getSolution().col_value)
        up, down = np.split(point[self._joint :], 2)
        return np.asarray(self.truth + up - down)

    def _change(self, name: str, moves: Floats) -> None:
        every = np.array(getattr(self._program, name))
        every[self._joint :] = moves
        setattr(self._program, name, every)

    def _answered(self) -> highspy.Highs | None:
        """A new solver with the answer; None if there is none, or it fails.

        New for each question: costs and limits of most columns change between questions, so where it last stood is no
        help, and a solver that is used again has been seen to fail.
        """
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the constructor carries no types
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("simplex_iteration_limit", MOST_ITERATIONS)
        # Presolve has been seen never to end on a program of 26 columns; small ones do not need it.
        small = self._program.num_col_ <= LARGE
        solver.setOptionValue(*(("presolve", "off") if small else ("solver", "ipm")))
        solver.passModel(self._program)
        try:
            solver.run()
        except (ValueError, RuntimeError, MemoryError):  # how the library's own failures arrive here
            return None
        return solver if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal else None
