"""How to reach someone without harm: a new version of the safe contact details."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.safe_contact import CHANNELS, NO, UNKNOWN, YES, SafeContactDetails
from caseapp.domain.saved import Saved
from caseapp.services import safe_contacts
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.header import CaseTop
from ui.pages.case.safe_times import SafeTimes
from ui.theme.apply import set_role
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.work.privacy import called, privacy
from ui.work.runner import Runner
from ui.work.unseen import keep_unseen

_TEXTS = (
    "number",
    "email",
    "code_word",
    "danger_word",
    "if_someone_else",
    "say_you_are",
    "who_else",
    "must_not_receive",
)


class _Answers(QWidget):
    """Yes, no or not known for each way of reaching someone."""

    changed = Signal()

    def __init__(self, ways: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._choices: dict[str, SegmentedChoice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        options = ((YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("Not known")))
        for place, (way, label) in enumerate(ways):
            choice = SegmentedChoice(label, options)
            choice.set_value(UNKNOWN)
            choice.changed.connect(self.changed)
            grid.addWidget(Text(label, "small"), place, 0)
            grid.addWidget(choice, place, 1)
            self._choices[way] = choice

    def values(self) -> dict[str, str]:
        """The answer for each way."""
        return {way: choice.value() for way, choice in self._choices.items()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show these answers."""
        for way, choice in self._choices.items():
            choice.set_value(values.get(way, UNKNOWN))

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return next(iter(self._choices.values())).focus_target()

    def set_wrong(self, wrong: bool) -> None:
        """There is always an answer."""


class SafeContactForm(CaseForm):
    """Every field of the safe contact details; saving makes a new version and keeps the older ones."""

    def __init__(self, office: Office, runner: Runner, top: CaseTop) -> None:
        header = top.header
        super().__init__(office, runner, header.id, _("Safe contact details"), _("Save details"), "safe_contact")
        self.toast = _("Safe contact details saved to {reference}")
        self._before = top.safe_contact or SafeContactDetails()
        self._header = header
        self._fields = {name: QLineEdit() for name in _TEXTS}
        self._ways = _Answers(
            (
                ("call", _("Calls")),
                ("text", _("Texts")),
                ("voicemail", _("Voicemail")),
                ("whatsapp", _("WhatsApp")),
                ("email", _("Email")),
                ("post", _("Post")),
            )
        )
        self._watched = _Answers((("device", _("Watched")),))
        self._times = SafeTimes()
        self._confirmed = QCheckBox("")
        self._recheck = DateField(office.today, lean="future")
        keep_unseen(self._fields)
        self._lay_out()
        self._say_name()
        self._follow()
        self.fill(_as_data(self._before))

    def _say_name(self) -> None:
        name = called(self._header)
        asked = _("Safe ways to reach {name}").format(name=name)
        self._ways_row.label.set_text(asked)
        self._ways.setAccessibleName(asked)
        self._confirmed.setText(_("Confirmed with {name} today").format(name=name))

    def _lay_out(self) -> None:
        self.add_row(FormRow(_("Safe phone number"), self._fields["number"], optional=True))
        self._ways_row = self.add_row(FormRow("", self._ways))
        self._times_row = self.add_row(
            FormRow(_("Safe times to call"), self._times, hint=_("Leave empty if any time is safe"))
        )
        self.add_row(FormRow(_("Safe email"), self._fields["email"], optional=True))
        self.add_row(FormRow(_("Code word"), self._fields["code_word"], hint=_("Proves it is you"), optional=True))
        self.add_row(
            FormRow(_("Danger word"), self._fields["danger_word"], hint=_("Said when help is needed"), optional=True)
        )
        self.add_row(FormRow(_("If someone else answers"), self._fields["if_someone_else"], optional=True))
        self.add_row(FormRow(_("Say you are"), self._fields["say_you_are"], optional=True))
        self.add_row(FormRow(_("Who else is there"), self._fields["who_else"], optional=True))
        hint = _("Everyone who must never be told anything about this case")
        never = FormRow(_("Who must never be told"), self._fields["must_not_receive"], hint=hint, optional=True)
        self.add_row(never)
        self.add_row(FormRow(_("Phone or computer"), self._watched, hint=_("Does anyone watch what is on it?")))
        set_role(self._confirmed, "body")
        self.body.addWidget(self._confirmed)
        self._recheck_row = self.add_row(
            FormRow(_("Check these again on"), self._recheck, hint=_("For example “+4w” or 19/12/26"), optional=True)
        )
        self.body.addStretch()

    def _follow(self) -> None:
        privacy().changed.connect(self._say_name)
        for field in self._fields.values():
            field.textChanged.connect(self.typed)
        self._ways.changed.connect(self.typed)
        self._watched.changed.connect(self.typed)
        self._times.changed.connect(self.typed)
        self._confirmed.toggled.connect(self.typed)
        self._recheck.changed.connect(self.typed)

    @override
    def read(self) -> dict[str, Any]:
        texts = {name: field.text() for name, field in self._fields.items()}
        return {
            **texts,
            "ways": self._ways.values(),
            "device_monitored": self._watched.values()["device"],
            "windows": self._times.data(),
            "confirmed": self._confirmed.isChecked(),
            "recheck": self._recheck.field.text(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        for name, field in self._fields.items():
            field.setText(data.get(name) or "")
        self._ways.set_values(data.get("ways", {}))
        self._watched.set_values({"device": data.get("device_monitored", UNKNOWN)})
        self._times.set_data(data.get("windows", ()))
        self._confirmed.setChecked(bool(data.get("confirmed")))
        self._recheck.field.setText(data.get("recheck", ""))

    @override
    def check(self) -> None:
        if self._times.values() is None:
            self._times_row.set_error(_("Give each safe time its days, and times like 10:00 and 14:00"))
        if self._recheck.unread():
            self._recheck_row.set_error(_("Enter a date, like 19/12/26 or “+4w”"))

    @override
    def call(self) -> Callable[[], Saved]:
        office, case_id, details = self.office, self.case_id, self._details()
        return lambda: safe_contacts.record(office, case_id, details)

    def _details(self) -> SafeContactDetails:
        texts: dict[str, Any] = {name: field.text().strip() or None for name, field in self._fields.items()}
        ways = {f"{way}_safe": answer for way, answer in self._ways.values().items()}
        confirmed: date | None = self.office.today() if self._confirmed.isChecked() else self._before.confirmed_on
        return replace(
            self._before,
            **texts,
            **ways,
            device_monitored=self._watched.values()["device"],
            windows=self._times.values() or (),
            confirmed_on=confirmed,
            recheck_on=self._recheck.day(),
        )


def _as_data(details: SafeContactDetails) -> dict[str, Any]:
    day = details.recheck_on
    return {
        **{name: getattr(details, name) for name in _TEXTS},
        "ways": {way: getattr(details, f"{way}_safe") for way in CHANNELS},
        "device_monitored": details.device_monitored,
        "windows": [window.as_data() for window in details.windows],
        "recheck": f"{day.day}/{day.month}/{day.year}" if day else "",
    }
