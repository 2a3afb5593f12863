"""Statement 37: copies are marked, go after 30 seconds if still ours, and at the lock."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ui.shell.own_clipboard import CLEARED_AFTER_MS, OwnClipboard
from ui.work.clipboard import MARKS, copy, is_marked

REFERENCE = "KT-26-0417"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QPlainTextEdit:
    """A field in the window that is in use: the clipboard of a machine without a screen does not say whose it is."""
    field = QPlainTextEdit("the code word is lantern")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive)
    return field


@pytest.fixture
def watch(window: QPlainTextEdit) -> Iterator[OwnClipboard]:
    QGuiApplication.clipboard().clear()
    owner = QObject()
    yield OwnClipboard(owner)
    QGuiApplication.clipboard().clear()
    owner.deleteLater()


def formats() -> QMimeData:
    found = QGuiApplication.clipboard().mimeData()
    assert found is not None
    return found


def test_a_copy_carries_every_mark(watch: OwnClipboard) -> None:
    copy(REFERENCE)
    data = formats()
    assert data.text() == REFERENCE
    for name, value in MARKS.items():
        assert bytes(data.data(name).data()) == value
    for word in ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory", "CanUploadToCloud"):
        assert any(word in name for name in data.formats())


def test_a_copy_made_by_key_in_a_field_is_marked_and_loses_its_rich_text(
    watch: OwnClipboard, window: QPlainTextEdit, qtbot: QtBot
) -> None:
    window.selectAll()
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert formats().text() == "the code word is lantern"
    assert is_marked(formats())
    assert not formats().hasHtml()
    assert watch.waiting()


def test_it_goes_after_thirty_seconds(watch: OwnClipboard) -> None:
    assert CLEARED_AFTER_MS <= 30_000
    copy(REFERENCE)
    timer = watch.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert timer.interval() == CLEARED_AFTER_MS
    timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_else_put_there_stays(watch: OwnClipboard, monkeypatch: pytest.MonkeyPatch) -> None:
    copy(REFERENCE)
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _self: False)
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: Qt.ApplicationState.ApplicationInactive)
    clipboard.setText("a shopping list")
    assert not watch.waiting()
    watch.clear_ours()
    assert clipboard.text() == "a shopping list"
