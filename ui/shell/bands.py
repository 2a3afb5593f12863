"""What stands above every page: that saving does not work, and what the checks after unlocking found."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.services.office import Office
from ui.shell.clock_count import ClockCount
from ui.shell.start_check import StartCheck
from ui.shell.trouble_band import TroubleBand
from ui.work.runner import Runner


class Bands(QWidget):
    """Both bands, each hidden while it has nothing to say; counting open dates again never has."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trouble = TroubleBand()
        self.check = StartCheck(office, runner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trouble)
        column.addWidget(self.check)
        self.clocks = ClockCount(office, runner, self)
        self.check.start()

    def takes(self, trouble: Trouble) -> bool:
        """As `TroubleBand.takes`."""
        return self.trouble.takes(trouble)

    def saving_works(self) -> None:
        """Something was saved."""
        self.trouble.saving_works()

    def touched(self) -> None:
        """Somebody pressed a key or a button."""
        self.check.touched()

    def clear(self) -> None:
        """Stop checking, at lock."""
        self.check.clear()
        self.clocks.clear()
