"""A hearing or MARAC meeting that others have fixed."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import journey
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.clock_entry import clock_text, read_clock
from ui.pages.case.journey.event_form import PAGE
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.words.working_days import add_working_days
from ui.work.runner import Runner


class HearingForm(CaseForm):
    """Which, when and where."""

    FORM = "hearing"

    def __init__(self, office: Office, runner: Runner, case_id: str, today: date) -> None:
        super().__init__(office, runner, case_id, _("Add a hearing"), _("Save"), PAGE)
        self.toast = _("Hearing saved to {reference}")
        self.kind = SegmentedChoice(_("Which?"), (("court", _("Court hearing")), ("marac", _("MARAC meeting"))))
        self.on = DateField(lambda: today, lean="future", add_working_days=add_working_days)
        self.time, self.place = QLineEdit(), QLineEdit()
        self.add_row(FormRow(_("Which?"), self.kind))
        self._on_row = self.add_row(FormRow(_("Day"), self.on, hint=_("For example 3/12/26, “thu” or “+5wd”")))
        self._time_row = self.add_row(FormRow(_("Time"), self.time, hint=_("For example 10:00 or 2pm"), optional=True))
        self.add_row(FormRow(_("Place"), self.place, optional=True))
        self.body.addStretch()
        self.kind.changed.connect(self.typed)
        self.on.changed.connect(self.typed)
        self.time.textEdited.connect(self.typed)
        self.place.textEdited.connect(self.typed)

    @override
    def read(self) -> dict[str, Any]:
        return {
            "form": self.FORM,
            "kind": self.kind.value(),
            "on": self.on.field.text(),
            "time": self.time.text(),
            "place": self.place.text(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.kind.set_value(data.get("kind") or "court")
        self.on.field.setText(str(data.get("on") or ""))
        self.time.setText(str(data.get("time") or ""))
        self.place.setText(str(data.get("place") or ""))

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        if data is None or data.get("form") == self.FORM:
            super()._found(data)
        else:
            self.say(_("Another unfinished form is kept until you type here"))

    @override
    def check(self) -> None:
        if self.on.day() is None:
            self._on_row.set_error(_("Enter the day, like 3/12/26"))
        if self.time.text().strip() and read_clock(self.time.text()) is None:
            self._time_row.set_error(_("Enter a time, like 10:00, or leave it empty"))

    @override
    def call(self) -> Callable[[], Saved]:
        day = self.on.day()
        if day is None:
            raise ValueError("checked before")
        time = read_clock(self.time.text())
        said = clock_text(time) if time is not None else None
        place = self.place.text().strip() or None
        return partial(journey.add_hearing, self.office, self.case_id, self.kind.value(), day, said, place)
