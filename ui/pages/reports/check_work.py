"""Counting and protecting, off the window's thread: the latest wishes win, and nobody waits for older ones."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from caseapp.base.errors import Refused, Trouble
from caseapp.services import annual, release_view, returns_rights
from caseapp.services.annual import Figures, Release
from caseapp.services.office import Office
from caseapp.services.release_view import Chart, Check, PreviewTable
from ui.work.runner import Runner

T = TypeVar("T")
ANNUAL, RIGHTS = "annual", "rights"
_TELL_EVERY = 0.1
"""Seconds between two reports of progress; the optimiser ticks far more often."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the report should hold, and for whom."""

    year: str
    tables: tuple[str, ...]
    policy: str
    kind: str = ANNUAL
    """The annual report, or the rights told in time."""

    def of_the_same_report(self, other: "Wishes") -> bool:
        """Whether both are about the same year of the same report."""
        return (self.year, self.kind) == (other.year, other.kind)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table as it will be exported, with its chart, its headline and its lines of assurance."""

    preview: PreviewTable
    chart: Chart | None
    headline: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A release that may leave, laid out."""

    wishes: Wishes
    release: Release
    tables: tuple[ShownTable, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the check has come; `left` is in seconds, None while nobody can say."""

    step: str
    done: int
    of: int
    left: float | None


class CheckWork(QObject):
    """Counts on the vault's thread, protects on the pool.

    Tells `progressed(Progress)`, then `checked(Checked)` or `refused(Trouble)`; after `stop` it tells nothing more.
    """

    progressed = Signal(object)
    checked = Signal(object)
    refused = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._halt = Event()
        self.under_way = False

    def start(self, wishes: Wishes) -> None:
        """Drop what is under way and check this instead."""
        self.stop()
        self._halt = Event()
        self.under_way = True
        count = partial(annual.count, self._office, wishes.year, wishes.tables)
        if wishes.kind == RIGHTS:
            count = partial(returns_rights.count, self._office, wishes.year)
        self._runner.vault(self, partial(_or_refused, count), partial(self._counted, wishes, self._halt), self._failed)

    def stop(self) -> None:
        """Stop; the threads notice at their next step, and their result is dropped."""
        self._halt.set()
        self._runner.forget(self)
        self.under_way = False

    def _counted(self, wishes: Wishes, halt: Event, figures: Figures | Refused) -> None:
        if isinstance(figures, Refused):
            self._failed(figures)
            return
        tell = _Teller(self._runner, self, self._told)
        work = partial(_protect, figures, wishes, tell, halt.is_set)
        self._runner.pure(self, partial(_or_refused, work), partial(self._protected, halt), self._failed)

    def _told(self, at: tuple[str, float | None], done: int, of: int) -> None:
        if self.under_way:
            step, left = at
            self.progressed.emit(Progress(step, done, of, left))

    def _protected(self, halt: Event, made: Checked | Refused) -> None:
        if halt.is_set():
            return
        if isinstance(made, Refused):
            self._failed(made)
            return
        self.under_way = False
        self.checked.emit(made)

    def _failed(self, trouble: Trouble) -> None:
        self.under_way = False
        self.refused.emit(trouble)


class _Teller:
    """Says from the pool how far it is: at each new step, at its end, and a few times a second."""

    def __init__(
        self, runner: Runner, owner: QObject, show: Callable[[tuple[str, float | None], int, int], None]
    ) -> None:
        self._runner, self._owner, self._show = runner, owner, show
        self._step, self._began, self._told = "", 0.0, 0.0

    def __call__(self, step: str, done: int, of: int) -> None:
        now = time.perf_counter()
        if step != self._step:
            self._step, self._began, self._told = step, now, 0.0
        if now - self._told < _TELL_EVERY and done < of:
            return
        self._told = now
        spent = now - self._began
        left = spent / done * (of - done) if done and spent > 1 else None
        self._runner.reporter(self._owner, partial(self._show, (step, left)))(done, of)


def _or_refused(work: Callable[[], T]) -> T | Refused:
    """The result or the refusal as a value: one that nobody waits for any more is no trouble to tell of."""
    try:
        return work()
    except Refused as refused:
        return refused


def _protect(figures: Figures, wishes: Wishes, tell: annual.Step, halted: Callable[[], bool]) -> Checked:
    release = annual.protect(figures, wishes.policy, progress=tell, cancelled=halted)
    tables = tuple(
        ShownTable(
            release_view.preview(release, table.id),
            release_view.chart(release, table.id),
            release_view.headline(release, table.id),
            release_view.checks(release, table.id),
        )
        for table in release.tables
    )
    return Checked(wishes, release, tables, release_view.checks(release))
