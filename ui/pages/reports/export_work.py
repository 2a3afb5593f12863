"""Writing the folder, or the file sealed to one reader, and entering it in the ledger: both, or neither."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from caseapp.base.errors import Trouble
from caseapp.services import annual, sealed_reports
from caseapp.services.annual import Release, WrittenRelease
from caseapp.services.office import Office
from ui.work.runner import Runner


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
    """A folder on its way out. The vault may be locked between writing and entering: then the folder goes again.

    Writer and window each set their flag before they look at the other's, so at least one sees both.
    """

    def __init__(self) -> None:
        self._dropped, self._standing = Event(), Event()
        self._written: WrittenRelease | None = None

    def write(self, release: Release, folder: Path) -> WrittenRelease:
        """On the pool: write and attack; the folder does not stay if nobody waits for it any more."""
        self._written = annual.write(release, folder)
        self._standing.set()
        if self._dropped.is_set():
            annual.take_back(self._written)
        return self._written

    def drop(self) -> None:
        """On the window's thread: it may not leave after all."""
        self._dropped.set()
        if self._standing.is_set() and self._written is not None:
            annual.take_back(self._written)


class ExportWork(QObject):
    """Tells `exported(Exported)` or `failed(Trouble)`, and then nothing was left behind."""

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
        if reader:
            made = partial(self._made, release, place, reader)
            self._runner.pure(self, partial(annual.make, release), made, self._not_done)
            return
        self._leaving = _Leaving()
        self._runner.pure(
            self, partial(self._leaving.write, release, place), partial(self._written, release), self._not_done
        )

    def drop(self) -> None:
        """At lock: what is not entered in the ledger does not stay on disk. Entering, once asked for, still happens."""
        self._runner.forget(self)
        if self._leaving is not None:
            self._leaving.drop()
        self._leaving, self.under_way = None, False

    def _written(self, release: Release, written: WrittenRelease) -> None:
        self._leaving = None
        if self._in_ledger == release.name:
            self._entered(written, None)
            return
        enter = partial(annual.enter_written, self._office, release, written)
        self._runner.vault(self, enter, partial(self._entered, written), self._not_done)

    def _entered(self, written: WrittenRelease, _done: None) -> None:
        self.under_way, self._in_ledger = False, written.name
        self.exported.emit(Exported(written.folder, len(written.files)))

    def _made(self, release: Release, file: Path, reader: str, files: dict[str, bytes]) -> None:
        """Nothing is on disk yet: file and ledger come to be in one call, so that locking cannot fall between."""
        hand_over = partial(sealed_reports.hand_over, self._office, release, files, reader, file)
        done = Exported(file.parent, len(files), file, reader)
        self._runner.vault(self, hand_over, partial(self._handed, release.name, done), self._not_done)

    def _handed(self, name: str, done: Exported, _nothing: None) -> None:
        self.under_way, self._in_ledger = False, name
        self.exported.emit(done)

    def _not_done(self, trouble: Trouble) -> None:
        self._leaving, self.under_way = None, False
        self.failed.emit(trouble)
