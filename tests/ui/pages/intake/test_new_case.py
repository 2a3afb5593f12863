"""The New case page, by keyboard, on a real vault: search first, then the form."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import SafeTime
from caseapp.services import cases, drafts, journal, safe_contacts
from ui.pages.new_case.page import NewCasePage
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted

from .conftest import VaultThread

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(vault: VaultThread, shown: Callable[[Any], Any]) -> NewCasePage:
    made: NewCasePage = shown(NewCasePage(vault.office, vault.runner))
    return made


@pytest.fixture
def known(vault: VaultThread) -> str:
    """The open case of somebody who is much like the Amara who waits."""
    person = PersonDetails("Amara", "Exampel", born_on=date(1985, 3, 1), born_precision="day", phone="07700 900123")
    return vault.do(lambda: cases.open_case(vault.office, NewCase(None, person=person))).row_id


def waiting_id(vault: VaultThread, first_name: str) -> str:
    rows = vault.do(lambda: cases.waiting(vault.office))
    return next(row.id for row in rows if row.first_name == first_name)


def begin(page: NewCasePage, qtbot: QtBot, referral_id: str | None = None) -> None:
    page.start_from(referral_id)
    qtbot.waitUntil(lambda: page._under_way and page._search is not None)


def type_in(qtbot: QtBot, text: str, widget: QWidget | None = None) -> None:
    """Type where the focus is, as a person does."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    qtbot.keyClicks(target, text)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def on_form(page: NewCasePage) -> bool:
    return page.steps.currentWidget() is page.form


def words(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_a_case_is_opened_by_keyboard_alone(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    begin(page, qtbot)
    opened: list[CaseWanted] = []
    told: list[Toasted] = []
    page.case_wanted.connect(opened.append)
    page.saved.connect(told.append)
    type_in(qtbot, "Jo Notreal")
    qtbot.waitUntil(lambda: "Nobody like this" in words(page.search))
    press(qtbot, Qt.Key.Key_Return)
    assert on_form(page)
    assert page.form.who.text("first_name") == "Jo"
    assert page.form.who.text("last_name") == "Notreal"
    row = page.form.happened.row("reported").target()
    row.setFocus()
    press(qtbot, Qt.Key.Key_Y)
    qtbot.waitUntil(page.form.happened.row("officer").isVisible)
    page.form.happened.row("reported_on").target().setFocus()
    type_in(qtbot, "thu")
    page.form.safe.times.setFocus()
    type_in(qtbot, "mon-fri 10-14")
    page.form.safe.row("number").target().setFocus()
    type_in(qtbot, "07700 900111")
    page.form.safe.row("must_not_receive").target().setFocus()
    type_in(qtbot, "his mother")
    page.form.safe.safe.take_focus()
    press(qtbot, Qt.Key.Key_C)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(opened))
    assert told[0].text == f"{told[0].saved.reference} opened"
    header = vault.do(lambda: cases.header(vault.office, opened[0].case_id))
    assert (header.first_name, header.last_name, header.reported) == ("Jo", "Notreal", "yes")
    assert header.reported_on == date(2026, 11, 19)
    safe = vault.do(lambda: safe_contacts.current(vault.office, opened[0].case_id))
    assert safe is not None
    assert (safe.number, safe.call_safe, safe.text_safe) == ("07700 900111", "yes", "unknown")
    assert safe.windows == (SafeTime((0, 1, 2, 3, 4), time(10), time(14)),)
    assert safe.must_not_receive == "his mother"
    assert vault.do(lambda: drafts.all_of_mine(vault.office)) == ()


def test_what_is_typed_before_everybody_is_read_still_counts(page: NewCasePage, known: str, qtbot: QtBot) -> None:
    page.start_from(None)
    type_in(qtbot, "07700 900123", page.search.field)
    qtbot.waitUntil(lambda: page.search.model.rowCount() == 2)
    assert page.search.field.text() == "07700 900123"


def test_somebody_known_is_shown_before_any_form(page: NewCasePage, known: str, qtbot: QtBot) -> None:
    begin(page, qtbot)
    wanted: list[CaseWanted] = []
    page.case_wanted.connect(wanted.append)
    type_in(qtbot, "07700 900123")
    qtbot.waitUntil(lambda: page.search.model.rowCount() == 2)
    said = [page.search.model.sentence_of(row) for row in page.search.model.rows()]
    assert any("is open. The words are in the record" in one for one in said)
    assert any("No case yet. Same telephone" in one for one in said)
    press(qtbot, Qt.Key.Key_Return)
    assert not on_form(page)
    press(qtbot, Qt.Key.Key_O)
    assert wanted == [CaseWanted(known)]


def test_a_referral_about_nobody_known_goes_straight_to_the_form(
    page: NewCasePage, vault: VaultThread, qtbot: QtBot
) -> None:
    begin(page, qtbot, waiting_id(vault, "Ines"))
    assert on_form(page)
    assert page.form.who.text("last_name") == "Sample"
    assert page.form.who.text("born") == "12/12/1990"
    assert page.form.happened.text("risk") == "medium"
    assert page.form.came.isHidden()
    assert "Housing" in words(page.form.rail)


def test_a_number_of_a_referral_is_not_taken_for_safe(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    begin(page, qtbot, waiting_id(vault, "Amara"))
    assert page.form.safe.text("number") is None
    assert "Ask whether it is safe" in words(page.form.safe)


def test_a_referral_is_taken_up_with_corrections(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    referral_id = waiting_id(vault, "Ines")
    begin(page, qtbot, referral_id)
    opened: list[CaseWanted] = []
    page.case_wanted.connect(opened.append)
    page.form.who.row("known_as").target().setFocus()
    type_in(qtbot, "Nessa")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(opened))
    header = vault.do(lambda: cases.header(vault.office, opened[0].case_id))
    assert (header.first_name, header.known_as, header.risk) == ("Ines", "Nessa", "medium")
    detail = vault.do(lambda: cases.referral(vault.office, referral_id))
    assert (detail.decision, detail.case_id) == ("accepted", opened[0].case_id)


def test_a_referral_about_somebody_known_is_asked_about_first(
    page: NewCasePage, vault: VaultThread, known: str, qtbot: QtBot
) -> None:
    referral_id = waiting_id(vault, "Amara")
    begin(page, qtbot, referral_id)
    assert not on_form(page)
    assert "same telephone" in page.search.model.sentence_of(page.search.model.rows()[0]).lower()
    opened: list[CaseWanted] = []
    page.case_wanted.connect(opened.append)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: on_form(page))
    assert page.form.who.text("last_name") == "Exampel"
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(opened))
    old, new = (vault.do(lambda at=at: cases.header(vault.office, at)) for at in (known, opened[0].case_id))
    assert old.person_id == new.person_id
    assert vault.do(lambda: cases.referral(vault.office, referral_id)).person_id == old.person_id


def test_people_who_may_be_the_same_appear_while_typing(page: NewCasePage, known: str, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert on_form(page)
    page.form.who.row("first_name").target().setFocus()
    type_in(qtbot, "Amara")
    page.form.safe.row("number").target().setFocus()
    type_in(qtbot, "07700900123")
    qtbot.waitUntil(lambda: page.form.rail.model.rowCount() == 2)
    page.form.rail.list.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.form.person_id is not None)
    assert page.form.who.text("first_name") == "Amara"


def test_what_is_missing_is_listed_on_top_and_typed_words_stay(page: NewCasePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.form.safe.times.setFocus()
    type_in(qtbot, "mon 9-5")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(page.form.summary.isVisible)
    assert page.form.summary.accessibleName() == "There are 2 things to check"
    assert page.form.summary.hasFocus()
    assert page.form.safe.times.text() == "mon 9-5"


def test_half_typed_words_come_back_after_a_lock(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.form.who.row("first_name").target().setFocus()
    type_in(qtbot, "Jo")
    page.form.happened.group.set_value("stalking")
    page.form.happened.kind.set_value("stalking_ex")
    for work in page.draft_work():
        vault.do(work)
    page.clear()
    assert page.form.who.text("first_name") is None
    page.load()
    qtbot.waitUntil(lambda: page._under_way)
    assert on_form(page)
    assert page.form.who.text("first_name") == "Jo"
    assert page.form.happened.text("crime_type") == "stalking_ex"


def test_each_referral_has_its_own_draft(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    ines, grace = waiting_id(vault, "Ines"), waiting_id(vault, "Grace")
    begin(page, qtbot, ines)
    page.form.who.row("known_as").target().setFocus()
    type_in(qtbot, "Nessa")
    left: list[PlaceWanted] = []
    page.place_wanted.connect(left.append)
    page.form.later.click()
    assert left == [PlaceWanted("referrals")]
    begin(page, qtbot, grace)
    assert page.form.who.text("known_as") is None
    begin(page, qtbot, ines)
    qtbot.waitUntil(lambda: page.form.who.text("known_as") == "Nessa")


def test_words_are_kept_by_themselves_soon_after_typing(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.form.who.row("first_name").target().setFocus()
    type_in(qtbot, "Jo")
    qtbot.waitUntil(lambda: "Draft kept" in page.form.note.plain())
    kept = vault.do(lambda: drafts.find(vault.office, "new_case"))
    assert kept is not None
    assert kept.fields["answers"]["who"]["first_name"] == "Jo"


def test_opening_a_case_can_be_undone_whole(page: NewCasePage, vault: VaultThread, qtbot: QtBot) -> None:
    begin(page, qtbot, waiting_id(vault, "Ines"))
    told: list[Toasted] = []
    page.saved.connect(told.append)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(told))
    vault.do(lambda: journal.undo(vault.office, told[0].saved.batch))
    assert len(vault.do(lambda: cases.waiting(vault.office))) == 3


def test_a_referral_gone_meanwhile_is_said(page: NewCasePage, qtbot: QtBot) -> None:
    page.start_from("0" * 32)
    qtbot.waitUntil(page.search.trouble.isVisible)


def test_a_safe_way_is_not_unsafe_as_well(page: NewCasePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.form.safe.safe.take_focus()
    press(qtbot, Qt.Key.Key_C)
    page.form.safe.unsafe.take_focus()
    press(qtbot, Qt.Key.Key_C)
    details = page.form.safe.details()
    assert details is not None
    assert details.call_safe == "no"


def test_every_question_has_a_name_to_say(page: NewCasePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    for row in page.form.rows():
        said = QAccessible.queryAccessibleInterface(row.target()).text(QAccessible.Text.Name)
        assert said, row.label.plain()
