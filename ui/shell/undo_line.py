"""What was saved here and can be taken back: Ctrl+Z, and Ctrl+Shift+Z for what was taken back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import journal
from caseapp.services.office import Office
from ui.work.runner import Runner
from ui.work.wanted import Toasted

MOST = 100


class UndoLine(QObject):
    """Two lines of batches. `done` tells a Toasted once something was taken back or put back."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._undo: list[str] = []
        self._redo: list[str] = []
        self._busy = False

    def saved(self, saved: Saved) -> None:
        """Something new was saved: it is what Ctrl+Z takes back next."""
        if saved.batch:
            self._undo = [*self._undo, saved.batch][-MOST:]
            self._redo.clear()

    def undo(self) -> None:
        """Take the last change back."""
        self._turn(self._undo, self._undone)

    def redo(self) -> None:
        """Put back what was taken back last."""
        self._turn(self._redo, self._redone)

    def clear(self) -> None:
        """Forget all of it, at lock."""
        self._undo.clear()
        self._redo.clear()

    def _turn(self, line: list[str], then: Callable[[Saved], None]) -> None:
        if self._busy or not line:
            return
        self._busy = True
        batch, office = line.pop(), self._office
        self._runner.vault(self, lambda: journal.undo(office, batch), then, self._not_turned)

    def _undone(self, saved: Saved) -> None:
        self._busy = False
        self._redo.append(saved.batch)
        self.done.emit(Toasted(saved, _("Undone. Ctrl+Shift+Z puts it back")))

    def _redone(self, saved: Saved) -> None:
        self._busy = False
        self._undo.append(saved.batch)
        self.done.emit(Toasted(saved, _("Put back")))

    def _not_turned(self, trouble: Trouble) -> None:
        self._busy = False
        self.failed.emit(trouble)
