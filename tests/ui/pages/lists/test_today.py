"""Today, driven as a caseworker does: mostly by keyboard."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.domain.contact import ContactDraft
from caseapp.services import contacts, drafts, last_place, rights, today
from caseapp.services import journal as journal_service
from ui.models.rows_model import SENTENCE
from ui.pages.today.page import TodayPage
from ui.theme.apply import apply_theme
from ui.work.changed import Changed
from ui.work.privacy import set_names_hidden
from ui.work.wanted import CaseWanted, PlaceWanted

from .conftest import Desk, Heard

Show = Callable[[QWidget], Heard]


@pytest.fixture
def page(desk: Desk) -> TodayPage:
    return TodayPage(desk.office, desk.runner)


def said(view: object) -> list[str]:
    model = view.model()  # type: ignore[attr-defined]
    return [model.index(row, 0).data(SENTENCE) for row in range(model.rowCount())]


def test_it_says_what_day_it_is_and_when_days_count_again(page: TodayPage, show: Show) -> None:
    show(page)
    assert page._subtitle.plain() == (
        "Saturday 21 November 2026. Not a working day, so deadlines start counting again on Monday."
    )


def test_rights_falling_due_are_said_whole(page: TodayPage, show: Show, desk: Desk) -> None:
    show(page)
    first = said(page.rights.list)[0]
    assert first.startswith("Example, Amara, KT-")
    assert "Right 6: police to tell Amara the bail conditions changed. Wed 18 Nov, 2 working days late." in first


def test_the_keyboard_starts_on_the_first_right_and_enter_opens_it(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    page.first_focus()
    heard = show(page)
    assert page.rights.list.hasFocus()
    due = desk.ask(lambda: today.today(desk.office)).rights_due[0]
    qtbot.keyClick(page.rights.list, Qt.Key.Key_Return)
    assert heard.cases == [CaseWanted(due.case_id, "rights", row_id=due.id)]


def test_c_chases_the_right_the_keyboard_is_on(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    page.first_focus()
    qtbot.keyClick(page.rights.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.rights.list, Qt.Key.Key_C)
    assert heard.cases == [CaseWanted(desk.ids["Dina"], "contacts", compose=True)]


def test_the_button_of_a_row_does_what_it_says_and_the_row_opens(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    view = page.rights.list
    row = view.visualRect(view.model().index(0, 0))
    at_button = QPoint(row.right() - 40, row.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_button)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, row.center().y()))
    assert [(one.tab, one.compose) for one in heard.cases] == [("contacts", True), ("rights", False)]


def test_a_name_and_enter_in_the_log_box_asks_for_the_composer(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    page.first_focus()
    page.log_contact()
    assert page.log_box.field.hasFocus()
    qtbot.keyClicks(page.log_box.field, "plac")
    qtbot.keyClick(page.log_box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heard.cases))
    assert heard.cases == [CaseWanted(desk.ids["Cerys"], "contacts", compose=True)]
    assert not page.log_box.field.text()


def test_results_show_while_typing_and_arrows_choose_among_them(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    page.log_contact()
    qtbot.keyClicks(page.log_box.field, "KT-00")
    qtbot.waitUntil(page.log_box.results.isVisible)
    second = page.log_box.results.model.id_at(page.log_box.results.model.index(1, 0))
    qtbot.keyClick(page.log_box.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.log_box.field, Qt.Key.Key_Return)
    assert [one.case_id for one in heard.cases] == [second]


def test_no_match_is_said_and_esc_puts_it_away(page: TodayPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    page.log_contact()
    qtbot.keyClicks(page.log_box.field, "zzqx")
    qtbot.waitUntil(page.log_box.results.isVisible)
    assert "No case matches “zzqx”" in page.log_box.results.said()
    qtbot.keyClick(page.log_box.field, Qt.Key.Key_Escape)
    assert not page.log_box.results.isVisible()
    assert page.log_box.field.text() == "zzqx"


def test_the_last_three_people_are_one_press_away(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    button = next(one for one in page.log_box._people if one.case_id == desk.ids["Amara"])
    assert button.accessibleName().startswith("Log a contact: Amara, KT-")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.cases == [CaseWanted(desk.ids["Amara"], "contacts", compose=True)]


def test_follow_ups_say_whether_it_is_safe_now(page: TodayPage, show: Show) -> None:
    show(page)
    call, email, dash, _forms = said(page.follow_ups.list)
    assert "Not a safe time. Next: Mon 10:00" in call
    assert "Email is safe any time" in email
    assert "Due Mon 23 Nov" in dash


def test_the_answer_changes_with_the_clock(page: TodayPage, show: Show, desk: Desk) -> None:
    show(page)
    desk.clock.instant = desk.clock.instant.replace(day=23, hour=11)
    page.load()
    desk.ask(lambda: None)
    assert "Safe to call now" in said(page.follow_ups.list)[0]


def test_space_ticks_a_follow_up_off_and_it_can_be_undone(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    view = page.follow_ups.list
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.model().rowCount() == 3)
    toasted = heard.saved[0]
    assert "Amara" not in toasted.text
    desk.ask(lambda: journal_service.undo(desk.office, toasted.saved.batch))
    page.on_changed(Changed(frozenset({"follow_ups"})))
    qtbot.waitUntil(lambda: view.model().rowCount() == 4)


def test_two_ticks_in_a_row_are_both_saved(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    view = page.follow_ups.list
    view.setFocus()
    first, second = view.model().index(0, 0), view.model().index(1, 0)
    for index in (first, second):
        view.setCurrentIndex(index)
        qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(heard.saved) == 2)
    qtbot.waitUntil(lambda: view.model().rowCount() == 2)


def test_a_follow_up_is_added_for_a_case(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    page.follow_ups.link_clicked.emit()
    form = page.add_form
    qtbot.keyClicks(form.what.target(), "Ask about the keys")
    qtbot.keyClicks(form.due.target(), "+1wd")
    qtbot.keyClicks(form.case.target(), "notreal")
    qtbot.keyClick(form.case.target(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(heard.saved))
    added = desk.ask(lambda: contacts.open_follow_ups(desk.office, desk.ids["Jo"]))
    assert [(row.what, row.due_on) for row in added] == [("Ask about the keys", date(2026, 11, 23))]
    assert not form.isVisible()


def test_a_follow_up_without_a_day_or_for_an_unknown_case_says_so_and_keeps_what_was_typed(
    page: TodayPage, show: Show, qtbot: QtBot
) -> None:
    show(page)
    page.follow_ups.link_clicked.emit()
    form = page.add_form
    qtbot.keyClicks(form.what.target(), "Ask about the keys")
    qtbot.keyClick(form.what.target(), Qt.Key.Key_Return)
    assert form.due.error()
    qtbot.keyClicks(form.due.target(), "mon")
    qtbot.keyClicks(form.case.target(), "KT-9999")
    qtbot.keyClick(form.case.target(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(form.case.error()))
    assert form.typed()["what"] == "Ask about the keys"


def test_half_a_follow_up_is_kept_through_a_lock(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    page.follow_ups.link_clicked.emit()
    qtbot.keyClicks(page.add_form.what.target(), "Ask about")
    for work in page.draft_work():
        desk.ask(work)
    page.clear()
    assert page.add_form.is_empty()
    page.load()
    qtbot.waitUntil(lambda: page.add_form.typed()["what"] == "Ask about")
    assert page.add_form.isVisible()


def test_half_a_follow_up_is_kept_by_itself(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    page.follow_ups.link_clicked.emit()
    qtbot.keyClicks(page.add_form.what.target(), "Ask about")
    qtbot.waitUntil(lambda: desk.ask(lambda: drafts.find(desk.office, "today")) is not None)


def test_court_and_marac_first_contacts_and_the_quiet_are_listed(page: TodayPage, show: Show, desk: Desk) -> None:
    show(page)
    assert [line.split(",")[0] for line in said(page.courts.list)] == ["Invented", "Fictional", "Placeholder"]
    assert "MARAC 09:30, Swale, online" in said(page.courts.list)[1]
    assert any("Specimen, Ewa" in line and "Risk: High" in line for line in said(page.first_contacts.list))
    assert [line.rsplit(", ", 1)[1] for line in said(page.quiet.list)] == ["21 days", "16 days"]


def test_enter_on_a_waiting_person_opens_the_composer(page: TodayPage, show: Show, qtbot: QtBot, desk: Desk) -> None:
    heard = show(page)
    page.first_contacts.list.setFocus()
    qtbot.keyClick(page.first_contacts.list, Qt.Key.Key_Return)
    assert heard.cases[0].compose
    assert heard.cases[0].case_id in {desk.ids["Ewa"], desk.ids["Jo"]}


def test_drafts_of_other_pages_are_offered_to_go_on_with(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    desk.ask(lambda: drafts.keep(desk.office, "contact", desk.ids["Amara"], {"note": "half"}))
    heard = show(page)
    first = said(page.unfinished.list)[0]
    assert first.startswith("Contact, KT-")
    assert ", AE. Draft kept " in first
    page.unfinished.list.setFocus()
    qtbot.keyClick(page.unfinished.list, Qt.Key.Key_Return)
    assert heard.cases == [CaseWanted(desk.ids["Amara"], "contacts", compose=True)]


def test_an_unfinished_form_is_named_and_opens_again(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    amara = desk.ids["Amara"]
    desk.ask(lambda: drafts.keep(desk.office, "rights", amara, {"form": "letter", "letter": "half"}))
    heard = show(page)
    assert said(page.unfinished.list)[0].startswith("Letter of a challenge, KT-")
    page.unfinished.list.setFocus()
    qtbot.keyClick(page.unfinished.list, Qt.Key.Key_Return)
    assert heard.cases == [CaseWanted(amara, "rights", form="rights")]


def test_nothing_unfinished_shows_no_heading_and_the_place_typed_in_is_no_form(
    page: TodayPage, show: Show, desk: Desk
) -> None:
    desk.ask(lambda: last_place.keep(desk.office, {"place": "case", "case": [desk.ids["Amara"], "contacts"]}))
    show(page)
    assert page.unfinished.isHidden()


def test_a_new_case_goes_on_from_its_referral(page: TodayPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    desk.ask(lambda: drafts.keep(desk.office, "new_case:r1", None, {"first": "half"}))
    heard = show(page)
    assert said(page.unfinished.list)[0].startswith("New case, Draft kept")
    page.unfinished.list.setFocus()
    qtbot.keyClick(page.unfinished.list, Qt.Key.Key_Return)
    assert heard.places == [PlaceWanted("new_case", "r1")]


def test_the_link_leads_to_the_full_list(page: TodayPage, show: Show) -> None:
    heard = show(page)
    page.rights.link_clicked.emit()
    assert heard.places == [PlaceWanted("rights_due")]


def test_nothing_due_says_what_comes_next(page: TodayPage, show: Show, desk: Desk) -> None:
    for first in ("Amara", "Dina"):
        view = desk.ask(lambda first=first: rights.for_case(desk.office, desk.ids[first]))
        for row in (one for right in view.rights for one in right.instances if one.id):
            desk.ask(lambda row=row: rights.set_state(desk.office, row.id, "not_applicable"))
    show(page)
    assert not page.rights.list.isVisible()
    assert page.rights._instead.count() == 1
    page.first_focus()
    assert page.log_box.field.hasFocus()


def test_an_empty_vault_says_so_in_words(empty_desk: Desk, show_empty: Show) -> None:
    page = TodayPage(empty_desk.office, empty_desk.runner)
    show_empty(page)
    assert page.follow_ups.empty.isVisible()
    assert not page.rights.isVisible()
    assert not page.log_box.isVisible(), "there is nobody to log a contact with"


def test_an_empty_vault_offers_the_first_case_and_an_import(empty_desk: Desk, show_empty: Show, qtbot: QtBot) -> None:
    page = TodayPage(empty_desk.office, empty_desk.runner)
    heard = show_empty(page)
    page.first_focus()
    assert page.beginning.new.hasFocus()
    page.beginning.sheet.setFocus()
    page.log_contact()
    assert page.beginning.new.hasFocus(), "Ctrl+N points at how to begin"
    offered = page.keys()
    assert [caps for caps, _what in offered] == ["Ctrl+Shift+N", "F1"]
    page.beginning.new.click()
    page.beginning.sheet.click()
    assert heard.places == [PlaceWanted("new_case"), PlaceWanted("import")]


def test_with_a_case_there_is_nothing_to_begin(page: TodayPage, show: Show) -> None:
    show(page)
    assert not page.beginning.isVisible()
    assert page.log_box.isVisible()
    offered = page.keys()
    assert ("C", "chase") in offered


def test_a_change_elsewhere_is_shown_and_the_place_is_kept(
    page: TodayPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    show(page)
    page.first_focus()
    qtbot.keyClick(page.rights.list, Qt.Key.Key_Down)
    kept = page.rights.list.current_id()
    draft = ContactDraft(desk.ids["Kayleigh"], desk.clock.instant, "call", "spoke", "Well")
    desk.ask(lambda: contacts.log(desk.office, draft))
    page.on_changed(Changed(frozenset({"contacts"}), desk.ids["Kayleigh"]))
    qtbot.waitUntil(lambda: page.quiet.model.rowCount() == 1)
    assert page.rights.list.current_id() == kept
    assert page.rights.list.hasFocus()


def test_hidden_names_leave_initials_everywhere(page: TodayPage, show: Show) -> None:
    show(page)
    set_names_hidden(True)
    lists = [page.rights.list, page.follow_ups.list, page.courts.list, page.first_contacts.list, page.quiet.list]
    everything = " ".join(" ".join(said(view)) for view in lists)
    for name in ("Amara", "Example", "Grace", "Cerys", "Farah", "Ewa", "Kayleigh"):
        assert name not in everything
    assert "AE, KT-" in everything


def test_clear_leaves_nothing(page: TodayPage, show: Show) -> None:
    show(page)
    page.clear()
    lists = [page.rights.list, page.follow_ups.list, page.courts.list, page.first_contacts.list, page.quiet.list]
    assert not any(view.model().rowCount() for view in lists)
    assert not page.log_box._people


@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_it_draws_at_every_scheme_and_size(
    page: TodayPage, show: Show, qapp: QApplication, scheme: str, scale: float
) -> None:
    apply_theme(qapp, scheme, scale)  # type: ignore[arg-type]
    show(page)
    page.resize(1020, 640)
    assert page.rights.list.sizeHintForRow(0) >= 64 * scale
    assert not page.grab().isNull()
