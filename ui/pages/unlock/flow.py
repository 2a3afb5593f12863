"""What the flows that end with an open vault share: the office is theirs until it is handed on."""

from PySide6.QtCore import QObject, Signal

from caseapp.services.office import Office
from ui.work.runner import Runner


class Flow(QObject):
    """Tells `entered` (an Entered) once; `abandon` closes what was opened and not handed on."""

    entered = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._office: Office | None = None

    def abandon(self) -> None:
        """Forget everything and close the vault, if this flow had opened one."""
        office, self._office = self._office, None
        self._runner.forget(self)
        if office is not None:
            self._runner.vault(self, office.close, _nothing)

    def _take(self) -> Office | None:
        """The office, which is no longer this flow's to close."""
        office, self._office = self._office, None
        return office


def _nothing(_result: None) -> None:
    """Closing has no result to show."""
