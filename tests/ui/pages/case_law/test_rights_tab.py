"""The Rights tab: what is owed, by when, and recording that it was done."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from caseapp.base.clock import at_london
from caseapp.domain import shipped
from caseapp.domain.entitlement import Standing
from caseapp.domain.rights_view import Told
from caseapp.services import cases, challenges, drafts, rights
from ui.models.rows_model import DISPLAY
from ui.pages.case.overview.key_facts import key_facts
from ui.pages.case.rights.tab import RightsTab
from ui.pages.case.rights.words import status_tag
from ui.theme.apply import apply_theme
from ui.widgets.tag_paint import tag_size
from ui.widgets.text import Text

WEDNESDAY = date(2026, 12, 23)


def shown(tab: RightsTab) -> dict[str, tuple[str, ...]]:
    """The table's lines: what happened → the words of the other columns."""
    model = tab._detail.table.rows_model()
    return {
        model.index(row, 0).data(DISPLAY): tuple(model.index(row, column).data(DISPLAY) for column in range(1, 5))
        for row in range(model.rowCount())
    }


def words(tab: RightsTab) -> str:
    """Everything the tab says in sentences."""
    return "\n".join(text.plain() for text in tab.findChildren(Text) if text.isVisibleTo(tab))


def choose(tab: RightsTab, what: str) -> None:
    model = tab._detail.table.rows_model()
    for row in model.rows():
        if row.what == what:
            tab.show_row(row.id or "")


def test_bail_before_christmas_is_due_next_day_with_enhanced_rights(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    happened, due, status, _evidence = shown(tab)["Released on bail"]
    assert (happened, due, status) == ("Wed 23 Dec", "Thu 24 Dec", "In 1 working day")
    choose(tab, "Released on bail")
    assert "Under the standard limit it would be Mon 4 Jan 2027." in words(tab)
    assert "1 working day" in tab._detail._limits.accessibleName()


def test_without_enhanced_rights_the_standard_limit_leaves_out_the_holidays(bench) -> None:
    case_id = bench.case("other")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert shown(tab)["Released on bail"][1] == "Mon 4 Jan"
    choose(tab, "Released on bail")
    assert "25, 26, 27 and 28 Dec" in words(tab)
    assert "Standard, used here" in tab._detail._limits.accessibleName()


def test_told_on_time_with_evidence_is_met_by_keyboard_alone(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    bench.today(date(2026, 12, 24))
    bench.contact(case_id, at_london(date(2026, 12, 24), 10))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    tab.first_focus()
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    form = tab._place.panel
    bench.qtbot.keyClicks(form.on.field, "today")
    bench.qtbot.keyClick(form.how.focus_target(), "p")
    form.evidence.choice.setFocus()
    bench.press(form.evidence.choice, Qt.Key.Key_Down)
    bench.qtbot.keyClick(form.evidence.choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    _happened, _due, status, evidence = shown(tab)["Released on bail"]
    assert status == "Met Thu 24 Dec"
    assert evidence == "Call, 24 Dec"
    assert bench.toasts[0].text.startswith("Right 6 saved to KT-")
    bench.undo(bench.toasts[0])
    tab.load()
    bench.settle()
    assert shown(tab)["Released on bail"][2] == "Due today"


def tell(bench, tab: RightsTab) -> None:
    """Record, by keyboard, that the chosen line was told today by phone."""
    before = len(bench.toasts)
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    form = tab._place.panel
    bench.qtbot.keyClicks(form.on.field, "today")
    bench.qtbot.keyClick(form.how.focus_target(), "p")
    bench.qtbot.keyClick(form.evidence.choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: len(bench.toasts) > before)
    bench.settle()


def test_once_told_the_next_line_due_is_chosen_and_a_further_enter_records_nothing_twice(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "arrest", WEDNESDAY)
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Suspect arrested")
    tab.first_focus()
    tell(bench, tab)
    assert tab._detail.current().what == "Released on bail"
    assert tab._detail.table.hasFocus()
    assert tab._bar.told.isVisibleTo(tab)
    for what in ("Released on bail", "Views on bail conditions"):
        assert tab._detail.current().what == what
        tell(bench, tab)
    assert tab._detail.current().standing.startswith("told")
    assert not tab._bar.told.isVisibleTo(tab)
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    assert tab._place.panel is None
    bench.press(tab._detail.table, Qt.Key.Key_T)
    assert tab._place.panel is not None, "what was recorded wrongly can still be corrected, on purpose"


def test_a_late_right_is_chosen_first_and_said_with_its_working_days(bench) -> None:
    case_id = bench.case("da")
    bench.today(date(2026, 12, 30))
    bench.happened(case_id, "statement_arranged", date(2026, 12, 29))
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert tab._left.number() == 6
    assert tab._detail.current().what == "Released on bail"
    assert shown(tab)["Released on bail"][2] == "2 working days late"


def test_the_line_wanted_is_chosen(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "arrest", date(2026, 12, 1))
    bench.happened(case_id, "bail", WEDNESDAY)
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    wanted = next(row for right in view.rights for row in right.instances if row.what == "Suspect arrested")
    tab = RightsTab(bench.office, bench.runner, case_id)
    tab.show_row(wanted.id)
    bench.show(tab)
    assert tab._detail.current().id == wanted.id


def test_what_is_missing_is_said_and_what_was_typed_stays(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    form = tab._place.panel
    form.on.field.setText("24/12/26")
    form.save_button.click()
    assert "Enter a day that is not in the future" in words(tab)
    assert "Choose how Amara was told" in words(tab)
    assert form.on.field.text() == "24/12/26"
    assert not bench.toasts


@pytest.mark.parametrize(
    ("state", "status"),
    [("declined", "Declined"), ("not_applicable", "Does not apply"), ("unknown", "Not known"), ("paused", "Paused")],
)
def test_other_answers(bench, state: str, status: str) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    tab._bar.other.click()
    form = tab._place.panel
    form.state.set_value(state)
    form.save_wanted.emit()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][2] == status


def test_not_possible_needs_the_reason_that_was_given(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    tab._bar.other.click()
    form = tab._place.panel
    form.state.set_value("not_possible")
    form.save_button.click()
    assert "Enter the reason Police gave" in words(tab)
    form.reason.setText("Number not in use")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][2] == "Not possible"
    assert "Reason: Number not in use" in words(tab)


def test_likely_enhanced_rights_can_be_confirmed(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert tab._detail.enhanced.isVisibleTo(tab)
    tab._detail.enhanced.yes.click()
    form = tab._place.panel
    form.on.field.setText("today")
    form.told.set_values(("cps", "wcu"))
    form.told_on.field.setText("today")
    form.save_button.click()
    assert "Enter who decided, such as Kent Police" in words(tab)
    form.by.setText("Kent Police, DC Sample")
    form.category.set_value("most_serious")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert not tab._detail.enhanced.isVisibleTo(tab)
    found = bench.do(lambda: cases.header(bench.office, case_id))
    assert (found.enhanced, found.enhanced_category, found.enhanced_on) == ("recorded", "most_serious", WEDNESDAY)
    assert dict(key_facts(found))["Enhanced rights"] == (
        "Kent Police, DC Sample, 23 Dec 2026. Most serious crime. Told: Crown Prosecution Service 23 Dec 2026, "
        "Witness Care Unit 23 Dec 2026. Not known to be told: Police, Court staff, Probation, Victim Liaison Officer, "
        "Youth offending team"
    )
    bench.undo(bench.toasts[0])
    found = bench.do(lambda: cases.header(bench.office, case_id))
    assert (found.enhanced, found.enhanced_by, found.enhanced_told) == ("likely", None, ())


def test_the_victims_own_deadline_is_said_loudest(bench) -> None:
    case_id = bench.case("rsso")
    bench.happened(case_id, "sentence", date(2026, 12, 14))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    band = tab._own
    assert band.isVisibleTo(tab)
    assert "Amara’s own deadline: ask if the sentence is too low, by Mon 11 Jan 2027" in band.accessibleName()
    assert "cannot be undone" in band.accessibleDescription()


def test_approximate_days_are_said_to_be(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY, "about")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert shown(tab)["Released on bail"][:2] == ("About Wed 23 Dec", "About Thu 24 Dec")


def test_receipt_based_duties_show_both_days(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail_hearing", date(2026, 12, 1))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    row = next(row for right in view.rights for row in right.instances)
    tab.show_row(row.id)
    assert "Possibly late after Wed 2 Dec 2026. Certainly late after Wed 9 Dec 2026." in words(tab)


def test_unverified_parts_of_a_rule_are_named(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    assert "Not yet checked against the Code: paragraph." in words(tab)


def test_a_half_typed_form_comes_back_after_a_lock(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    bench.qtbot.keyClicks(tab._place.panel.on.field, "today")
    for work in tab.draft_work():
        bench.do(work)
    tab.clear()
    assert "Amara" not in words(tab)
    assert tab._left.view.model().rowCount() == tab._detail.table.rows_model().rowCount() == 0
    again = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert again._place.panel.on.field.text() == "today"
    again._place.panel.how.set_value("phone")
    again._place.panel.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    assert bench.do(lambda: drafts.find(bench.office, "rights", case_id)) is None


def test_the_twelve_rights_are_counted(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    assert tab._left.view.model().rowCount() == 12
    assert tab._left._counts.accessibleName() == "0 met, 1 started, 0 late, 11 not yet needed"


def test_logging_a_contact_is_asked_of_the_shell(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    with bench.qtbot.waitSignal(tab.case_wanted) as wanted:
        tab._bar.log.click()
    assert (wanted.args[0].tab, wanted.args[0].compose) == ("contacts", True)


def test_told_late_is_said_with_its_working_days_and_never_as_met(bench) -> None:
    case_id = bench.case("da")
    bench.today(date(2026, 12, 30))
    bench.happened(case_id, "bail", WEDNESDAY)
    row_id = next(
        row.id
        for right in bench.do(lambda: rights.for_case(bench.office, case_id)).rights
        for row in right.instances
        if row.what == "Released on bail"
    )
    bench.do(lambda: rights.told(bench.office, row_id, Told(date(2026, 12, 30), "chance", "no", "no")))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    tab.show_row(row_id)
    assert shown(tab)["Released on bail"][2] == "Told 2 working days late"
    assert "Told on Wed 30 Dec 2026: found out by chance. Understood: no. Told safely: no." in words(tab)


def test_a_day_before_it_happened_is_asked_about_but_allowed(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_Return)
    form = tab._place.panel
    form.on.field.setText("22/12/26")
    assert "That is before it happened. Is the day right?" in words(tab)
    form.how.set_value("phone")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))


def test_paused_names_its_last_day(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    tab._bar.other.click()
    form = tab._place.panel
    form.state.chip("paused").click()
    assert form.until.isVisibleTo(tab)
    form.until.field.setText("11/1/27")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][2] == "Paused until Mon 11 Jan"


def test_evidence_can_be_added_later_with_a_key(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    bench.contact(case_id, at_london(WEDNESDAY, 10), "email")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_E)
    form = tab._place.panel
    form.save_button.click()
    assert "Choose what shows it. If it is a contact that is not there yet, log it first" in words(tab)
    form.evidence.choice.setCurrentIndex(1)
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][3] == "Email, 23 Dec"


def test_a_document_that_is_kept_elsewhere_can_be_the_evidence_and_is_offered_again(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    bench.happened(case_id, "interview", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_E)
    form = tab._place.panel
    assert not form.evidence.what.isVisibleTo(form)
    form.evidence.choice.set_value("new")
    form.evidence.what.setText("Bail sheet")
    form.save_button.click()
    assert "Say where it is kept, so that others find it" in words(tab)
    form.evidence.where.setText("Paper file, second drawer")
    form.evidence.dated.field.setText("22/12/26")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][3] == "Bail sheet, 22 Dec"
    choose(tab, "Released on bail")
    assert "Kept: Paper file, second drawer." in words(tab)
    choose(tab, "Suspect interviewed")
    bench.press(tab._detail.table, Qt.Key.Key_E)
    choice = tab._place.panel.evidence.choice
    assert "Bail sheet, 22 Dec: Paper file, second drawer" in [choice.itemText(n) for n in range(choice.count())]


def test_a_record_put_right_starts_from_what_it_says_and_keeps_its_evidence(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    bench.contact(case_id, at_london(WEDNESDAY, 10), "email")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_T)
    form = tab._place.panel
    form.on.field.setText("today")
    form.how.set_value("email")
    form.evidence.choice.setCurrentIndex(1)
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.toasts) == 1)
    bench.settle()
    choose(tab, "Released on bail")
    bench.press(tab._detail.table, Qt.Key.Key_T)
    form = tab._place.panel
    assert (form.on.day(), form.how.value()) == (WEDNESDAY, "email")
    form.understood.set_value("yes")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: len(bench.toasts) == 2)
    bench.settle()
    assert shown(tab)["Released on bail"][3] == "Email, 23 Dec"


def test_asked_and_not_told_is_kept_with_its_day_and_begins_no_challenge(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    tab._bar.other.click()
    form = tab._place.panel
    form.state.set_value("unknown")
    form._state_changed()
    form.asked.field.setText("24/12/26")
    form.save_button.click()
    assert "Enter a day that is not in the future" in words(tab)
    form.asked.field.setText("23/12/26")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)["Released on bail"][2] == "Asked Wed 23 Dec"
    ladders = bench.do(lambda: challenges.of_case(bench.office, case_id))
    assert not any(step.started_on for each in ladders.values() for step in each.steps)


def test_every_rule_of_the_code_can_be_found(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    found = set()
    for number in range(1, 13):
        tab._left.choose(number)
        found |= {row.rule_id for row in tab._detail.table.rows_model().rows()}
    ours = {rule.id for rule in shipped.catalogue().rules if not {"bereaved", "business"}.intersection(rule.only_if)}
    assert found == ours


@pytest.mark.parametrize("standing", [*Standing, "not_yet"])
def test_every_standing_has_its_own_words(bench, standing: str) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    row = next(row for right in view.rights for row in right.instances if row.what == "Released on bail")
    tag = status_tag(replace(row, standing=str(standing), told_on=WEDNESDAY), WEDNESDAY)
    assert tag.text
    assert (tag.status == "late") == (standing in ("missed", "told_late"))


@pytest.mark.parametrize("width", [960, 1208])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_lost_in_a_narrow_window_or_large_text(bench, qapp, width: int, scale: float) -> None:
    apply_theme(qapp, "light", scale)
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id), width, 640)
    for part in (tab._left.view, tab._detail.table, tab._bar.told, tab._bar.log, tab._detail.line):
        assert part.isVisibleTo(tab)
        assert part.visibleRegion().boundingRect().width() <= width
    assert tab._columns._right_area.widget().minimumSizeHint().width() <= tab._columns._right_area.viewport().width()
    table = tab._detail.table
    columns = [column for column in range(5) if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in columns) <= table.viewport().width()
    tag = status_tag(table.rows_model().rows()[0], WEDNESDAY)
    assert table.columnWidth(3) >= tag_size(tag).width() + 8, "a badge is never cut"
    said = table.itemDelegate()._words(table.rows_model().rows()[0], 0)
    assert ("Wed 23 Dec" in said.second) is table.isColumnHidden(1)
