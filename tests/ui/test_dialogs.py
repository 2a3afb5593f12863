"""What every dialog promises."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui.dialogs.ask_removal import AskRemoval
from ui.widgets.focus_ring import FocusRing


def test_a_dialog_shows_by_itself_where_the_keyboard_is(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    ask = AskRemoval(window, "Remove Sam P.?", ("This cannot be undone.",), "Keep Sam P.", "Remove")
    with qtbot.waitActive(ask):
        ask.open()
    (ring,) = ask.findChildren(FocusRing)
    qtbot.waitUntil(lambda: ring.isVisible() and ring.widget() is ask.safe)
    qtbot.keyClick(ask.safe, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.widget() is ask.removal)
    ask.reject()
