"""What is on the screen from the first moment, while the rest of the program is still being read from the disk."""

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from caseapp.base.machine_settings import MachineSettings
from ui.pages.unlock.hills import HillsPanel
from ui.theme.icons import app_icon

TITLE = "Case Tracker"


class Opening(QMainWindow):
    """The unlock page's picture without its form: the same window to the eye, with nothing yet to do in it.

    `known`: whether a vault was opened here before.
    """

    def __init__(self, *, known: bool) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(app_icon())
        whole = QWidget()
        whole.setProperty("ground", "canvas")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        hills = HillsPanel(known=known)
        hills.setFixedWidth(hills.sizeHint().width())
        row.addWidget(hills)
        row.addStretch()
        self.setCentralWidget(whole)

    def give_way_to(self, window: QMainWindow) -> None:
        """Put the real window in this one's place."""
        if not self.isMaximized():
            window.setGeometry(self.geometry())
        window.activateWindow()
        self.close()
        self.deleteLater()


def show(window: QMainWindow, settings: MachineSettings) -> None:
    """Show a window at its last size, within the screen."""
    room = window.screen().availableGeometry()
    window.setMinimumSize(min(1024, room.width()), min(680, room.height()))
    window.resize(min(settings.window_width, room.width()), min(settings.window_height, room.height()))
    if settings.window_maximised:
        window.showMaximized()
    else:
        window.show()
