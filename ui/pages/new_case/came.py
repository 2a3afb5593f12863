"""How the person came to the service, for a case that no waiting referral stands behind."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import NewReferral
from caseapp.domain.import_mapping import CONSENT
from caseapp.services.office import Office
from ui.pages.new_case.answers import day_text
from ui.pages.new_case.section import FormSection
from ui.pages.new_case.who import options_of
from ui.theme.theme import theme
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select


class CameSection(FormSection):
    """The referral as received: today, if nothing else is said."""

    def __init__(self, office: Office) -> None:
        super().__init__(_("How they came"))
        self._today = office.today()
        self.received = DateField(office.today)
        self._summary = QPlainTextEdit()
        self._summary.setTabChangesFocus(True)
        self._summary.setFixedHeight(theme().grown(96))
        self.ask("received", FormRow(_("Received on"), self.received), half=True)
        routes = shipped.code_list("referral_routes").active(self._today)
        self.ask("route", FormRow(_("How it came"), Select(options_of(routes))), half=True)
        self.ask("referrer_name", FormRow(_("Who referred them"), QLineEdit(), optional=True), half=True)
        self.ask("referrer_agency", FormRow(_("Their agency"), QLineEdit(), optional=True), half=True)
        consents = tuple(Option(code, _(label)) for label, code in CONSENT.items())
        self.ask("consent", FormRow(_("Did the person agree to be referred?"), ChipRow(_("Consent"), consents)))
        self.ask("summary", FormRow(_("What was said"), self._summary, optional=True))
        self.received.set_day(self._today)

    def referral(self) -> NewReferral:
        """What is typed, as a referral."""
        return NewReferral(
            self.received.day() or self._today,
            route=self.text("route"),
            referrer_name=self.text("referrer_name"),
            referrer_agency=self.text("referrer_agency"),
            consent=self.text("consent"),
            summary=self.text("summary"),
        )

    def start_again(self) -> None:
        """No answers, received today."""
        blank = dict.fromkeys(self.data(), "")
        self.fill({**blank, "consent": [], "received": day_text(self._today)})

    @override
    def check(self) -> None:
        if self.received.unread() or self.received.day() is None:
            self.row("received").set_error(_("Enter the day it was received, like 19/11/26 or “today”"))
        elif (day := self.received.day()) is not None and day > self._today:
            self.row("received").set_error(_("This day is in the future. Enter the day it was received"))
