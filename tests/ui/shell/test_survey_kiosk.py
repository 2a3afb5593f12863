"""The laptop is handed over: nothing but the survey can be reached, and every way out ends at unlocking."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.services import cases, surveys, vaults
from caseapp.services.surveys import Handover
from ui.pages.survey.page import SurveyPage
from ui.shell.places import TODAY
from ui.shell.window import MainWindow
from ui.work.privacy import names_hidden, set_names_hidden
from ui.work.wanted import CaseWanted, PlaceWanted

from .conftest import PASSPHRASE, unlock

CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def on_vault(window: MainWindow, qtbot: QtBot, work: Callable[[], object]) -> object:
    made: list[object] = []
    window.runner.vault(window, work, made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


@pytest.fixture
def handed(opened: MainWindow, qtbot: QtBot) -> Iterator[MainWindow]:
    """A case is open; its survey has just been started."""
    place = opened.workplace()
    assert place is not None
    office = place.office
    case_id = str(on_vault(opened, qtbot, lambda: cases.find(office, "Amara")[0].id))
    place.show_case(CaseWanted(case_id, "surveys"))
    handover = on_vault(opened, qtbot, lambda: surveys.start(office, case_id, surveys.SHORT))
    assert isinstance(handover, Handover)
    place.follow(PlaceWanted("survey", handover))
    assert isinstance(opened.root.currentWidget(), SurveyPage)
    qtbot.waitUntil(lambda: survey(opened).isAncestorOf(keys_at(opened)))
    yield opened
    set_names_hidden(False)
    opened.lock()  # closing the window while a survey is open only locks


def survey(window: MainWindow) -> SurveyPage:
    page = window.root.currentWidget()
    assert isinstance(page, SurveyPage)
    return page


def keys_at(window: MainWindow) -> QWidget:
    return QApplication.focusWidget() or window


def test_no_key_reaches_anything_else(handed: MainWindow, qtbot: QtBot) -> None:
    page = survey(handed)
    asked = [(Qt.Key(Qt.Key.Key_F1 + n), NONE) for n in range(12) if n != 8]
    asked += [(Qt.Key(Qt.Key.Key_1 + n), modifier) for n in range(9) for modifier in (CTRL, ALT)]
    asked += [(key, CTRL) for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_E, Qt.Key.Key_Z)]
    asked += [(key, CTRL) for key in (Qt.Key.Key_Comma, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_W)]
    asked += [(key, CTRL | SHIFT) for key in (Qt.Key.Key_H, Qt.Key.Key_N, Qt.Key.Key_Z)]
    asked += [(Qt.Key.Key_Escape, NONE), (Qt.Key.Key_Menu, NONE), (Qt.Key.Key_Back, NONE)]
    for key, modifier in asked:
        qtbot.keyClick(keys_at(handed), key, modifier)
        assert handed.root.currentWidget() is page, f"{key} with {modifier} left the survey"
        assert handed.root.count() == sum(not handed.root.widget(n).isVisible() for n in range(handed.root.count())) + 1
    for _each in range(40):
        qtbot.keyClick(keys_at(handed), Qt.Key.Key_Tab)
        assert page.isAncestorOf(keys_at(handed)), "Tab goes round inside the survey"


def test_it_fills_the_screen_and_gives_the_window_back(handed: MainWindow) -> None:
    assert handed.isFullScreen()
    handed.lock()
    assert not handed.isFullScreen()


def close(window: MainWindow, _clock: SetClock, _qtbot: QtBot) -> None:
    window.close()
    assert window.isVisible(), "Alt+F4 locks; it does not end the program over a survey"


def lock(window: MainWindow, _clock: SetClock, qtbot: QtBot) -> None:
    qtbot.keyClick(keys_at(window), Qt.Key.Key_L, CTRL)


def hide(window: MainWindow, _clock: SetClock, qtbot: QtBot) -> None:
    qtbot.keyClick(keys_at(window), Qt.Key.Key_F9)
    assert window.root.currentWidget() is window.cover
    qtbot.keyClick(keys_at(window), Qt.Key.Key_F9)


def walk_away(window: MainWindow, clock: SetClock, _qtbot: QtBot) -> None:
    clock.forward(timedelta(minutes=6))
    window.gate.look()


def stop(window: MainWindow, _clock: SetClock, qtbot: QtBot) -> None:
    page = survey(window)
    page.asking.stop_link.click()
    qtbot.keyClick(keys_at(window), Qt.Key.Key_Return)


@pytest.mark.parametrize("leave", [close, lock, hide, walk_away, stop])
def test_every_way_out_ends_at_unlocking_with_the_answers_kept(
    handed: MainWindow, vault: Path, clock: SetClock, qtbot: QtBot, leave: Callable[[MainWindow, SetClock, QtBot], None]
) -> None:
    page = survey(handed)
    qtbot.keyClick(keys_at(handed), Qt.Key.Key_2)
    assert page.asking.question.answer() == "4"
    leave(handed, clock, qtbot)
    qtbot.waitUntil(lambda: handed.root.currentWidget() is handed.unlock_page)
    assert handed.workplace() is None
    qtbot.waitUntil(lambda: not isValid(page))
    qtbot.waitUntil(lambda: _state(vault, clock) == "answered")


@pytest.mark.parametrize("leave", [lock, hide, stop])
def test_unlocking_after_a_survey_shows_neither_the_case_nor_a_name(
    handed: MainWindow, clock: SetClock, qtbot: QtBot, leave: Callable[[MainWindow, SetClock, QtBot], None]
) -> None:
    leave(handed, clock, qtbot)
    qtbot.waitUntil(lambda: handed.root.currentWidget() is handed.unlock_page)
    unlock(handed, qtbot)
    qtbot.waitUntil(lambda: handed.workplace() is not None)
    place = handed.workplace()
    assert place is not None
    assert names_hidden()
    assert place.whereabouts().place == TODAY
    assert place.whereabouts().case is None
    assert "Names are hidden" in place.toast.accessibleName()
    qtbot.keyClick(keys_at(handed), Qt.Key.Key_H, CTRL | SHIFT)
    assert not names_hidden()


def _state(folder: Path, clock: SetClock) -> str:
    """What became of the offer, read by somebody who opens the vault afterwards; empty while it is still open."""
    try:
        office = vaults.unlock(folder, PASSPHRASE, clock=clock)
    except Refused:
        return ""
    try:
        (offer,) = surveys.offers(office, cases.find(office, "Amara")[0].id)
    finally:
        office.close()
    return offer.state
