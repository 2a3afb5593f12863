"""Reads the rows of a sheet through a column mapping: what each row says, and what is wrong with it, by
line and column.

A text that cannot be read is never thrown away: an error keeps the row out until somebody decides, a
warning lets it in and keeps the text as received in the row's note.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseapp.base.errors import Fact
from caseapp.base.whole_text import said
from caseapp.domain.case import NewReferral
from caseapp.domain.import_cells import (
    in_band,
    is_email,
    lost_its_zero,
    match_age_band,
    match_area,
    match_choice,
    split_name,
    uk_digits,
)
from caseapp.domain.import_dates import read_date, read_partial
from caseapp.domain.import_mapping import CHOICE_LISTS, CONSENT, FIELD, FieldKind, ImportMap, check_map
from caseapp.domain.import_sheet import Sheet, SheetRow
from caseapp.domain.person import PersonDetails
from caseapp.domain.shipped import code_list

MAX_AGE = 120
MAX_TEXT = 500
MAX_LONG_TEXT = 50_000
OLDEST_REFERRAL_YEARS = 20

Choices = Mapping[str, Mapping[str, str]]


class Level(StrEnum):
    """An error keeps a row out; a warning lets it in."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one cell. `code` has a sentence. `text` is the cell, for the screen only: never log
    it.
    """

    line: int
    column: str
    code: str
    level: Level
    text: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row that can be imported: a referral, the person it is about, and what else the sender wrote."""

    line: int
    referral: NewReferral
    person: PersonDetails
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A whole sheet, read. `rows` are the rows without an error; `errors` holds warnings too, in line
    order.
    """

    rows: tuple[ImportRow, ...]
    errors: tuple[RowProblem, ...]

    @property
    def lines_refused(self) -> tuple[int, ...]:
        """Lines that cannot be imported as they are."""
        return tuple(dict.fromkeys(each.line for each in self.errors if each.level is Level.ERROR))


def shipped_choices(today: date) -> Choices:
    """Label → code for every choice a referral brings, from the lists that ship with the app. `born` has
    age bands.
    """
    lists = {**CHOICE_LISTS, "born": "age_bands"}
    named = {name: {item.label: item.code for item in code_list(id_).active(today)} for name, id_ in lists.items()}
    return {**named, "consent": CONSENT}


def interpret(
    sheet: Sheet,
    import_map: ImportMap,
    today: date,
    areas: Mapping[str, str],
    choices: Choices | None = None,
) -> Interpreted:
    """What every row says. `areas`: label → area code. `choices`: as `shipped_choices` gives, which is the default.

    Raises:
        Refused: as `check_map` does. Nothing a row holds can raise.
    """
    check_map(import_map, sheet.columns)
    reader = _RowReader(sheet, import_map, today, areas, choices if choices is not None else shipped_choices(today))
    read = [(row, reader.read(row)) for row in sheet.rows]
    problems = [problem for _, (_, found) in read for problem in found]
    problems += _same_ids(sheet, import_map)
    refused = {problem.line for problem in problems if problem.level is Level.ERROR}
    rows = tuple(made for row, (made, _) in read if row.line not in refused)
    return Interpreted(rows, tuple(sorted(problems, key=lambda each: each.line)))


def _same_ids(sheet: Sheet, import_map: ImportMap) -> Iterator[RowProblem]:
    """The sender's own number should be there once; a second time is worth a look."""
    at = sheet.column(import_map.columns["their_id"]) if "their_id" in import_map.columns else None
    if at is None:
        return
    first: dict[str, int] = {}
    for row in sheet.rows:
        number = row.cells[at].strip()
        if number and first.setdefault(number, row.line) != row.line:
            yield RowProblem(row.line, sheet.columns[at], "row_same_id", Level.WARNING, number, {"line": first[number]})


class _RowReader:
    """Reads one row after another; holds what all rows share, and the problems and kept texts of the row in hand."""

    def __init__(
        self, sheet: Sheet, import_map: ImportMap, today: date, areas: Mapping[str, str], choices: Choices
    ) -> None:
        self._columns = sheet.columns
        self._at = {name: sheet.column(column) for name, column in import_map.columns.items()}
        self._map, self._today, self._areas, self._choices = import_map, today, areas, choices
        self._area_codes: dict[str, str | None] = {}
        self._line = 0
        self._cells: tuple[str, ...] = ()
        self._problems: list[RowProblem] = []
        self._kept: list[str] = []

    def read(self, row: SheetRow) -> tuple[ImportRow, list[RowProblem]]:
        """The row and its problems."""
        self._line, self._cells, self._problems, self._kept = row.line, row.cells, [], []
        received = self._received()
        person = self._person(received)
        referral = NewReferral(
            received,
            self._choice("route"),
            None,
            self._text("referrer_name"),
            self._text("referrer_agency"),
            None,
            self._choice("consent"),
            self._choice("risk"),
            self._text("risk_tool"),
            self._text("crime_ref"),
            self._choice("crime_group"),
            self._text("their_id"),
            self._text("summary"),
        )
        if not (person.first_name or person.last_name or person.known_as):
            known = person.email or person.phone or referral.their_id or referral.crime_ref
            self._problem("", "row_unnamed" if known else "row_no_name", Level.WARNING if known else Level.ERROR)
        note = "\n".join(part for part in (self._text("note"), *self._kept) if part)
        return ImportRow(row.line, referral, person, note or None), self._problems

    def _person(self, received: date) -> PersonDetails:
        first, last = self._text("first_name"), self._text("last_name")
        whole = self._text("full_name")
        if whole and not first and not last:
            first, last = split_name(whole)
        born, precision, band = self._born(received)
        return PersonDetails(
            first,
            last,
            self._text("known_as"),
            born,
            precision,
            band,
            self._choice("sex"),
            district=self._area(),
            town=self._text("town"),
            phone=self._phone(),
            email=self._email(),
        )

    def _raw(self, name: str) -> str:
        """The text for a field: its cell, or the map's constant when the cell is empty."""
        at = self._at.get(name)
        cell = said(self._cells[at]) if at is not None else ""
        return cell or said(self._map.constants.get(name))

    def _problem(self, name: str, code: str, level: Level, **facts: Fact) -> None:
        at = self._at.get(name)
        column = self._columns[at] if at is not None else ""
        self._problems.append(RowProblem(self._line, column, code, level, self._raw(name) if name else "", facts))

    def _keep(self, name: str, code: str) -> None:
        """Warns, and keeps the text as received in the note."""
        self._problem(name, code, Level.WARNING)
        self._kept.append(f"{FIELD[name].label} (as received): {self._raw(name)}")

    def _text(self, name: str) -> str | None:
        text = self._raw(name)
        limit = MAX_LONG_TEXT if FIELD[name].kind is FieldKind.LONG_TEXT else MAX_TEXT
        if len(text) > limit:
            self._problem(name, "row_text_too_long", Level.ERROR, limit=limit)
        return text or None

    def _choice(self, name: str) -> str | None:
        text = self._raw(name)
        if not text:
            return None
        code = match_choice(text, self._choices.get(name, {}), self._map.translate.get(name, {}))
        if code is None:
            self._keep(name, "row_choice_unknown")
        return code

    def _area(self) -> str | None:
        text = self._raw("district")
        if not text:
            return None
        if text not in self._area_codes:
            translated = match_choice(text, {}, self._map.translate.get("district", {}))
            self._area_codes[text] = translated or match_area(text, self._areas)
        if self._area_codes[text] is None:
            self._keep("district", "row_district_unknown")
        return self._area_codes[text]

    def _received(self) -> date:
        text = self._raw("received_on")
        if not text:
            if "received_on" in self._at:
                self._problem("received_on", "row_received_today", Level.WARNING)
            return self._today
        read = read_date(text, self._map.date_order, self._today)
        if read is None:
            self._problem("received_on", "row_date_unreadable", Level.ERROR)
            return self._today
        if read.day > self._today:
            self._problem("received_on", "row_date_in_future", Level.ERROR)
        elif read.day.year < self._today.year - OLDEST_REFERRAL_YEARS:
            self._problem("received_on", "row_date_long_ago", Level.WARNING)
        elif read.from_number:
            self._problem("received_on", "row_date_from_number", Level.WARNING)
        return read.day

    def _born(self, received: date) -> tuple[date | None, str | None, str | None]:
        """Date of birth and how much of it is known, or an age band."""
        text = self._raw("born")
        if not text:
            return None, None, None
        bands = self._choices.get("born", {})
        if band := match_age_band(text, bands):
            return None, None, band
        if text.isascii() and text.isdigit() and len(text) <= 3:
            age = int(text)
            if age > MAX_AGE:
                self._problem("born", "row_age_impossible", Level.ERROR, age=MAX_AGE)
            band = next((code for code in bands.values() if in_band(age, code)), None)
            return None, None, band
        read = read_partial(text, self._map.date_order, self._today)
        if read is None:
            self._problem("born", "row_date_unreadable", Level.ERROR)
            return None, None, None
        if read.day > self._today:
            self._problem("born", "row_date_in_future", Level.ERROR)
        elif read.day.year < self._today.year - MAX_AGE:
            self._problem("born", "row_age_impossible", Level.ERROR, age=MAX_AGE)
        elif read.day > received:
            self._problem("born", "row_born_after_referral", Level.WARNING)
        elif read.from_number:
            self._problem("born", "row_date_from_number", Level.WARNING)
        return read.day, read.precision, None

    def _email(self) -> str | None:
        text = self._text("email")
        if text and not is_email(text):
            self._problem("email", "row_email_odd", Level.WARNING)
        return text

    def _phone(self) -> str | None:
        text = self._text("phone")
        if text and lost_its_zero(text):
            self._problem("phone", "row_phone_zero_added", Level.WARNING)
            return "0" + text
        if text and not uk_digits(text):
            self._problem("phone", "row_phone_odd", Level.WARNING)
        return text
