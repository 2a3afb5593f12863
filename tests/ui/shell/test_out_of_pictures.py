"""Every window of the app is taken out of pictures of the screen, before it can be in one."""

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.out_of_pictures import EXCLUDE_FROM_CAPTURE, MONITOR_ONLY, OutOfPictures, window_affinity


def watched(qapp: QApplication, *, takes: frozenset[int]) -> tuple[OutOfPictures, list[tuple[int, int]]]:
    asked: list[tuple[int, int]] = []

    def affinity(handle: int, how: int) -> bool:
        asked.append((handle, how))
        return how in takes

    watch = OutOfPictures(affinity, qapp)
    qapp.installEventFilter(watch)
    return watch, asked


def test_window_dialog_and_menu_are_taken_out_when_shown(qapp: QApplication, qtbot: QtBot) -> None:
    watch, asked = watched(qapp, takes=frozenset({EXCLUDE_FROM_CAPTURE}))
    window, dialog, menu = QWidget(), QDialog(), QMenu()
    QLabel("inside", window)
    menu.addAction("Something")
    for one in (window, dialog, menu):
        qtbot.addWidget(one)
        one.show()
    qapp.removeEventFilter(watch)
    for one in (window, dialog, menu):
        assert (int(one.winId()), EXCLUDE_FROM_CAPTURE) in asked
    assert {how for _handle, how in asked} == {EXCLUDE_FROM_CAPTURE}
    assert {handle for handle, _how in asked} == {int(one.winId()) for one in (window, dialog, menu)}


def test_an_older_windows_shows_a_black_window_instead(qapp: QApplication, qtbot: QtBot) -> None:
    watch, asked = watched(qapp, takes=frozenset({MONITOR_ONLY}))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qapp.removeEventFilter(watch)
    assert (int(window.winId()), MONITOR_ONLY) in asked


def test_elsewhere_the_system_offers_nothing() -> None:
    assert window_affinity("linux") is None
    assert window_affinity("darwin") is None
