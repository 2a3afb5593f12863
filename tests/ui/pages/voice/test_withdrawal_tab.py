"""The Withdrawal tab of a case, by keyboard, on a real vault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.withdrawal import NOT_REPORTED, RETURNED, WITHDREW, WithdrawalDraft
from caseapp.services import cases, contacts, drafts, journal, withdrawals
from caseapp.services.office import Office
from ui.pages.case.draft_keeper import KEPT_AFTER_MS
from ui.pages.case.withdrawal.reasons_model import MAIN, ReasonsModel
from ui.pages.case.withdrawal.tab import WithdrawalTab
from ui.theme.apply import apply_theme
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import set_names_hidden

from .conftest import open_case

Shown = Callable[[str], WithdrawalTab]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(desk: Office, vault_thread: Any, qtbot: Any) -> Shown:
    def make(case_id: str) -> WithdrawalTab:
        tab = WithdrawalTab(desk, vault_thread.runner, case_id)
        qtbot.addWidget(tab)
        tab.resize(1208, 700)
        tab.show()
        tab.load()
        tab.first_focus()
        vault_thread.settle()
        return tab

    return make


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, tab: WithdrawalTab, qtbot: Any) -> None:
        self._tab, self._qtbot = tab, qtbot
        self.count = 0

    def press(self, *keys: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.count += 1
            self._qtbot.keyClick(self._tab.focusWidget(), key, modifier)


def words(widget: QWidget) -> str:
    shown = [label.plain() if isinstance(label, Text) else label.text() for label in widget.findChildren(QLabel)]
    return "\n".join(shown)


@pytest.mark.parametrize("height", [700, 560, 480])
def test_the_form_opens_at_its_top(show: Shown, ines: str, qtbot: Any, vault_thread: Any, height: int) -> None:
    """With "In their own words" whole, whatever the height of the window."""
    tab = show(ines)
    tab.clear()
    tab.resize(1208, height)
    tab.load()
    tab.first_focus()
    vault_thread.settle()
    qtbot.waitUntil(tab.form.reasons.table.hasFocus)
    QApplication.processEvents()
    assert tab.area.verticalScrollBar().value() == 0


def test_nine_keys_record_a_withdrawal_with_two_reasons(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    keyboard = Keyboard(tab, qtbot)
    with qtbot.waitSignal(tab.saved) as told:
        keyboard.press("i", "n", "f", "m")
        keyboard.press("l", "o", "n", Qt.Key.Key_Space)
        keyboard.press(Qt.Key.Key_Return, modifier=CTRL)
    assert keyboard.count == 9
    (row,) = vault_thread.do(lambda: withdrawals.of_case(desk, ines))
    assert (row.kind, row.stage, row.decided_on) == (WITHDREW, "S2", date(2026, 11, 19))
    assert (row.main_reason, row.also, row.whose_words, row.may_report) == ("P4", ("T1",), "client", True)
    assert told.args[0].text == f"Withdrawal saved to {told.args[0].saved.reference}"
    assert "Ines" not in told.args[0].text


def test_the_saved_step_is_listed_and_undo_takes_it_and_the_follow_up_back(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    keyboard = Keyboard(tab, qtbot)
    tab.form.rail.again.chip("in_3_months").click()
    tab.form.reasons.table.setFocus()
    with qtbot.waitSignal(tab.saved) as told:
        keyboard.press("p", "4", "m")
        keyboard.press(Qt.Key.Key_Return, modifier=CTRL)
    vault_thread.settle()
    assert tab.chain.isVisible()
    assert "Main reason: Not kept informed (P4)" in tab.chain.model.sentence_of(tab.chain.model.rows()[0])
    assert not tab.foot.isVisible()
    assert vault_thread.do(lambda: contacts.open_follow_ups(desk, ines))[0].due_on == date(2027, 2, 19)
    tab.save()
    vault_thread.settle()
    assert len(vault_thread.do(lambda: withdrawals.of_case(desk, ines))) == 1, "a second Ctrl+Enter records nothing"
    vault_thread.do(lambda: journal.undo(desk, told.args[0].saved.batch))
    tab.on_changed(Changed(frozenset({"withdrawals"}), ines))
    vault_thread.settle()
    assert not tab.chain.isVisible()
    assert tab.foot.isVisible()
    assert vault_thread.do(lambda: contacts.open_follow_ups(desk, ines)) == ()


def test_typing_narrows_the_list_and_marking_shows_it_all_again(show: Shown, ines: str, qtbot: Any) -> None:
    tab = show(ines)
    reasons, keyboard = tab.form.reasons, Keyboard(tab, qtbot)
    everything = reasons.model.rowCount()
    keyboard.press("c", "h", "i")
    assert reasons.field.text() == "chi"
    assert reasons.model.rowCount() < everything
    keyboard.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert reasons.field.text() == ""
    assert reasons.model.rowCount() == everything
    assert len(reasons.model.also) == 1
    assert reasons.table.current_code() == reasons.model.also[0]


def test_no_match_says_so_and_can_be_cleared(show: Shown, ines: str, qtbot: Any) -> None:
    tab = show(ines)
    Keyboard(tab, qtbot).press("x", "y", "z")
    assert "No reasons match “xyz”." in words(tab.form.reasons)
    assert tab.focusWidget() is tab.form.reasons.field
    qtbot.keyClick(tab.form.reasons.field, Qt.Key.Key_Escape)
    assert tab.form.reasons.field.text() == ""
    assert tab.focusWidget() is tab.form.reasons.table


def test_the_field_takes_every_letter_and_enter_goes_to_the_list(show: Shown, ines: str, qtbot: Any) -> None:
    tab = show(ines)
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_F, CTRL)
    assert tab.focusWidget() is tab.form.reasons.field
    qtbot.keyClicks(tab.form.reasons.field, "mental")
    Keyboard(tab, qtbot).press(Qt.Key.Key_Return, "m")
    assert tab.form.reasons.model.main == "W1"


def test_one_main_reason_only_and_it_has_no_tick(show: Shown, ines: str, qtbot: Any) -> None:
    tab = show(ines)
    model, keyboard = tab.form.reasons.model, Keyboard(tab, qtbot)
    keyboard.press("p", "4", Qt.Key.Key_Space, "m")
    assert (model.main, model.also) == ("P4", ())
    keyboard.press(Qt.Key.Key_Space)
    assert (model.main, model.also) == ("P4", ())
    keyboard.press("w", "1", "m")
    assert (model.main, model.also) == ("W1", ())
    keyboard.press(Qt.Key.Key_Delete)
    assert model.main is None


def test_a_click_on_a_radio_or_a_tick_sets_it(show: Shown, ines: str, qtbot: Any) -> None:
    tab = show(ines)
    table, model = tab.form.reasons.table, tab.form.reasons.model
    for column in (1, 2):
        index = model.index_of("F1" if column == 1 else "F2", column)
        table.scrollTo(index)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert (model.main, model.also) == ("F1", ("F2",))


def test_what_is_missing_is_said_at_the_top_and_nothing_is_lost(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    tab.form.rail.words.field.setPlainText("I want it to be over")
    tab.form.what.day.field.setText("32/1")
    tab.save()
    assert tab.summary.isVisible()
    assert "There are 2 things to check" in words(tab.summary)
    assert tab.form.what.day_row.error()
    assert "Choose one main reason" in tab.form.reasons_row.error()
    assert tab.form.rail.words.field.toPlainText() == "I want it to be over"
    tab.form.what.day.field.setText("tomorrow")
    tab.form.reasons.model.mark_main("P4")
    tab.save()
    assert tab.form.what.day_row.error() == "Use today or an earlier date"
    vault_thread.settle()
    assert vault_thread.do(lambda: withdrawals.of_case(desk, ines)) == ()


def test_a_failure_keeps_what_was_typed_and_keeps_it_as_a_draft(
    show: Shown, ines: str, desk: Office, vault_thread: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise Refused("disk_full")

    tab = show(ines)
    tab.form.reasons.model.mark_main("P4")
    with monkeypatch.context() as broken:
        broken.setattr(withdrawals, "record", full)
        tab.save()
        vault_thread.settle()
    assert tab.form.reasons.model.main == "P4"
    assert tab.keeper.unkept()
    tab.keeper.flush()
    vault_thread.settle()
    assert vault_thread.do(lambda: drafts.find(desk, "withdrawal", ines)).fields["main"] == "P4"
    tab.save()
    vault_thread.settle()
    assert len(vault_thread.do(lambda: withdrawals.of_case(desk, ines))) == 1


def test_the_draft_is_kept_by_itself_within_two_seconds_and_restored(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    tab.form.rail.words.field.setPlainText("“Every time the phone rings”")
    tab.form.reasons.model.mark_main("P4")
    tab.form.reasons.model.tick_also("T1")
    tab.form.rail.helped.chip("named_contact").click()
    assert KEPT_AFTER_MS < 2000
    qtbot.waitUntil(lambda: bool(tab.foot.kept_words()))
    assert tab.foot.kept_words().startswith("Draft kept 14:32")
    again = show(ines)
    assert again.form.fields() == tab.form.fields()
    assert again.foot.kept_words().startswith("Draft kept 14:32")


def test_draft_work_keeps_words_typed_just_now(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    assert tab.draft_work() == []
    tab.form.rail.words.field.setPlainText("Half a sent")
    (work,) = tab.draft_work()
    vault_thread.do(work)
    tab.clear()
    assert vault_thread.do(lambda: drafts.find(desk, "withdrawal", ines)).fields["own_words"] == "Half a sent"
    assert tab.form.rail.words.field.toPlainText() == ""
    assert "Ines" not in words(tab)


def test_saving_lets_the_draft_go(show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any) -> None:
    tab = show(ines)
    tab.form.reasons.model.mark_main("P4")
    tab.keeper.flush()
    with qtbot.waitSignal(tab.saved):
        tab.save()
    assert vault_thread.do(lambda: drafts.find(desk, "withdrawal", ines)) is None


def test_starting_again_lets_the_draft_go(show: Shown, ines: str, desk: Office, vault_thread: Any) -> None:
    tab = show(ines)
    tab.form.reasons.model.mark_main("P4")
    tab.keeper.flush()
    vault_thread.settle()
    tab.foot.discard_wanted.emit()
    vault_thread.settle()
    assert tab.form.reasons.model.main is None
    assert vault_thread.do(lambda: drafts.find(desk, "withdrawal", ines)) is None


def test_a_change_elsewhere_leaves_what_is_typed(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    tab.form.rail.words.field.setPlainText("Still typing")
    tab.on_changed(Changed(frozenset({"cases"}), ines))
    vault_thread.settle()
    assert tab.form.rail.words.field.toPlainText() == "Still typing"


def test_not_reporting_has_no_stage_and_another_question(
    show: Shown, unreported: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(unreported)
    assert tab.form.what.kind.value() == NOT_REPORTED
    assert "Why did Ines not report?" in words(tab)
    assert not tab.form.what.stage.isVisible()
    tab.form.reasons.model.mark_main("B1")
    with qtbot.waitSignal(tab.saved):
        tab.save()
    (row,) = vault_thread.do(lambda: withdrawals.of_case(desk, unreported))
    assert (row.kind, row.stage, row.main_reason) == (NOT_REPORTED, "S0", "B1")


def test_coming_back_is_the_next_step_and_needs_no_reason(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    stepped = WithdrawalDraft(ines, WITHDREW, "S2", date(2026, 11, 5), "P4", ("T1",))
    vault_thread.do(lambda: withdrawals.record(desk, stepped))
    tab = show(ines)
    assert tab.focusWidget() is tab.next_button
    qtbot.keyClick(tab.next_button, Qt.Key.Key_Space)
    assert tab.form.what.kind.value() == RETURNED
    assert not tab.form.reasons_row.isVisible()
    assert tab.form.rail.counted.lines() == ("Coming back is not counted. It stays in this case.",)
    with qtbot.waitSignal(tab.saved):
        tab.save()
    vault_thread.settle()
    back, before = tab.chain.model.rows()
    assert (back.kind, back.stage, back.main_reason) == (RETURNED, "R", None)
    assert before.kind == WITHDREW


def test_the_panel_says_what_the_report_will_count(show: Shown, ines: str) -> None:
    tab = show(ines)
    counted = tab.form.rail.counted
    assert counted.lines()[:3] == ("Investigation", "None chosen yet", "Nothing chosen")
    for code in ("W1", "T1"):
        tab.form.reasons.model.tick_also(code)
    tab.form.reasons.model.mark_main("P4")
    tab.form.rail.helped.chip("regular_updates").click()
    tab.form.rail.helped.chip("named_contact").click()
    assert counted.lines() == (
        "Investigation",
        "P4 main, T1, W1",
        "Regular updates, one named contact",
        "Name, reference, dates, own words",
    )
    tab.form.rail.may_report.chip("no").click()
    assert counted.lines() == ("Nothing: Ines did not agree.",)
    tab.form.rail.may_report.chip("yes").click()
    tab.form.reasons.model.mark_main("X3")
    assert counted.lines() == ("Not counted as a withdrawal: police or CPS ended it.",)


def test_nothing_and_not_asked_stand_alone(show: Shown, ines: str) -> None:
    helped = show(ines).form.rail.helped
    helped.chip("childcare").click()
    helped.chip("nothing").click()
    assert helped.values() == ("nothing",)
    helped.chip("faster_decision").click()
    assert helped.values() == ("faster_decision",)


def test_a_police_outcome_that_blames_the_victim_asks_to_check(
    show: Shown, ines: str, desk: Office, vault_thread: Any
) -> None:
    vault_thread.do(lambda: cases.change(desk, ines, police_outcome="16"))
    tab = show(ines)
    said = words(tab.form.left)
    assert "Ask Ines: is that what you said?" in said
    assert "outcome 16" in said
    tab.form._ask.action.emit()
    assert tab.form.reasons.model.main == "X2"
    assert not tab.form._ask.isVisible()


def test_more_questions_are_folded_and_recorded(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    fold = tab.form.rail.more
    assert "asked by police" not in words(fold)
    fold.button.click()
    more = fold.questions
    assert more.agency.isVisible()
    assert "Was Ines asked by police why?" in words(more)
    more.asked_by_police.chip("no").click()
    more.statement_taken.chip("yes").click()
    more.support_then.chip("yes").click()
    more.went_on.chip("no").click()
    more.agency.set_value("police")
    more.worker_view.set_value("F1")
    more.learned.field.setText("17/11/26")
    tab.form.rail.whose.chip("police").click()
    tab.form.reasons.model.mark_main("X2")
    draft = tab.form.draft(ines)
    assert (draft.asked_by_police, draft.statement_taken, draft.agency) == ("no", "yes", "police")
    assert (draft.worker_view, draft.learned_on, draft.whose_words) == ("F1", date(2026, 11, 17), "police")
    with qtbot.waitSignal(tab.saved):
        tab.save()
    (row,) = vault_thread.do(lambda: withdrawals.of_case(desk, ines))
    assert row.learned_on == date(2026, 11, 17)
    assert (row.support_then, row.went_on) == ("yes", "no")


def recorded(desk: Office, case_id: str, **more: Any) -> Callable[[], object]:
    draft = WithdrawalDraft(case_id, WITHDREW, "S2", date(2026, 11, 5), "P4", **more)
    return lambda: withdrawals.record(desk, draft)


def test_a_recorded_step_is_opened_read_and_put_right_by_keyboard(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    vault_thread.do(recorded(desk, ines, also=("T1",), own_words="I want it to be over"))
    tab = show(ines)
    keyboard = Keyboard(tab, qtbot)
    tab.chain.view.setFocus()
    tab.chain.view.setCurrentIndex(tab.chain.model.index(0, 0))
    keyboard.press(Qt.Key.Key_Return)
    assert "Change a withdrawal" in words(tab.form.left)
    assert tab.form.rail.words.field.toPlainText() == "I want it to be over"
    assert tab.form.what.day.field.text() == "5 Nov 2026"
    assert tab.foot.save.text() == "Save changes"
    tab.form.reasons.model.mark_main("W1")
    with qtbot.waitSignal(tab.saved) as told:
        tab.save()
    vault_thread.settle()
    (row,) = vault_thread.do(lambda: withdrawals.of_case(desk, ines))
    assert (row.main_reason, row.own_words, row.decided_on) == ("W1", "I want it to be over", date(2026, 11, 5))
    assert told.args[0].text.startswith("Changes saved to ")
    assert not tab.foot.isVisible()
    tab.next_button.click()
    assert tab.form.changes == "", "the next step is a new one"


def test_a_step_opened_can_be_left_as_it_was(show: Shown, ines: str, desk: Office, vault_thread: Any) -> None:
    vault_thread.do(recorded(desk, ines))
    tab = show(ines)
    tab.chain.view.opened.emit(tab.chain.model.rows()[0].id)
    assert tab.foot._discard.isVisible()
    assert tab.foot._discard.text() == "Leave it as it was"
    tab.form.reasons.model.mark_main("W1")
    tab.foot._discard.click()
    vault_thread.settle()
    assert not tab.form.left.isVisible()
    assert vault_thread.do(lambda: withdrawals.of_case(desk, ines))[0].main_reason == "P4"


def test_a_change_half_typed_comes_back_as_a_change(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    vault_thread.do(recorded(desk, ines))
    tab = show(ines)
    tab.chain.view.opened.emit(tab.chain.model.rows()[0].id)
    tab.form.reasons.model.mark_main("W1")
    for work in tab.draft_work():
        vault_thread.do(work)
    again = show(ines)
    assert again.form.changes
    assert again.foot.save.text() == "Save changes"
    with qtbot.waitSignal(again.saved):
        again.save()
    assert [row.main_reason for row in vault_thread.do(lambda: withdrawals.of_case(desk, ines))] == ["W1"]


def test_what_is_half_typed_is_not_thrown_away_for_an_earlier_step(
    show: Shown, ines: str, desk: Office, vault_thread: Any
) -> None:
    vault_thread.do(recorded(desk, ines))
    tab = show(ines)
    tab.next_button.click()
    tab.form.rail.words.field.setPlainText("Came back by phone")
    tab.chain.view.opened.emit(tab.chain.model.rows()[0].id)
    assert tab.form.rail.words.field.toPlainText() == "Came back by phone"
    assert "half typed" in words(tab)


def test_names_give_way_to_initials_while_they_are_hidden(show: Shown, ines: str) -> None:
    tab = show(ines)
    set_names_hidden(True)
    try:
        assert "Ines" not in words(tab)
        assert "Why did ID step back?" in words(tab)
    finally:
        set_names_hidden(False)
    assert "Why did Ines step back?" in words(tab)


def test_finishing_later_keeps_the_draft_and_leaves(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    tab.form.reasons.model.mark_main("W3")
    with qtbot.waitSignal(tab.case_wanted) as wanted:
        tab.foot.later.click()
    assert (wanted.args[0].case_id, wanted.args[0].tab) == (ines, "overview")
    assert vault_thread.do(lambda: drafts.find(desk, "withdrawal", ines)).fields["main"] == "W3"


def test_every_control_says_what_it_is(show: Shown, ines: str) -> None:
    tab = show(ines)
    tab.form.rail.more.open(True)
    for widget in tab.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert said.strip(), f"{widget.metaObject().className()} in {widget.parentWidget()}"


def test_a_reason_is_read_out_whole(qapp: QApplication) -> None:
    model = ReasonsModel(shipped.reasons())
    model.set_marks("P4", ("T1",))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index_of("P4").data(role) == "Not kept informed, P4, main reason"
    assert model.index_of("T1").data(role) == "It is taking too long, T1, also"
    assert model.index_of("P4", MAIN).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_the_model_keeps_qts_contract(qapp: QApplication) -> None:
    model = ReasonsModel(shipped.reasons())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.mark_main("P4")
    for text in ("chi", "no such reason", ""):
        model.find(text)
    assert model.rowCount(QModelIndex()) == len(shipped.reasons().items) + len(shipped.reasons().groups)
    assert tester.model() is model


def test_a_draft_with_a_code_this_version_does_not_have_loses_only_that(qapp: QApplication) -> None:
    model = ReasonsModel(shipped.reasons())
    model.set_marks("Q99", ("T1", "Q98"))
    assert (model.main, model.also) == (None, ("T1",))


@pytest.mark.parametrize(("scale", "size"), [(1.0, (960, 560)), (1.3, (1208, 700)), (2.0, (960, 560))])
def test_nothing_is_cut_at_any_text_size(
    show: Shown, ines: str, qtbot: Any, qapp: QApplication, scale: float, size: tuple[int, int]
) -> None:
    apply_theme(qapp, "light", scale)
    tab = show(ines)
    tab.resize(*size)
    tab.form.rail.more.open(True)
    area = tab.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
    qapp.processEvents()
    for name in ("what", "reasons", "rail"):
        part: QWidget = getattr(tab.form, name)
        assert part.mapTo(area.widget(), part.rect().topRight()).x() <= area.viewport().width(), name
    assert tab.form.reasons.table.viewport().height() >= 5 * tab.form.reasons.table.rowHeight(0)


def test_tab_follows_the_reading_order(show: Shown, ines: str) -> None:
    tab = show(ines)
    form, rail = tab.form, tab.form.rail
    wanted = [
        form.what.kind.focus_target(),
        form.what.stage,
        form.what.day.field,
        form.reasons.field,
        form.reasons.table,
        rail.words.field,
        rail.whose.focus_target(),
        rail.helped.focus_target(),
        rail.again.focus_target(),
        rail.may_report.focus_target(),
        rail.more.button,
        tab.foot.save,
        tab.foot.later,
    ]
    chain, widget = [], tab.nextInFocusChain()
    while widget is not tab:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    places = [chain.index(each) for each in wanted]
    start = places.index(min(places))
    assert places[start:] + places[:start] == sorted(places)
    assert start == 0


def test_the_stage_that_is_filled_in_says_where_it_comes_from_until_somebody_chooses(
    show: Shown, ines: str, qtbot: Any
) -> None:
    tab = show(ines)
    assert tab.form.what.stage_source() == "From the journey: a statement was given. Check it."
    assert "Check it" in tab.form.what.stage.accessibleDescription()
    tab.form.what.stage.setFocus()
    qtbot.keyClick(tab.form.what.stage, Qt.Key.Key_Up)
    assert tab.form.what.stage_source() == ""


def test_with_nothing_in_the_journey_the_stage_says_so(desk: Office, vault_thread: Any, show: Shown) -> None:
    new = NewCase(NewReferral(date(2026, 10, 13)), crime_group="da", reported="unknown")
    tab = show(vault_thread.do(lambda: open_case(desk, new)))
    assert tab.form.what.stage_source() == "Nothing is in the journey yet. Check it."


def test_in_a_closed_case_a_step_can_still_be_read_with_the_persons_own_words(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    words = "I just want it to be over."
    draft = WithdrawalDraft(ines, "withdrew", "S2", date(2026, 11, 5), "P4", ("P2",), own_words=words)
    vault_thread.do(lambda: withdrawals.record(desk, draft))
    vault_thread.do(lambda: cases.close(desk, ines, "needs_met"))
    tab = show(ines)
    reading = tab.chain.reading
    assert reading.isHidden()
    tab.chain.view.setFocus()
    qtbot.keyClick(tab.chain.view, Qt.Key.Key_Down)
    qtbot.keyClick(tab.chain.view, Qt.Key.Key_Return)
    assert reading.words.field.toPlainText() == words
    assert reading.words.field.isReadOnly()
    assert reading.words.field.accessibleName() == "In Ines’s own words"
    assert not tab.form.left.isVisible(), "nothing to fill in stands open in a closed case"
