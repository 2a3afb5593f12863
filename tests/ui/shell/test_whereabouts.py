from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.whereabouts import focus_in, restore_focus


def make_page(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QPlainTextEdit]:
    page, inside = QWidget(), QWidget()
    line, words = QLineEdit("07700 900147"), QPlainTextEdit("Worried after a neighbour")
    for parent, child in ((page, inside), (inside, line), (inside, words)):
        (parent.layout() or QVBoxLayout(parent)).addWidget(child)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    return page, line, words


def test_field_and_cursor_come_back_on_a_page_made_anew(qtbot: QtBot) -> None:
    page, line, _words = make_page(qtbot)
    line.setFocus()
    line.setCursorPosition(5)
    focus = focus_in(page)
    again, other, _other_words = make_page(qtbot)
    assert focus is not None
    assert restore_focus(again, focus)
    assert again.focusWidget() is other
    assert other.cursorPosition() == 5


def test_it_waits_until_the_draft_is_back(qtbot: QtBot) -> None:
    page, _line, words = make_page(qtbot)
    words.setFocus()
    cursor = words.textCursor()
    cursor.setPosition(12)
    words.setTextCursor(cursor)
    focus = focus_in(page)
    assert focus is not None
    again, _other, empty = make_page(qtbot)
    empty.clear()
    assert not restore_focus(again, focus)
    empty.setPlainText("Worried after a neighbour")
    assert restore_focus(again, focus)
    assert empty.textCursor().position() == 12


def test_nothing_is_kept_but_places_and_numbers(qtbot: QtBot) -> None:
    page, line, _words = make_page(qtbot)
    line.setFocus()
    assert "07700" not in repr(focus_in(page))


def test_a_page_that_looks_different_now_is_left_alone(qtbot: QtBot) -> None:
    page, line, _words = make_page(qtbot)
    line.setFocus()
    focus = focus_in(page)
    assert focus is not None
    assert not restore_focus(QWidget(), focus)
