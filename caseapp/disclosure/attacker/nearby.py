"""Worlds near a known one: the fewest units moved that bring one figure as low or as high as wished.

A linear program over what moves, up and down, from a world of whole numbers. Its cheapest answer moves few unknowns and
is nearly always made of whole numbers itself, at a twentieth of what a whole-number question over everything costs. Its
worlds are added up again like all others, and it proves nothing: what it does not find is asked in full.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.rows import Row
from caseapp.disclosure.attacker.solver import NEAR, Floats, matrix, new_solver, run_again

MOST_STEPS = 50_000
"""Steps of one question; a world not found by then is not found."""


class Nearby:
    """Asks again and again from the same world; only the figure and how far it is to go change."""

    def __init__(self, rows: Sequence[Row], limit: int, known: Floats) -> None:
        self.known = known
        size = self._size = len(known)
        now = np.array([np.dot(row.coefficients, known[row.columns]) for row in rows])
        low = np.array([-np.inf if row.low is None else row.low for row in rows]) - now
        high = np.array([np.inf if row.high is None else row.high for row in rows]) - now
        program = highspy.HighsLp()
        program.num_col_ = 2 * size
        program.num_row_ = len(rows) + 1
        program.col_cost_ = np.ones(2 * size)
        program.col_lower_ = np.zeros(2 * size)
        program.col_upper_ = np.concatenate([limit - known, known])
        program.row_lower_ = np.append(low, -np.inf)
        program.row_upper_ = np.append(high, np.inf)
        columns = [np.concatenate([row.columns, row.columns + size]) for row in rows]
        values = [np.concatenate([row.coefficients, -row.coefficients]) for row in rows]
        nothing = np.zeros(0)
        matrix(program, [*columns, nothing.astype(np.int64)], [*values, nothing])
        self._goal = len(rows)
        self._named: list[int] = []
        self._solver = new_solver()
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_iteration_limit", MOST_STEPS)
        self._solver.passModel(program)

    def reach(self, columns: NDArray[np.int64], costs: Floats, enough: float) -> Floats | None:
        """The nearest point at which a form is at most `enough`, whole or not; None when none is there or found."""
        for column in self._named:
            self._solver.changeCoeff(self._goal, column, 0.0)
        self._named = [*columns.tolist(), *(columns + self._size).tolist()]
        for column, cost in zip(self._named, [*costs.tolist(), *(-costs).tolist()], strict=True):
            self._solver.changeCoeff(self._goal, column, cost)
        self._solver.changeRowBounds(self._goal, -np.inf, enough - float(np.dot(costs, self.known[columns])))
        if run_again(self._solver) != highspy.HighsModelStatus.kOptimal:
            return None
        up, down = np.split(np.array(self._solver.getSolution().col_value), 2)
        point = self.known + up - down
        whole = np.round(point)
        return np.asarray(whole if np.all(np.abs(point - whole) < NEAR) else point)
