"""Reads and fills the controls of a form as plain data, so that a draft can hold them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.chip_row import ChipRow
from ui.widgets.date_field import DateField
from ui.widgets.select import Select

NOT_SAID = ""
"""The value of an answer that was not given."""


def read_answer(control: QWidget) -> Any:
    """What a control holds: a text, or a list of the chips chosen."""
    if isinstance(control, QLineEdit):
        return control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, DateField):
        return control.field.text()
    if isinstance(control, Select):
        return control.value() or NOT_SAID
    if isinstance(control, ChipRow):
        return list(control.values())
    if isinstance(control, QCheckBox):
        return control.isChecked()
    raise TypeError(type(control).__name__)


def fill_answer(control: QWidget, value: Any) -> None:
    """Put an answer back, as `read_answer` gave it."""
    if isinstance(control, QLineEdit):
        control.setText(value or "")
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(value or "")
    elif isinstance(control, DateField):
        control.field.setText(value or "")
    elif isinstance(control, Select):
        control.set_value(value or NOT_SAID)
    elif isinstance(control, ChipRow):
        control.set_values(tuple(value or ()))
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    else:
        raise TypeError(type(control).__name__)


def follow_answer(control: QWidget, changed: Callable[[], None]) -> None:
    """Call something whenever the answer changes."""
    if isinstance(control, QLineEdit | QPlainTextEdit):
        control.textChanged.connect(changed)
    elif isinstance(control, DateField | ChipRow):
        control.changed.connect(changed)
    elif isinstance(control, Select):
        control.currentIndexChanged.connect(changed)
    elif isinstance(control, QCheckBox):
        control.toggled.connect(changed)
    else:
        raise TypeError(type(control).__name__)


def day_text(day: Any) -> str:
    """A day as it is typed."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""
