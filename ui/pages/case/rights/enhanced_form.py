"""Enhanced rights as a body has recorded them: who decided, when, in which category, and who was told."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.enhanced import MUST_KNOW, EnhancedDecision, category_choices
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
        self.by = QLineEdit()
        self.on, self.told_on = DateField(lambda: today), DateField(lambda: today)
        self.category = ChipRow(_("In which category?"), tuple(Option(code, said) for code, said in category_choices()))
        self._by_row = self.add_row(FormRow(_("Who decided?"), self.by, hint=_("For example Kent Police, DC Sample")))
        self._on_row = self.add_row(FormRow(_("On what day?"), self.on, hint=DateField.example()))
        self.add_row(FormRow(_("In which category?"), self.category, optional=True))
        agencies = shipped.code_list("agencies")
        bodies = tuple(Option(code, _(agencies.label(code))) for code in MUST_KNOW)
        self.told = ChipRow(_("Who was told of it?"), bodies, multi=True)
        hint = _("Every body that owes news must know, or it uses the slow limit")
        self.add_row(FormRow(_("Who was told of it?"), self.told, hint=hint, optional=True))
        hint = _("Empty: told, the day is not known")
        self._told_row = self.add_row(FormRow(_("When were they told?"), self.told_on, hint=hint, optional=True))
        self.body.addStretch()
        self.by.setMaxLength(LONGEST)
        self.by.textEdited.connect(self.typed)
        self.told.changed.connect(self._told_changed)
        self.told_on.changed.connect(self.typed)
        self._fit()
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
            "told": list(self.told.values()),
            "told_on": self.told_on.field.text(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.by.setText(str(data.get("by") or ""))
        self.on.field.setText(str(data.get("on") or ""))
        self.category.set_value(data.get("category"))
        self.told.set_values(data.get("told") or ())
        self.told_on.field.setText(str(data.get("told_on") or ""))
        self._fit()

    @override
    def check(self) -> None:
        if not self.by.text().strip():
            self._by_row.set_error(_("Enter who decided, such as Kent Police"))
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self._today:
            self._on_row.set_error(_("Enter a day that is not in the future"))
        told_on = self.told_on.day()
        if self.told_on.unread():
            self._told_row.set_error(_("Enter the day, like 19/11/26, or leave it empty"))
        elif told_on is not None and told_on > self._today:
            self._told_row.set_error(_("Enter a day that is not in the future"))

    @override
    def call(self) -> Callable[[], Saved]:
        decision = EnhancedDecision(
            self.category.value(),
            self.by.text(),
            self.on.day() or self._today,
            self.told.values(),
            self.told_on.day() if self.told.values() else None,
        )
        return partial(enhanced_status.record, self.office, self.case_id, decision)

    def _told_changed(self) -> None:
        self._fit()
        self.typed()

    def _fit(self) -> None:
        self._told_row.setVisible(bool(self.told.values()))

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        """One draft is kept for the rights of a case: words about a line stay until something is typed here."""
        if data is None or data.get("form") == self.FORM:
            super()._found(data)
        else:
            self.say(_("An unfinished form about another right is kept until you type here"))
