"""A lead's own computer, without a vault: a key is made by keyboard, and what does not open says why."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.services import report_readers
from ui.pages.unlock.entry import EntryPlaces
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.sealed_flow import PRIVATE, PUBLIC
from ui.work.runner import Runner

DANA = "granite kettles upon slow barges"
RETURN, LONG = Qt.Key.Key_Return, 60_000


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnlockPage]:
    """The page before any vault, with keys made at the cost for tests."""
    monkeypatch.setattr(report_readers, "make_key", partial(report_readers.make_key, profile=TESTING))
    page = UnlockPage(Runner(), EntryPlaces(tmp_path / "new", tmp_path / "example"))
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.activateWindow()
    page.show_choice()
    yield page
    page.clear()
    page.runner.finish()


def press(page: QWidget, qtbot: QtBot, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_lead_makes_a_key_by_keyboard_and_is_told_what_to_send(
    page: UnlockPage, tmp_path: Path, qtbot: QtBot
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    press(page, qtbot, "Open a sealed report")
    press(page, qtbot, "I have no key yet")
    step = page.sealed.key
    qtbot.keyClick(focus(), RETURN)
    assert step.name_row.error()
    assert step.place.error()
    qtbot.keyClicks(focus(), "Dana K.")
    step.place.set_file(keys)
    qtbot.keyClick(focus(), RETURN)
    assert page.steps.currentWidget() is page.sealed.phrase
    for _each in range(2):
        qtbot.keyClicks(focus(), DANA)
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(page.sealed.open.said()), timeout=LONG)
    assert PUBLIC in page.sealed.open.said()
    assert page.sealed.open.key.file() == keys / PRIVATE, "and it is ready to open with"
    assert sorted(path.name for path in keys.iterdir()) == [PRIVATE, PUBLIC]
    assert DANA.encode() not in (keys / PRIVATE).read_bytes()
    with pytest.raises(Refused, match="output_exists"):
        report_readers.make_key(keys / PRIVATE, keys / PUBLIC, name="Dana K.", passphrase=DANA)


def test_what_is_no_sealed_report_is_said_and_nothing_is_written(
    page: UnlockPage, tmp_path: Path, qtbot: QtBot
) -> None:
    report_readers.make_key(tmp_path / "private", tmp_path / "public", name="Dana K.", passphrase=DANA)
    file = tmp_path / "holiday.sealed"
    file.write_bytes(b"not a report")
    press(page, qtbot, "Open a sealed report")
    step = page.sealed.open
    qtbot.keyClick(step.passphrase.focus_target(), RETURN)
    assert step.report.error()
    assert step.key.error()
    step.report.set_file(file)
    step.key.set_file(tmp_path / "private")
    qtbot.keyClicks(step.passphrase.focus_target(), DANA)
    qtbot.keyClick(step.passphrase.focus_target(), RETURN)
    qtbot.waitUntil(lambda: bool(step.row.error()), timeout=LONG)
    assert step.passphrase.field.text() == DANA, "what was typed stays"
    assert not file.with_suffix("").exists()
    press(page, qtbot, "Back")
    assert page.steps.currentWidget() is page.choice
    page.clear()
    assert step.passphrase.field.text() == ""
    assert step.report.file() is None
