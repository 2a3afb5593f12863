"""The frame of a case: who is on top, the tabs, the strip that stays, the menu and the panels."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseapp.services import cases, journal, safe_contacts
from ui.pages.case.overview.tab import OverviewTab
from ui.pages.case.safe_contact_form import SafeContactForm
from ui.pages.case.safe_contact_words import band_words
from ui.pages.case.stage_words import not_reported_words, stage_line, steps
from ui.pages.case.tab_factory import TABS
from ui.theme.apply import apply_theme
from ui.widgets.safe_contact_band import SafeContactBand
from ui.widgets.text import Text
from ui.work.wanted import CaseWanted, PlaceWanted

from .desk import NOW, SAFE, Desk, Window, focus, open_case, settle


def texts(within: QWidget) -> str:
    """Every word a person can see."""
    shown = [label.plain() for label in within.findChildren(QWidget) if hasattr(label, "plain") and label.isVisible()]
    return " | ".join(shown)


def test_the_top_says_who_and_how_to_reach_them(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    said = texts(window.page.head)
    for words in ("Amara Example", "Age 34", "Swale", "Domestic abuse", "Opened 29 Sep 2026", "Caseworker Robin E."):
        assert words in said
    for words in ("Not a safe time to call", "Next: Mon 23 Nov, 10:00", "07700 900147", "Marmalade", "Never"):
        assert words in said


def test_opening_a_case_is_noted_once_and_reloading_it_is_not(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    window.page.load()
    window.page.show_tab(2)
    settle(desk)
    noted = [row for row in desk.ask(lambda: journal.history(desk.office, desk.case_id)) if row.action == "opened"]
    assert len(noted) == 1


def test_the_strip_never_scrolls_away(window: Window, desk: Desk) -> None:
    open_case(window, desk, "contacts")
    tab = window.page._stack.tab()
    bar = tab._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert "Not a safe time to call" in texts(window.page.head)
    assert "Next: Mon 23 Nov, 10:00 to 14:00" in texts(window.page.head)
    assert not window.page.head.log_button.isVisible()


def test_the_compact_strip_opens_to_everything(window: Window, desk: Desk) -> None:
    open_case(window, desk, "contacts")
    assert "wrong number" not in texts(window.page.head)
    window.page.head._open_band()
    assert "Say “wrong number”" in texts(window.page.head)


def test_tabs_say_counts_and_what_is_late_and_ctrl_digits_choose_them(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    labels = [window.page.tabs.label(place) for place in range(window.page.tabs.count())]
    assert [label.name for label in labels[:2]] == ["Overview", "Contacts"]
    assert labels[1].count == 6
    late = desk.ask(lambda: cases.header(desk.office, desk.case_id)).rights_late
    assert labels[2].late == late > 0
    assert window.page.tabs.tabText(2) == f"Rights, {late} late"
    QTest.keyClick(focus(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page.tabs.currentIndex() == 1
    QTest.keyClick(focus(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.page.tabs.currentIndex() == 0


def test_the_safe_contact_strip_can_be_read_on_every_tab(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    for number in range(2, len(TABS) + 1):
        window.page.show_tab(number)
        settle(desk)
        strip = window.page.findChildren(SafeContactBand)[1]
        assert strip.isVisible()
        words = [text for text in strip.findChildren(Text) if text.isVisible()]
        assert words
        for text in words:
            assert strip.rect().contains(QRect(text.mapTo(strip, QPoint()), text.size())), (
                TABS[number - 1],
                text.plain(),
            )


def test_not_reported_is_said_in_words_instead_of_steps(desk: Desk) -> None:
    header = desk.ask(lambda: cases.header(desk.office, desk.case_id))
    assert [step.state for step in steps(header, NOW.date())] == ["done", "done", "now", "ahead", "ahead", "ahead"]
    assert stage_line(header, NOW.date()) == "Stage: Charging decision, since 9 Nov"
    silent = replace(header, reported="no", stage=None)
    assert not_reported_words(silent) == "Support only, not reported to police"


def test_the_band_answers_for_the_moment(desk: Desk) -> None:
    monday = NOW + timedelta(days=2, hours=-3)
    assert band_words(SAFE, NOW).safe_now is False
    assert band_words(SAFE, monday).lead == "Safe to call now"
    assert band_words(SAFE, monday).after == "Until 14:00"
    assert band_words(None, NOW).lead == "No safe contact details yet."


def test_the_menu_pins_grades_and_copies(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    menu = window.page._menu
    menu._pin()
    qtbot.waitUntil(lambda: len(window.toasts) == 1)
    settle(desk)
    assert desk.ask(lambda: cases.header(desk.office, desk.case_id)).pinned
    menu._assess("medium")
    qtbot.waitUntil(lambda: len(window.toasts) == 2)
    assert desk.ask(lambda: cases.header(desk.office, desk.case_id)).risk == "medium"
    menu._copy()
    assert QApplication.clipboard().text() == window.toasts[0].saved.reference
    assert not any("Amara" in toast.text for toast in window.toasts)
    menu.open()
    said = [action.text() for action in menu.menu.actions()]
    menu.menu.close()
    assert "Take off the sidebar" in said
    assert "Close this case" in said


def test_a_new_version_of_the_safe_contact_details(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    window.page._change_safe_contact()
    form = window.page._panels.panel
    assert isinstance(form, SafeContactForm)
    form._fields["number"].setText("07700 900148")
    form._times.set_data([{"days": ["5", "6"], "from": "9", "to": "5pm"}])
    form._recheck.field.setText("+4w")
    form._confirmed.setChecked(True)
    QTest.keyClick(form._fields["number"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.toasts))
    settle(desk)
    now = desk.ask(lambda: safe_contacts.current(desk.office, desk.case_id))
    assert now is not None
    assert (now.number, now.code_word, now.text_safe) == ("07700 900148", "Marmalade", "no")
    assert [(w.days, f"{w.start:%H:%M}", f"{w.end:%H:%M}") for w in now.windows] == [((5, 6), "09:00", "17:00")]
    assert (now.confirmed_on, now.recheck_on) == (NOW.date(), NOW.date() + timedelta(weeks=4))
    assert window.page._panels.panel is None
    assert "Safe to call now" in texts(window.page.head)


def test_a_safe_time_without_days_is_refused_beside_it_and_kept(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    window.page._change_safe_contact()
    form = window.page._panels.panel
    assert isinstance(form, SafeContactForm)
    form._times.set_data([{"days": [], "from": "10:00", "to": "late"}])
    form.save()
    assert form._times_row.error()
    assert form.summary.isVisible()
    assert form._times.data() == [{"days": [], "from": "10:00", "to": "late"}]


def test_a_panel_keeps_its_half_typed_words(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    window.page._change_safe_contact()
    form = window.page._panels.panel
    assert isinstance(form, SafeContactForm)
    form._fields["who_else"].setText("A lod")
    QTest.keyClick(form._fields["who_else"], Qt.Key.Key_Escape)
    settle(desk)
    assert window.page._panels.panel is None
    window.page._change_safe_contact()
    settle(desk)
    again = window.page._panels.panel
    assert isinstance(again, SafeContactForm)
    assert again._fields["who_else"].text() == "A lod"


def test_closing_a_case_asks_why_shows_a_banner_and_can_be_undone(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    window.page._close_case()
    form = window.page._panels.panel
    assert form is not None
    form.save()
    assert form.rows[0].error() == "Choose why support ended"
    form.fill({"reason": "needs_met"})
    form.save()
    qtbot.waitUntil(lambda: bool(window.toasts))
    settle(desk)
    assert "You can read this case but not change it" in texts(window.page.head)
    assert "Planned: needs met" in texts(window.page.head)
    assert not window.page.head.log_button.isVisible()
    window.page._change_safe_contact()
    assert window.page._panels.panel is None
    assert "This case is closed" in texts(window.page)
    desk.ask(lambda: journal.undo(desk.office, window.toasts[0].saved.batch))
    assert desk.ask(lambda: cases.header(desk.office, desk.case_id)).closed_on is None


def test_a_case_that_is_not_there_says_so(window: Window, desk: Desk) -> None:
    window.page.show_case(CaseWanted("no-such-case"))
    settle(desk)
    assert "This case will not open" in texts(window.page)
    open_case(window, desk)
    assert "This case will not open" not in texts(window.page)


def test_the_lock_leaves_nothing_of_the_case(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    window.page.show_tab(2)
    settle(desk)
    window.page.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = texts(window) + " ".join(
        f"{widget.accessibleName()} {widget.accessibleDescription()} {widget.toolTip()}"
        for widget in window.findChildren(QWidget)
    )
    for word in ("Amara", "Marmalade", "07700", "wrong number"):
        assert word not in said


def test_the_path_leads_back_to_the_caseload(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    with qtbot.waitSignal(window.page.place_wanted) as told:
        window.page.head._caseload.click()
    assert told.args == [PlaceWanted("caseload")]


@pytest.mark.parametrize("tab", ["overview", "contacts"])
def test_everything_that_takes_the_focus_has_a_name(window: Window, desk: Desk, tab: str) -> None:
    open_case(window, desk, tab)
    if tab == "contacts":
        window.page.log_contact()
        settle(desk)
    nameless = [
        type(widget).__name__
        for widget in window.page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | QAbstractItemView)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert not nameless


@pytest.mark.parametrize("tab", ["overview", "contacts"])
def test_nothing_is_wider_than_a_small_page_at_double_text(
    window: Window, desk: Desk, qapp: QApplication, tab: str
) -> None:
    apply_theme(qapp, "light", 2.0)
    window.resize(964, 640)
    open_case(window, desk, tab)
    if tab == "contacts":
        window.page.log_contact()
    settle(desk)
    assert window.width() == 964
    area = window.page._stack.tab()
    cut = [
        type(widget).__name__
        for widget in area.findChildren(QWidget)
        if widget.isVisible() and widget.mapTo(window, widget.rect().topRight()).x() > window.width()
    ]
    assert not cut


def test_the_overview_says_what_needs_doing_soonest_first(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    tab = window.page.findChildren(OverviewTab)[0]
    needs = tab._needs_model.rows()
    assert [need.due_on for need in needs] == sorted(need.due_on for need in needs)
    kinds = [need.kind for need in needs]
    assert kinds[-2:] == ["call", "marac"]
    bail = next(need for need in needs if "bail conditions changed" in need.what)
    assert (bail.working_days_late, bail.detail) == (2, "Right 6, enhanced. Was due Wed 18 Nov.")
    call = needs[-2]
    assert call.detail == "Follow-up. Safe from Mon 10:00."


def test_space_ticks_a_follow_up_off(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    tab = window.page.findChildren(OverviewTab)[0]
    tab.needs.setFocus()
    place = next(place for place, need in enumerate(tab._needs_model.rows()) if need.kind == "call")
    tab.needs.setCurrentIndex(tab._needs_model.index(place, 0))
    QTest.keyClick(tab.needs, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.toasts))
    settle(desk)
    assert "call" not in [need.kind for need in tab._needs_model.rows()]


def test_key_facts_are_changed_as_one_change(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    window.page.edit_facts()
    form = window.page._panels.panel
    assert form is not None
    data = form.read()
    form.fill({**data, "lives_with": "A sister", "officer": "DS Sample"})
    form.save()
    qtbot.waitUntil(lambda: bool(window.toasts))
    settle(desk)
    header = desk.ask(lambda: cases.header(desk.office, desk.case_id))
    assert (header.lives_with, header.officer, header.crime_ref) == ("A sister", "DS Sample", "46/EX/00147/26")
    desk.ask(lambda: journal.undo(desk.office, window.toasts[0].saved.batch))
    header = desk.ask(lambda: cases.header(desk.office, desk.case_id))
    assert (header.lives_with, header.officer) == ("Two children, 6 and 9", "DC Sample")
