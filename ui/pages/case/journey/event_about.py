"""What else an event can say: about which suspect and offence, until when, and who moved a date."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.justice_journey import machine
from caseapp.services.journey import LONGEST_LABEL, LONGEST_OFFENCE
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select


class EventAbout(QWidget):
    """Only the questions that the kind of event calls for are shown; `changed()` when one was answered."""

    changed = Signal()

    def __init__(self, last_day: DateField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suspect, self.offence = QLineEdit(), QLineEdit()
        self.ends = last_day
        causes = shipped.code_list("moved_by").items
        self.cause = Select((("", _("Choose")), *((item.code, _(item.label)) for item in causes)))
        hint = _("A short label such as A, never a name. Leave it empty if there is only one")
        self.suspect_row = FormRow(_("Which suspect?"), self.suspect, hint=hint, optional=True)
        hint = _("Only if the offences of one suspect go different ways")
        self._offence_row = FormRow(_("Which offence?"), self.offence, hint=hint, optional=True)
        hint = _("Leave it empty if nobody has said. The longest it can be is then counted")
        self.ends_row = FormRow(_("When does it end?"), self.ends, hint=hint, optional=True)
        self._cause_row = FormRow(_("Who caused the change?"), self.cause, optional=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for row in self.rows():
            column.addWidget(row)
        self.suspect.textEdited.connect(self.changed)
        self.offence.textEdited.connect(self.changed)
        self.ends.changed.connect(self.changed)
        self.cause.currentIndexChanged.connect(self.changed)
        self.show_for(None)

    def rows(self) -> tuple[FormRow, ...]:
        """The questions, in order."""
        return (self.suspect_row, self._offence_row, self.ends_row, self._cause_row)

    def offer(self, suspects: tuple[str, ...], offences: tuple[str, ...]) -> None:
        """Say which labels are in use already, so that the same one is typed again."""
        for row, known in ((self.suspect_row, suspects), (self._offence_row, offences)):
            row.set_note(_("So far: {labels}").format(labels=", ".join(known)) if known else "")

    def show_for(self, kind: str | None) -> None:
        """Show what this kind of event calls for."""
        item = shipped.justice_events().get(kind) if kind else None
        move = machine().moves.get(kind or "")
        ones_own = item is not None and (move is None or not move.shared)
        self.suspect_row.setVisible(ones_own)
        self._offence_row.setVisible(ones_own)
        self.ends_row.setVisible(item is not None and item.flag("ends"))
        self._cause_row.setVisible(item is not None and item.flag("moved"))

    def check(self) -> None:
        """Put an error on what cannot be saved as it is."""
        if len(self.suspect.text().strip()) > LONGEST_LABEL:
            self.suspect_row.set_error(_("Use a short label such as A or B, never a name"))
        if len(self.offence.text().strip()) > LONGEST_OFFENCE:
            self._offence_row.set_error(_("Use a few words, 40 letters at most"))
        if self.ends_row.isVisibleTo(self) and self.ends.unread():
            self.ends_row.set_error(_("Enter the last day, like 19/2/27, or leave it empty"))

    def values(self) -> dict[str, Any]:
        """What is typed and shown, as an event keeps it."""
        shown = {
            "suspect": (self.suspect_row, self.suspect.text().strip() or None),
            "offence": (self._offence_row, self.offence.text().strip() or None),
            "ends_on": (self.ends_row, self.ends.day()),
            "caused_by": (self._cause_row, self.cause.value() or None),
        }
        return {name: value if row.isVisibleTo(self) else None for name, (row, value) in shown.items()}

    def read(self) -> dict[str, Any]:
        """What is typed, as the draft keeps it."""
        return {
            "suspect": self.suspect.text(),
            "offence": self.offence.text(),
            "ends": self.ends.field.text(),
            "cause": self.cause.value(),
        }

    def fill(self, data: dict[str, Any]) -> None:
        """Put a draft back."""
        self.suspect.setText(str(data.get("suspect") or ""))
        self.offence.setText(str(data.get("offence") or ""))
        self.ends.field.setText(str(data.get("ends") or ""))
        self.cause.set_value(data.get("cause"))
