"""Rights due: the whole list, the longest overdue first."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.services import rights
from ui.models.rows_model import DISPLAY, SENTENCE
from ui.models.sections import HEADING_ROLE
from ui.pages.rights_due.page import TEAM, RightsDuePage
from ui.work.changed import Changed
from ui.work.privacy import set_names_hidden
from ui.work.wanted import CaseWanted

from .conftest import Desk, Heard

Show = Callable[[QWidget], Heard]


@pytest.fixture
def page(desk: Desk) -> RightsDuePage:
    return RightsDuePage(desk.office, desk.runner)


def headings(page: RightsDuePage) -> list[str]:
    model = page.model
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data(DISPLAY) for index in indexes if index.data(HEADING_ROLE)]


def test_rights_stand_under_late_soon_or_later_the_longest_overdue_first(page: RightsDuePage, show: Show) -> None:
    show(page)
    assert headings(page) == ["Late", "Due in the next 2 working days"]
    assert page._count.plain() == "2 rights falling due, 1 of them late."


def test_the_keyboard_starts_on_the_first_right(page: RightsDuePage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    page.first_focus()
    qtbot.keyClick(page.list, Qt.Key.Key_C)
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert heard.cases[0] == CaseWanted(desk.ids["Amara"], "contacts", compose=True)
    assert (heard.cases[1].case_id, heard.cases[1].tab) == (desk.ids["Dina"], "rights")


def test_what_was_told_leaves_the_list(page: RightsDuePage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    first = page.model.id_at(page.model.index(1, 0)) or ""
    desk.ask(lambda: rights.set_state(desk.office, first, "not_applicable"))
    page.on_changed(Changed(frozenset({"rights"})))
    qtbot.waitUntil(lambda: headings(page) == ["Due in the next 2 working days"])
    assert page.list.current_id()


def test_the_team_or_mine(page: RightsDuePage, show: Show, desk: Desk) -> None:
    show(page)
    page.whose.set_value(TEAM)
    page._read_from_start()
    desk.ask(lambda: None)
    assert len(headings(page)) == 2


def test_nothing_due_is_said(empty_desk: Desk, show_empty: Show) -> None:
    page = RightsDuePage(empty_desk.office, empty_desk.runner)
    show_empty(page)
    assert page._nothing.isVisible()


def test_names_can_be_hidden(page: RightsDuePage, show: Show) -> None:
    show(page)
    set_names_hidden(True)
    said = page.model.index(1, 0).data(SENTENCE)
    assert "Amara" not in said
    assert said.startswith("AE, KT-")


def test_clear_leaves_nothing(page: RightsDuePage, show: Show) -> None:
    show(page)
    page.clear()
    assert page.model.rowCount() == 0
