"""The date field and the passphrase field."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField

TODAY = date(2026, 11, 21)


def dated(qtbot, **kinds) -> DateField:
    field = DateField(lambda: TODAY, **kinds)
    qtbot.addWidget(field)
    return field


def test_what_was_understood_is_echoed_in_full(qtbot) -> None:
    field = dated(qtbot)
    qtbot.keyClicks(field.field, "thu")
    assert field.echo() == "Thursday 19 November 2026"
    assert field.day() == date(2026, 11, 19)
    assert not field.unread()


def test_what_is_no_date_is_kept_as_typed(qtbot) -> None:
    field = dated(qtbot)
    qtbot.keyClicks(field.field, "soonish")
    assert field.day() is None
    assert field.unread()
    assert field.field.text() == "soonish"
    assert field.echo() == ""


def test_an_approximate_field_echoes_only_what_is_known(qtbot) -> None:
    field = dated(qtbot, approximate=True)
    qtbot.keyClicks(field.field, "nov 2017")
    assert field.echo() == "November 2017"
    field.field.setText("2017")
    assert field.echo() == "2017"
    field.set_day(date(2026, 11, 5))
    assert field.entry().precision == "day"
    field.set_day(None)
    assert field.entry() is None


def test_a_form_row_reddens_the_line_edit_within(qtbot) -> None:
    field = dated(qtbot)
    row = FormRow("Date of contact", field, hint=DateField.example())
    qtbot.addWidget(row)
    row.set_error("Enter a date")
    assert field.field.property("wrong") is True
    assert row.target() is field.field


def secret(qtbot) -> PassphraseField:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show()
    return field


def test_a_passphrase_is_hidden_until_asked_and_hidden_again_when_taken(qtbot) -> None:
    field = secret(qtbot)
    qtbot.keyClicks(field.field, "four invented words")
    assert field.field.displayText() != field.field.text()
    field.findChildren(type(field._show))[0].click()
    assert field.field.displayText() == "four invented words"
    assert field.take() == "four invented words"
    assert field.field.text() == ""
    assert field.field.echoMode() == QLineEdit.EchoMode.Password


def test_undo_does_not_bring_a_passphrase_back(qtbot) -> None:
    field = secret(qtbot)
    qtbot.keyClicks(field.field, "four words")
    field.field.selectAll()
    qtbot.keyClick(field.field, Qt.Key.Key_Delete)
    qtbot.keyClick(field.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.field.text() == ""


def test_input_methods_are_asked_to_remember_nothing(qtbot) -> None:
    field = secret(qtbot)
    hints = field.field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_caps_lock_is_noticed_from_the_letters(qtbot) -> None:
    field = secret(qtbot)
    qtbot.keyClick(field.field, "A")  # an A although Shift is not held
    assert not field._caps.isHidden()
    qtbot.keyClick(field.field, "b")
    assert field._caps.isHidden()


def test_enter_says_that_it_was_entered(qtbot) -> None:
    field = secret(qtbot)
    with qtbot.waitSignal(field.entered):
        qtbot.keyClick(field.field, Qt.Key.Key_Return)
