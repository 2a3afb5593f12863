"""What happened, whether the police know, and how high the risk is."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.safe_contact import NO, UNKNOWN, YES
from caseapp.services.office import Office
from ui.pages.new_case.answers import NOT_SAID
from ui.pages.new_case.section import FormSection
from ui.pages.new_case.who import chips_of, options_of
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select


class HappenedSection(FormSection):
    """Kind of crime, relationship, police, risk. What happened is offered once the kind of crime is chosen."""

    def __init__(self, office: Office) -> None:
        super().__init__(_("What happened"))
        self._today = office.today()
        self.group = Select(options_of(shipped.code_list("crime_groups").active(self._today)))
        self.kind = Select(options_of(()))
        self.reported = ChipRow(
            _("Reported to the police"),
            (
                Option(YES, _("Yes"), letter="y"),
                Option(NO, _("No"), letter="n"),
                Option(UNKNOWN, _("Not known"), letter="k"),
            ),
        )
        self.reported_on = DateField(office.today)
        self.ask("crime_group", FormRow(_("Kind of crime"), self.group), half=True)
        self.ask("crime_type", FormRow(_("What happened"), self.kind), half=True)
        relations = shipped.code_list("relationships").active(self._today)
        asked = FormRow(_("Relationship to who did it"), Select(options_of(relations)))
        self.ask("relationship", asked, half=True)
        self.ask("reported", FormRow(_("Reported to the police?"), self.reported))
        self.ask("reported_on", FormRow(_("Reported on"), self.reported_on, optional=True), half=True)
        self.ask("crime_ref", FormRow(_("Crime reference"), QLineEdit(), optional=True), half=True)
        self.ask("officer", FormRow(_("Officer in the case"), QLineEdit(), optional=True), half=True)
        self.ask("officer_phone", FormRow(_("Officer's telephone"), QLineEdit(), optional=True), half=True)
        risks = chips_of(shipped.code_list("risk_levels"), self._today)
        hint = _("Your own judgement counts, not a score")
        self.risk = ChipRow(_("Risk"), risks)
        self.ask("risk", FormRow(_("Risk"), self.risk, hint=hint))
        self.group.currentIndexChanged.connect(self._offer_kinds)
        self.reported.changed.connect(self._show_police)
        self.start_again()

    def start_again(self) -> None:
        """No answers yet."""
        self.fill({**dict.fromkeys(self.data(), ""), "reported": [UNKNOWN], "risk": ["not_assessed"]})

    @override
    def fill(self, data: Mapping[str, Any]) -> None:
        super().fill({name: value for name, value in data.items() if name != "crime_type"})
        self._offer_kinds()
        super().fill({name: value for name, value in data.items() if name == "crime_type"})
        self._show_police()

    @override
    def check(self) -> None:
        if self.text("reported") != YES:
            return
        if self.reported_on.unread():
            self.row("reported_on").set_error(_("Enter the day of the report, like 19/11/26 or “thu”"))
        elif (day := self.reported_on.day()) is not None and day > self._today:
            self.row("reported_on").set_error(_("This day is in the future. Enter the day of the report"))

    def _offer_kinds(self) -> None:
        group = self.group.value() or NOT_SAID
        kinds = shipped.code_list("crime_types").in_group(group) if group else ()
        self.kind.set_options(options_of([kind for kind in kinds if kind.is_active(self._today)]))
        self.row("crime_type").setEnabled(bool(kinds))

    def _show_police(self) -> None:
        told = self.text("reported") == YES
        for name in ("reported_on", "crime_ref", "officer", "officer_phone"):
            self.row(name).setVisible(told)
