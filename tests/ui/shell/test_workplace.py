from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from caseapp.base.errors import Refused
from caseapp.domain.saved import Saved
from caseapp.services import cases
from ui.pages.case.tab_stack import TabStack
from ui.pages.caseload.page import CaseloadPage
from ui.pages.today.page import TodayPage
from ui.shell.nav_button import NavButton
from ui.shell.palette import CommandPalette
from ui.shell.places import PLACES
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def workplace(window: MainWindow) -> Workplace:
    found = window.workplace()
    assert found is not None
    return found


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def in_vault(window: MainWindow, qtbot: QtBot, work: Callable[[], object]) -> object:
    got: list[object] = []
    window.runner.vault(window, work, got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def palette(window: MainWindow) -> CommandPalette:
    return workplace(window).palette_box


def typed_into_palette(window: MainWindow, qtbot: QtBot, text: str) -> QLineEdit:
    edit = palette(window).findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, text)
    return edit


def test_unlocking_opens_on_today(opened: MainWindow) -> None:
    assert workplace(opened).whereabouts().place == "today"


def test_alt_and_a_digit_go_to_a_place(opened: MainWindow, qtbot: QtBot) -> None:
    for key, place in ((Qt.Key.Key_2, "caseload"), (Qt.Key.Key_4, "rights_due"), (Qt.Key.Key_1, "today")):
        press(opened, qtbot, key, ALT)
        assert workplace(opened).whereabouts().place == place


def test_the_sidebar_shows_counts_and_pinned_references_never_names(opened: MainWindow, qtbot: QtBot) -> None:
    sidebar = workplace(opened).sidebar
    qtbot.waitUntil(lambda: any("KT-" in button.text() for button in sidebar.findChildren(NavButton)))
    said = [button.accessibleName() for button in sidebar.findChildren(NavButton)]
    assert "Caseload, 2" in said
    assert len([words for words in said if words.startswith("Pinned case KT-")]) == 2
    assert not [words for words in said if "Amara" in words or "Sample" in words]


def test_a_narrow_window_has_a_rail_of_icons_with_names(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(1280, 720)
    sidebar = workplace(opened).sidebar
    qtbot.waitUntil(lambda: sidebar.width() == 60)
    for button in sidebar.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
        assert button.toolTip()
    opened.resize(1440, 864)
    qtbot.waitUntil(lambda: sidebar.width() == 232)


def test_ctrl_k_finds_a_case_by_name_and_enter_opens_it(opened: MainWindow, qtbot: QtBot) -> None:
    press(opened, qtbot, Qt.Key.Key_K, CTRL)
    edit = typed_into_palette(opened, qtbot, "amar")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workplace(opened).whereabouts().case is not None)
    assert not palette(opened).isVisible()


def test_a_case_opened_from_the_palette_has_the_focus_in_its_tab(opened: MainWindow, qtbot: QtBot) -> None:
    """Not on the path above it, where Enter would leave the case again."""
    press(opened, qtbot, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(typed_into_palette(opened, qtbot, "amar"), Qt.Key.Key_Return)
    stack = wait_for_tab(opened, qtbot)
    qtbot.waitUntil(lambda: stack.isAncestorOf(QApplication.focusWidget()))


def test_a_case_opened_from_the_list_has_the_focus_in_its_tab(opened: MainWindow, qtbot: QtBot) -> None:
    press(opened, qtbot, Qt.Key.Key_2, ALT)
    page = opened.findChild(CaseloadPage)
    assert isinstance(page, CaseloadPage)
    qtbot.waitUntil(lambda: bool(page.list.current_id()))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    stack = wait_for_tab(opened, qtbot)
    qtbot.waitUntil(lambda: stack.isAncestorOf(QApplication.focusWidget()))


def wait_for_tab(window: MainWindow, qtbot: QtBot) -> TabStack:
    """The tabs of the case that is open, once one is read and shown."""
    qtbot.waitUntil(lambda: window.findChild(TabStack) is not None)
    stack = window.findChild(TabStack)
    assert isinstance(stack, TabStack)
    qtbot.waitUntil(lambda: stack.tab() is not None)
    in_vault(window, qtbot, lambda: None)
    return stack


def test_a_page_read_late_does_not_take_the_keys_from_the_search(opened: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K straight after unlocking, before Today is there."""
    page = opened.findChild(TodayPage)
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page._today is not None)
    press(opened, qtbot, Qt.Key.Key_K, CTRL)
    edit = typed_into_palette(opened, qtbot, "amar")
    page._focus_wanted = True
    assert page._today is not None
    page._loaded((page._today, {}))
    assert edit.hasFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workplace(opened).whereabouts().case is not None)


def test_ctrl_k_works_while_typing_in_a_field(opened: MainWindow, qtbot: QtBot) -> None:
    field = QLineEdit(workplace(opened))
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "half a word")
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL)
    assert palette(opened).isVisible()
    assert field.text() == "half a word"


def test_esc_closes_the_palette_and_gives_the_focus_back(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)  # the first page takes it when it is read
    before = QApplication.focusWidget()
    press(opened, qtbot, Qt.Key.Key_K, CTRL)
    edit = typed_into_palette(opened, qtbot, "x")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert not palette(opened).isVisible()
    assert QApplication.focusWidget() is before


def test_the_palette_does_what_is_chosen_with_the_arrow_keys(opened: MainWindow, qtbot: QtBot) -> None:
    press(opened, qtbot, Qt.Key.Key_K, CTRL)
    edit = typed_into_palette(opened, qtbot, "lock")
    qtbot.wait(0)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.workplace() is None)


def test_ctrl_n_asks_who_where_no_case_is_open(opened: MainWindow, qtbot: QtBot) -> None:
    workplace(opened).go("referrals")
    workplace(opened).log_contact()
    assert palette(opened).isVisible()
    edit = typed_into_palette(opened, qtbot, "beat")
    wanted: list[CaseWanted] = []
    palette(opened).chosen.connect(wanted.append)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(wanted))
    assert (wanted[0].tab, wanted[0].compose) == ("contacts", True)


def pin_off(window: MainWindow, qtbot: QtBot) -> Saved:
    office = workplace(window).office

    def work() -> Saved:
        return cases.pin(office, cases.find(office, "Amara")[0].id, keep=False)

    saved = in_vault(window, qtbot, work)
    assert isinstance(saved, Saved)
    return saved


def pinned(window: MainWindow) -> int:
    buttons = workplace(window).sidebar.findChildren(NavButton)
    return len([one for one in buttons if one.isVisible() and one.accessibleName().startswith("Pinned")])


def test_a_save_is_told_and_ctrl_z_takes_it_back_and_ctrl_shift_z_puts_it_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    place = workplace(opened)
    qtbot.waitUntil(lambda: pinned(opened) == 2)
    saved = pin_off(opened, qtbot)
    place.take_saved(Toasted(saved, f"Unpinned {saved.reference}"))
    assert place.toast.isVisible()
    qtbot.waitUntil(lambda: pinned(opened) == 1)
    press(opened, qtbot, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: pinned(opened) == 2)
    press(opened, qtbot, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: pinned(opened) == 1)


def test_ctrl_z_undoes_typing_before_it_undoes_a_save(opened: MainWindow, qtbot: QtBot) -> None:
    place = workplace(opened)
    place.take_saved(Toasted(pin_off(opened, qtbot), "Unpinned"))
    field = QLineEdit(place)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "word")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    qtbot.waitUntil(lambda: pinned(opened) == 1)
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: pinned(opened) == 2)


def test_f1_shows_the_keys_and_esc_closes_them(opened: MainWindow, qtbot: QtBot) -> None:
    press(opened, qtbot, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    panel = workplace(opened).shortcuts
    assert panel.isVisible()
    qtbot.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_f6_moves_between_sidebar_and_page(opened: MainWindow, qtbot: QtBot) -> None:
    workplace(opened).go("referrals")
    seen: set[QWidget | None] = set()
    for _each in range(6):
        press(opened, qtbot, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        seen.add(QApplication.focusWidget())
    assert len(seen) >= 2
    assert any(isinstance(widget, NavButton) for widget in seen)


def test_a_full_disk_shows_a_band_until_a_save_works(opened: MainWindow, qtbot: QtBot) -> None:
    place = workplace(opened)
    opened.runner.trouble.emit(Refused("disk_full"))
    assert place.band.trouble.isVisible()
    place.take_saved(Toasted(pin_off(opened, qtbot), "Unpinned"))
    assert not place.band.trouble.isVisible()


def test_other_trouble_nobody_took_is_said_in_a_line(opened: MainWindow) -> None:
    opened.runner.trouble.emit(Refused("undo_nothing"))
    assert workplace(opened).toast.isVisible()
    assert not workplace(opened).band.trouble.isVisible()


def test_a_place_that_is_not_known_changes_nothing(opened: MainWindow) -> None:
    workplace(opened).follow(PlaceWanted("nowhere"))
    assert workplace(opened).whereabouts().place == "today"


class Flashes(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("place", [one.id for one in PLACES])
def test_every_place_can_be_shown_without_a_window_of_its_own_flashing_up(
    opened: MainWindow, qapp: QApplication, place: str
) -> None:
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    workplace(opened).go(place)
    qapp.processEvents()
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert workplace(opened).whereabouts().place == place


def test_everything_that_takes_the_focus_in_the_sidebar_has_a_name(opened: MainWindow) -> None:
    for widget in workplace(opened).sidebar.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget.parent(), QLineEdit):
            assert widget.accessibleName() or getattr(widget, "text", str)(), type(widget).__name__
