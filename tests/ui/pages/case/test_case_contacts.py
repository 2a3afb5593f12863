"""Logging a contact: four keys and a note, drafts, what is refused, and the chronology."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caseapp.base.clock import at_london
from caseapp.domain.contact import NOTE_LIMIT, ContactRow
from caseapp.services import case_overview, cases, contacts, drafts, safe_contacts
from ui.pages.case.contacts.tab import ContactsTab
from ui.pages.case.draft_keeper import KEPT_AFTER_MS
from ui.work.changed import Changed

from .desk import NOW, SAFE, Desk, Window, focus, many, open_case, settle


def contacts_tab(window: Window) -> ContactsTab:
    return window.page.findChildren(ContactsTab)[0]


def press_ctrl_n(window: Window, desk: Desk) -> ContactsTab:
    QTest.keyClick(focus(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    tab = contacts_tab(window)
    desk.qtbot.waitUntil(tab.composer.isVisible)
    return tab


def newest(desk: Desk) -> ContactRow:
    return desk.ask(lambda: contacts.chronology(desk.office, desk.case_id)).rows[0]


def test_a_contact_takes_four_keys_and_a_note(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    keys = 0

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal keys
        keys += 1
        QTest.keyClick(focus(), key, modifier)
        settle(desk)

    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_C)
    press(Qt.Key.Key_S)
    QTest.keyClicks(focus(), "Feels safe tonight.")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.toasts))

    saved = newest(desk)
    assert keys == 4
    assert (saved.channel, saved.result, saved.note, saved.at) == ("call", "spoke", "Feels safe tonight.", NOW)
    assert window.toasts[0].text == f"Contact saved to {window.toasts[0].saved.reference}"
    assert "Amara" not in window.toasts[0].text
    assert contacts_tab(window).composer.isHidden()
    assert desk.ask(lambda: drafts.find(desk.office, "contact", desk.case_id)) is None


def test_what_is_not_safe_is_marked_and_can_still_be_chosen(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    parts = press_ctrl_n(window, desk).composer.parts
    assert parts.how.chip("text").unsafe
    assert not parts.how.chip("call").unsafe
    QTest.keyClick(focus(), Qt.Key.Key_T)
    assert parts.how.value() == "text"
    parts.how.take_focus()
    QTest.keyClick(focus(), Qt.Key.Key_C)
    assert parts.result.chip("left_voicemail").unsafe


def test_half_typed_words_are_kept_within_two_seconds(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    tab = press_ctrl_n(window, desk)
    QTest.keyClick(focus(), Qt.Key.Key_C)
    tab.composer.parts.note.setPlainText("Half a sen")
    assert KEPT_AFTER_MS < 2_000
    with qtbot.waitSignal(tab.composer.keeper.kept):
        pass
    kept = desk.ask(lambda: drafts.find(desk.office, "contact", desk.case_id))
    assert kept is not None
    assert kept.fields["note"] == "Half a sen"
    assert kept.fields["channel"] == "call"
    assert tab.composer.parts.kept.plain() == "Draft kept 14:32"
    assert window.page.tabs.label(1).draft


def test_escape_closes_and_keeps_the_draft_and_opening_again_brings_it_back(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    open_case(window, desk)
    tab = press_ctrl_n(window, desk)
    QTest.keyClick(focus(), Qt.Key.Key_C)
    QTest.keyClick(focus(), Qt.Key.Key_S)
    QTest.keyClicks(focus(), "Said she w")
    with qtbot.waitSignal(tab.composer.keeper.kept):
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert tab.composer.isHidden()
    window.page.clear()
    assert "Said" not in tab.composer.parts.note.toPlainText()

    open_case(window, desk)
    assert window.page.tabs.label(1).draft
    window.page.show_tab(2)
    settle(desk)
    again = contacts_tab(window).composer
    qtbot.waitUntil(again.isVisible)
    assert again.parts.note.toPlainText() == "Said she w"
    assert (again.parts.how.value(), again.parts.result.value()) == ("call", "spoke")
    assert focus() is again.parts.note
    assert again.parts.note.textCursor().position() == len("Said she w")


def test_a_draft_is_kept_when_the_focus_leaves_and_at_the_lock(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    tab = press_ctrl_n(window, desk)
    tab.composer.parts.note.setPlainText("Before the lock")
    for work in window.page.draft_work():
        desk.ask(work)
    kept = desk.ask(lambda: drafts.find(desk.office, "contact", desk.case_id))
    assert kept is not None
    assert kept.fields["note"] == "Before the lock"

    tab.composer.parts.note.setFocus()
    tab.composer.parts.note.setPlainText("Focus goes")
    window.page.tabs.setFocus()
    settle(desk)
    kept = desk.ask(lambda: drafts.find(desk.office, "contact", desk.case_id))
    assert kept is not None
    assert kept.fields["note"] == "Focus goes"


def test_words_taken_out_again_leave_no_draft(window: Window, desk: Desk, qtbot: QtBot) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    composer.parts.note.setPlainText("Oops")
    composer.keeper.flush()
    composer.parts.note.setPlainText("")
    with qtbot.waitSignal(composer.keeper.emptied):
        composer.keeper.flush()
    assert desk.ask(lambda: drafts.find(desk.office, "contact", desk.case_id)) is None


def test_a_time_to_come_is_refused_beside_the_date_and_nothing_typed_is_lost(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    before = newest(desk)
    QTest.keyClick(focus(), Qt.Key.Key_C)
    QTest.keyClick(focus(), Qt.Key.Key_S)
    QTest.keyClicks(focus(), "Tomorrow?")
    composer.parts.change_time.click()
    composer.parts.when.set_typed("22/11/26", "09:00")
    composer.save()
    settle(desk)
    assert composer.parts.when.day_row.error()
    assert composer.parts.note.toPlainText() == "Tomorrow?"
    assert newest(desk) == before

    composer.parts.when.set_typed("thu", "9.15")
    composer.save()
    settle(desk)
    at = at_london(NOW.date() - timedelta(days=2), 9, 15)
    rows = desk.ask(lambda: contacts.chronology(desk.office, desk.case_id)).rows
    assert [row.note for row in rows if row.at == at] == ["Tomorrow?"]


def test_words_that_are_no_time_are_said_to_be_none(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    QTest.keyClick(focus(), Qt.Key.Key_C)
    QTest.keyClick(focus(), Qt.Key.Key_S)
    composer.parts.when.set_typed("soonish", "25:00")
    composer.save()
    assert composer.parts.when.day_row.error()
    assert composer.parts.when.time_row.error()
    assert composer.isVisible()


def test_a_note_that_is_too_long_is_refused_and_kept(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    QTest.keyClick(focus(), Qt.Key.Key_C)
    QTest.keyClick(focus(), Qt.Key.Key_S)
    long = "a" * (NOTE_LIMIT + 1)
    composer.parts.note.setPlainText(long)
    composer.save()
    assert composer.parts.error()
    assert composer.parts.note.toPlainText() == long


def test_saving_says_what_is_missing_and_goes_there(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    composer.save()
    assert composer.parts.error() == "Choose how you were in touch"
    QTest.keyClick(focus(), Qt.Key.Key_A)
    QTest.keyClick(focus(), Qt.Key.Key_S)
    composer.save()
    assert composer.parts.error() == "Choose which agency"
    assert focus() is composer.parts.agency
    composer.parts.agency.set_value("police")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    saved = newest(desk)
    assert (saved.with_whom, saved.agency) == ("agency", "police")


def test_a_follow_up_is_offered_at_the_next_safe_time(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    QTest.keyClick(focus(), Qt.Key.Key_C)
    QTest.keyClick(focus(), Qt.Key.Key_N)
    composer.parts.follow_button.click()
    assert composer.parts.follow_up.words() == "Follow up: Mon 23 Nov, 10:00"
    composer.parts.follow_button.click()
    assert composer.parts.follow_up.isHidden()
    composer.save()
    settle(desk)
    made = desk.ask(lambda: case_needs(desk))
    assert ("Call Amara", "10:00") in made
    assert newest(desk).follow_up_made


def case_needs(desk: Desk) -> set[tuple[str, str | None]]:
    return {(need.what, need.due_time) for need in case_overview.needs_doing(desk.office, desk.case_id)}


def test_a_saved_note_is_locked_but_words_can_be_added(window: Window, desk: Desk) -> None:
    open_case(window, desk, "contacts")
    tab = contacts_tab(window)
    counted = desk.ask(lambda: contacts.chronology(desk.office, desk.case_id)).counts
    first = newest(desk)
    tab.show_row(first.id)
    QTest.keyClick(tab.timeline, Qt.Key.Key_A)
    assert tab.composer.isVisible()
    assert not tab.composer.parts.how.isVisible()
    QTest.keyClicks(focus(), "They rang back.")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    now = desk.ask(lambda: contacts.chronology(desk.office, desk.case_id))
    added = [row for row in now.rows if row.adds_to == first.id]
    assert [row.note for row in added] == ["They rang back."]
    assert next(row.note for row in now.rows if row.id == first.id) == first.note
    assert (now.counts.with_client, now.counts.agencies) == (counted.with_client, counted.agencies)


def test_words_begun_are_not_pushed_out_by_an_addition(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    tab = press_ctrl_n(window, desk)
    tab.composer.parts.note.setPlainText("Begun")
    tab.show_row(newest(desk).id)
    QTest.keyClick(tab.timeline, Qt.Key.Key_A)
    assert tab.composer.parts.note.toPlainText() == "Begun"
    assert tab.composer.parts.error()


def test_the_chronology_loads_as_one_scrolls_and_loses_none_of_one_moment(window: Window, desk: Desk) -> None:
    desk.ask(lambda: many(desk.office, desk.case_id, 230))
    open_case(window, desk, "contacts")
    tab = contacts_tab(window)
    bar = tab._area.verticalScrollBar()

    def scrolled_to_the_end() -> bool:
        bar.setValue(bar.maximum())
        return len(tab._rows) >= 236

    desk.qtbot.waitUntil(scrolled_to_the_end)
    settle(desk)
    shown = [row.id for row in tab._rows]
    assert len(shown) == len(set(shown)) == 236


def test_the_list_can_show_one_kind_only(window: Window, desk: Desk) -> None:
    open_case(window, desk, "contacts")
    tab = contacts_tab(window)
    assert [row.count for row in tab.rail.list.model().rows()] == [6, 3, 2, 1]
    tab.rail.list.setFocus()
    for _ in range(3):
        QTest.keyClick(tab.rail.list, Qt.Key.Key_Down)
    settle(desk)
    assert {row.with_whom for row in tab._rows} == {"agency"}


def test_a_closed_case_can_be_read_only(window: Window, desk: Desk) -> None:
    desk.ask(lambda: cases.close(desk.office, desk.case_id, "needs_met"))
    open_case(window, desk, "contacts")
    tab = contacts_tab(window)
    QTest.keyClick(focus(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert tab.composer.isHidden()
    assert tab.log_button.isHidden()


def test_what_changes_elsewhere_reaches_the_open_composer(window: Window, desk: Desk) -> None:
    open_case(window, desk)
    composer = press_ctrl_n(window, desk).composer
    composer.parts.note.setPlainText("Typing on")
    desk.ask(lambda: safe_contacts.record(desk.office, desk.case_id, replace(SAFE, email_safe="no")))
    desk.runner.announce(Changed(frozenset({"safe_contact"}), desk.case_id))
    settle(desk)
    assert composer.parts.how.chip("email").unsafe
    assert composer.parts.note.toPlainText() == "Typing on"
    assert composer.isVisible()
