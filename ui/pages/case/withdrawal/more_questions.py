"""What is asked seldom: the police, support, the agency, the worker's own view, when it was learned."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _, later
from caseapp.domain import shipped
from caseapp.domain.withdrawal import NOT_REPORTED, UNKNOWN
from ui.pages.case.withdrawal.words import reason_words
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select

_YES_NO = (("yes", later("Yes")), ("no", later("No")), (UNKNOWN, later("Not known")))
NOTHING_SAID: Mapping[str, str] = {
    **dict.fromkeys(("asked_by_police", "statement_taken", "someone_else", "support_then", "went_on"), UNKNOWN),
    **dict.fromkeys(("agency", "worker_view", "learned"), ""),
}
"""The answers, as a draft keeps them, before anybody gave any."""


def _yes_no(name: str) -> ChipRow:
    return ChipRow(name, tuple(Option(value, _(label)) for value, label in _YES_NO), ticks=True)


class MoreQuestions(QWidget):
    """`changed` after any answer."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.asked_by_police = _yes_no(_("Asked by the police why?"))
        self.statement_taken = _yes_no(_("Withdrawal statement taken?"))
        self.support_then = _yes_no(_("Was support in place then?"))
        self.went_on = _yes_no(_("Did the case go on without them?"))
        self.someone_else = _yes_no(_("Did someone else report it?"))
        self.agency = Select((("", _("No agency in particular")), *_pairs("agencies")))
        self.worker_view = Select((("", _("The same, or no view")), *_reasons()))
        self.learned = DateField(today)
        self._asked_row = FormRow("", self.asked_by_police)
        self._statement_row = FormRow(_("Was a withdrawal statement taken?"), self.statement_taken)
        self._went_on_row = FormRow("", self.went_on)
        self._someone_row = FormRow(_("Did someone else report it?"), self.someone_else)
        self.learned_row = FormRow(_("When did you learn of it?"), self.learned, hint=_("Today, if you leave it empty"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(14)
        for row in (
            self._asked_row,
            self._statement_row,
            self._someone_row,
            FormRow(_("Was support in place then?"), self.support_then),
            self._went_on_row,
            FormRow(_("Which agency is the main reason about?"), self.agency),
            FormRow(_("Your own view of the main reason, if it is different"), self.worker_view, optional=True),
            self.learned_row,
        ):
            inside.addWidget(row)
        for chips in self._chips().values():
            chips.changed.connect(self.changed)
        for select in (self.agency, self.worker_view):
            select.activated.connect(self.changed)
        self.learned.changed.connect(self.changed)

    def show_case(self, name: str, kind: str) -> None:
        """Put the questions for this person and for what happened."""
        words = _("Was {name} asked by police why?").format(name=name)
        self._asked_row.label.set_text(words)
        self.asked_by_police.setAccessibleName(words)
        went_on = _("Did the case go on without {name}?").format(name=name)
        self._went_on_row.label.set_text(went_on)
        self.went_on.setAccessibleName(went_on)
        not_reported = kind == NOT_REPORTED
        self._someone_row.setVisible(not_reported)
        self._asked_row.setVisible(not not_reported)
        self._statement_row.setVisible(not not_reported)
        self._went_on_row.setVisible(not not_reported)

    def fields(self) -> dict[str, Any]:
        """The answers, as a draft keeps them."""
        return {
            **{name: chips.value() or UNKNOWN for name, chips in self._chips().items()},
            "agency": self.agency.value() or "",
            "worker_view": self.worker_view.value() or "",
            "learned": self.learned.field.text(),
        }

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Show answers, every one of `NOTHING_SAID`."""
        blocked = self.blockSignals(True)
        for name, chips in self._chips().items():
            chips.set_value(fields[name])
        self.agency.set_value(fields["agency"])
        self.worker_view.set_value(fields["worker_view"])
        self.learned.field.setText(fields["learned"])
        self.learned_row.clear_error()
        self.blockSignals(blocked)

    def check(self, today: date) -> bool:
        """Show what is wrong with the day, if anything. True when all is well."""
        day = self.learned.day()
        wrong = self.learned.unread() or (day is not None and day > today)
        self.learned_row.set_error(_("Enter the day you learned of it, today or earlier") if wrong else "")
        return not wrong

    def _chips(self) -> dict[str, ChipRow]:
        """The yes-or-no questions, by the name their answer is kept under."""
        return {
            "asked_by_police": self.asked_by_police,
            "statement_taken": self.statement_taken,
            "someone_else": self.someone_else,
            "support_then": self.support_then,
            "went_on": self.went_on,
        }


def _pairs(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((item.code, item.label) for item in shipped.code_list(name).items)


def _reasons() -> tuple[tuple[str, str], ...]:
    return tuple((item.code, reason_words(item.code)) for item in shipped.reasons().items)
