"""Who must never be told anything about a case: typed by keyboard, kept as a draft, in the strip of every tab."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseapp.services import safe_contacts
from ui.pages.case.safe_contact_form import SafeContactForm
from ui.pages.case.safe_contact_words import band_words
from ui.pages.case.tab_factory import TABS
from ui.widgets.elided_text import ElidedText
from ui.widgets.safe_contact_band import SafeContactBand
from ui.work.privacy import set_names_hidden

from .desk import NOW, SAFE, Desk, Window, focus, open_case, settle

NEVER = "His mother; the school office; anybody at the gym"


@pytest.fixture(autouse=True)
def _names_shown_again() -> Iterator[None]:
    yield
    set_names_hidden(False)


def plain(within: QWidget) -> list[str]:
    return [label.plain() for label in within.findChildren(QWidget) if hasattr(label, "plain") and label.isVisible()]


def lines(within: QWidget) -> list[ElidedText]:
    return [line for line in within.findChildren(ElidedText) if line.isVisible()]


def tab_to(window: Window, field: QLineEdit) -> None:
    """Press Tab until the field has the focus, as somebody without a mouse does."""
    for _press in range(80):
        if focus() is field:
            return
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    raise AssertionError("Tab never comes to the field")


def form_of(window: Window) -> SafeContactForm:
    window.page._change_safe_contact()
    form = window.page._panels.panel
    assert isinstance(form, SafeContactForm)
    return form


def test_it_is_typed_by_keyboard_kept_as_a_draft_and_then_on_every_tab(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    open_case(window, desk)
    form = form_of(window)
    settle(desk)
    tab_to(window, form._fields["must_not_receive"])
    QTest.keyClicks(focus(), NEVER)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    settle(desk)
    form = form_of(window)
    settle(desk)
    field = form._fields["must_not_receive"]
    assert field.text() == NEVER
    assert field.accessibleName().startswith("Who must never be told")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.toasts))
    settle(desk)
    now = desk.ask(lambda: safe_contacts.current(desk.office, desk.case_id))
    assert now == replace(SAFE, must_not_receive=NEVER)
    assert f"Never tell: {NEVER}" in plain(window.page.head), "the full band"
    for number in range(2, len(TABS) + 1):
        window.page.show_tab(number)
        settle(desk)
        assert f"Never tell: {NEVER}" in plain(window.page.head), TABS[number - 1]
        assert len(lines(window.page.head)) == 1


def test_it_hides_with_the_names_as_the_code_word_does(window: Window, desk: Desk) -> None:
    desk.ask(lambda: safe_contacts.record(desk.office, desk.case_id, replace(SAFE, must_not_receive=NEVER)))
    open_case(window, desk, "contacts")
    for compact in (True, False):
        set_names_hidden(True)
        settle(desk)
        said = " | ".join(plain(window.page.head))
        assert "Never tell: Hidden" in said
        assert "His mother" not in said
        assert "Marmalade" not in said
        assert "Amara" not in said, "initials stand in the head of the case"
        if compact:
            assert "His mother" not in lines(window.page.head)[0].toolTip()
        set_names_hidden(False)
        settle(desk)
        said = " | ".join(plain(window.page.head))
        assert f"Never tell: {NEVER}" in said
        assert "Marmalade" in said
        assert "Amara" in said
        window.page.head._open_band()
        settle(desk)


def test_a_long_list_is_cut_in_the_strip_and_whole_in_the_tooltip_and_for_screen_readers(
    qapp: QApplication, qtbot: QtBot
) -> None:
    long = "; ".join(f"Somebody <number {place}>" for place in range(40))
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(SafeContactBand(band_words(replace(SAFE, must_not_receive=long), NOW, brief=True), compact=True))
    column.addStretch()
    host.resize(900, 300)
    host.show()
    qapp.processEvents()
    line = lines(host)[0]
    assert host.width() == 900
    assert line.text().endswith("…")
    assert line.text().startswith("Never tell: Somebody <number 0>")
    assert line.mapTo(host, line.rect().topRight()).x() < host.width()
    assert "Somebody &lt;number 39&gt;" in line.toolTip()
    assert QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Name) == f"Never tell: {long}"
    band = line.parentWidget()
    while not isinstance(band, SafeContactBand):
        band = band.parentWidget()
    assert long in band.accessibleDescription()


@pytest.mark.parametrize(
    ("texts", "voicemail", "expected"),
    [
        ("unknown", "yes", ["Texts: ask first"]),
        ("unknown", "no", ["No voicemail", "Texts: ask first"]),
        ("no", "no", ["No voicemail or texts"]),
        ("yes", "yes", []),
    ],
)
def test_texts_nobody_has_asked_about_are_said_in_the_strip(texts: str, voicemail: str, expected: list[str]) -> None:
    words = band_words(replace(SAFE, text_safe=texts, voicemail_safe=voicemail), NOW, brief=True)
    assert list(words.brief) == ["07700 900147", *expected, "Code word: Marmalade"]
    assert words.never_tell == ""
