"""Writing the folder, or the file sealed to one reader, and entering it in the ledger: both, or neither."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from caseapp.base.errors import Refused, Trouble
from caseapp.services import annual, sealed_reports
from caseapp.services.annual import Release, WrittenRelease
from caseapp.services.office import Office
from ui.widgets.work_bar import StepCount
from ui.work.runner import Runner

T = TypeVar("T")
STEPS = ("files", "attack")
"""What can be stopped, in its order."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What stands on disk now."""

    folder: Path
    """Where it is; of a sealed report, the folder that its file is in."""
    files: int
    file: Path | None = None
    reader: str = ""
    """To whom that file is sealed."""


class _Leaving:
    """A report on its way out. It may be stopped, or the vault locked, before it is entered: then its folder goes.

    Writer and window each set their flag before they look at the other's, so at least one sees both.
    """

    def __init__(self) -> None:
        self._dropped, self._standing = Event(), Event()
        self._written: WrittenRelease | None = None

    def write(self, release: Release, folder: Path, tell: annual.Step) -> WrittenRelease | None:
        """On the pool: attack and write; the folder does not stay if nobody waits for it any more."""
        self._written = self._unless_dropped(partial(annual.write, release, folder), tell)
        self._standing.set()
        if self._dropped.is_set() and self._written is not None:
            annual.take_back(self._written)
        return self._written

    def make(self, release: Release, tell: annual.Step) -> dict[str, bytes] | None:
        """On the pool: the files only, attacked."""
        return self._unless_dropped(partial(annual.make, release), tell)

    def drop(self) -> None:
        """On the window's thread: it may not leave after all."""
        self._dropped.set()
        if self._standing.is_set() and self._written is not None:
            annual.take_back(self._written)

    def _unless_dropped(self, work: Callable[..., T], tell: annual.Step) -> T | None:
        """None once nobody waits: that it was stopped is no trouble to tell of."""
        try:
            return work(progress=tell, cancelled=self._dropped.is_set)
        except Refused:
            if self._dropped.is_set():
                return None
            raise


class ExportWork(QObject):
    """Tells `progressed(done, of)` and `entering`, from when on it cannot be stopped; then `exported(Exported)`, or
    `failed(Trouble)`, and then nothing was left behind."""

    progressed = Signal(int, int)
    entering = Signal()
    exported = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._leaving: _Leaving | None = None
        self._in_ledger = ""
        self.under_way = False

    def start(self, release: Release, place: Path, reader: str = "") -> None:
        """Write a release into a new folder, or seal it to a reader into a new file, and enter it in the ledger.

        What leaves is attacked as its reader will have it. A second copy of the same folder tells nobody anything new,
        so the ledger holds it once.
        """
        self.under_way = True
        self._leaving = leaving = _Leaving()
        tell = StepCount(STEPS, self._runner.reporter(self, self._told))
        if reader:
            made = partial(self._made, release, place, reader)
            self._runner.pure(self, partial(leaving.make, release, tell), made, self._not_done)
            return
        written = partial(self._written, release)
        self._runner.pure(self, partial(leaving.write, release, place, tell), written, self._not_done)

    def stop(self) -> None:
        """Asked for by hand: nothing leaves. Signing and entering, which take a moment, are not stopped."""
        if self._leaving is not None:
            self.drop()
            self.failed.emit(Refused("report_stopped"))

    def drop(self) -> None:
        """At lock: what is not entered in the ledger does not stay on disk. Entering, once asked for, still happens."""
        self._runner.forget(self)
        if self._leaving is not None:
            self._leaving.drop()
        self._leaving, self.under_way = None, False

    def _told(self, done: int, of: int) -> None:
        if self._leaving is not None:
            self.progressed.emit(done, of)

    def _written(self, release: Release, written: WrittenRelease) -> None:
        self._enter()
        if self._in_ledger == release.name:
            self._entered(written, None)
            return
        enter = partial(annual.enter_written, self._office, release, written)
        self._runner.vault(self, enter, partial(self._entered, written), self._not_done)

    def _enter(self) -> None:
        self._leaving = None
        self.entering.emit()

    def _entered(self, written: WrittenRelease, _done: None) -> None:
        self.under_way, self._in_ledger = False, written.name
        self.exported.emit(Exported(written.folder, len(written.files)))

    def _made(self, release: Release, file: Path, reader: str, files: dict[str, bytes]) -> None:
        """Nothing is on disk yet: file and ledger come to be in one call, so that locking cannot fall between."""
        self._enter()
        hand_over = partial(sealed_reports.hand_over, self._office, release, files, reader, file)
        done = Exported(file.parent, len(files), file, reader)
        self._runner.vault(self, hand_over, partial(self._handed, release.name, done), self._not_done)

    def _handed(self, name: str, done: Exported, _nothing: None) -> None:
        self.under_way, self._in_ledger = False, name
        self.exported.emit(done)

    def _not_done(self, trouble: Trouble) -> None:
        self._leaving, self.under_way = None, False
        self.failed.emit(trouble)
