"""Who the case is for."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.code_lists import CodeList, ListItem
from caseapp.domain.date_entry import EnteredDate
from caseapp.domain.person import PersonDetails, age_band, age_on
from caseapp.services.office import Office
from ui.pages.new_case.answers import NOT_SAID, day_text
from ui.pages.new_case.section import FormSection
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select
from ui.words.dates import entered

_OWN = ("ethnicity", "disability")
_TEXTS = ("first_name", "last_name", "known_as", "town")
_CODES = ("age_band", "sex", "district", *_OWN)


class WhoSection(FormSection):
    """Names, age, sex, district, ethnicity, disability."""

    def __init__(self, office: Office) -> None:
        super().__init__(_("Who"), _("Leave empty what you do not know. A name may be an alias."))
        self._today = office.today()
        self.born = DateField(office.today, lean="birth", approximate=True)
        self.ask("first_name", FormRow(_("First name"), QLineEdit()), half=True)
        self.ask("last_name", FormRow(_("Last name"), QLineEdit()), half=True)
        self.ask("known_as", FormRow(_("Likes to be called"), QLineEdit(), optional=True), half=True)
        self.ask("town", FormRow(_("Town or village"), QLineEdit(), optional=True), half=True)
        self.ask("born", FormRow(_("Born"), self.born, hint=_("For example 1/3/85, mar 1985 or 1985")), half=True)
        bands = FormRow(
            _("Age group"),
            Select(options_of(shipped.code_list("age_bands").active(self._today))),
            hint=_("If the date of birth is not known"),
        )
        self.ask("age_band", bands, half=True)
        self.ask("district", FormRow(_("District"), Select(districts(office))), half=True)
        self.ask("sex", FormRow(_("Sex"), ChipRow(_("Sex"), chips_of(shipped.code_list("sex"), self._today))))
        for name, label in (("ethnicity", _("Ethnicity")), ("disability", _("Disability or long-term condition"))):
            offered = Select(options_of(shipped.code_list(name).active(self._today)))
            self.ask(name, FormRow(label, offered, hint=_("As they say themselves"), optional=True), half=True)

    def show_person(self, person: PersonDetails) -> None:
        """Fill in what is recorded about somebody."""
        self.fill(
            {
                **{name: getattr(person, name) or "" for name in _TEXTS},
                "born": _born_text(person),
                "age_band": person.age_band if person.born_on is None else NOT_SAID,
                "sex": [person.sex] if person.sex else [],
                "district": person.district or NOT_SAID,
                **{name: getattr(person, name) or NOT_SAID for name in _OWN},
            }
        )

    def person(self) -> PersonDetails:
        """What is typed, as a person."""
        entry = self.born.entry()
        born = entry.day if entry else None
        band = self.text("age_band")
        if born is not None:
            band = age_band(age_on(born, self._today), shipped.code_list("age_bands"))
        return PersonDetails(
            first_name=self.text("first_name"),
            last_name=self.text("last_name"),
            known_as=self.text("known_as"),
            born_on=born,
            born_precision=entry.precision if entry else None,
            age_band=band,
            sex=self.text("sex"),
            district=self.text("district"),
            town=self.text("town"),
            ethnicity=self.text("ethnicity"),
            disability=self.text("disability"),
        )

    def put_right(self, stored: PersonDetails) -> dict[str, object]:
        """The fields that say something else than what is stored; an age band is not changed by a date of birth that
        was there already.
        """
        now = self.person()
        names = (*_TEXTS, "born_on", "born_precision", *_CODES)
        changed = {name: getattr(now, name) for name in names if getattr(now, name) != getattr(stored, name)}
        if "born_on" not in changed and stored.born_on is not None:
            changed.pop("age_band", None)
        if changed.get("born_precision") and "born_on" not in changed and stored.born_precision is None:
            changed.pop("born_precision")
        return changed

    @override
    def check(self) -> None:
        if not any(self.text(name) for name in ("first_name", "last_name", "known_as")):
            self.row("first_name").set_error(_("Enter a name to call this person by. It may be an alias"))
        if self.born.unread():
            self.row("born").set_error(_("Enter a date like 1/3/85, a month like mar 1985, or a year"))
        elif (day := self.born.day()) is not None and day > self._today:
            self.row("born").set_error(_("This date is in the future. Check the year"))


def options_of(items: Sequence[ListItem]) -> tuple[tuple[str, str], ...]:
    """Items for a drop-down, with a first line for no answer."""
    return ((NOT_SAID, _("Not said yet")), *((item.code, _(item.label)) for item in items))


def districts(office: Office) -> tuple[tuple[str, str], ...]:
    """The districts of the place the vault is for."""
    return options_of(shipped.areas(office.place).active(office.today()))


def chips_of(codes: CodeList, on: date) -> tuple[Option, ...]:
    """Items of a list as chips."""
    return tuple(Option(item.code, _(item.label)) for item in codes.active(on))


def _born_text(person: PersonDetails) -> str:
    if person.born_on is None:
        return ""
    if person.born_precision == "month":
        return entered(EnteredDate(person.born_on, "month"))
    return str(person.born_on.year) if person.born_precision == "year" else day_text(person.born_on)
