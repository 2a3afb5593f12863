"""Seals the answers of a survey as they are given, so that a sudden end of the program loses none of them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from caseapp.services import surveys
from caseapp.services.office import Office
from caseapp.services.surveys import Handover
from ui.work.runner import Runner

_PAUSE_MS = 400


class Sealing(QObject):
    """`due` a moment after the last `soon`: answer it with `seal`."""

    due = Signal()

    def __init__(self, office: Office, runner: Runner, handover: Handover, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner, self._handover = office, runner, handover
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.due)

    def soon(self) -> None:
        """Something was chosen or written: it is sealed as soon as the person pauses."""
        self._pause.start()

    def seal(self, answers: Mapping[str, str], at: str) -> None:
        """Seal these answers now; `at` is the question shown."""
        self._pause.stop()
        work = partial(surveys.keep, self._office, self._handover, dict(answers), at)
        self._runner.vault(self, work, _nothing, _nothing)

    def stop(self) -> None:
        """The answers are on their way to where they are kept."""
        self._pause.stop()


def _nothing(_result: object) -> None:
    """Whether it could not be sealed is told at the end, when all of it is kept: not in the middle of a question."""
