"""Half-typed words of every form come back after a lock: their page, their field, the cursor where it was."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from caseapp.base.machine_settings import MachineSettings
from caseapp.services import cases, challenges, drafts, journey, last_place, rights
from caseapp.services.office import Office
from ui.pages.case.close_form import CloseForm
from ui.pages.case.rights.forms import EvidenceForm
from ui.pages.case.rights.tab import RightsTab
from ui.pages.today.page import TodayPage
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.this_machine import this_machine
from ui.work.wanted import CaseWanted

from .conftest import unlock

Field = QLineEdit | QPlainTextEdit
Killed = Callable[[MainWindow, str], Callable[[], MainWindow]]
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
    ("journey", "When were you told?", "_outcome_told"),
)
RIGHTS_FORMS = (
    ("When was Amara told?", "told", ""),
    ("Reason", "other", ""),
    ("Letter", "letter", "ask_officer"),
    ("Subject", "letter", "ask_officer"),
    ("What is the document?", "evidence", ""),
    ("What was it, in a few words?", "answer", "ask_officer"),
)


@pytest.mark.parametrize(("tab", "name", "opens"), FORMS)
def test_a_form_of_a_case(opened: MainWindow, qtbot: QtBot, killed: Killed, tab: str, name: str, opens: str) -> None:
    to_case(opened, qtbot, tab)

    def ask() -> None:
        page = case_page(opened)
        own = page._stack.tab()  # type: ignore[attr-defined]  # the case page
        asked = getattr(page, opens, None) or getattr(own, opens, None) if opens else None
        if asked is not None:
            asked()

    come_back_to(opened, qtbot, killed, name, ask)


@pytest.mark.parametrize(("name", "kind", "step"), RIGHTS_FORMS)
def test_a_form_about_a_right(
    opened: MainWindow, qtbot: QtBot, killed: Killed, name: str, kind: str, step: str
) -> None:
    office = workplace(opened).office
    done: list[object] = []

    def late_bail() -> object:
        case_id = cases.find(office, "Amara")[0].id
        recorded = journey.record(office, journey.EventDraft(case_id, "bail", date(2026, 11, 10)))
        if kind == "answer":
            lines = [line for right in rights.for_case(office, case_id).rights for line in right.instances]
            late = next(line.id for line in lines if line.standing == "missed")
            challenges.start(office, challenges.ChallengeDraft(str(late), step, date(2026, 11, 19)))
        return recorded

    opened.runner.vault(opened, late_bail, done.append)
    qtbot.waitUntil(lambda: bool(done))
    to_case(opened, qtbot, "rights")

    def ask() -> None:
        tab = case_page(opened)._stack.tab()  # type: ignore[attr-defined]  # the case page
        if isinstance(tab, RightsTab) and tab._place.panel is None:
            tab._open_form(kind, step)
            if isinstance(tab._place.panel, EvidenceForm):
                tab._place.panel.evidence.choice.set_value("new")

    come_back_to(opened, qtbot, killed, name, ask)


def test_the_reason_chosen_for_closing(
    opened: MainWindow, qtbot: QtBot, vault: Path, tmp_path: Path, make_window
) -> None:
    to_case(opened, qtbot, "overview")

    def form(window: MainWindow) -> CloseForm | None:
        panel = window.findChildren(CloseForm)
        return next((one for one in panel if one.isVisible()), None)

    def shown() -> bool:
        if form(opened) is None:
            case_page(opened)._close_case()  # type: ignore[attr-defined]  # the case page
        return form(opened) is not None

    qtbot.waitUntil(shown)
    chosen = form(opened)
    assert chosen is not None
    code = list(chosen._reason._chips)[1]
    qtbot.mouseClick(chosen._reason.chip(code), Qt.MouseButton.LeftButton)
    office = workplace(opened).office
    kept = {"reason": code}
    left = copied_when(
        opened, qtbot, lambda: any(row.fields == kept for row in drafts.all_of_mine(office)), vault, tmp_path / "left"
    )
    for window, again in ((opened, lambda: opened), (opened, lambda: make_window(left))):
        window.lock()
        back = again()
        unlock(back, qtbot)

        def is_back(back: MainWindow = back) -> bool:
            found = form(back)
            return found is not None and found._reason.value() == code

        if back is not opened:
            qtbot.waitUntil(lambda back=back: back.workplace() is not None)
            to_case(back, qtbot, "overview")
        qtbot.waitUntil(is_back)


def test_a_new_case(opened: MainWindow, qtbot: QtBot, killed: Killed) -> None:
    workplace(opened).go("new_case")

    def ask() -> None:
        page = case_page(opened)
        if page._under_way:  # type: ignore[attr-defined]  # the page of a new case
            page._to_form()  # type: ignore[attr-defined]

    come_back_to(opened, qtbot, killed, "Last name", ask)


def test_a_follow_up_on_today(opened: MainWindow, qtbot: QtBot, killed: Killed) -> None:
    page = case_page(opened)
    qtbot.waitUntil(lambda: page._today is not None)  # type: ignore[attr-defined]  # Today, which takes the focus then
    come_back_to(opened, qtbot, killed, "What to do", page._add_follow_up)  # type: ignore[attr-defined]  # Today


def test_the_lines_of_the_cover(
    opened: MainWindow, make_window: Callable[..., MainWindow], vault: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """They are kept outside the vault, on this laptop, as they are typed."""
    workplace(opened).go("settings", "laptop")
    lines = until(qtbot, opened, "Lines of the page", lambda: None)
    lines.clear()
    type_half(qtbot, lines)
    office = workplace(opened).office
    left = copied_when(opened, qtbot, lambda: is_kept_place(office), vault, tmp_path / "left")
    qtbot.waitUntil(lambda: this_machine().settings.cover_lines == (HALF,))
    opened.lock()
    unlock(opened, qtbot)
    is_back(opened, qtbot, "Lines of the page", HALF, len(HALF) - 2)
    opened.lock()
    again = make_window(left, MachineSettings(cover_lines=(HALF,)))
    unlock(again, qtbot)
    is_back(again, qtbot, "Lines of the page", HALF, len(HALF) - 2)


@pytest.mark.parametrize(("tab", "name", "opens"), [FORMS[1], FORMS[4]])
def test_a_form_put_away_is_on_today_and_enter_opens_it_again(
    opened: MainWindow, qtbot: QtBot, tab: str, name: str, opens: str
) -> None:
    today = case_page(opened)
    assert isinstance(today, TodayPage)
    to_case(opened, qtbot, tab)

    def ask() -> None:
        page = case_page(opened)
        own = page._stack.tab()  # type: ignore[attr-defined]  # the case page
        if (asked := getattr(page, opens, None) or getattr(own, opens, None)) is not None:
            asked()

    typed_in = until(qtbot, opened, name, ask)
    type_half(qtbot, typed_in)
    whole = words(typed_in)
    qtbot.keyClick(typed_in, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: field(opened, name) is None)
    workplace(opened).go("today")
    qtbot.waitUntil(lambda: today.unfinished.isVisible())
    today.unfinished.list.setFocus()
    qtbot.keyClick(today.unfinished.list, Qt.Key.Key_Return)
    is_back(opened, qtbot, name, whole, len(HALF) - 2)


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
    if isinstance(where, QLineEdit):
        where.home(False)
    else:
        where.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(where, HALF)
    for _each in range(2):
        qtbot.keyClick(where, Qt.Key.Key_Left)


def come_back_to(window: MainWindow, qtbot: QtBot, killed: Killed, name: str, opens: Callable[[], object]) -> None:
    """After a lock; and in a program that finds the files as one that was killed left them."""
    typed_in = until(qtbot, window, name, opens)
    qtbot.waitUntil(lambda: not asked_for_letter(window))
    full = typed_in.accessibleName()
    type_half(qtbot, typed_in)
    whole = words(typed_in)
    assert whole.startswith(HALF)
    after = killed(window, whole)
    window.lock()
    assert field(window, full) is None
    unlock(window, qtbot)
    is_back(window, qtbot, full, whole, len(HALF) - 2)
    window.lock()
    again = after()
    unlock(again, qtbot)
    is_back(again, qtbot, full, whole, len(HALF) - 2)


def asked_for_letter(window: MainWindow) -> bool:
    """Whether a letter is still to be filled in."""
    letter = field(window, "Letter")
    return letter is not None and not words(letter)


@pytest.fixture
def killed(make_window: Callable[..., MainWindow], vault: Path, tmp_path: Path, qtbot: QtBot) -> Killed:
    """Waits until words are kept by themselves, takes the files as they are, and gives how to open those."""

    def take(window: MainWindow, whole: str) -> Callable[[], MainWindow]:
        office = workplace(window).office

        def kept() -> bool:
            typed = (str(each) for row in drafts.all_of_mine(office) for each in row.fields.values())
            return any(whole in each for each in typed) and is_kept_place(office)

        left = copied_when(window, qtbot, kept, vault, tmp_path / "left")
        return lambda: make_window(left)

    return take


def copied_when(window: MainWindow, qtbot: QtBot, kept: Callable[[], bool], vault: Path, to: Path) -> Path:
    """The files of a vault in use as they are once something is kept in it: as a sudden end would leave them."""
    seen: list[bool] = []

    def asked() -> bool:
        window.runner.vault(window, kept, seen.append)
        return any(seen)

    qtbot.waitUntil(asked)
    return Path(shutil.copytree(vault, to))


def is_kept_place(office: Office) -> bool:
    place = last_place.find(office)
    return place is not None and place["focus"][3] == len(HALF) - 2


def is_back(window: MainWindow, qtbot: QtBot, name: str, typed: str, at: int) -> None:
    def back() -> bool:
        found = field(window, name)
        return found is not None and found.hasFocus() and words(found) == typed and cursor(found) == at

    qtbot.waitUntil(back)
