"""What is known of a right but that the person was told: declined, paused, not possible, asked and not known."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import rights
from caseapp.services.office import Office
from ui.pages.case.rights.forms import About, RightForm
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.words.working_days import add_working_days
from ui.work.runner import Runner


class OtherForm(RightForm):
    """Declined, paused, not possible, does not apply, not known, or running again."""

    kind = "other"

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, _("Something else"))
        name = about.name
        self.state = ChipRow(
            _("What is known"),
            (
                Option("declined", _("{name} declined").format(name=name), letter="d"),
                Option("paused", _("Paused, {name} wants no news for now").format(name=name), letter="p"),
                Option("not_possible", _("Not possible"), letter="n"),
                Option("not_applicable", _("Does not apply"), letter="a"),
                Option("unknown", _("Asked, not told: nobody knows"), letter="k"),
                Option("running", _("Running again"), letter="r"),
            ),
        )
        self.reason = QLineEdit()
        self.until = DateField(lambda: about.today, lean="future", add_working_days=add_working_days)
        self._state_row = FormRow(_("What is known?"), self.state)
        self._reason_row = FormRow(_("Reason"), self.reason, optional=True)
        self._until_row = FormRow(
            _("Paused until"), self.until, hint=_("The last day. Empty: until {name} says").format(name=name)
        )
        self.asked = DateField(lambda: about.today)
        hint = _("When {agency} was asked. This begins no challenge").format(agency=about.row.provider)
        self._asked_row = FormRow(_("Asked on"), self.asked, hint=hint, optional=True)
        for row in (self._state_row, self._asked_row, self._reason_row, self._until_row):
            self.add_row(row)
        self.body.addStretch()
        self.asked.changed.connect(self.typed)
        self.state.changed.connect(self._state_changed)
        self.reason.textEdited.connect(self.typed)
        self.until.changed.connect(self.typed)
        self._fit()

    @override
    def call(self) -> Callable[[], Saved]:
        state = self.state.value() or ""
        reason = self.reason.text().strip() or None if state != "running" else None
        until = self.until.day() if state == "paused" else None
        asked = self.asked.day() if state == "unknown" else None
        return partial(rights.set_state, self.office, self.about.row.id or "", state, reason, until, asked)

    @override
    def answers(self) -> dict[str, Any]:
        return {
            "state": self.state.value(),
            "reason": self.reason.text(),
            "until": self.until.field.text(),
            "asked": self.asked.field.text(),
        }

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.state.set_value(data.get("state"))
        self.reason.setText(str(data.get("reason") or ""))
        self.until.field.setText(str(data.get("until") or ""))
        self.asked.field.setText(str(data.get("asked") or ""))
        self._fit()

    @override
    def check(self) -> None:
        if self.state.value() is None:
            self._state_row.set_error(_("Choose what is known"))
        if self.state.value() == "not_possible" and not self.reason.text().strip():
            self._reason_row.set_error(_("Enter the reason {agency} gave").format(agency=self.about.row.provider))
        if self.state.value() == "paused" and self.until.unread():
            self._until_row.set_error(_("Enter the last day of the pause, like 19/11/26"))
        if self.state.value() == "unknown":
            self._check_asked()

    def _check_asked(self) -> None:
        day = self.asked.day()
        if self.asked.unread():
            self._asked_row.set_error(_("Enter the day, like 19/11/26, or leave it empty"))
        elif day is not None and day > self.about.today:
            self._asked_row.set_error(_("Enter a day that is not in the future"))

    def _state_changed(self) -> None:
        self._fit()
        self.typed()

    def _fit(self) -> None:
        state = self.state.value()
        self._until_row.setVisible(state == "paused")
        self._asked_row.setVisible(state == "unknown")
        self._reason_row.setVisible(state != "running")
        given = _("The reason {agency} gave").format(agency=self.about.row.provider)
        self._reason_row.set_hint(given if state == "not_possible" else "")
