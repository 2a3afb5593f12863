"""The Referrals page, by keyboard, on a real vault."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseapp.domain.case import NewCase, WaitingReferral
from caseapp.services import cases, journal
from ui.pages.referrals.page import ReferralsPage
from ui.theme.apply import apply_theme
from ui.work.changed import Changed
from ui.work.wanted import PlaceWanted, Toasted

from .conftest import VaultThread


@pytest.fixture
def page(vault: VaultThread, shown: Callable[[Any], Any], qtbot: QtBot) -> ReferralsPage:
    made: ReferralsPage = shown(ReferralsPage(vault.office, vault.runner))
    made.load()
    made.first_focus()
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    qtbot.waitUntil(lambda: "Amara Example" in said(made))
    return made


def said(page: ReferralsPage) -> str:
    """Every word on the preview pane."""
    return " ".join(label.text() for label in page.preview.findChildren(QLabel) if not label.isHidden())


def names(page: ReferralsPage) -> list[str | None]:
    return [row.first_name for row in page.model.rows()]


def test_the_longest_waiting_stands_first_and_is_shown(page: ReferralsPage) -> None:
    assert names(page) == ["Amara", "Ines", "Grace"]
    assert "Waiting 19 days" in said(page)
    assert "Rang at night for weeks." in said(page)
    assert "Not known to be safe" in said(page)


def test_the_columns_grow_when_the_text_size_is_changed_later(page: ReferralsPage, qapp: QApplication) -> None:
    before = page.table.columnWidth(2)
    apply_theme(qapp, "light", 2.0)
    assert page.table.columnWidth(2) == 2 * before


def test_the_list_has_the_focus_as_soon_as_it_is_there(page: ReferralsPage) -> None:
    assert page.window().focusWidget() is page.table


def test_arrows_move_and_enter_takes_up(page: ReferralsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Ines Sample" in said(page))
    wanted: list[PlaceWanted] = []
    page.place_wanted.connect(wanted.append)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [PlaceWanted("new_case", page.model.rows()[1].id)]


def test_a_click_only_chooses(page: ReferralsPage, qtbot: QtBot) -> None:
    wanted: list[PlaceWanted] = []
    page.place_wanted.connect(wanted.append)
    spot = page.table.visualRect(page.model.index(2, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: "Grace Invented" in said(page))
    assert wanted == []


def test_another_decision_is_told_with_what_undoes_it(page: ReferralsPage, vault: VaultThread, qtbot: QtBot) -> None:
    told: list[Toasted] = []
    page.saved.connect(told.append)
    qtbot.keyClick(page.table, Qt.Key.Key_D)
    qtbot.waitUntil(page.preview.menu.isVisible)
    declined = next(each for each in page.preview.menu.actions() if each.data() == "declined")
    page.preview.menu.setActiveAction(declined)
    qtbot.keyClick(page.preview.menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].text == "Referral: person did not want support"
    page.on_changed(Changed(told[0].saved.topics))
    qtbot.waitUntil(lambda: names(page) == ["Ines", "Grace"])
    vault.do(lambda: journal.undo(vault.office, told[0].saved.batch))
    page.on_changed(Changed(told[0].saved.topics))
    qtbot.waitUntil(lambda: names(page) == ["Amara", "Ines", "Grace"])


def test_every_other_decision_is_offered(page: ReferralsPage) -> None:
    offered = [each.data() for each in page.preview.menu.actions()]
    assert offered == [
        "waiting_list",
        "referred_on",
        "declined",
        "no_contact",
        "out_of_area",
        "ineligible",
        "duplicate",
    ]


def test_typing_filters_and_clearing_brings_all_back(page: ReferralsPage, qtbot: QtBot) -> None:
    page.focus_filter()
    qtbot.waitUntil(page.filter.hasFocus)
    qtbot.keyClicks(page.filter, "sam")
    assert names(page) == ["Ines"]
    qtbot.keyClicks(page.filter, "zz")
    assert page.states.currentIndex() == 2
    page.filter.clear()
    assert names(page) == ["Amara", "Ines", "Grace"]


def test_a_refusal_is_said_and_nothing_is_lost(page: ReferralsPage, vault: VaultThread, qtbot: QtBot) -> None:
    first: WaitingReferral = page.model.rows()[0]
    vault.do(lambda: cases.take_up(vault.office, new_case(first)))
    page.preview.decided.emit("declined")
    qtbot.waitUntil(page.trouble.isVisible)
    assert names(page) == ["Amara", "Ines", "Grace"]


def new_case(row: WaitingReferral) -> NewCase:
    return NewCase(None, person_id=row.person_id, referral_id=row.id)


def test_nothing_waiting_offers_the_import(empty_vault: VaultThread, shown: Callable[[Any], Any], qtbot: QtBot) -> None:
    page: ReferralsPage = shown(ReferralsPage(empty_vault.office, empty_vault.runner))
    wanted: list[PlaceWanted] = []
    page.place_wanted.connect(wanted.append)
    page.load()
    qtbot.waitUntil(lambda: page.states.currentIndex() == 1)
    page.empty.pressed.emit()
    assert wanted == [PlaceWanted("import")]


def test_clearing_leaves_no_word_behind(page: ReferralsPage) -> None:
    page.clear()
    assert page.model.rowCount() == 0
    assert "Amara" not in said(page)
    assert not page.preview.menu.actions()


def test_every_row_says_itself_in_a_sentence(page: ReferralsPage) -> None:
    assert page.model.sentence_of(page.model.rows()[0]) == (
        "Example, Amara. Thanet. Police, Stalking and harassment. Risk: High. Waiting 19 days"
    )
