"""The caseload: find, sort, filter, look at one, open it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.errors import Refused
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import ContactDraft
from caseapp.domain.person import PersonDetails
from caseapp.services import caseload_views, cases, contacts, journal
from caseapp.services.caseload_views import CaseloadView
from ui.models.rows_model import DISPLAY, SENTENCE
from ui.pages.caseload import preview_words
from ui.pages.caseload.choice_filter import ChoiceFilter
from ui.pages.caseload.columns import DUE, LAST, NAME, REF, RISK, WORKER, columns, fitted
from ui.pages.caseload.page import CaseloadPage
from ui.theme.apply import apply_theme
from ui.widgets.risk_paint import risk_size
from ui.work.changed import Changed
from ui.work.privacy import names_hidden
from ui.work.wanted import CaseWanted, PlaceWanted

from .conftest import Desk, Heard

Show = Callable[[QWidget], Heard]


@pytest.fixture
def page(desk: Desk) -> CaseloadPage:
    return CaseloadPage(desk.office, desk.runner)


def column(page: CaseloadPage, place: int) -> list[str]:
    model = page.list.model
    return [model.index(row, place).data(DISPLAY) for row in range(model.rowCount())]


def choose(chip: ChoiceFilter, *labels: str) -> None:
    """Tick entries of a chip's menu."""
    for label in labels:
        menu = chip.menu_of_choices()
        action: QAction = next(one for one in menu.actions() if one.text() == label)
        action.trigger()
        menu.close()


def test_it_counts_and_sorts_by_what_is_due_next(page: CaseloadPage, show: Show) -> None:
    show(page)
    assert page._count.plain() == "12 open cases"
    assert column(page, NAME)[0] == "Example, Amara"
    assert column(page, DUE)[0] == "2 working days late, Right 6, bail conditions changed"
    assert column(page, DUE)[-1] == "Nothing due"


def test_a_row_is_said_whole_with_words_for_what_is_missing(page: CaseloadPage, show: Show, desk: Desk) -> None:
    show(page)
    said = page.list.model.index_of(desk.ids["Jo"]).data(SENTENCE)
    assert said.startswith("Notreal, Jo, KT-")
    assert "Folkestone & Hythe. Risk: Not assessed. Stage: Not reported, Support only." in said
    assert "Next due: Nothing due. Last contact: None yet. Worker: Robin E." in said


def test_the_filter_a_few_letters_and_enter_opens_the_case(
    page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    page.first_focus()
    page.focus_filter()
    assert page.filters.field.field.hasFocus()
    qtbot.keyClicks(page.filters.field.field, "plac")
    qtbot.keyClick(page.filters.field.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heard.cases))
    assert heard.cases == [CaseWanted(desk.ids["Cerys"])]


def test_the_list_follows_what_is_typed(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    page.focus_filter()
    qtbot.keyClicks(page.filters.field.field, "fict")
    qtbot.waitUntil(lambda: column(page, NAME) == ["Fictional, Farah"])
    assert page._count.plain() == "1 open case"


def test_no_match_offers_to_clear_the_filter(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    page.focus_filter()
    qtbot.keyClicks(page.filters.field.field, "ashfrod")
    qtbot.waitUntil(page.list._instead.isVisible)
    card = page.list._instead_column.itemAt(0).widget()
    assert "No cases match “ashfrod”" in card.accessibleName()
    page.list._link_pressed()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 12)


def test_enter_opens_and_a_contact_can_be_logged(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    heard = show(page)
    page.first_focus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    page.log_contact()
    amara = desk.ids["Amara"]
    assert heard.cases == [CaseWanted(amara), CaseWanted(amara, "contacts", compose=True)]


def test_risk_sorts_by_gravity_and_turns_round(page: CaseloadPage, show: Show, desk: Desk) -> None:
    show(page)
    page.list.table._header_clicked(2)
    desk.ask(lambda: None)
    grades = [page.list.model.rows()[place].row.risk for place in range(12)]
    order = ["high", "medium", "standard", "not_assessed"]
    assert grades == sorted(grades, key=order.index)
    page.list.table._header_clicked(2)
    desk.ask(lambda: None)
    assert page.list.model.rows()[0].row.risk == "not_assessed"


def test_the_order_can_be_chosen_by_key(page: CaseloadPage, show: Show, desk: Desk) -> None:
    show(page)
    menu = page.list.table.sort_menu()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Sort by next due"]
    next(action for action in menu.actions() if action.text() == "Sort by name").trigger()
    menu.close()
    desk.ask(lambda: None)
    assert column(page, NAME) == sorted(column(page, NAME))


def test_chips_narrow_the_list_and_say_so(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    choose(page.filters.risk, "High")
    choose(page.filters.risk, "Medium")
    desk.ask(lambda: None)
    assert {line.row.risk for line in page.list.model.rows()} == {"high", "medium"}
    assert page.filters.risk.text() == "Risk: 2"
    assert page.filters.risk.isChecked()
    choose(page.filters.district, "Swale")
    desk.ask(lambda: None)
    assert sorted(column(page, NAME)) == ["Example, Amara", "Fictional, Farah"]
    assert page.filters.district.accessibleName() == "District: Swale"
    qtbot.keyClick(page.filters.district, Qt.Key.Key_Delete)
    qtbot.keyClick(page.filters.risk, Qt.Key.Key_Delete)
    desk.ask(lambda: None)
    assert page.list.model.rowCount() == 12


def test_the_cross_of_a_set_chip_clears_it(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    chip = page.filters.worker
    assert chip.text() == "My cases"
    at = chip.rect().center()
    at.setX(chip.width() - 12)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=at)
    assert not chip.isChecked()
    assert chip.text() == "My team"


@pytest.mark.parametrize(("label", "last"), [("Late", date(2026, 11, 20)), ("In 2 working days", date(2026, 11, 24))])
def test_next_due_can_be_narrowed(page: CaseloadPage, show: Show, desk: Desk, label: str, last: date) -> None:
    show(page)
    choose(page.filters.due, label)
    desk.ask(lambda: None)
    found = [line.row.next_due_on for line in page.list.model.rows()]
    assert found
    assert all(day is not None and day <= last for day in found)


def test_stage_support_only_and_closed(page: CaseloadPage, show: Show, desk: Desk) -> None:
    desk.ask(lambda: cases.close(desk.office, desk.ids["Lena"], "needs_met"))
    show(page)
    choose(page.filters.stage, "Support only")
    desk.ask(lambda: None)
    assert sorted(column(page, NAME)) == ["Demo, Ines", "Madeup, Hollie", "Notreal, Jo"]
    page.filters.reset()
    choose(page.filters.closed, "Closed")
    desk.ask(lambda: None)
    assert column(page, NAME) == ["Imaginary, Lena"]
    assert column(page, DUE) == ["Closed, 21 Nov 2026"]
    assert page._count.plain() == "1 closed case"


def test_the_preview_leads_with_safe_contact(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    qtbot.waitUntil(lambda: page.preview.case_id() == desk.ids["Amara"])
    case = page.preview._case
    assert case is not None
    words = preview_words.safe_contact(case)
    assert words.lead == "Not a safe time to call"
    assert words.fields[:3] == (
        ("Next safe", "Mon 10:00 to 14:00"),
        ("Number", "07700 900147"),
        ("Voicemail", "Never leave one"),
    )
    assert preview_words.who(case, "kent") == "Age 34, Swale. Caseworker: Robin E."
    assert case.needs_doing[0].working_days_late == 2
    assert preview_words.last_heading(case) == "Last contact, Fri 20 Nov"
    assert preview_words.last_note(case).startswith("Call, 12 minutes. Worried")


def test_the_preview_waits_until_the_list_stands_still(
    page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    show(page)
    page.first_focus()
    qtbot.waitUntil(lambda: page.preview.case_id() == desk.ids["Amara"])
    for _step in range(3):
        qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
        assert page.preview.case_id() == desk.ids["Amara"]
    wanted = page.list.current_id()
    qtbot.waitUntil(lambda: page.preview.case_id() == wanted)


def test_a_case_without_anything_is_told_in_words(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    page.list.keep.go_to(desk.ids["Jo"])
    qtbot.waitUntil(lambda: page.preview.case_id() == desk.ids["Jo"])
    case = page.preview._case
    assert case is not None
    assert preview_words.safe_contact(case).after == "Ask before you ring."
    assert preview_words.last_note(case) == "None yet."


def test_in_a_narrow_window_space_shows_the_preview_and_esc_hides_it(
    page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    show(page)
    page.resize(960, 640)
    page.first_focus()
    assert not page.preview.isVisible()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    assert page.preview.isVisible()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Escape)
    assert not page.preview.isVisible()
    assert page.list.table.hasFocus()


def test_esc_goes_back_from_the_preview_beside_the_list(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    qtbot.waitUntil(lambda: page.preview.case_id() is not None)
    page.first_focus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    assert page.preview.open_button.hasFocus()
    qtbot.keyClick(page.preview.open_button, Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()
    assert page.preview.isVisible()


def test_f6_has_three_panes_to_go_between(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    qtbot.waitUntil(lambda: page.preview.case_id() is not None)
    assert page.panes() == [page.filters.field.field, page.list.table, page.preview.open_button]
    page.focus_filter()
    qtbot.keyClick(page.filters.field.field, Qt.Key.Key_Down)
    assert page.list.table.hasFocus()


def test_hidden_names_leave_reference_and_initials_and_search_still_takes_a_name(
    page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    show(page)
    page.first_focus()
    qtbot.waitUntil(lambda: page.preview.case_id() is not None)
    page._hide_names.click()
    assert names_hidden()
    model = page.list.model
    everything = " ".join(
        model.index(row, 0).data(SENTENCE) + " ".join(str(model.index(row, place).data(DISPLAY)) for place in range(7))
        for row in range(model.rowCount())
    )
    for name in ("Amara", "Example", "Cerys", "Farah", "Kayleigh"):
        assert name not in everything
    case = page.preview._case
    assert case is not None
    assert preview_words.title(case) == "AE"
    assert "neighbour" not in preview_words.last_note(case)
    assert "Marmalade" not in str(preview_words.safe_contact(case))
    assert all("Amara" not in one.what for one in preview_words.needs(case))
    qtbot.keyClicks(page.filters.field.field, "example")
    qtbot.waitUntil(lambda: column(page, NAME) == ["AE"])


def test_a_saved_contact_shows_and_the_place_is_kept(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    page.list.keep.go_to(desk.ids["Kayleigh"])
    draft = ContactDraft(desk.ids["Kayleigh"], desk.clock.instant, "call", "spoke", "Well")
    desk.ask(lambda: contacts.log(desk.office, draft))
    page.on_changed(Changed(frozenset({"contacts"}), desk.ids["Kayleigh"]))
    place = page.list.model.index_of(desk.ids["Kayleigh"], LAST)
    qtbot.waitUntil(lambda: page.list.model.index_of(desk.ids["Kayleigh"], LAST).data(DISPLAY) == "21 Nov")
    assert page.list.current_id() == desk.ids["Kayleigh"]
    assert place.row() == page.list.table.currentIndex().row()


def fill(desk: Desk, count: int) -> None:
    """Open many cases at once."""

    def work() -> None:
        with desk.office.unit():
            for number in range(count):
                person = PersonDetails(first_name=f"A{number}", last_name=f"Person {number:04}")
                referral = NewReferral(desk.office.today() - timedelta(days=1))
                cases.open_case(desk.office, NewCase(referral, person=person))

    desk.ask(work)


def test_more_cases_come_as_the_list_is_scrolled(empty_desk: Desk, show_empty: Show, qtbot: QtBot) -> None:
    fill(empty_desk, 430)
    page = CaseloadPage(empty_desk.office, empty_desk.runner)
    show_empty(page)
    assert page._count.plain() == "430 open cases"
    assert page.list.model.rowCount() == 200
    bar = page.list.table.verticalScrollBar()
    for rows in (400, 430):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda rows=rows: page.list.model.rowCount() == rows)
    last = page.list.model.rows()[-1].id
    page.list.keep.go_to(last)
    page.on_changed(Changed(frozenset({"cases"})))
    empty_desk.ask(lambda: None)
    assert page.list.model.rowCount() == 430
    assert page.list.current_id() == last


def test_the_model_keeps_the_rules_of_qt(empty_desk: Desk, show_empty: Show, qtbot: QtBot) -> None:
    fill(empty_desk, 230)
    page = CaseloadPage(empty_desk.office, empty_desk.runner)
    QAbstractItemModelTester(page.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    show_empty(page)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 230)
    page.clear()
    assert page.list.model.rowCount() == 0


def test_an_empty_caseload_offers_a_new_case_or_an_import(empty_desk: Desk, show_empty: Show) -> None:
    page = CaseloadPage(empty_desk.office, empty_desk.runner)
    heard = show_empty(page)
    card = page.list._instead_column.itemAt(0).widget()
    assert "No open cases yet" in card.accessibleName()
    card.pressed.emit()  # type: ignore[attr-defined]  # an EmptyState
    page.list._link_pressed()
    assert heard.places == [PlaceWanted("new_case"), PlaceWanted("import")]


def test_clear_leaves_nothing(page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot) -> None:
    show(page)
    qtbot.waitUntil(lambda: page.preview.case_id() is not None)
    page.clear()
    assert page.list.model.rowCount() == 0
    assert page.preview.case_id() is None
    assert page.list.current_id() == ""


@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_it_draws_at_every_scheme_and_size(
    page: CaseloadPage, show: Show, qapp: QApplication, scheme: str, scale: float
) -> None:
    apply_theme(qapp, scheme, scale)  # type: ignore[arg-type]
    show(page)
    page.resize(1020, 640)
    assert page.list.table.rowHeight(0) == 53 * scale
    assert not page.grab().isNull()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [964, 1040, 1168, 1320, 1690])
def test_no_column_has_to_be_scrolled_to(
    qapp: QApplication, page: CaseloadPage, show: Show, width: int, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    show(page)
    page.resize(width, 640)
    qapp.processEvents()
    table = page.list.table
    assert table.horizontalScrollBar().maximum() == 0
    assert not table.isColumnHidden(NAME)
    assert not table.isColumnHidden(DUE), "the rows are sorted by it"
    for place, column in enumerate(columns()):
        drawn = risk_size("unknown").width() if place == RISK else 0
        assert table.isColumnHidden(place) or table.columnWidth(place) >= drawn, column.title


def test_long_references_get_their_room_and_the_least_needed_column_gives_way() -> None:
    short = fitted(830, range(7), scale=1.0, sorted_by=DUE)
    long = fitted(830, range(7), scale=1.0, sorted_by=DUE, reference=short[REF] + 20)
    assert long[REF] == short[REF] + 20
    assert set(short) - set(long) == {WORKER}
    assert sum(long.values()) <= 830


def test_the_field_gives_way_before_a_chip_wraps(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    page.resize(1500, 640)
    one_line = page.filters.field.sizeHint().height()
    qtbot.waitUntil(lambda: page.filters.height() == one_line)
    page.resize(1168, 640)
    qtbot.waitUntil(lambda: page.filters.height() == one_line)


def test_a_column_without_room_stays_wanted_and_the_menu_says_why_it_is_not_there(
    qapp: QApplication, page: CaseloadPage, show: Show
) -> None:
    apply_theme(qapp, "light", 2.0)
    show(page)
    page.resize(1280, 640)
    assert page.list.table.isColumnHidden(WORKER)
    assert entry(page, "Columns", "Worker (no room in this window)").isChecked()
    assert "Worker" in shown(page), "a view that is saved now keeps it"
    page.resize(2400, 640)
    qapp.processEvents()
    assert not page.list.table.isColumnHidden(WORKER)
    assert entry(page, "Columns", "Worker").isChecked()


def entry(page: CaseloadPage, *path: str) -> QAction:
    """An entry of the menu behind Saved views, by the words on the way to it."""
    menu = page.views.button.menu_of_views()
    for words in path[:-1]:
        inner = next(action.menu() for action in menu.actions() if action.text() == words)
        assert inner is not None
        menu = inner  # type: ignore[assignment]  # a QMenu
    return next(action for action in menu.actions() if action.text() == path[-1])


def shown(page: CaseloadPage) -> list[str]:
    return [title for _key, title, there in page.list.table.columns_now() if there]


def test_columns_can_be_hidden_and_moved_without_a_mouse(page: CaseloadPage, show: Show) -> None:
    show(page)
    entry(page, "Columns", "Worker").trigger()
    entry(page, "Move a column left", "Risk").trigger()
    assert shown(page) == ["Ref", "Risk", "Name", "Stage", "Next due", "Last contact"]
    entry(page, "Columns", "Name").trigger()
    assert "Name" in shown(page)
    entry(page, "All columns as they were").trigger()
    assert shown(page) == ["Ref", "Name", "Risk", "Stage", "Next due", "Last contact", "Worker"]


def test_a_saved_view_brings_back_filters_order_and_columns(
    page: CaseloadPage, show: Show, desk: Desk, qtbot: QtBot
) -> None:
    heard = show(page)
    choose(page.filters.risk, "High")
    page.list.table.sort_wanted.emit("-name")
    entry(page, "Columns", "Stage").trigger()
    entry(page, "Save this view").trigger()
    qtbot.keyClicks(page.views.naming.field, "  High   risk ")
    qtbot.keyClick(page.views.naming.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(heard.saved))
    assert heard.saved[0].text == "View saved"

    page.list.table.reset_columns()
    page.list.table.sort_wanted.emit("reference")
    page.filters.reset()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 12)
    page.load()
    qtbot.waitUntil(lambda: any(action.text() == "High risk" for action in page.views.button.menu_of_views().actions()))
    entry(page, "High risk").trigger()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 4)
    assert column(page, NAME) == ["Specimen, Ewa", "Invented, Grace", "Fictional, Farah", "Example, Amara"]
    assert "Stage" not in shown(page)


def test_a_view_of_the_same_name_takes_its_place_and_a_removed_one_comes_back(desk: Desk) -> None:
    for sort in ("name", "reference"):
        desk.ask(lambda sort=sort: caseload_views.keep(desk.office, CaseloadView("Mine", sort=sort)))
    assert [view.sort for view in desk.ask(lambda: caseload_views.all_of_mine(desk.office))] == ["reference"]
    gone = desk.ask(lambda: caseload_views.remove(desk.office, "Mine"))
    assert desk.ask(lambda: caseload_views.all_of_mine(desk.office)) == ()
    desk.ask(lambda: journal.undo(desk.office, gone.batch))
    assert [view.name for view in desk.ask(lambda: caseload_views.all_of_mine(desk.office))] == ["Mine"]


def test_a_view_without_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="view_without_name"):
        desk.ask(lambda: caseload_views.keep(desk.office, CaseloadView("   ")))


def test_closed_cases_are_an_entry_and_then_a_chip(page: CaseloadPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    assert not page.filters.closed.isVisible()
    entry(page, "Closed cases").trigger()
    qtbot.waitUntil(lambda: page._count.plain() == "0 closed cases")
    assert page.filters.closed.isVisible()
    entry(page, "Open cases").trigger()
    qtbot.waitUntil(lambda: page._count.plain() == "12 open cases")
    assert not page.filters.closed.isVisible()
