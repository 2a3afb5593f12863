"""Every part that takes the keys, on every page: it has a name, it is large enough, Tab goes in reading order."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from caseapp.domain.case import CaseloadQuery
from caseapp.services import cases
from ui.pages.case.tab_factory import TABS
from ui.shell.places import CASE, shown_to
from ui.shell.window import MainWindow
from ui.work.wanted import CaseWanted

LEAST = 24
NEAR = 6
IN_COLUMNS = ("rights", "surveys", "withdrawal", "reports")
"""Pages of several columns, or with buttons below what scrolls: Tab goes column by column there, and never back."""


def takes_keys(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def spoken(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told else ""


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Until the vault thread has answered all that was asked, also what the answers asked in turn."""
    for _ in range(4):
        done: list[bool] = []
        window.runner.vault(window, lambda: True, done.append)
        qtbot.waitUntil(lambda done=done: bool(done))


def pages(window: MainWindow, qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Every place a worker sees, then every tab of a case."""
    workplace = window.workplace()
    assert workplace is not None
    for place in shown_to("lead"):
        if place.id == CASE:
            continue
        workplace.go(place.id)
        settle(window, qtbot)
        yield place.id, workplace._stack.currentWidget()
    found: list[str] = []
    ask = CaseloadQuery(limit=1)
    window.runner.vault(window, lambda: cases.caseload(workplace.office, ask).rows[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found))
    for tab, _label in TABS:
        workplace.show_case(CaseWanted(found[0], tab))
        settle(window, qtbot)
        yield tab, workplace._stack.currentWidget()
    yield "sidebar", workplace.sidebar


def in_tab_order(window: QWidget, root: QWidget) -> list[QWidget]:
    wanted, found, widget = set(takes_keys(root)), [], window.nextInFocusChain()
    while widget is not window:
        if widget in wanted:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def goes_back(window: QWidget, before: QWidget, after: QWidget) -> bool:
    """Neither below, nor on the same line, nor in a column further to the right."""
    one, other = before.mapTo(window, QPoint()), after.mapTo(window, QPoint())
    return other.y() < one.y() - NEAR and other.x() < one.x() + before.width() - NEAR


def seen_at(window: QWidget, widget: QWidget) -> QRect:
    """Where a part stands: one that is scrolled out of sight counts as at the edge of its area, above what is below."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None and area.viewport().isAncestorOf(widget):
        edges = QRect(area.mapTo(window, QPoint()), area.size())
        place.moveTop(max(edges.top(), min(place.top(), edges.bottom() - NEAR)))
    return place


def goes_back_in_columns(window: QWidget, before: QWidget, after: QWidget) -> bool:
    """Up within a column, or into a column further to the left that does not begin below."""
    one, other = seen_at(window, before), seen_at(window, after)
    above = other.top() < one.top() - NEAR
    same_column = other.left() < one.right() - NEAR and one.left() < other.right() - NEAR
    return above and (same_column or other.right() <= one.left())


def test_all_that_takes_the_keys_has_a_name_and_is_large_enough(opened: MainWindow, qtbot: QtBot) -> None:
    nameless, small, seen = [], [], 0
    for name, page in pages(opened, qtbot):
        for widget in takes_keys(page):
            seen += 1
            if not spoken(widget):
                nameless.append((name, type(widget).__name__, type(widget.parent()).__name__))
            if min(widget.width(), widget.height()) < LEAST:
                small.append((name, type(widget).__name__, spoken(widget)))
    assert (nameless, small) == ([], [])
    assert seen > 80


def test_tab_goes_in_reading_order(opened: MainWindow, qtbot: QtBot) -> None:
    jumps = []
    for name, page in pages(opened, qtbot):
        order = in_tab_order(opened, page)
        back = goes_back_in_columns if name in IN_COLUMNS else goes_back
        pairs = [(one, other) for one, other in pairwise(order) if back(opened, one, other)]
        jumps += [(name, spoken(one), spoken(other)) for one, other in pairs]
    assert jumps == []


def test_a_screen_reader_comes_to_the_columns_in_the_order_of_tab(opened: MainWindow, qtbot: QtBot) -> None:
    """The parts below one another in the accessible tree stand in the order in which Tab comes to them."""
    for name, page in pages(opened, qtbot):
        if name in IN_COLUMNS:
            order = in_tab_order(opened, page)
            heard = [part for part in said_in_order(QAccessible.queryAccessibleInterface(page)) if part in order]
            assert len(heard) == len(order), name
            jumps = [(spoken(a), spoken(b)) for a, b in pairwise(heard) if goes_back_in_columns(opened, a, b)]
            assert (name, jumps) == (name, [])


def said_in_order(part: QAccessibleInterface) -> Iterator[QObject]:
    if part.object() is not None:
        yield part.object()
    for number in range(part.childCount()):
        child = part.child(number)
        if child is not None and child.isValid() and isinstance(child.object(), QWidget):
            yield from said_in_order(child)


def test_no_letter_means_two_things_on_a_page(opened: MainWindow, qtbot: QtBot) -> None:
    for name, page in pages(opened, qtbot):
        held: dict[str, str] = {}
        for widget in [*page.findChildren(QAbstractButton), *page.findChildren(QLabel)]:
            words = widget.text().replace("&&", "")
            if widget.isVisible() and "&" in words:
                letter = words.partition("&")[2][:1].lower()
                assert letter not in held, (name, held[letter], words)
                held[letter] = words


@pytest.mark.parametrize("asked", ["palette", "shortcuts"])
def test_the_focus_returns_to_where_it_came_from(opened: MainWindow, qtbot: QtBot, asked: str) -> None:
    workplace = opened.workplace()
    assert workplace is not None
    workplace.go("caseload")
    field = next(widget for widget in takes_keys(workplace._stack.currentWidget()) if "Filter" in spoken(widget))
    field.setFocus()
    key, modifier = (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClick(field, *(key if asked == "palette" else modifier))
    qtbot.waitUntil(lambda: not field.hasFocus())
    holder = opened.focusWidget()
    assert holder is not None
    qtbot.keyClick(holder, Qt.Key.Key_Escape)
    qtbot.waitUntil(field.hasFocus)
