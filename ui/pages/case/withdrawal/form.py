"""The form of one step: what happened and why at the left, the rest in the rail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.withdrawal import RETURNED, WithdrawalDraft
from ui.pages.case.withdrawal import words
from ui.pages.case.withdrawal.rail import WithdrawalRail
from ui.pages.case.withdrawal.reasons_card import ReasonsCard
from ui.pages.case.withdrawal.what_row import WhatRow
from ui.widgets.banner import Banner
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_row import FormRow
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """Who the form is about: what the app calls them, and what the police said."""

    name: str
    police_outcome: str | None = None


class WithdrawalForm(QObject):
    """`left` goes into the main column, `rail` into the rail; `changed` after anything typed or chosen."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._subject = Subject("")
        self._showing = False
        self.changes = ""
        """The recorded step that is put right, if any."""
        self.what = WhatRow(today)
        self.reasons = ReasonsCard()
        self.rail = WithdrawalRail(today)
        self.reasons_row = FormRow(
            "", self.reasons, hint=_("One main reason, then any others. Type to find, M for main, Space for also.")
        )
        self._ask = Banner("info", "", link=_("Choose {code}").format(code=words.DENIED))
        self.left = QWidget()
        self._title = Text("", "subtitle")
        self._promise = Text("", "small", "text_2")
        self._build()
        self._wire()

    def _build(self) -> None:
        top = QWidget()
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        head = FlowLayout(top, gap=12, line_gap=2)
        head.addWidget(self._title)
        head.addWidget(self._promise)
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(top)
        column.addWidget(self.what)
        column.addWidget(self._ask)
        column.addWidget(self.reasons_row)
        column.addStretch(1)

    def _wire(self) -> None:
        self.what.changed.connect(self._edited)
        self.reasons.model.changed.connect(self._edited)
        self.rail.changed.connect(self._edited)
        self._ask.action.connect(self._choose_denied)

    def show_subject(self, subject: Subject) -> None:
        """Say the name in the questions."""
        self._subject = subject
        self._say()

    def show_fields(self, fields: Mapping[str, Any]) -> None:
        """Fill the form as a draft keeps it."""
        self._showing = True
        self.changes = fields.get("changes", "")
        self.what.show_what(fields["kind"], fields.get("stage", "S1"), fields.get("decided", ""))
        self.reasons.model.set_marks(fields.get("main"), tuple(fields.get("also", ())))
        self.reasons.field.clear()
        self.reasons.table.go_to(fields.get("main") or self.reasons.table.current_code())
        self.reasons_row.clear_error()
        self.rail.show_fields(fields)
        self._showing = False
        self._say()

    def fields(self) -> dict[str, Any]:
        """What is typed and chosen, as a draft keeps it."""
        model = self.reasons.model
        return {
            "changes": self.changes,
            "kind": self.what.kind.value(),
            "stage": self.what.stage.value(),
            "decided": self.what.day.field.text(),
            "main": model.main,
            "also": list(model.also),
            **self.rail.fields(),
        }

    def check(self) -> list[FormRow]:
        """Show every error beside its question, and give the rows that have one, in order."""
        today = self._today()
        kind = self.what.kind.value()
        self.what.check(today)
        if kind != RETURNED and self.reasons.model.main is None:
            self.reasons_row.set_error(
                _("Choose one main reason. If it is not known: lost contact (X1) or not asked (X8)")
            )
        else:
            self.reasons_row.clear_error()
        return [row for row in (self.what.day_row, self.reasons_row) if row.error()] + self.rail.more.check(today)

    def draft(self, case_id: str) -> WithdrawalDraft:
        """What is to be recorded. Only after `check` found nothing wrong."""
        said = self.rail.fields()
        kind, model = self.what.kind.value(), self.reasons.model
        back = kind == RETURNED
        day = self.what.day.day() or self._today()
        return WithdrawalDraft(
            case_id,
            kind,
            self.what.stage_code(someone_else=said["someone_else"] == "yes"),
            day,
            None if back else model.main,
            () if back else model.also,
            () if back else tuple(said["helped"]),
            said["own_words"].strip(),
            said["whose_words"],
            None if back else said["worker_view"] or None,
            None if back else said["agency"] or None,
            said["asked_by_police"],
            said["statement_taken"],
            None if back else said["ask_again"],
            said["may_report"],
            self.rail.more.learned(),
            said["support_then"],
            said["went_on"],
        )

    def clear(self) -> None:
        """Drop everything typed."""
        self._subject = Subject("")
        self.show_fields({"kind": words.KINDS[0]})

    def _edited(self) -> None:
        self._say()
        if self.reasons.model.main is not None:
            self.reasons_row.clear_error()
        if not self._showing:
            self.changed.emit()

    def _choose_denied(self) -> None:
        self.reasons.model.mark_main(words.DENIED)
        self.reasons.table.go_to(words.DENIED)

    def _say(self) -> None:
        """Everything that depends on what is chosen: the questions, and what will be counted."""
        kind, name = self.what.kind.value(), self._subject.name
        said = self.rail.fields()
        model = self.reasons.model
        self._title.set_text(words.title(kind, changes=bool(self.changes)))
        self._promise.set_text(_("It is {name}’s choice. Support carries on either way.").format(name=name))
        self.reasons_row.label.set_text(words.question(kind, name))
        self.reasons.table.setAccessibleName(words.question(kind, name))
        self.reasons_row.setVisible(kind != RETURNED)
        self.rail.show_case(name, kind)
        ask = words.ask_client(self._subject.police_outcome, said["whose_words"], name)
        shown = bool(ask) and kind == words.KINDS[0] and model.main != words.DENIED
        if shown:
            self._ask.set_words(_("Ask {name}: is that what you said?").format(name=name), ask)
        self._ask.setVisible(shown)
        stage = self.what.stage_code(someone_else=said["someone_else"] == "yes")
        counted = words.counted(kind, stage, model.main, model.also, tuple(said["helped"]))
        if not said["may_report"] and kind != RETURNED:
            counted = words.Counted("", "", "", _("Nothing: {name} did not agree.").format(name=name))
        self.rail.counted.show_counted(counted)
