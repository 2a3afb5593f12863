"""Enhanced rights as a body has recorded them: who decided, when, in which category, and who was told."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.enhanced import EnhancedDecision, category_choices
from caseapp.domain.saved import Saved
from caseapp.services import enhanced_status
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.rights.forms import PAGE
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.work.runner import Runner

LONGEST = 120


class EnhancedForm(CaseForm):
    """The decision; its words are kept with those of the other forms of the rights."""

    FORM = "enhanced"
    RECORDED = "recorded"

    def __init__(self, office: Office, runner: Runner, case_id: str, today: date) -> None:
        super().__init__(office, runner, case_id, _("Enhanced rights recorded"), _("Save"), PAGE)
        self.toast = _("Enhanced rights saved to {reference}")
        self._today = today
        self.by, self.shared = QLineEdit(), QLineEdit()
        self.on = DateField(lambda: today)
        self.category = ChipRow(_("In which category?"), tuple(Option(code, said) for code, said in category_choices()))
        self._by_row = self.add_row(FormRow(_("Who decided?"), self.by, hint=_("For example Kent Police, DC Sample")))
        self._on_row = self.add_row(FormRow(_("On what day?"), self.on, hint=DateField.example()))
        self.add_row(FormRow(_("In which category?"), self.category, optional=True))
        hint = _("Every body that owes news must know: for example CPS, witness care")
        self.add_row(FormRow(_("Who was told of it?"), self.shared, hint=hint, optional=True))
        self.body.addStretch()
        for line in (self.by, self.shared):
            line.setMaxLength(LONGEST)
            line.textEdited.connect(self.typed)
        self.on.changed.connect(self.typed)
        self.category.changed.connect(self.typed)

    @override
    def read(self) -> dict[str, Any]:
        return {
            "form": self.FORM,
            "entitlement": "",
            "by": self.by.text(),
            "on": self.on.field.text(),
            "category": self.category.value(),
            "shared": self.shared.text(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.by.setText(str(data.get("by") or ""))
        self.on.field.setText(str(data.get("on") or ""))
        self.category.set_value(data.get("category"))
        self.shared.setText(str(data.get("shared") or ""))

    @override
    def check(self) -> None:
        if not self.by.text().strip():
            self._by_row.set_error(_("Enter who decided, such as Kent Police"))
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self._today:
            self._on_row.set_error(_("Enter a day that is not in the future"))

    @override
    def call(self) -> Callable[[], Saved]:
        decision = EnhancedDecision(
            self.category.value(), self.by.text(), self.on.day() or self._today, self.shared.text()
        )
        return partial(enhanced_status.record, self.office, self.case_id, decision)

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        """One draft is kept for the rights of a case: words about a line stay until something is typed here."""
        if data is None or data.get("form") == self.FORM:
            super()._found(data)
        else:
            self.say(_("An unfinished form about another right is kept until you type here"))
