"""What is recorded of a right: that the person was told, and what shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.contact import ContactRow
from caseapp.domain.document import DocumentRow
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.domain.saved import Saved
from caseapp.services import rights
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.rights.evidence import EvidenceChoice
from ui.pages.case.rights.words import done_words, ways_told, yes_or_no
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.work.runner import Runner

PAGE = "rights"


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
    documents: tuple[DocumentRow, ...] = ()


class RightForm(CaseForm):
    """Base of the forms; `kind` names the form in its draft. One draft is kept for the rights of a case."""

    kind = ""

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About, title: str) -> None:
        super().__init__(office, runner, case_id, title, _("Save"), PAGE)
        self.about = about
        self.toast = _("Right {number} saved to {reference}").format(number=about.number, reference="{reference}")
        said = _("Right {number}: {what}").format(number=about.number, what=about.row.sentence)
        self.body.addWidget(Text(said, "small", "text_2", wrap=True))

    def ask_what_shows_it(self, hint: str = "") -> EvidenceChoice:
        """The question for the evidence, with the rows it may need."""
        choice = EvidenceChoice(self.about.contacts, self.about.documents, lambda: self.about.today, hint)
        if not self.about.step:
            choice.show_recorded(self.about.row)
        self.body.addWidget(choice)
        self.rows.extend(choice.rows())
        choice.changed.connect(self.typed)
        return choice

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
        self.understood.set_value("unknown")
        self.safe.set_value("unknown")
        self._on_row = FormRow(_("When was {name} told?").format(name=about.name), self.on, hint=DateField.example())
        self._how_row = FormRow(_("How?"), self.how)
        for row in (
            self._on_row,
            self._how_row,
            FormRow(_("Was it understood?"), self.understood),
            FormRow(_("Was it done safely?"), self.safe),
        ):
            self.add_row(row)
        self.evidence = self.ask_what_shows_it()
        self.body.addStretch()
        self._show_recorded()
        self.on.changed.connect(self._on_changed)
        self.how.changed.connect(self.typed)
        self.how.picked.connect(self._how_picked)
        self.understood.changed.connect(self.typed)
        self.safe.changed.connect(self.typed)

    @override
    def call(self) -> Callable[[], Saved]:
        shown = self.evidence.value()
        told = Told(
            self.on.day() or self.about.today,
            self.how.value() or "",
            self.understood.value(),
            self.safe.value(),
            evidence_contact=shown.contact,
            evidence_document=shown.document,
        )
        return partial(rights.told, self.office, self.about.row.id or "", told)

    @override
    def answers(self) -> dict[str, Any]:
        return {
            "on": self.on.field.text(),
            "how": self.how.value(),
            "understood": self.understood.value(),
            "safe": self.safe.value(),
            **self.evidence.read(),
        }

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.on.field.setText(str(data.get("on") or ""))
        self.how.set_value(data.get("how"))
        self.understood.set_value(data.get("understood") or "unknown")
        self.safe.set_value(data.get("safe") or "unknown")
        self.evidence.fill(data)

    @override
    def check(self) -> None:
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self.about.today:
            self._on_row.set_error(_("Enter a day that is not in the future"))
        if self.how.value() is None:
            self._how_row.set_error(_("Choose how {name} was told").format(name=self.about.name))
        self.evidence.check()

    def _show_recorded(self) -> None:
        """A record that is put right starts from what it says."""
        row = self.about.row
        if row.told_on is not None:
            self.on.set_day(row.told_on)
            self.how.set_value(row.told_how)
            self.understood.set_value(row.understood or "unknown")
            self.safe.set_value(row.safe or "unknown")

    def _on_changed(self) -> None:
        day, happened = self.on.day(), self.about.row.happened_on
        early = day is not None and happened is not None and day < happened and not self.about.row.approximate
        self._on_row.set_note(_("That is before it happened. Is the day right?") if early else "")
        self.typed()

    def _how_picked(self) -> None:
        self.understood.focus_target().setFocus()


class EvidenceForm(RightForm):
    """Which contact or document of the case shows it."""

    kind = "evidence"

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, _("Add evidence"))
        self.evidence = self.ask_what_shows_it()
        self.body.addStretch()

    @override
    def call(self) -> Callable[[], Saved]:
        shown = self.evidence.value()
        return partial(rights.attach_evidence, self.office, self.about.row.id or "", shown.contact, shown.document)

    @override
    def answers(self) -> dict[str, Any]:
        return self.evidence.read()

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.evidence.fill(data)

    @override
    def check(self) -> None:
        self.evidence.check(needed=True)


class LineForm(Protocol):
    """How a form about a line is made."""

    def __call__(self, office: Office, runner: Runner, case_id: str, about: About) -> RightForm:
        """Make one."""
        ...
