"""The panel in which the key facts of a case are changed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.code_lists import CodeList
from caseapp.domain.saved import Saved
from caseapp.services import case_overview
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select
from ui.work.runner import Runner
from ui.work.unseen import keep_unseen

_CASE = (
    *("crime_group", "crime_type", "relationship", "crime_ref", "officer", "officer_phone"),
    *("enhanced", "police_outcome"),
)
_PERSON = ("first_name", "last_name", "known_as", "lives_with", "language", "interpreter", "district")


class FactsForm(CaseForm):
    """Facts of the person, then of the case. Only what was changed is saved, as one change."""

    def __init__(self, office: Office, runner: Runner, header: CaseHeader) -> None:
        super().__init__(office, runner, header.id, _("Key facts"), _("Save facts"), "facts")
        self.toast = _("Key facts saved to {reference}")
        self._header = header
        texts = ("first_name", "last_name", "known_as", "lives_with", "language", "interpreter")
        self._texts = {name: QLineEdit() for name in (*texts, "crime_ref", "officer", "officer_phone")}
        self._selects = {
            "district": Select(_choices(shipped.areas(office.place))),
            "crime_group": Select(_choices(shipped.code_list("crime_groups"))),
            "crime_type": Select(),
            "relationship": Select(_choices(shipped.code_list("relationships"))),
            "police_outcome": Select(_choices(shipped.code_list("police_outcomes"))),
        }
        for select in self._selects.values():
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            select.setMinimumContentsLength(12)
        self._enhanced = ChipRow(
            _("Enhanced rights"),
            (
                Option("recorded", _("Recorded by police")),
                Option("likely", _("Likely")),
                Option("not_recorded", _("Not recorded")),
                Option("unknown", _("Not known")),
            ),
        )
        self._born = DateField(office.today, lean="birth")
        keep_unseen(self._texts)
        self._lay_out()
        self._follow()
        self.fill(self._as_data())

    def _lay_out(self) -> None:
        for name, label in (("first_name", _("First name")), ("last_name", _("Last name")), ("known_as", _("Goes by"))):
            self.add_row(FormRow(label, self._texts[name], optional=True))
        self._born_row = self.add_row(FormRow(_("Date of birth"), self._born, optional=True))
        self.add_row(FormRow(_("District"), self._selects["district"], optional=True))
        for name, label in (
            ("lives_with", _("Lives with")),
            ("language", _("Language")),
            ("interpreter", _("Interpreter")),
        ):
            self.add_row(FormRow(label, self._texts[name], optional=True))
        for name, label in (
            ("crime_group", _("Kind of crime")),
            ("crime_type", _("What happened")),
            ("relationship", _("Relationship to the person who did it")),
        ):
            self.add_row(FormRow(label, self._selects[name], optional=True))
        for name, label in (
            ("crime_ref", _("Crime reference")),
            ("officer", _("Officer in the case")),
            ("officer_phone", _("Officer’s phone")),
        ):
            self.add_row(FormRow(label, self._texts[name], optional=True))
        self.add_row(FormRow(_("Enhanced rights"), self._enhanced, hint=_("What the police have recorded")))
        self.add_row(FormRow(_("Police outcome"), self._selects["police_outcome"], optional=True))
        self.body.addStretch()

    def _follow(self) -> None:
        for field in self._texts.values():
            field.textChanged.connect(self.typed)
        for select in self._selects.values():
            select.currentIndexChanged.connect(self.typed)
        self._selects["crime_group"].currentIndexChanged.connect(self._offer_types)
        self._enhanced.changed.connect(self.typed)
        self._born.changed.connect(self.typed)

    def _offer_types(self) -> None:
        group = self._selects["crime_group"].value()
        types = shipped.code_list("crime_types")
        offered = [(item.code, _(item.label)) for item in types.items if item.group == group]
        self._selects["crime_type"].set_options([("", _("Not known")), *offered])

    def _choose(self, name: str, value: str) -> None:
        """A code that today's list does not offer stays as it is: it is shown, never lost."""
        select = self._selects[name]
        if value and select.findData(value) < 0:
            select.addItem(value, value)
        select.set_value(value)

    @override
    def read(self) -> dict[str, Any]:
        return {
            **{name: field.text() for name, field in self._texts.items()},
            **{name: select.value() or "" for name, select in self._selects.items()},
            "enhanced": self._enhanced.value(),
            "born_on": self._born.field.text(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        for name, field in self._texts.items():
            field.setText(data.get(name) or "")
        self._choose("crime_group", data.get("crime_group") or "")
        self._offer_types()
        for name in self._selects:
            self._choose(name, data.get(name) or "")
        self._enhanced.set_value(data.get("enhanced"))
        self._born.field.setText(data.get("born_on") or "")

    @override
    def check(self) -> None:
        if self._born.unread():
            self._born_row.set_error(_("Enter a date, like 27/3/1992"))

    @override
    def call(self) -> Callable[[], Saved]:
        before, now = self._as_data(), self.read()
        changed = {name: value for name, value in now.items() if value != before[name]}
        person: dict[str, object] = {name: changed[name].strip() or None for name in _PERSON if name in changed}
        if "born_on" in changed:
            person["born_on"] = self._born.day()
        case = {name: (changed[name] or "").strip() or None for name in _CASE if name in changed}
        office, case_id = self.office, self.case_id
        return lambda: case_overview.change_facts(office, case_id, case=case, person=person)

    def _as_data(self) -> dict[str, Any]:
        names = (*self._texts, *self._selects)
        day = self._header.born_on
        return {
            **{name: getattr(self._header, name) or "" for name in names},
            "enhanced": self._header.enhanced,
            "born_on": f"{day.day}/{day.month}/{day.year}" if day else "",
        }


def _choices(items: CodeList) -> list[tuple[str, str]]:
    return [("", _("Not known")), *((item.code, _(item.label)) for item in items.items)]
