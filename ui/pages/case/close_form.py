"""Closing a case: why support ended."""

from collections.abc import Callable
from typing import Any

from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.saved import Saved
from caseapp.services import cases
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import FormRow
from ui.widgets.text import Text
from ui.work.runner import Runner


class CloseForm(CaseForm):
    """One question, and what closing means. It can be undone from the toast."""

    def __init__(self, office: Office, runner: Runner, header: CaseHeader) -> None:
        super().__init__(office, runner, header.id, _("Close this case"), _("Close the case"), "close_case")
        self.toast = _("{reference} closed")
        items = shipped.code_list("closure_reasons").active(office.today())
        self._reason = ChipRow(_("Why support ended"), tuple(Option(item.code, _(item.label)) for item in items))
        self._row = self.add_row(FormRow(_("Why support ended"), self._reason, hint=_("Choose the main reason")))
        words = _("The record is kept and can still be read. You can undo this.")
        self.body.addWidget(Text(words, "small", "text_2", wrap=True))
        self.body.addStretch()
        self._reason.changed.connect(self.typed)

    @override
    def read(self) -> dict[str, Any]:
        return {"reason": self._reason.value()}

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self._reason.set_value(data.get("reason"))

    @override
    def check(self) -> None:
        if self._reason.value() is None:
            self._row.set_error(_("Choose why support ended"))

    @override
    def call(self) -> Callable[[], Saved]:
        office, case_id, reason = self.office, self.case_id, self._reason.value() or ""
        return lambda: cases.close(office, case_id, reason)
