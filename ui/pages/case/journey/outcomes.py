"""Outcome numbers as the police told them, beside what the client says."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.police_outcome import DOES_NOT, NOT_ASKED, SUPPORTS, Agreement
from caseapp.domain.saved import Saved
from caseapp.services import outcomes
from caseapp.services.journey import LONGEST_OFFENCE
from caseapp.services.office import Office
from caseapp.services.outcomes import OutcomeDraft, OutcomeRow
from ui.pages.case.case_form import CaseForm
from ui.pages.case.journey.event_form import PAGE
from ui.widgets.button import LinkButton, SecondaryButton
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.section_heading import SectionHeading
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.words.dates import day_near
from ui.work.runner import Runner


def says(name: str) -> tuple[tuple[str, str], ...]:
    """What the client can say about taking it further."""
    return (
        (SUPPORTS, _("{name} wants action").format(name=name)),
        (DOES_NOT, _("{name} does not").format(name=name)),
        (NOT_ASKED, _("Not asked yet")),
    )


class Outcomes(QWidget):
    """`add_wanted()`, and `says_wanted(str, str)`: the outcome, and what the client answered."""

    add_wanted = Signal()
    says_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[QWidget] = []
        self.add = SecondaryButton(_("Outcome told"), icon="plus", small=True)
        self._none = Text(_("The police have told no outcome yet."), "small", "text_2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHeading(_("Police outcome")))
        column.addWidget(self._none)
        column.addLayout(self._list)
        column.addWidget(self.add)
        self.add.clicked.connect(self.add_wanted)

    def show_outcomes(self, rows: tuple[OutcomeRow, ...], name: str, today: date) -> None:
        """Show these."""
        for block in self._blocks:
            self._list.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._none.setVisible(not rows)
        self._blocks = [self._block(row, name, today) for row in rows]
        for block in self._blocks:
            self._list.addWidget(block)

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self.show_outcomes((), "", date.min)

    def _block(self, row: OutcomeRow, name: str, today: date) -> QWidget:
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        said = _("{code}: {label}").format(code=row.check.code, label=row.check.label)
        column.addWidget(Text(said, "body_strong", wrap=True))
        when = _("Told {day}").format(day=day_near(row.told_on, today))
        who = _(", suspect {label}").format(label=row.suspect) if row.suspect else ""
        who += _(", offence: {label}").format(label=row.offence) if row.offence else ""
        column.addWidget(Text(when + who, "small", "text_2", wrap=True, tabular=True))
        if row.check.words:
            odd = row.check.agreement in {Agreement.DISAGREES, Agreement.CAME_BACK, Agreement.ASK}
            column.addWidget(Text(row.check.words, "small", "soon" if odd else "text_2", wrap=True))
        if row.id and row.check.agreement is not Agreement.NOTHING_TO_COMPARE:
            for code, words in says(name):
                if code not in {NOT_ASKED, row.client_says}:
                    link = LinkButton(words)
                    link.clicked.connect(partial(self.says_wanted.emit, row.id, code))
                    column.addWidget(link)
        block.setAccessibleName(f"{said}. {when}{who}. {row.check.words}")
        return block


class OutcomeForm(CaseForm):
    """Which number, when it was told, about whom, and what the client says about it."""

    FORM = "outcome"

    def __init__(self, office: Office, runner: Runner, case_id: str, name: str, today: date) -> None:
        super().__init__(office, runner, case_id, _("Outcome told"), _("Save"), PAGE)
        self.toast = _("Outcome saved to {reference}")
        self._today = today
        items = shipped.code_list("police_outcomes").items
        self.code = Select((("", _("Choose")), *((item.code, f"{item.code}  {_(item.label)}") for item in items)))
        self.on = DateField(lambda: today)
        self.suspect, self.offence = Select((("", _("Not said")),)), QLineEdit()
        self.offence.setMaxLength(LONGEST_OFFENCE)
        self.says = SegmentedChoice(_("What does {name} say?").format(name=name), says(name))
        self.says.set_value(NOT_ASKED)
        self._code_row = self.add_row(
            FormRow(_("Which outcome?"), self.code, hint=_("The number the police gave. Ask for it"))
        )
        self._on_row = self.add_row(FormRow(_("When were you told?"), self.on, hint=DateField.example()))
        self.add_row(FormRow(_("Which suspect?"), self.suspect, optional=True))
        hint = _("Only if the offences of one suspect end differently")
        self._offence_row = self.add_row(FormRow(_("Which offence?"), self.offence, hint=hint, optional=True))
        self.add_row(FormRow(_("What does {name} say?").format(name=name), self.says))
        self.body.addStretch()
        self.code.currentIndexChanged.connect(self.typed)
        self.on.changed.connect(self.typed)
        self.suspect.currentIndexChanged.connect(self.typed)
        self.offence.textEdited.connect(self.typed)
        self.says.changed.connect(self.typed)

    def offer(self, suspects: tuple[str, ...], offences: tuple[str, ...]) -> None:
        """The suspects and offences named so far in the case, so that the same label is used again."""
        self.suspect.set_options((("", _("Not said")), *((label, label) for label in suspects)))
        self._offence_row.set_note(_("So far: {labels}").format(labels=", ".join(offences)) if offences else "")

    @override
    def read(self) -> dict[str, Any]:
        return {
            "form": self.FORM,
            "code": self.code.value(),
            "on": self.on.field.text(),
            "suspect": self.suspect.value(),
            "offence": self.offence.text(),
            "says": self.says.value(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.code.set_value(data.get("code"))
        self.on.field.setText(str(data.get("on") or ""))
        self.suspect.set_value(data.get("suspect"))
        self.offence.setText(str(data.get("offence") or ""))
        self.says.set_value(data.get("says") or NOT_ASKED)

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        if data is None or data.get("form") == self.FORM:
            super()._found(data)
        else:
            self.say(_("Another unfinished form is kept until you type here"))

    @override
    def check(self) -> None:
        if not self.code.value():
            self._code_row.set_error(_("Choose the outcome the police gave"))
        day = self.on.day()
        if day is None or day > self._today:
            self._on_row.set_error(_("Enter the day you were told, like 19/11/26 or “today”"))

    @override
    def call(self) -> Callable[[], Saved]:
        draft = OutcomeDraft(
            self.case_id,
            self.code.value() or "",
            self.on.day() or self._today,
            self.suspect.value() or None,
            self.says.value(),
            self.offence.text(),
        )
        return partial(outcomes.record, self.office, draft)
