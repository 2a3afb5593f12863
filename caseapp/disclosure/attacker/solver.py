"""One linear and whole-number program, kept warm: between questions only the objective changes (HiGHS)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.attacker.rows import Row

Floats = NDArray[np.float64]

WHOLE_NODES = 400
"""Most branches of one whole-number question; after that the bound found so far stands, marked not exact.

Counted in branches, not in seconds: the same figures give the same answer on any machine, however busy.
"""
BETWEEN_NODES = 20
"""The same of a question between two points."""
NEAR = 1e-6
"""How far from a whole number one may be that the solver means."""


@dataclass(slots=True)
class Answer:
    """The smallest value found (`value` None when the equations cannot hold), a proven bound.

    And where it is reached.
    """

    bound: float
    point: Floats | None
    whole: bool
    duals: Floats | None = None


def new_solver() -> highspy.Highs:
    """A silent solver on one thread."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library's constructor carries no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


_GAVE_UP = {highspy.HighsModelStatus.kNotset, highspy.HighsModelStatus.kSolveError, highspy.HighsModelStatus.kUnknown}


def run_again(solver: highspy.Highs) -> highspy.HighsModelStatus:
    """Run the solver, from nothing if it fails from where it stood; its status, `kSolveError` when it fails again."""
    for _ in range(2):
        try:
            solver.run()
        except (ValueError, RuntimeError, MemoryError):  # how the library's own failures arrive here
            status = highspy.HighsModelStatus.kSolveError
        else:
            status = solver.getModelStatus()
        if status not in _GAVE_UP:
            break
        solver.clearSolver()
    return status


def solver_version() -> str:
    """Name and version of the solver, for the certificate."""
    return f"HiGHS {new_solver().version()}"


class Program:
    """Whole numbers x with 0 <= x <= limit and rows that hold.

    Asked for the smallest value of one linear form a time.
    """

    def __init__(self, size: int, rows: Sequence[Row], limit: int) -> None:
        self.size = size
        self._lp = _pass(size, rows, limit)
        # Only the objective changes, so the last corner stays a possible start for the primal simplex method.
        self._lp.setOptionValue("presolve", "off")
        self._lp.setOptionValue("simplex_strategy", 4)
        self._whole: highspy.Highs | None = None
        self._rows = rows
        self._limit = limit
        self._costed = np.zeros(0, dtype=np.int32)
        self.stop: Callable[[], bool] = lambda: False
        """Asked during whole-number questions, which may take seconds; one that is stopped proves nothing."""
        self.linear_solves = 0
        self.whole_solves = 0
        self.nodes = 0

    def smallest(self, columns: NDArray[np.int64], costs: Floats) -> Answer:
        """Linear programming bound.

        `whole` tells that the corner it is reached at is made of whole numbers.
        """
        self._set_costs(self._lp, columns, costs)
        status = run_again(self._lp)
        self.linear_solves += 1
        if status != highspy.HighsModelStatus.kOptimal:
            # Only "cannot hold" is a proof; a solver that gave up has proven nothing.
            impossible = status == highspy.HighsModelStatus.kInfeasible
            return Answer(np.inf if impossible else -np.inf, None, False)
        solution = self._lp.getSolution()
        point = np.array(solution.col_value)
        whole = bool(np.all(np.abs(point - np.round(point)) < NEAR))
        value = float(self._lp.getInfo().objective_function_value)
        return Answer(value, np.round(point) if whole else point, whole, np.array(solution.row_dual))

    def smallest_whole(
        self,
        columns: NDArray[np.int64],
        costs: Floats,
        enough: float | None = None,
        nodes: int = WHOLE_NODES,
        slack: float = 0.0,
    ) -> Answer:
        """The same over whole numbers; may stop as soon as a point of value `enough` is found.

        `slack` lets it stop within that share of the best: for finding worlds, not for proofs.
        """
        status = self._ask_whole(columns, costs, enough, nodes, slack)
        self.whole_solves += 1
        if status == highspy.HighsModelStatus.kInfeasible:
            return Answer(np.inf, None, True)
        info = self._whole_program().getInfo()
        self.nodes += max(int(info.mip_node_count), 0)
        point = self._whole_point()
        proven = status == highspy.HighsModelStatus.kOptimal
        bound = float(info.objective_function_value) if proven else float(info.mip_dual_bound)
        return Answer(bound, point, proven)

    def smallest_between(
        self, columns: NDArray[np.int64], costs: Floats, known: Floats, other: Floats, enough: float
    ) -> Floats | None:
        """A point over whole numbers, `enough` or not: the known one, moved only where the other point differs.

        A small question; it proves nothing.
        """
        program, every = self._whole_program(), np.arange(self.size, dtype=np.int32)
        held = np.abs(known - other) < NEAR
        top = float(self._limit)
        program.changeColsBounds(self.size, every, np.where(held, known, 0.0), np.where(held, known, top))
        self._ask_whole(columns, costs, enough, BETWEEN_NODES)
        point = self._whole_point()
        program.changeColsBounds(self.size, every, np.zeros(self.size), np.full(self.size, top))
        self.nodes += 1
        return point

    def _whole_program(self) -> highspy.Highs:
        if self._whole is None:
            self._whole = _pass(self.size, self._rows, self._limit)
            kinds = np.full(self.size, highspy.HighsVarType.kInteger)
            self._whole.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), kinds)
            self._whole.setOptionValue("mip_abs_gap", 0.999)
        return self._whole

    def _ask_whole(
        self, columns: NDArray[np.int64], costs: Floats, enough: float | None, nodes: int, slack: float = 0.0
    ) -> highspy.HighsModelStatus:
        program = self._whole_program()
        full = np.zeros(self.size)
        np.add.at(full, columns, costs)
        program.clearSolver()
        program.setOptionValue("mip_max_nodes", nodes)
        program.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), full)
        program.setOptionValue("mip_rel_gap", slack)
        program.setOptionValue("objective_target", -np.inf if enough is None else enough + NEAR)
        program.cbMipInterrupt += self._interrupt
        status = run_again(program)
        program.cbMipInterrupt -= self._interrupt
        return status

    def _interrupt(self, event: highspy.HighsCallbackEvent) -> None:
        """Asked by the solver some thirty times a second."""
        if self.stop():
            event.interrupt()

    def _whole_point(self) -> Floats | None:
        program = self._whole_program()
        if program.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.asarray(np.round(np.array(program.getSolution().col_value)))

    def _set_costs(self, program: highspy.Highs, columns: NDArray[np.int64], costs: Floats) -> None:
        old = self._costed
        if len(old):
            program.changeColsCost(len(old), old, np.zeros(len(old)))
        unique, inverse = np.unique(columns, return_inverse=True)
        summed = np.zeros(len(unique))
        np.add.at(summed, inverse, costs)
        self._costed = unique.astype(np.int32)
        program.changeColsCost(len(unique), self._costed, summed)


def _pass(size: int, rows: Sequence[Row], limit: int) -> highspy.Highs:
    program = highspy.HighsLp()
    program.num_col_ = size
    program.num_row_ = len(rows)
    program.col_cost_ = np.zeros(size)
    program.col_lower_ = np.zeros(size)
    program.col_upper_ = np.full(size, float(limit))
    program.row_lower_ = np.array([-np.inf if row.low is None else row.low for row in rows], dtype=float)
    program.row_upper_ = np.array([np.inf if row.high is None else row.high for row in rows], dtype=float)
    matrix(program, [row.columns for row in rows], [row.coefficients for row in rows])
    solver = new_solver()
    solver.passModel(program)
    return solver


def matrix(program: highspy.HighsLp, columns: Sequence[NDArray[np.int64]], values: Sequence[Floats]) -> None:
    """Fill in a program's rows: the unknowns of each and their coefficients."""
    rows = program.a_matrix_
    rows.format_ = highspy.MatrixFormat.kRowwise
    rows.start_ = np.concatenate([[0], np.cumsum([len(each) for each in columns])]).astype(np.int32)
    rows.index_ = np.concatenate([*columns, np.zeros(0, dtype=np.int64)]).astype(np.int32)
    rows.value_ = np.concatenate([*values, np.zeros(0)])
