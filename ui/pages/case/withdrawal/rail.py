"""The right of the form: own words, who says so, what might have helped, asking again, and what will be counted."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.withdrawal import NOT_REPORTED, RETURNED
from ui.pages.case.withdrawal.counted_panel import CountedPanel
from ui.pages.case.withdrawal.more_fold import MoreFold
from ui.pages.case.withdrawal.own_words import OwnWords
from ui.pages.case.withdrawal.words import words_title
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import FormRow


class WithdrawalRail(QWidget):
    """`changed` after any answer."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._case = "", ("", "")
        self.words = OwnWords()
        self.whose = ChipRow(_("Who says so?"), _options("withdrawal_sources"), ticks=True)
        self.helped = ChipRow(_("What might have helped"), _options("would_have_helped"), multi=True)
        self.again = ChipRow(_("May we ask again later?"), _options("ask_again"), ticks=True)
        self.may_report = ChipRow(
            _("May this be counted in the report?"), (Option("yes", _("Yes")), Option("no", _("No"))), ticks=True
        )
        self.more = MoreFold(today)
        self.counted = CountedPanel()
        self._alone = {i.code for i in shipped.code_list("would_have_helped").items if i.flag("alone")}
        self._helped_before: tuple[str, ...] = ()
        self._whose_row = FormRow(_("Who says so?"), self.whose)
        self._helped_row = FormRow("", self.helped)
        self._again_row = FormRow(_("May we ask again later?"), self.again)
        self._may_row = FormRow(_("May this be counted in the report?"), self.may_report)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.words, self._whose_row, self._helped_row, self._again_row, self._may_row):
            column.addWidget(part)
        column.addWidget(self.counted)
        column.addWidget(self.more)
        self._wire()

    def _wire(self) -> None:
        self.words.changed.connect(self.changed)
        self.whose.changed.connect(self._source_chosen)
        self.helped.changed.connect(self._help_chosen)
        self.again.changed.connect(self.changed)
        self.may_report.changed.connect(self.changed)
        self.more.changed.connect(self.changed)

    def show_case(self, name: str, kind: str) -> None:
        """Put the questions for this person and for what happened."""
        if (name, kind) == self._case:
            return
        self._case, self._name = (name, kind), name
        asked = _("Could anything have helped {name} carry on?")
        if kind == NOT_REPORTED:
            asked = _("Could anything have helped {name} report?")
        helped = asked.format(name=name)
        self._helped_row.label.set_text(helped)
        self.helped.setAccessibleName(helped)
        self.whose.chip("client").setText(name.replace("&", "&&"))
        self.again.chip("only_if_they_ask").setText(
            _("Only if {name} contacts us").format(name=name).replace("&", "&&")
        )
        for row in (self._helped_row, self._again_row, self._may_row, self.more):
            row.setVisible(kind != RETURNED)
        self.more.show_case(name, kind)
        self._say_whose()

    def fields(self) -> dict[str, Any]:
        """The answers, as a draft keeps them."""
        return {
            "own_words": self.words.field.toPlainText(),
            "whose_words": self.whose.value() or "client",
            "helped": list(self.helped.values()),
            "ask_again": self.again.value(),
            "may_report": self.may_report.value() != "no",
            **self.more.fields(),
        }

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Show answers as a draft keeps them; `changed` says nothing."""
        blocked = self.blockSignals(True)
        self.words.field.setPlainText(fields.get("own_words", ""))
        self.whose.set_value(fields.get("whose_words", "client"))
        self.helped.set_values(fields.get("helped", ()))
        self._helped_before = self.helped.values()
        self.again.set_value(fields.get("ask_again"))
        self.may_report.set_value("yes" if fields.get("may_report", True) else "no")
        self.more.show_fields(fields)
        self._say_whose()
        self.blockSignals(blocked)

    def _source_chosen(self) -> None:
        self._say_whose()
        self.changed.emit()

    def _say_whose(self) -> None:
        self.words.show_title(words_title(self.whose.value() or "client", self._name))

    def _help_chosen(self) -> None:
        """ "Nothing" and "Not asked" stand alone: the newest choice wins."""
        now = self.helped.values()
        new = next((code for code in now if code not in self._helped_before), None)
        if new in self._alone:
            self.helped.set_values((new,) if new else ())
        elif new is not None:
            self.helped.set_values(tuple(code for code in now if code not in self._alone))
        self._helped_before = self.helped.values()
        self.changed.emit()


def _options(name: str) -> tuple[Option, ...]:
    return tuple(Option(item.code, item.label) for item in shipped.code_list(name).items)
