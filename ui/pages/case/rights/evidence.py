"""What shows that somebody was told: a contact of the case, or a document that is kept elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.contact import ContactRow
from caseapp.domain.document import LONGEST_WHAT, LONGEST_WHERE, DocumentRow, EvidenceDocument, NewDocument
from caseapp.domain.rights_view import RightInstance
from ui.pages.case.rights.words import contact_line, document_line, evidence_words
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select

NONE, NEW = "", "new"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was chosen: a contact, a document that is noted already or a new one, or nothing yet."""

    contact: str | None = None
    document: EvidenceDocument = None


class EvidenceChoice(QWidget):
    """The latest contacts and the documents of the case to choose from; or a document to note, with what it is, its
    day and where it is kept. `changed()` when anything was."""

    changed = Signal()

    def __init__(
        self,
        contacts: Sequence[ContactRow],
        documents: Sequence[DocumentRow],
        today: Callable[[], date],
        hint: str = "",
    ) -> None:
        super().__init__()
        self._documents = {row.id for row in documents}
        self.choice = Select(
            (
                (NONE, _("None yet")),
                *((row.id, contact_line(row)) for row in contacts),
                *((row.id, document_line(row)) for row in documents),
                (NEW, _("A document that is not listed yet")),
            )
        )
        self.what, self.where, self.dated = QLineEdit(), QLineEdit(), DateField(today)
        self.what.setMaxLength(LONGEST_WHAT)
        self.where.setMaxLength(LONGEST_WHERE)
        self.row = FormRow(_("What shows it?"), self.choice, hint=hint or _("A contact or a document of this case"))
        self.what_row = FormRow(
            _("What is the document?"), self.what, hint=_("For example: letter with the bail sheet")
        )
        self.dated_row = FormRow(_("What day is on it?"), self.dated, optional=True)
        said = _("The document itself is not taken in. For example: paper file, second drawer")
        self.where_row = FormRow(_("Where is it kept?"), self.where, hint=said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for row in self.rows():
            column.addWidget(row)
        self.choice.currentIndexChanged.connect(self._chosen)
        for line in (self.what, self.where):
            line.textEdited.connect(self.changed)
        self.dated.changed.connect(self.changed)
        self._fit()

    def rows(self) -> tuple[FormRow, ...]:
        """The questions, in order."""
        return (self.row, self.what_row, self.dated_row, self.where_row)

    def show_recorded(self, row: RightInstance) -> None:
        """Start from what is recorded of a line already, also where that contact is not among the latest."""
        recorded = row.evidence_contact or row.evidence_document
        if recorded is None:
            return
        if self.choice.findData(recorded) < 0:
            self.choice.insertItem(1, evidence_words(row), recorded)
        if row.evidence_document is not None:
            self._documents.add(recorded)
        self.choice.set_value(recorded)

    def value(self) -> Evidence:
        """What is chosen and typed."""
        chosen = self.choice.value()
        if chosen == NEW:
            return Evidence(document=NewDocument(self.what.text(), self.where.text(), self.dated.day()))
        if chosen in self._documents:
            return Evidence(document=chosen)
        return Evidence(contact=chosen or None)

    def check(self, *, needed: bool = False) -> None:
        """Put an error on what cannot be saved as it is."""
        if needed and not self.choice.value():
            self.row.set_error(_("Choose what shows it. If it is a contact that is not there yet, log it first"))
        if self.choice.value() != NEW:
            return
        if not self.what.text().strip():
            self.what_row.set_error(_("Say what the document is"))
        if not self.where.text().strip():
            self.where_row.set_error(_("Say where it is kept, so that others find it"))
        if self.dated.unread():
            self.dated_row.set_error(_("Enter the day, like 19/11/26, or leave it empty"))

    def read(self) -> dict[str, Any]:
        """What is typed, as the draft keeps it."""
        typed = {"what": self.what.text(), "where": self.where.text(), "dated": self.dated.field.text()}
        return {"evidence": self.choice.value(), "document": typed}

    def fill(self, data: Mapping[str, Any]) -> None:
        """Put a draft back."""
        typed = data.get("document") or {}
        self.choice.set_value(data.get("evidence"))
        self.what.setText(str(typed.get("what") or ""))
        self.where.setText(str(typed.get("where") or ""))
        self.dated.field.setText(str(typed.get("dated") or ""))
        self._fit()

    def _chosen(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        for row in self.rows()[1:]:
            row.setVisible(self.choice.value() == NEW)
