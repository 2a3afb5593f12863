"""Chips, segments, selects, form rows and the error summary."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.button import LinkButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.form_row import FormRow
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select

HOW = (Option("call", "Call", "phone", "c"), Option("text", "Text", "", "t"), Option("other", "Other", letter="o"))


def said(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_a_letter_picks_a_chip_and_moves_on(qtbot) -> None:
    row = ChipRow("How", HOW)
    qtbot.addWidget(row)
    row.show()
    row.take_focus()
    with qtbot.waitSignals([row.changed, row.picked]):
        qtbot.keyClick(row.focus_target(), Qt.Key.Key_T)
    assert row.value() == "text"
    row.letters = False
    qtbot.keyClick(row.focus_target(), Qt.Key.Key_C)
    assert row.value() == "text"


def test_one_answer_only_unless_several_are_allowed(qtbot) -> None:
    one, many = ChipRow("How", HOW), ChipRow("What helped", HOW, multi=True)
    for row in (one, many):
        qtbot.addWidget(row)
        row.chip("call").click()
        row.chip("other").click()
    assert one.values() == ("other",)
    assert many.values() == ("call", "other")
    one.chip("other").click()
    assert one.values() == ("other",)
    many.chip("other").click()
    assert many.values() == ("call",)


def test_arrows_move_between_chips_and_tab_leaves_the_row(qtbot) -> None:
    row = ChipRow("How", HOW)
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    row.take_focus()
    qtbot.waitUntil(row.chip("call").hasFocus)
    qtbot.keyClick(row.chip("call"), Qt.Key.Key_Left)
    assert row.chip("other").hasFocus()
    tab_stops = [v for v in ("call", "text", "other") if row.chip(v).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tab_stops == ["call"]


def test_an_unsafe_answer_says_why_and_can_still_be_chosen(qtbot) -> None:
    row = ChipRow("How", HOW)
    qtbot.addWidget(row)
    row.set_unsafe("text", "Texts are seen by someone else")
    assert "Texts are seen by someone else" in said(row.chip("text"), QAccessible.Text.Description)
    row.chip("text").click()
    assert row.value() == "text"
    row.set_unsafe("text", "")
    assert said(row.chip("text"), QAccessible.Text.Description) == ""


def test_other_options_keep_an_answer_still_offered(qtbot) -> None:
    row = ChipRow("How", HOW)
    qtbot.addWidget(row)
    row.set_value("text")
    row.set_options(HOW[1:])
    assert row.value() == "text"
    row.set_options(HOW[2:])
    assert row.value() is None


def test_arrow_keys_move_a_segmented_choice(qtbot) -> None:
    choice = SegmentedChoice("What happened", (("w", "Withdrew"), ("d", "Did not report")))
    qtbot.addWidget(choice)
    with qtbot.waitSignal(choice.changed) as changed:
        qtbot.keyClick(choice, Qt.Key.Key_Right)
    assert changed.args == ["d"]
    assert choice.value() == "d"
    choice.set_value("w")
    assert choice.value() == "w"


def test_a_select_keeps_its_answer_when_options_change(qtbot) -> None:
    select = Select((("a", "Investigation"), ("b", "Trial")))
    qtbot.addWidget(select)
    select.set_value("b")
    select.set_options((("b", "Trial"), ("c", "Outcome")))
    assert select.value() == "b"
    select.set_options((("c", "Outcome"),))
    assert select.value() == "c"


def test_a_form_row_ties_label_hint_and_error_to_its_control(qtbot) -> None:
    row = FormRow("Safe phone number", QLineEdit("07700 9001"), hint="11 digits", optional=True)
    qtbot.addWidget(row)
    assert said(row.target()) == "Safe phone number (optional)"
    assert said(row.target(), QAccessible.Text.Description) == "11 digits"
    row.set_error("Enter a phone number with 11 digits")
    assert said(row.target(), QAccessible.Text.Description) == "Error: Enter a phone number with 11 digits 11 digits"
    assert row.target().property("wrong") is True
    assert row.target().text() == "07700 9001"
    row.clear_error()
    assert row.target().property("wrong") is False
    assert row.error() == ""


def test_the_error_summary_takes_the_focus_and_jumps_to_each_field(qtbot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    scroll, inside = QScrollArea(), QWidget()
    scroll.setWidgetResizable(True)
    box = QVBoxLayout(inside)
    summary = ErrorSummary()
    rows = [FormRow(f"Question {number}", QLineEdit()) for number in range(12)]
    box.addWidget(summary)
    for row in rows:
        box.addWidget(row)
    scroll.setWidget(inside)
    QVBoxLayout(page).addWidget(scroll)
    page.resize(500, 300)
    page.show()
    page.activateWindow()
    rows[3].set_error("Choose one main reason")
    rows[11].set_error("Enter the date decided")
    summary.show_errors(rows)
    qtbot.waitUntil(summary.hasFocus)
    assert said(summary) == "There are 2 things to check"
    links = summary.findChildren(LinkButton)
    assert [link.text() for link in links] == ["Choose one main reason", "Enter the date decided"]
    links[1].click()
    assert rows[11].target().hasFocus()
    assert scroll.verticalScrollBar().value() > 0
    rows[3].clear_error()
    summary.show_errors([rows[3]])
    assert summary.isHidden()


def test_a_long_error_is_shown_whole_in_a_narrow_form(qtbot) -> None:
    summary, row = ErrorSummary(), FormRow("When", QLineEdit())
    qtbot.addWidget(summary)
    row.set_error("Enter the day you learned of it, like 19/11/26 or “today”")
    summary.show_errors([row])
    link = summary.findChild(LinkButton)
    for width, lines in ((300, 2), (900, 1)):
        summary.resize(width, summary.heightForWidth(width))
        assert link.width() <= width - 40
        assert link.height() // link.fontMetrics().height() == lines


def test_each_choice_says_its_own_words_and_the_row_says_the_question(qtbot) -> None:
    choices = ChipRow("Risk", (Option("high", "High"), Option("medium", "Medium")))
    row = FormRow("Risk", choices, hint="Your own judgement counts")
    qtbot.addWidget(row)
    choices.set_unsafe("high", "not today")
    row.set_error("Say how high the risk is")
    first = choices.focus_target()
    assert first.accessibleName() in ("", "High")
    assert first.accessibleDescription() == "Not safe: not today"
    assert choices.accessibleName() == "Risk"
    assert "Say how high" in choices.accessibleDescription()


def test_a_tick_box_says_the_question_and_its_own_words(qtbot) -> None:
    box = QCheckBox("The person confirmed this today")
    row = FormRow("Confirmed", box)
    qtbot.addWidget(row)
    assert box.accessibleName() == "Confirmed: The person confirmed this today"


def test_parts_shown_together_find_their_places_once(qtbot) -> None:
    whole, laid_out = QWidget(), list[str]()
    qtbot.addWidget(whole)

    class Watched(QVBoxLayout):
        def setGeometry(self, rect: QRect) -> None:
            laid_out.append("again")
            super().setGeometry(rect)

    column = Watched(whole)
    lines = [QLabel(str(number)) for number in range(5)]
    for line in lines:
        column.addWidget(line)
        line.hide()
    whole.show()
    qtbot.waitExposed(whole)
    QApplication.processEvents()
    laid_out.clear()
    with laid_out_once(whole):
        for line in lines:
            line.show()
        assert laid_out == []
    together = len(laid_out)
    laid_out.clear()
    for line in lines:
        line.hide()
    for line in lines:
        line.show()
    assert 0 < together < len(laid_out)
    assert [line.y() for line in lines] == sorted({line.y() for line in lines}), "each below the one before"


def test_what_is_inside_a_part_shown_finds_its_place_as_well(qtbot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column, part = QVBoxLayout(whole), QWidget()
    column.addWidget(part)
    inside = QVBoxLayout(part)
    part.hide()
    whole.show()
    qtbot.waitExposed(whole)
    word = QLabel("made while its part was hidden")
    inside.addWidget(word)
    QApplication.processEvents()
    with laid_out_once(whole):
        part.show()
    assert word.width() >= word.sizeHint().width()
