"""Half-typed words of every form come back after a lock: their page, their field, the cursor where it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseapp.services import cases
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.wanted import CaseWanted

from .conftest import unlock

Field = QLineEdit | QPlainTextEdit
HALF = "Half a wo"


def workplace(window: MainWindow) -> Workplace:
    found = window.workplace()
    assert found is not None
    return found


def field(window: MainWindow, name: str) -> Field | None:
    """The field of this name that is shown."""
    found = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    return next((one for one in found if one.isVisible() and one.accessibleName().startswith(name)), None)


def words(one: Field) -> str:
    return one.text() if isinstance(one, QLineEdit) else one.toPlainText()


def cursor(one: Field) -> int:
    return one.cursorPosition() if isinstance(one, QLineEdit) else one.textCursor().position()


def to_case(window: MainWindow, qtbot: QtBot, tab: str) -> None:
    found: list[str] = []
    office = workplace(window).office
    window.runner.vault(window, lambda: cases.find(office, "Amara")[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found))
    workplace(window).show_case(CaseWanted(found[0], tab))


def case_page(window: MainWindow) -> object:
    return workplace(window)._stack.currentWidget()


def until(qtbot: QtBot, window: MainWindow, name: str, opens: Callable[[], object]) -> Field:
    """Ask for the form until it is there: its page may still be reading."""

    def there() -> bool:
        if field(window, name) is None:
            opens()
        return field(window, name) is not None

    qtbot.waitUntil(there)
    found = field(window, name)
    assert found is not None
    return found


FORMS = (
    ("contacts", "Note", "log_contact"),
    ("overview", "Goes by", "edit_facts"),
    ("overview", "Code word", "_change_safe_contact"),
    ("withdrawal", "In Amara", ""),
    ("journey", "Note", "_tell"),
    ("journey", "Place", "_add_hearing"),
)


@pytest.mark.parametrize(("tab", "name", "opens"), FORMS)
def test_a_form_of_a_case(opened: MainWindow, qtbot: QtBot, tab: str, name: str, opens: str) -> None:
    to_case(opened, qtbot, tab)

    def ask() -> None:
        page = case_page(opened)
        own = page._stack.tab()  # type: ignore[attr-defined]  # the case page
        asked = getattr(page, opens, None) or getattr(own, opens, None) if opens else None
        if asked is not None:
            asked()

    come_back_to(opened, qtbot, name, ask)


def test_a_new_case(opened: MainWindow, qtbot: QtBot) -> None:
    workplace(opened).go("new_case")

    def ask() -> None:
        page = case_page(opened)
        if page._under_way:  # type: ignore[attr-defined]  # the page of a new case
            page._to_form()  # type: ignore[attr-defined]

    come_back_to(opened, qtbot, "Last name", ask)


def test_a_follow_up_on_today(opened: MainWindow, qtbot: QtBot) -> None:
    page = case_page(opened)
    come_back_to(opened, qtbot, "What to do", page._add_follow_up)  # type: ignore[attr-defined]  # Today


def test_after_a_sudden_end_too(
    opened: MainWindow, make_window: Callable[..., MainWindow], vault: Path, qtbot: QtBot
) -> None:
    """The window knows nothing any more; the vault does."""
    to_case(opened, qtbot, "contacts")
    note = until(qtbot, opened, "Note", lambda: case_page(opened).log_contact())  # type: ignore[attr-defined]
    type_half(qtbot, note)
    opened.lock()
    again = make_window(vault)
    unlock(again, qtbot)
    is_back(again, qtbot, "Note", HALF, len(HALF) - 2)


def test_a_key_pressed_meanwhile_keeps_the_focus_where_it_went(opened: MainWindow, qtbot: QtBot) -> None:
    to_case(opened, qtbot, "contacts")
    note = until(qtbot, opened, "Note", lambda: case_page(opened).log_contact())  # type: ignore[attr-defined]
    type_half(qtbot, note)
    opened.lock()
    unlock(opened, qtbot)
    is_back(opened, qtbot, "Note", HALF, len(HALF) - 2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    elsewhere = QApplication.focusWidget()
    workplace(opened).coming_back._try(0)
    assert QApplication.focusWidget() is elsewhere


def type_half(qtbot: QtBot, where: Field) -> None:
    where.setFocus()
    qtbot.keyClicks(where, HALF)
    for _each in range(2):
        qtbot.keyClick(where, Qt.Key.Key_Left)


def come_back_to(window: MainWindow, qtbot: QtBot, name: str, opens: Callable[[], object]) -> None:
    typed_in = until(qtbot, window, name, opens)
    full = typed_in.accessibleName()
    type_half(qtbot, typed_in)
    window.lock()
    assert field(window, full) is None
    unlock(window, qtbot)
    is_back(window, qtbot, full, HALF, len(HALF) - 2)


def is_back(window: MainWindow, qtbot: QtBot, name: str, typed: str, at: int) -> None:
    def back() -> bool:
        found = field(window, name)
        return found is not None and found.hasFocus() and words(found) == typed and cursor(found) == at

    qtbot.waitUntil(back)
