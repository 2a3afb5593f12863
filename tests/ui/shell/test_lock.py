"""The lock always wins: what is shown first, what is gone afterwards, what comes back."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.base.machine_settings import MachineSettings
from caseapp.services import cases, team, vaults
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.wanted import CaseWanted

from .conftest import PASSPHRASE, unlock


def workplace(window: MainWindow) -> Workplace:
    found = window.workplace()
    assert found is not None
    return found


def focused(window: MainWindow) -> QWidget:
    return QApplication.focusWidget() or window


def can_be_opened(folder: Path, clock: SetClock) -> bool:
    """Whether somebody else can open the vault now."""
    try:
        vaults.unlock(folder, PASSPHRASE, clock=clock).close()
    except Refused:
        return False
    return True


def test_ctrl_l_shows_unlock_at_once_and_closes_the_vault(
    opened: MainWindow, vault: Path, clock: SetClock, qtbot: QtBot
) -> None:
    place = workplace(opened)
    qtbot.keyClick(focused(opened), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert opened.root.currentWidget() is opened.unlock_page
    assert opened.workplace() is None
    qtbot.waitUntil(lambda: can_be_opened(vault, clock))
    qtbot.waitUntil(lambda: not isValid(place))


def test_f9_shows_the_cover_first_with_a_neutral_title(opened: MainWindow, qtbot: QtBot) -> None:
    shown: list[QWidget] = []
    opened.root.currentChanged.connect(lambda place: shown.append(opened.root.widget(place)))
    qtbot.keyClick(focused(opened), Qt.Key.Key_F9)
    assert shown[0] is opened.cover
    assert opened.root.currentWidget() is opened.cover
    assert opened.windowTitle() == "Notes"
    assert opened.workplace() is None


def test_the_cover_is_painted_before_anything_is_closed(opened: MainWindow, qtbot: QtBot) -> None:
    order: list[str] = []
    place = workplace(opened)
    place.draft_work = lambda: order.append("drafts") or []  # type: ignore[method-assign,func-returns-value]
    opened.cover.paintEvent = lambda _event: order.append("cover")  # type: ignore[method-assign]
    opened.hide_screen()
    assert order[:2] == ["cover", "drafts"]


def test_hiding_while_every_key_is_changed_covers_at_once_and_the_change_is_finished(
    opened: MainWindow, vault: Path, clock: SetClock, qtbot: QtBot
) -> None:
    """The vault's one thread is busy for as long as the change takes: nothing that hides waits for it."""
    office, page = workplace(opened).office, workplace(opened)
    under_way, go_on = Event(), Event()

    def held(_done: int, _of: int) -> None:
        under_way.set()
        assert go_on.wait(120)

    opened.runner.vault(opened, lambda: team.rotate(office, progress=held), lambda _rotated: None)
    qtbot.waitUntil(under_way.is_set)
    try:
        qtbot.keyClick(focused(opened), Qt.Key.Key_F9)
        assert opened.root.currentWidget() is opened.cover
        assert opened.workplace() is None
        qtbot.waitUntil(lambda: not isValid(page))
        qtbot.keyClick(focused(opened), Qt.Key.Key_F9)
        assert opened.root.currentWidget() is opened.unlock_page
        assert not can_be_opened(vault, clock), "what was begun is not broken off"
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: can_be_opened(vault, clock))
    with closing(vaults.unlock(vault, PASSPHRASE, clock=clock)) as after:
        assert not after.vault.rotating
        assert len(cases.find(after, "Amara")) == 1


def test_f9_or_esc_leave_the_cover_for_unlocking(opened: MainWindow, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_F9, Qt.Key.Key_Escape):
        opened.hide_screen()
        qtbot.waitUntil(lambda: opened.cover.notes.hasFocus())
        qtbot.keyClick(opened.cover.notes, key)
        assert opened.root.currentWidget() is opened.unlock_page
        assert opened.windowTitle() == "Case Tracker"


def test_what_is_typed_into_the_cover_is_thrown_away(opened: MainWindow, qtbot: QtBot) -> None:
    opened.hide_screen()
    lines = opened.cover.notes.toPlainText()
    qtbot.keyClicks(opened.cover.notes, "secret")
    opened.lock()
    opened.hide_screen()
    assert opened.cover.notes.toPlainText() == lines


def test_shift_three_times_hides(opened: MainWindow, qtbot: QtBot) -> None:
    for _each in range(3):
        qtbot.keyClick(focused(opened), Qt.Key.Key_Shift)
    assert opened.root.currentWidget() is opened.cover


def test_a_menu_does_not_stay_before_the_cover(opened: MainWindow, qtbot: QtBot) -> None:
    menu = QMenu(opened)
    menu.addAction("Something")
    menu.popup(opened.mapToGlobal(opened.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_F9)
    assert not menu.isVisible()
    assert opened.root.currentWidget() is opened.cover


def test_our_text_leaves_the_clipboard(opened: MainWindow) -> None:
    QGuiApplication.clipboard().setText("07700 900147")
    opened.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_nothing_of_a_case_is_left_in_any_widget(opened: MainWindow, qtbot: QtBot) -> None:
    place = workplace(opened)
    place.go("caseload")
    place.palette_box.open()
    qtbot.keyClicks(place.palette_box.findChild(QLineEdit), "amara")
    qtbot.wait(10)
    opened.lock()
    qtbot.waitUntil(lambda: not isValid(place))
    words = [one.accessibleName() for one in QApplication.allWidgets()]
    words += [one.text() for one in QApplication.allWidgets() if isinstance(one, QLabel | QLineEdit | QAbstractButton)]
    words += [one.toPlainText() for one in QApplication.allWidgets() if isinstance(one, QTextEdit | QPlainTextEdit)]
    assert not [word for word in words if "Amara" in word or "amara" in word]


def test_the_same_place_comes_back_after_unlocking(opened: MainWindow, qtbot: QtBot) -> None:
    workplace(opened).go("referrals")
    opened.lock()
    unlock(opened, qtbot)
    qtbot.waitUntil(lambda: opened.workplace() is not None)
    assert workplace(opened).whereabouts().place == "referrals"


def test_the_same_case_and_tab_come_back_after_unlocking(opened: MainWindow, qtbot: QtBot) -> None:
    found: list[str] = []
    office = workplace(opened).office
    opened.runner.vault(opened, lambda: cases.find(office, "Amara")[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found))
    workplace(opened).show_case(CaseWanted(found[0], "contacts"))
    qtbot.waitUntil(lambda: workplace(opened).whereabouts().case == CaseWanted(found[0], "contacts"))
    opened.lock()
    unlock(opened, qtbot)
    qtbot.waitUntil(lambda: opened.workplace() is not None)
    qtbot.waitUntil(lambda: workplace(opened).whereabouts().case == CaseWanted(found[0], "contacts"))


def test_five_minutes_without_a_touch_lock(opened: MainWindow, clock: SetClock, qtbot: QtBot) -> None:
    for _each in range(9):
        clock.forward(timedelta(seconds=30))
        opened.gate.look()
    assert "Locks in 30 seconds" in workplace(opened).toast.accessibleName()
    clock.forward(timedelta(seconds=30))
    opened.gate.look()
    assert opened.workplace() is None
    assert opened.root.currentWidget() is opened.unlock_page


def test_a_computer_that_sleeps_finds_it_locked_and_waits_until_the_words_are_kept(
    opened: MainWindow, vault: Path, clock: SetClock, qtbot: QtBot
) -> None:
    closed_when_let: list[bool] = []
    opened.session.let_sleep = lambda _kept=None: closed_when_let.append(can_be_opened(vault, clock))  # type: ignore[method-assign,misc]
    opened.session.away.emit()
    assert opened.root.currentWidget() is opened.unlock_page
    assert opened.workplace() is None
    qtbot.waitUntil(lambda: closed_when_let == [True])


def test_a_computer_that_sleeps_while_hidden_stays_hidden(opened: MainWindow) -> None:
    opened.hide_screen()
    opened.session.away.emit()
    assert opened.root.currentWidget() is opened.cover


def test_a_touch_takes_the_notice_away(opened: MainWindow, clock: SetClock, qtbot: QtBot) -> None:
    for _each in range(9):
        clock.forward(timedelta(seconds=30))
        opened.gate.look()
    assert workplace(opened).toast.isVisible()
    qtbot.keyClick(focused(opened), Qt.Key.Key_Control)
    assert not workplace(opened).toast.isVisible()


def test_a_fault_locks_and_says_what_is_safe(opened: MainWindow) -> None:
    opened.show_crash("8K2F-0QZ1")
    assert opened.workplace() is None
    assert opened.root.currentWidget() is opened.crash_page


def test_the_window_never_bears_a_name(make_window: Callable[..., MainWindow], vault: Path, qtbot: QtBot) -> None:
    window = make_window(vault, MachineSettings(cover_lines=("Buy milk",)))
    assert window.windowTitle() == "Case Tracker"
    window.hide_screen()
    assert window.windowTitle() == "Notes"
    assert window.cover.notes.toPlainText() == "Buy milk"


def test_what_is_typed_on_the_cover_never_reaches_the_passphrase_behind_it(opened: MainWindow, qtbot: QtBot) -> None:
    opened.hide_screen()
    field = opened.unlock_page.unlock.passphrase.field
    qtbot.waitUntil(lambda: opened.unlock_page.steps.currentWidget() is opened.unlock_page.unlock)
    opened.unlock_page.first_focus()
    assert opened.focusWidget() is opened.cover.notes
    qtbot.keyClicks(focused(opened), "secret")
    assert field.text() == ""
    assert opened.cover.notes.toPlainText().endswith("secret")


def test_a_key_for_something_hidden_is_dropped_and_the_focus_put_right(opened: MainWindow, qtbot: QtBot) -> None:
    hidden = QLineEdit(workplace(opened))
    qtbot.keyClick(hidden, Qt.Key.Key_A)
    assert hidden.text() == ""
