"""Received files become rows of text, exactly as typed, or one plain refusal."""

import io
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from caseapp.base.errors import Refused
from caseapp.base.words import known_codes, sentence
from caseapp.domain.import_sheet import Sheet, SheetKind
from caseapp.exchange import limits
from caseapp.exchange.spreadsheet import read_sheet

DATA = Path(__file__).parent.parent / "data"
AWKWARD: list[str] = json.loads((DATA / "awkward-strings.json").read_text(encoding="utf-8"))


def read(text: str | bytes, name: str = "referrals.csv") -> Sheet:
    return read_sheet(text.encode() if isinstance(text, str) else text, name)


def refusal(data: bytes, name: str = "referrals.csv") -> str:
    with pytest.raises(Refused) as caught:
        read_sheet(data, name)
    assert caught.value.code in known_codes()
    assert "{" not in sentence(caught.value)
    return caught.value.code


def codes(sheet: Sheet) -> list[str]:
    assert {note.code for note in sheet.notes} <= known_codes()
    for note in sheet.notes:
        assert "{" not in sentence(Refused(note.code, **note.facts))
    return [note.code for note in sheet.notes]


def book(*sheets: list[list[object]]) -> bytes:
    made = Workbook()
    for at, rows in enumerate(sheets):
        page = made.active if at == 0 else made.create_sheet()
        assert page is not None
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def test_the_real_sample_is_read_whole() -> None:
    sheet = read_sheet((DATA / "splink_fake_1000.csv").read_bytes(), "splink_fake_1000.csv")
    assert sheet.columns == ("unique_id", "first_name", "surname", "dob", "city", "email", "cluster")
    assert len(sheet.rows) == 1000
    assert sheet.rows[2].cells == ("2", "Rob", "Allen", "1971-06-24", "London", "roberta25@smith.net", "0")
    assert (sheet.rows[2].line, sheet.header_line, sheet.notes) == (4, 1, ())


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, named: str, delimiter: str, end: str) -> None:
    rows = [["First name", "Last name", "Note"], ["Zoë", "O’Brien", "a , b"], ["Siân", "Prŷs"[:2], "x"]]
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    sheet = read(text.encode(encoding))
    assert sheet.columns == tuple(rows[0])
    assert [list(row.cells) for row in sheet.rows] == rows[1:]
    assert sheet.encoding == named


def test_every_awkward_string_survives_csv_exactly() -> None:
    text = "Their id,Text,Other\r\n" + "".join(f"r{n},{quoted(cell)},x\r\n" for n, cell in enumerate(AWKWARD))
    sheet = read(text)
    assert [row.cells[1] for row in sheet.rows] == AWKWARD


def test_every_awkward_string_that_excel_can_hold_survives_a_workbook() -> None:
    printable = [cell for cell in AWKWARD if all(each >= " " or each in "\t\n" for each in cell) and "￾" not in cell]
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(["Their id", "Text"])
    for at, cell in enumerate(printable, start=2):
        page.cell(at, 1, f"r{at}")
        page.cell(at, 2, cell).data_type = "s"
    out = io.BytesIO()
    made.save(out)
    assert [row.cells[1] for row in read(out.getvalue(), "a.xlsx").rows] == printable


def test_a_formula_in_a_csv_is_only_text() -> None:
    assert read('Name,Note,X\nIsla,=1+1,"@SUM(A1)"\n').rows[0].cells == ("Isla", "=1+1", "@SUM(A1)")


def test_quoted_line_breaks_stay_and_lines_are_counted_as_in_the_file() -> None:
    sheet = read('Name,Note,X\nIsla,"one\ntwo\n",1\n\n  , ,\nRowe,b,2\n')
    assert [(row.line, row.cells[1]) for row in sheet.rows] == [(2, "one\ntwo\n"), (7, "b")]


def test_ragged_rows_are_kept_and_reported() -> None:
    sheet = read("A,B,C\n1,2,3,4,5\n1\n1,2,3,,\n")
    assert sheet.columns == ("A", "B", "C", "Column D", "Column E")
    assert sheet.rows[0].cells == ("1", "2", "3", "4", "5")
    assert sheet.rows[1].cells == ("1", "", "", "", "")
    assert {"sheet_rows_too_wide", "sheet_rows_too_short"} <= set(codes(sheet))


def test_title_rows_are_passed_over_and_said() -> None:
    sheet = read("Referrals March 2025,,\n,,\nFirst,Last,Town\nIsla,Hall,Deal\nAda,Rowe,Dover\n")
    assert (sheet.columns, sheet.header_line, len(sheet.rows)) == (("First", "Last", "Town"), 3, 2)
    assert codes(sheet) == ["sheet_title_rows"]


def test_a_sheet_without_column_names_loses_no_row() -> None:
    sheet = read("Isla,Hall,1985-02-07\nAda,Rowe,1990-01-01\n")
    assert (sheet.columns, len(sheet.rows)) == (("Column A", "Column B", "Column C"), 2)
    assert codes(sheet) == ["sheet_no_header"]


def test_blank_and_doubled_headings_get_names_of_their_own() -> None:
    sheet = read("Name,,name,Name (2),\nIsla,b,c,d,e\n")
    assert sheet.columns == ("Name", "Column B", "name (2)", "Name (2) (2)", "Column E")
    assert codes(sheet) == ["sheet_columns_unnamed", "sheet_columns_same_name"]


def test_what_excel_adds_in_front_is_understood() -> None:
    assert read("sep=;\r\nA;B\r\n1,5;2\r\n").rows[0].cells == ("1,5", "2")


def test_nul_characters_are_taken_out_and_said() -> None:
    sheet = read("Name,Town\nIs\0la,Deal\n")
    assert sheet.rows[0].cells == ("Isla", "Deal")
    assert codes(sheet) == ["sheet_nul_removed"]


def test_damaged_utf16_is_read_with_a_note() -> None:
    assert "sheet_characters_replaced" in codes(read("Name,Town\nIsla,Deal".encode("utf-16") + b"\x00"))


def test_an_open_quotation_mark_never_swallows_rows_silently() -> None:
    assert refusal(b'A,B\n1,2\n3,"open\n5,6\n') == "spreadsheet_open_quote"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "spreadsheet_empty"),
        (b" \r\n\r\n", "a.csv", "spreadsheet_empty"),
        (b"\xef\xbb\xbf\r\n", "a.csv", "spreadsheet_empty"),
        (b"%PDF-1.7 ...", "a.csv", "spreadsheet_other_file"),
        (b"<html><table><tr><td>x", "a.xls", "spreadsheet_other_file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "a.xls", "spreadsheet_old_excel"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "spreadsheet_encrypted",
        ),
        (b"not a workbook", "a.xlsx", "spreadsheet_damaged"),
        (b"PK\x03\x04 broken", "a.xlsx", "spreadsheet_damaged"),
        (bytes(range(128, 160)) + bytes(range(1, 9)) * 40, "a.csv", "spreadsheet_unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


def test_workbook_values_become_text() -> None:
    data = book(
        [
            ["Text", "Date", "Moment", "Time", "Whole", "Part", "Yes", "None"],
            [
                "a",
                date(1990, 3, 1),
                datetime.fromisoformat("2025-03-01T09:05"),
                time(9, 30),
                7700900123,
                1.5,
                True,
                None,
            ],
        ]
    )
    sheet = read(data, "a.xlsx")
    assert sheet.kind is SheetKind.XLSX
    assert sheet.rows[0].cells == (
        "a", "1990-03-01", "2025-03-01 09:05:00", "09:30:00", "7700900123", "1.5", "TRUE", "",
    )  # fmt: skip


def test_the_first_sheet_that_holds_anything_is_read() -> None:
    sheet = read(book([], [["Name", "Town"], ["Isla", "Deal"]], [["Other"]]), "a.xlsx")
    assert sheet.rows[0].cells == ("Isla", "Deal")
    assert codes(sheet) == ["sheet_one_of_several"]


def test_a_formula_without_a_saved_result_is_said() -> None:
    sheet = read(book([["Name", "Sum", "X"], ["Isla", "=1+1", "x"]]), "a.xlsx")
    assert sheet.rows[0].cells == ("Isla", "", "x")
    assert [(note.code, note.facts["line"]) for note in sheet.notes] == [("sheet_formula_without_value", 2)]


def repacked(parts: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book([["Name"], ["Isla"]]))) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()} | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(repacked({"xl/media/a.bin": bytes(60 * 1024 * 1024)}), "a.xlsx") == "spreadsheet_expands"


def test_entities_hidden_in_a_workbook_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert refusal(repacked({"xl/worksheets/sheet1.xml": bomb}), "a.xlsx") == "spreadsheet_damaged"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "spreadsheet_open_document"),
        ({"xl/workbook.bin": b"x"}, "spreadsheet_old_excel"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}, "spreadsheet_damaged"),
    ],
)
def test_other_kinds_of_zip_are_told_apart(parts: dict[str, bytes], code: str) -> None:
    assert refusal(repacked(parts), "a.xlsx") == code


def test_texts_as_excel_itself_stores_them() -> None:
    """Excel keeps texts in a list of their own, some in pieces of different styling, carriage returns escaped."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    texts = b"<si><t>Name</t></si><si><r><t>Is</t></r><r><t>la</t></r></si><si><t>one_x000D_two</t></si>"
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, at) for at, row in enumerate((1, 2, 5))
    )
    types = zipfile.ZipFile(io.BytesIO(GOOD_BOOK)).read("[Content_Types].xml")
    types = types.replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    )
    data = repacked(
        {
            "[Content_Types].xml": types,
            "xl/sharedStrings.xml": b"<sst " + main + b">" + texts + b"</sst>",
            "xl/worksheets/sheet1.xml": b"<worksheet " + main + b"><sheetData>" + cells + b"</sheetData></worksheet>",
        }
    )
    assert [(row.line, row.cells) for row in read(data, "a.xlsx").rows] == [(2, ("Isla",)), (5, ("one\rtwo",))]


def test_a_row_number_beyond_excel_does_not_hang() -> None:
    ns = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    far = b"<worksheet " + ns + b'><sheetData><row r="1048577"><c t="str"><v>x</v></c></row></sheetData></worksheet>'
    assert refusal(repacked({"xl/worksheets/sheet1.xml": far}), "a.xlsx") == "spreadsheet_too_many_rows"


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(b"," * 600 + b"x") == "spreadsheet_too_wide"
    assert refusal(b"A,B\n" + b"x" * 200_000) == "spreadsheet_cell_too_long"
    assert refusal(b"a,b\n" * (limits.MAX_ROWS + 5)) == "spreadsheet_too_many_rows"
    assert refusal(b"a" * (limits.MAX_BYTES + 1)) == "spreadsheet_too_large"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", ""]))
def test_any_bytes_become_a_sheet_or_a_refusal(data: bytes, name: str) -> None:
    sheet, code = None, ""
    try:
        sheet = read_sheet(data, name)
    except Refused as refused:
        code = refused.code
    if sheet is None:
        assert code in known_codes()
        return
    assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)
    assert len({column.casefold() for column in sheet.columns}) == len(sheet.columns)


GOOD_BOOK = book([["Name", "Born", "X"], ["Isla", date(1990, 3, 1), "=1+1"]], [["b", 1.5]])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD_BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_a_workbook_with_flipped_bytes_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD_BOOK)
    for at, byte in changes:
        data[at] = byte
    code = ""
    try:
        read_sheet(bytes(data), "a.xlsx")
    except Refused as refused:
        code = refused.code
    assert not code or code in known_codes()


CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_any_quoted_text_round_trips(rows: list[tuple[str, str]]) -> None:
    text = "Id,One,Two,Three\n" + "".join(f"r,{quoted(one)},{quoted(two)},z\n" for one, two in rows)
    assert [row.cells[1:3] for row in read(text).rows] == rows
