"""The workbook as a reader's program opens it, and as good practice for spreadsheets asks."""

import io

import openpyxl
import pytest

from caseapp.disclosure.tables import Code, Dimension
from caseapp.reports.preview import preview_rows
from caseapp.reports.workbook import plain, workbook_xlsx


@pytest.fixture
def book(annual):
    return openpyxl.load_workbook(io.BytesIO(workbook_xlsx(annual)))


def test_cover_contents_notes_then_one_table_a_sheet(book, annual):
    names = [f"Table_{number}" for number in range(1, len(annual.tables) + 1)]
    assert book.sheetnames == ["Cover", "Contents", "Notes", *names]
    for sheet in book.worksheets[1:]:
        assert len(sheet.tables) == 1
        (table,) = sheet.tables.values()
        assert table.headerRowCount == 1


def test_no_cell_is_merged_and_no_cell_of_a_table_is_empty(book):
    for sheet in book:
        assert not sheet.merged_cells.ranges
        for table in sheet.tables.values():
            for row in sheet[table.ref]:
                assert all(cell.value not in (None, "") for cell in row)


def test_no_sheet_is_hidden_and_every_title_is_in_the_first_cell(book):
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert sheet["A1"].value


def test_figures_are_numbers_and_hidden_ones_show_c(book, annual):
    page = preview_rows(annual.tables[0])
    (table,) = book["Table_1"].tables.values()
    rows = [[cell.value for cell in row] for row in book["Table_1"][table.ref]][1:]
    expected = [[cell.text if cell.value is None else cell.value for cell in row.cells] for row in page.rows]
    assert [row[1:] for row in rows] == expected
    assert "[c]" in {cell for row in rows for cell in row}
    assert rows[0][0] == "Police and justice system (all)"


def test_a_table_of_three_dimensions_has_a_row_a_figure(book, annual):
    (table,) = book["Table_3"].tables.values()
    rows = [[cell.value for cell in row] for row in book["Table_3"][table.ref]]
    assert rows[0] == ["Main reason", "Stage", "Age band", "Number of people"]
    assert len(rows) - 1 == len(annual.tables[2].cells)


def test_every_symbol_and_definition_has_a_note_that_the_tables_refer_to(book, annual):
    notes = [row[1].value for row in book["Notes"].iter_rows(min_row=4)]
    assert any(note.startswith("[c] means") for note in notes)
    assert sum("People whose first withdrawal" in note for note in notes) == len(
        {each.universe for each in annual.tables}
    )
    assert "[note 1]" in book["Table_1"]["A2"].value


HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "[click](http://example.org)",
    "$$none$$",
    "***",
    "Same",
    "same",
    "https://example.org",
]


def test_labels_never_become_formulas_links_or_notes(make_table, make_release):
    down = Dimension("reason", "=1+1", tuple(Code(f"r{n}", label) for n, label in enumerate(HOSTILE)))
    over = Dimension("stage", "Stage", tuple(Code(f"s{n}", label) for n, label in enumerate(HOSTILE[:8])))
    release = make_release(make_table("hostile", (down, over), title="=1+1"), title="@bad", notes=("=2+2",))
    book = openpyxl.load_workbook(io.BytesIO(workbook_xlsx(release)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@"))
                assert cell.hyperlink is None or sheet.title == "Contents"
    assert [cell.value for cell in book["Table_1"]["A"]][6:8] == ["'+1+1", "'-2+3"]


def test_plain_leaves_ordinary_words_alone():
    assert plain("Afraid of family, community or “honour”") == "Afraid of family, community or “honour”"
