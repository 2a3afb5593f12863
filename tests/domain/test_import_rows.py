"""Rows read through a mapping: what they say, and problems by line and column."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.base.words import known_codes, sentence
from caseapp.domain.import_cells import (
    is_email,
    lost_its_zero,
    match_age_band,
    match_area,
    match_choice,
    split_name,
    uk_digits,
)
from caseapp.domain.import_dates import PartialDate, guess_order, read_date, read_partial
from caseapp.domain.import_mapping import FIELD, DateOrder, ImportMap, check_map
from caseapp.domain.import_rows import ImportRow, Interpreted, Level, interpret, shipped_choices
from caseapp.domain.import_sheet import Sheet, SheetKind, SheetRow
from caseapp.domain.import_suggest import suggest_mapping

TODAY = date(2025, 11, 21)
AREAS = {
    "Dover": "E07000108",
    "Folkestone and Hythe": "E07000112",
    "Tonbridge and Malling": "E07000115",
    "Tunbridge Wells": "E07000116",
    "Medway": "E06000035",
}
AWKWARD = json.loads((Path(__file__).parent.parent / "data" / "awkward-strings.json").read_text(encoding="utf-8"))


def one(**cells: str) -> Interpreted:
    """A sheet of one row whose columns are named as the fields."""
    sheet = Sheet(tuple(cells), (SheetRow(2, tuple(cells.values())),), SheetKind.CSV)
    found = interpret(sheet, ImportMap("t", {name: name for name in cells}), TODAY, AREAS)
    for problem in found.errors:
        assert problem.code in known_codes()
        assert "{" not in sentence(Refused(problem.code, **problem.facts))
    return found


def row(**cells: str) -> ImportRow:
    return one(**{"first_name": "Isla", **cells}).rows[0]


def told(**cells: str) -> list[tuple[str, str, Level]]:
    return [(each.column, each.code, each.level) for each in one(**{"first_name": "Isla", **cells}).errors]


def test_a_full_row() -> None:
    read = row(
        received_on="03/02/2025", route="Police", referrer_name="PC Rowe", referrer_agency="Force", crime_ref="46/1/25",
        risk="High Risk", risk_tool="DASH", consent="Y", last_name=" Hall ", born="7.2.1985", sex="F",
        district="Dover District Council", town="Deal", email="isla@example.org", phone="+44 7700 900123",
        crime_group="Domestic Abuse", summary="=1+1", their_id="17", note="Ring first",
    )  # fmt: skip
    referral, person = read.referral, read.person
    assert (referral.received_on, referral.route, referral.risk, referral.consent) == (
        date(2025, 2, 3), "police", "high", "yes",
    )  # fmt: skip
    assert (referral.crime_group, referral.summary, referral.their_id) == ("da", "=1+1", "17")
    assert (person.first_name, person.last_name, person.born_on, person.born_precision) == (
        "Isla", "Hall", date(1985, 2, 7), "day",
    )  # fmt: skip
    assert (person.sex, person.district, person.phone, read.note) == (
        "female", "E07000108", "+44 7700 900123", "Ring first",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "code", "level"),
    [
        ("received_on", "31/02/2025", "row_date_unreadable", Level.ERROR),
        ("received_on", "22/11/2025", "row_date_in_future", Level.ERROR),
        ("received_on", "01/01/1999", "row_date_long_ago", Level.WARNING),
        ("received_on", "45658", "row_date_from_number", Level.WARNING),
        ("received_on", "", "row_received_today", Level.WARNING),
        ("born", "soon", "row_date_unreadable", Level.ERROR),
        ("born", "2026-01-01", "row_date_in_future", Level.ERROR),
        ("born", "1801-01-01", "row_age_impossible", Level.ERROR),
        ("born", "130", "row_age_impossible", Level.ERROR),
        ("email", "isla at example", "row_email_odd", Level.WARNING),
        ("phone", "ask sister", "row_phone_odd", Level.WARNING),
        ("phone", "7700900123", "row_phone_zero_added", Level.WARNING),
        ("district", "Atlantis", "row_district_unknown", Level.WARNING),
        ("risk", "Purple", "row_choice_unknown", Level.WARNING),
        ("last_name", "x" * 501, "row_text_too_long", Level.ERROR),
    ],
)
def test_problems_name_line_and_column(field: str, text: str, code: str, level: Level) -> None:
    assert told(**{field: text}) == [(field, code, level)]
    found = one(first_name="Isla", **{field: text})
    assert found.errors[0].line == 2
    assert len(found.rows) == (level is Level.WARNING)
    assert found.lines_refused == ((2,) if level is Level.ERROR else ())


def test_what_has_no_meaning_here_is_kept_in_the_note() -> None:
    assert row(risk="Purple", note="Call").note == "Call\nRisk (as received): Purple"
    both = row(risk="Purple", district="Atlantis").note or ""
    assert "Purple" in both
    assert "Atlantis" in both


def test_without_a_name_something_else_must_be_known() -> None:
    assert [each.code for each in one(first_name="", email="a@b.org").errors] == ["row_unnamed"]
    nothing = one(first_name="", town="Deal")
    assert ([each.code for each in nothing.errors], nothing.rows) == (["row_no_name"], ())


def test_a_born_after_the_referral_is_said() -> None:
    assert told(received_on="01/03/2025", born="02/03/2025") == [("born", "row_born_after_referral", Level.WARNING)]


@pytest.mark.parametrize(
    ("text", "born", "precision", "band"),
    [
        ("1971", date(1971, 1, 1), "year", None),
        ("June 1971", date(1971, 6, 1), "month", None),
        ("24/06/71", date(1971, 6, 24), "day", None),
        ("34", None, None, "25_34"),
        ("25-34", None, None, "25_34"),
        ("25 to 34", None, None, "25_34"),
        ("75+", None, None, "75_plus"),
        ("<13", None, None, "under_13"),
    ],
)
def test_birth_comes_as_date_year_age_or_band(text: str, born: date, precision: str, band: str) -> None:
    person = row(born=text).person
    assert (person.born_on, person.born_precision, person.age_band) == (born, precision, band)


def test_one_column_for_the_whole_name() -> None:
    assert split_name("Hall, Isla Mae") == ("Isla Mae", "Hall")
    assert split_name("Isla Mae Hall") == ("Isla Mae", "Hall")
    assert split_name("Isla") == ("Isla", None)
    assert split_name("\u200b Isla \u2060") == ("Isla", None)
    assert split_name("\u200b, \u200b") == (None, None)
    person = one(full_name="Hall, Isla").rows[0].person
    assert (person.first_name, person.last_name) == ("Isla", "Hall")


def test_constants_fill_what_is_empty_and_translation_gives_our_code() -> None:
    sheet = Sheet(
        ("N", "R", "H"), (SheetRow(2, ("Isla", "Gold+", "")), SheetRow(3, ("Ada", "", "self"))), SheetKind.CSV
    )
    found = interpret(
        sheet,
        ImportMap("t", {"first_name": "n", "risk": "R", "route": "H"}, {"route": "Police"}, DateOrder.DMY,
                  {"risk": {"gold+": "high"}}),
        TODAY, AREAS,
    )  # fmt: skip
    assert [(each.referral.risk, each.referral.route) for each in found.rows] == [("high", "police"), (None, "self")]
    assert all(each.referral.received_on == TODAY for each in found.rows)


def test_the_senders_number_twice_is_said() -> None:
    sheet = Sheet(("N", "Id"), tuple(SheetRow(n, ("Isla", "7")) for n in (2, 3)), SheetKind.CSV)
    found = interpret(sheet, ImportMap("t", {"first_name": "N", "their_id": "Id"}), TODAY, AREAS)
    assert [(each.line, each.code, each.facts["line"]) for each in found.errors] == [(3, "row_same_id", 2)]


def test_a_map_that_does_not_fit_is_refused() -> None:
    for bad, code in (
        (ImportMap("t", {"first_name": "Gone"}), "import_map_column_missing"),
        (ImportMap("t", {"town": "Town"}), "import_map_no_name"),
        (ImportMap("t", {"first_name": "Town", "shoe": "Town"}), "import_map_field_unknown"),
    ):
        with pytest.raises(Refused) as caught:
            check_map(bad, ("Town",))
        assert caught.value.code == code
        assert code in known_codes()


def test_awkward_text_anywhere_never_raises_and_is_never_lost() -> None:
    rows = tuple(SheetRow(n, (text,) * len(FIELD)) for n, text in enumerate(AWKWARD, start=2))
    sheet = Sheet(tuple(FIELD), rows, SheetKind.CSV)
    found = interpret(sheet, ImportMap("t", {name: name for name in FIELD}), TODAY, AREAS)
    assert {each.line for each in found.rows} | set(found.lines_refused) == {each.line for each in rows}
    by_line = {each.line: each for each in found.rows}
    for each in rows:
        if each.line in by_line:
            assert (by_line[each.line].person.last_name or "") == each.cells[0].strip()


@given(st.dictionaries(st.sampled_from(sorted(FIELD)), st.text(max_size=15), min_size=1))
def test_any_text_anywhere_never_raises(cells: dict[str, str]) -> None:
    one(**{"first_name": "Isla", **cells})


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2025-03-01", DateOrder.MDY, date(2025, 3, 1)),
        ("2025-03-01T10:00:00Z", DateOrder.DMY, date(2025, 3, 1)),
        ("01/03/2025 09:15", DateOrder.DMY, date(2025, 3, 1)),
        ("01/03/2025", DateOrder.MDY, date(2025, 1, 3)),
        ("25-03-01", DateOrder.YMD, date(2025, 3, 1)),
        ("1 March 2025", DateOrder.DMY, date(2025, 3, 1)),
        ("Sat 1st Mar 25", DateOrder.DMY, date(2025, 3, 1)),
        ("March 1, 2025", DateOrder.DMY, date(2025, 3, 1)),
        ("20250301", DateOrder.DMY, date(2025, 3, 1)),
        ("1/3/26", DateOrder.DMY, date(1926, 3, 1)),
        ("1/13/2025", DateOrder.DMY, None),
        ("٠١/٠٣/٢٠٢٥", DateOrder.DMY, None),
        ("1 Smarch 2025", DateOrder.DMY, None),
    ],
)
def test_dates_as_people_type_them(text: str, order: DateOrder, day: date | None) -> None:
    read = read_date(text, order, TODAY)
    assert (read.day if read else None) == day


def test_part_dates_and_the_order_of_a_column() -> None:
    assert read_partial("c. 1971", DateOrder.DMY, TODAY) == PartialDate(date(1971, 1, 1), "year")
    assert read_partial("06/1971", DateOrder.DMY, TODAY) == PartialDate(date(1971, 6, 1), "month")
    assert guess_order(["13/01/2025", "01/02/2025"]) is DateOrder.DMY
    assert guess_order(["01/13/2025", "01/02/2025"]) is DateOrder.MDY
    assert guess_order(["2025-01-13", ""]) is DateOrder.YMD


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DOVER", "E07000108"),
        ("Folkestone & Hythe", "E07000112"),
        ("tunbridge wels", "E07000116"),
        ("Royal Borough of Tunbridge Wells", "E07000116"),
        ("e06000035", "E06000035"),
        ("Bridge", None),
        ("", None),
    ],
)
def test_districts_are_matched_by_label_with_tolerance(text: str, code: str | None) -> None:
    assert match_area(text, AREAS) == code


def test_shapes_of_addresses_and_numbers() -> None:
    assert [is_email(text) for text in ("a.b@c.org", "a@b@c.org", "a b@c.org", "a@b")] == [True, False, False, False]
    numbers = ("(01304) 200-100", "0044 7700 900123", "+440 7700900123", "999", "+33 1 2")
    assert [uk_digits(text) for text in numbers] == ["01304200100", "07700900123", "07700900123", "", ""]
    assert lost_its_zero("7700900123")
    assert match_age_band("100", {"x": "75_plus"}) is None
    assert match_choice("MED", shipped_choices(TODAY)["risk"], {}) == "medium"


def suggested(*columns: str, cells: tuple[tuple[str, ...], ...] = ()) -> dict[str, str]:
    rows = tuple(SheetRow(n, row) for n, row in enumerate(cells, start=2))
    return dict(suggest_mapping(columns, rows).columns)


def test_headings_are_recognised() -> None:
    assert suggested("Unique_ID", "Forename(s)", "Victim Surname", "D.O.B.", "Town/City", "Borough", "Referral Date",
                     "DASH Risk", "Crime Ref No.", "Victim's E-mail Address", "MobileNumber", "Offence Type") == {
        "their_id": "Unique_ID", "first_name": "Forename(s)", "last_name": "Victim Surname", "born": "D.O.B.",
        "town": "Town/City", "district": "Borough", "received_on": "Referral Date", "risk": "DASH Risk",
        "crime_ref": "Crime Ref No.", "email": "Victim's E-mail Address", "phone": "MobileNumber",
        "crime_group": "Offence Type",
    }  # fmt: skip


def test_columns_about_anybody_else_are_never_guessed() -> None:
    cells = (("Kim", "x@y.org", "07700900123", "1980-01-01", "07700900124", "Ada"),) * 3
    assert suggested("Perpetrator Name", "Suspect email", "Partner mobile", "Child DOB", "Officer phone", "Name",
                     cells=cells) == {"full_name": "Name"}  # fmt: skip


def test_cells_tell_when_headings_do_not() -> None:
    assert suggested("A", "B", "C", cells=(("1980-02-03", "a@b.org", "07700900123"),)) == {
        "born": "A", "email": "B", "phone": "C",
    }  # fmt: skip


def test_the_senders_words_are_translated_for_confirmation() -> None:
    rows = tuple(SheetRow(n, ("Isla", word)) for n, word in enumerate(("Domestic abus", "DA", "zzz"), start=2))
    made = suggest_mapping(("Name", "Crime type"), rows, shipped_choices(TODAY))
    assert made.translate == {"crime_group": {"Domestic abus": "da"}}
