"""The survey on the laptop handed over, answered by keyboard, in a real vault."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid
from sqlalchemy import select

from caseapp.services import surveys, waiting_answers
from caseapp.services.office import Office
from caseapp.store.tables import Journal, SurveyAnswer, SurveyOffer, SurveyResponse
from ui.pages.survey.page import SurveyPage
from ui.pages.survey.words_box import WordsBox
from ui.theme.theme import theme
from ui.widgets.text import Text

Started = Callable[..., SurveyPage]


@pytest.fixture
def start(desk: Office, ines: str, vault_thread: Any, qtbot: Any) -> Started:
    """Starts a survey in Ines's case and shows it alone in a window."""

    def make(instrument: str = "SERVICE-8") -> SurveyPage:
        handover = vault_thread.do(lambda: surveys.start(desk, ines, instrument))
        page = SurveyPage(desk, vault_thread.runner, handover)
        qtbot.addWidget(page, before_close_func=let_go)
        page.resize(1440, 900)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        page.load()
        page.first_focus()
        return page

    return make


def let_go(page: SurveyPage) -> None:
    if isValid(page):
        page.clear()


def press(qtbot: Any, page: QWidget, *keys: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page, key, modifier)


def kept(desk: Office, vault_thread: Any) -> tuple[list[Any], dict[str, str]]:
    responses = vault_thread.do(lambda: desk.store.read(select(SurveyResponse.__table__)))
    answers = vault_thread.do(lambda: desk.store.read(select(SurveyAnswer.question, SurveyAnswer.value)))
    return list(responses), {row.question: row.value for row in answers}


def state(desk: Office, vault_thread: Any) -> str:
    (offer,) = vault_thread.do(lambda: desk.store.read(select(SurveyOffer.state)))
    return str(offer.state)


def words(page: QWidget) -> list[str]:
    shown = [label.plain() if isinstance(label, Text) else label.text() for label in page.findChildren(QLabel)]
    return [text for text in shown if text]


def test_every_answer_is_sealed_as_it_is_given_and_half_a_sentence_too(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    offer = vault_thread.do(lambda: desk.store.read(select(SurveyOffer.id)))[0].id

    def sealed() -> dict[str, str]:
        waiting = vault_thread.do(lambda: waiting_answers.find(desk, offer))
        return {key: value for key, value in waiting.answers.items() if value != "skipped"}

    press(qtbot, page, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(sealed()) == 1)
    for key in "1234561":
        press(qtbot, page, Qt.Key(ord(key)), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(sealed()) == 7)
    page.go_back()
    qtbot.waitUntil(lambda: len(sealed()) == 7)
    page.stop()
    vault_thread.settle()
    assert vault_thread.do(lambda: waiting_answers.find(desk, offer)) is None
    assert len(kept(desk, vault_thread)[0]) == 1


def test_two_keys_a_question_and_the_answers_are_kept(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    for key in "12345617":
        press(qtbot, page, Qt.Key(ord(key)), Qt.Key.Key_Return)
    vault_thread.settle()
    responses, answers = kept(desk, vault_thread)
    assert len(responses) == 1
    assert answers == {
        "QC4:support": "5",
        "QA1:support": "4",
        "QC3:support": "3",
        "QA5:support": "2",
        "QO1": "1",
        "QO2": "not_sure",
        "QO5": "yes",
        "QC5:support": "rather_not_say",
    }
    assert state(desk, vault_thread) == "answered"
    assert "Thank you. Please hand the laptop back." in words(page)
    with qtbot.waitSignal(page.finished):
        press(qtbot, page, Qt.Key.Key_Return)


def test_what_is_kept_leads_back_to_no_case_and_no_day(
    start: Started, desk: Office, ines: str, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_1, Qt.Key.Key_Return)
    page.stop()
    vault_thread.settle()
    responses = vault_thread.do(lambda: desk.store.read(select(SurveyResponse.__table__)))
    answers = vault_thread.do(lambda: desk.store.read(select(SurveyAnswer.__table__)))
    (offer,) = vault_thread.do(lambda: desk.store.read(select(SurveyOffer.id)))
    journal = vault_thread.do(lambda: desk.store.read(select(Journal.entity, Journal.entity_id)))
    assert len(answers) == 8
    for row in (*responses, *answers):
        values = [str(value) for value in row._mapping.values()]
        assert not any(ines in value or offer.id in value for value in values)
        assert row.recorded_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert str(responses[0].answered_in) == "2026-11-01"
    assert not {"survey_response", "survey_answer"} & {entry.entity for entry in journal}
    assert not {row.id for row in (*responses, *answers)} & {entry.entity_id for entry in journal}


def test_nothing_chosen_skips_and_back_shows_what_was_chosen(start: Started, qtbot: Any) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "Question 3 of 8" in words(page)
    page.asking.back_button.click()
    assert page.asking.question.answer() == "skipped"
    page.asking.back_button.click()
    assert page.asking.question.answer() == "4"
    assert "Question 1 of 8" in words(page)
    assert not page.asking.back_button.isVisible()


def test_arrows_move_without_choosing_and_space_chooses(start: Started, qtbot: Any) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.asking.question.answer() == "skipped"
    press(qtbot, page, Qt.Key.Key_Space)
    assert page.asking.question.answer() == "3"


def test_stopping_keeps_what_was_answered(start: Started, desk: Office, vault_thread: Any, qtbot: Any) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_2)
    page.asking.stop_link.click()
    vault_thread.settle()
    _responses, answers = kept(desk, vault_thread)
    assert sorted(answers.values()) == ["4", "5", *["skipped"] * 6]
    assert "Thank you. Please hand the laptop back." in words(page)


def test_stopping_before_any_answer_keeps_nothing(start: Started, desk: Office, vault_thread: Any) -> None:
    page = start()
    page.asking.stop_link.click()
    vault_thread.settle()
    assert kept(desk, vault_thread) == ([], {})
    assert state(desk, vault_thread) == "declined"


def test_hiding_shows_nothing_at_once_keeps_the_answers_and_ends(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_5)
    with qtbot.waitSignals([page.hide_wanted, page.finished]):
        page.top.hide_button.click()
        assert not page.asking.isVisible()
        assert not page.asking.question.said()
    assert sorted(kept(desk, vault_thread)[1].values()) == ["1", *["skipped"] * 7]


def test_being_taken_off_the_screen_ends_the_survey_once(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    ends: list[None] = []
    page.finished.connect(lambda: ends.append(None))
    press(qtbot, page, Qt.Key.Key_1)
    page.hide()
    qtbot.waitUntil(lambda: bool(ends))
    page.show()
    page.hide()
    vault_thread.settle()
    assert len(ends) == 1
    assert len(kept(desk, vault_thread)[0]) == 1


def test_the_shell_can_keep_the_answers_before_it_locks(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start()
    press(qtbot, page, Qt.Key.Key_1)
    (work,) = page.draft_work()
    vault_thread.do(work)
    page.hide()
    vault_thread.settle()
    assert page.draft_work() == []
    assert len(kept(desk, vault_thread)[0]) == 1


def test_answers_that_cannot_be_kept_are_not_lost(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caseapp.base.errors import Refused

    def full(*_arguments: object) -> None:
        raise Refused("disk_full")

    page = start()
    press(qtbot, page, Qt.Key.Key_1)
    with monkeypatch.context() as broken:
        broken.setattr(surveys, "finish", full)
        page.stop()
        vault_thread.settle()
    assert page.thanks.again_button.isVisible()
    assert any("not kept yet" in text for text in words(page))
    page.thanks.again_button.click()
    vault_thread.settle()
    assert len(kept(desk, vault_thread)[0]) == 1
    assert not page.thanks.again_button.isVisible()


def test_no_name_and_no_reference_is_anywhere(start: Started, qtbot: Any) -> None:
    page = start("DA")
    seen: list[str] = []
    for _question in range(80):
        seen += words(page)
        seen += [widget.accessibleName() for widget in page.findChildren(QWidget)]
        seen += [widget.accessibleDescription() for widget in page.findChildren(QWidget)]
        if "Thank you. Please hand the laptop back." in words(page) and page.thanks.isVisible():
            break
        page.go_on()
    assert page.thanks.isVisible()
    assert not any(word in text for text in seen for word in ("Ines", "Demo", "KT-", "Robin"))


def test_no_shortcut_of_the_window_works(start: Started, qtbot: Any) -> None:
    page = start()
    window, views = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    views.addWidget(page)
    window.setCentralWidget(views)
    pressed: list[str] = []
    for keys in ("Ctrl+K", "Ctrl+N", "Alt+1", "F1", "Ctrl+Z", "Escape", "F9", "Ctrl+L"):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(lambda keys=keys: pressed.append(keys))
    window.show()
    page.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    page.first_focus()
    ctrl, alt, none = (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
        Qt.KeyboardModifier.NoModifier,
    )
    for key, modifier in (
        (Qt.Key.Key_K, ctrl),
        (Qt.Key.Key_N, ctrl),
        (Qt.Key.Key_1, alt),
        (Qt.Key.Key_F1, none),
        (Qt.Key.Key_Z, ctrl),
        (Qt.Key.Key_Escape, none),
        (Qt.Key.Key_F9, none),
    ):
        press(qtbot, page, key, modifier=modifier)
    assert pressed == ["F9"]
    assert page.asking.question.answer() == "skipped"
    page.clear()
    views.removeWidget(page)
    page.setParent(None)


def last_question(page: SurveyPage) -> None:
    while page.asking.next_button.text() != "Finish":
        page.go_on()


def test_own_words_are_a_big_box_that_takes_digits_and_nothing_from_the_clipboard(
    start: Started, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    page = start("DA")
    last_question(page)
    QApplication.clipboard().setText("07700 900147")
    qtbot.keyClicks(page.focusWidget(), "Ring by 5")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    box = page.findChild(WordsBox)
    assert box.toPlainText() == "Ring by 5"
    assert box.accessibleName() == "What one thing should change?"
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    vault_thread.settle()
    assert kept(desk, vault_thread)[1]["QX2"] == "Ring by 5"
    QApplication.clipboard().clear()


def test_the_words_grow_in_three_steps_and_go_back_at_the_end(start: Started, qtbot: Any) -> None:
    page = start()
    scales = [theme().scale]
    for _step in range(3):
        page.top.size_button.click()
        scales.append(theme().scale)
    assert scales == [1.0, 1.5, 2.0, 1.0]
    page.top.size_button.click()
    with qtbot.waitSignal(page.finished):
        page.hide_screen()
    assert theme().scale == 1.0


@pytest.mark.parametrize("size", [(1440, 900), (1024, 680)])
def test_at_twice_the_text_size_nothing_is_cut(start: Started, qtbot: Any, size: tuple[int, int]) -> None:
    page = start()
    page.resize(*size)
    page.top.size_button.click()
    page.top.size_button.click()
    qtbot.waitUntil(lambda: theme().scale == 2.0)
    for row in page.asking.question.findChildren(QWidget):
        if row.isVisible() and row.metaObject().className() == "AnswerRow":
            assert row.width() >= row.sizeHint().width()
            assert row.mapTo(page, row.rect().topRight()).x() <= page.width()
    assert page.top.hide_button.mapTo(page, page.top.hide_button.rect().topRight()).x() <= page.width()


def test_every_control_says_what_it_is(start: Started) -> None:
    page = start()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            said = QAccessible.queryAccessibleInterface(widget)
            assert said.text(QAccessible.Text.Name).strip(), widget.metaObject().className()


def test_targets_are_big(start: Started) -> None:
    page = start()
    for widget in (page.asking.next_button, page.asking.back_button, page.asking.stop_link):
        assert widget.sizeHint().height() >= 58
    for row in page.asking.question.findChildren(QWidget):
        if row.metaObject().className() == "AnswerRow":
            assert row.height() >= 58
