"""What is recorded of a right: that the person was told, another answer, or what shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.contact import ContactRow
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.domain.saved import Saved
from caseapp.services import rights
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.rights.words import contact_line, done_words, ways_told, yes_or_no
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.words.working_days import add_working_days
from ui.work.runner import Runner

PAGE = "rights"
NO_CONTACT = ""


@dataclass(frozen=True, slots=True)
class About:
    """Which line of which right a form is about, and what it may offer."""

    row: RightInstance
    number: int
    name: str
    today: date
    contacts: tuple[ContactRow, ...]
    step: str = ""
    """Which step of the challenge, where the form is about one."""
    challenge_id: str = ""


class RightForm(CaseForm):
    """Base of the forms; `kind` names the form in its draft. One draft is kept for the rights of a case."""

    kind = ""

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About, title: str) -> None:
        super().__init__(office, runner, case_id, title, _("Save"), PAGE)
        self.about = about
        self.toast = _("Right {number} saved to {reference}").format(number=about.number, reference="{reference}")
        said = _("Right {number}: {what}").format(number=about.number, what=about.row.sentence)
        self.body.addWidget(Text(said, "small", "text_2", wrap=True))

    def answers(self) -> dict[str, Any]:
        """What is typed."""
        raise NotImplementedError

    def restore(self, data: dict[str, Any]) -> None:
        """Put kept answers back."""
        raise NotImplementedError

    @override
    def read(self) -> dict[str, Any]:
        return {"form": self.kind, "entitlement": self.about.row.id, **self.answers()}

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.restore(data)

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        """One draft is kept for the rights of a case: words about another line stay until something is typed here."""
        mine = (self.kind, self.about.row.id, self.about.step)
        if data is None or (data.get("form"), data.get("entitlement"), data.get("step", "")) == mine:
            super()._found(data)
        else:
            self.say(_("An unfinished form about another right is kept until you type here"))


class ToldForm(RightForm):
    """That the person was told: when, how, whether it was understood and safe, and what shows it."""

    kind = "told"

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, done_words(about.row, about.name))
        self.on = DateField(lambda: about.today)
        self.how = ChipRow(_("How"), tuple(Option(code, label, letter=key) for code, label, key in ways_told()))
        self.understood = SegmentedChoice(_("Was it understood?"), yes_or_no())
        self.safe = SegmentedChoice(_("Was it done safely?"), yes_or_no())
        self.evidence = evidence_select(about.contacts)
        self.understood.set_value("unknown")
        self.safe.set_value("unknown")
        self._on_row = FormRow(_("When was {name} told?").format(name=about.name), self.on, hint=DateField.example())
        self._how_row = FormRow(_("How?"), self.how)
        for row in (
            self._on_row,
            self._how_row,
            FormRow(_("Was it understood?"), self.understood),
            FormRow(_("Was it done safely?"), self.safe),
            FormRow(_("What shows it?"), self.evidence, hint=_("One of the latest contacts of this case")),
        ):
            self.add_row(row)
        self.body.addStretch()
        self.on.changed.connect(self._on_changed)
        self.how.changed.connect(self.typed)
        self.how.picked.connect(self._how_picked)
        self.understood.changed.connect(self.typed)
        self.safe.changed.connect(self.typed)
        self.evidence.currentIndexChanged.connect(self.typed)

    @override
    def call(self) -> Callable[[], Saved]:
        told = Told(
            self.on.day() or self.about.today,
            self.how.value() or "",
            self.understood.value(),
            self.safe.value(),
            self.evidence.value() or None,
        )
        return partial(rights.told, self.office, self.about.row.id or "", told)

    @override
    def answers(self) -> dict[str, Any]:
        return {
            "on": self.on.field.text(),
            "how": self.how.value(),
            "understood": self.understood.value(),
            "safe": self.safe.value(),
            "evidence": self.evidence.value(),
        }

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.on.field.setText(str(data.get("on") or ""))
        self.how.set_value(data.get("how"))
        self.understood.set_value(data.get("understood") or "unknown")
        self.safe.set_value(data.get("safe") or "unknown")
        self.evidence.set_value(data.get("evidence"))

    @override
    def check(self) -> None:
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self.about.today:
            self._on_row.set_error(_("Enter a day that is not in the future"))
        if self.how.value() is None:
            self._how_row.set_error(_("Choose how {name} was told").format(name=self.about.name))

    def _on_changed(self) -> None:
        day, happened = self.on.day(), self.about.row.happened_on
        early = day is not None and happened is not None and day < happened and not self.about.row.approximate
        self._on_row.set_note(_("That is before it happened. Is the day right?") if early else "")
        self.typed()

    def _how_picked(self) -> None:
        self.understood.focus_target().setFocus()


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
                Option("unknown", _("Asked, nobody knows"), letter="k"),
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
        for row in (self._state_row, self._reason_row, self._until_row):
            self.add_row(row)
        self.body.addStretch()
        self.state.changed.connect(self._state_changed)
        self.reason.textEdited.connect(self.typed)
        self.until.changed.connect(self.typed)
        self._fit()

    @override
    def call(self) -> Callable[[], Saved]:
        state = self.state.value() or ""
        reason = self.reason.text().strip() or None if state != "running" else None
        until = self.until.day() if state == "paused" else None
        return partial(rights.set_state, self.office, self.about.row.id or "", state, reason, until)

    @override
    def answers(self) -> dict[str, Any]:
        return {"state": self.state.value(), "reason": self.reason.text(), "until": self.until.field.text()}

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.state.set_value(data.get("state"))
        self.reason.setText(str(data.get("reason") or ""))
        self.until.field.setText(str(data.get("until") or ""))
        self._fit()

    @override
    def check(self) -> None:
        if self.state.value() is None:
            self._state_row.set_error(_("Choose what is known"))
        if self.state.value() == "not_possible" and not self.reason.text().strip():
            self._reason_row.set_error(_("Enter the reason {agency} gave").format(agency=self.about.row.provider))
        if self.state.value() == "paused" and self.until.unread():
            self._until_row.set_error(_("Enter the last day of the pause, like 19/11/26"))

    def _state_changed(self) -> None:
        self._fit()
        self.typed()

    def _fit(self) -> None:
        state = self.state.value()
        self._until_row.setVisible(state == "paused")
        self._reason_row.setVisible(state != "running")
        given = _("The reason {agency} gave").format(agency=self.about.row.provider)
        self._reason_row.set_hint(given if state == "not_possible" else "")


class EvidenceForm(RightForm):
    """Which contact of the case shows it."""

    kind = "evidence"

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, _("Add evidence"))
        self.evidence = evidence_select(about.contacts)
        self._row = FormRow(_("What shows it?"), self.evidence, hint=_("One of the latest contacts of this case"))
        self.add_row(self._row)
        self.body.addStretch()
        self.evidence.currentIndexChanged.connect(self.typed)

    @override
    def call(self) -> Callable[[], Saved]:
        return partial(rights.attach_evidence, self.office, self.about.row.id or "", self.evidence.value() or "")

    @override
    def answers(self) -> dict[str, Any]:
        return {"evidence": self.evidence.value()}

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.evidence.set_value(data.get("evidence"))

    @override
    def check(self) -> None:
        if not self.evidence.value():
            self._row.set_error(_("Choose the contact that shows it. If it is not there yet, log it first"))


class LineForm(Protocol):
    """How a form about a line is made."""

    def __call__(self, office: Office, runner: Runner, case_id: str, about: About) -> RightForm:
        """Make one."""
        ...


def evidence_select(contacts: Sequence[ContactRow]) -> Select:
    """The latest contacts to choose from, or none."""
    return Select(((NO_CONTACT, _("None yet")), *((row.id, contact_line(row)) for row in contacts)))
