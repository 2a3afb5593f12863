"""CSV files: which character parts the cells, and the rows with the line each begins on."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from caseapp.base.errors import Refused
from caseapp.domain.import_sheet import Sheet, SheetKind, SheetNote, SheetRow
from caseapp.exchange.header import make_sheet
from caseapp.exchange.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from caseapp.exchange.text_encoding import decode

DELIMITERS = (",", ";", "\t")
_END = "\0"
"""Stands alone on a line after the last row. Text never holds it (NULs are taken out), so if it does not
come back as a row of its own, a quotation mark was left open and swallowed it.
"""
_SAMPLE_ROWS = 60
_EXCEL_HINT = re.compile(r'"?sep=([,;\t])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)


def read_delimited(data: bytes) -> Sheet:
    """Reads CSV bytes.

    Raises Refused: `spreadsheet_unreadable`, `spreadsheet_empty`, `spreadsheet_open_quote`,
    `spreadsheet_cell_too_long`, `spreadsheet_too_wide`, `spreadsheet_too_many_rows`.
    """
    text, encoding, notes = decode(data)
    if not text.strip():
        raise Refused("spreadsheet_empty")
    skipped = 0
    if hint := _EXCEL_HINT.match(text):
        delimiter, text, skipped = hint[1], text[hint.end() :], 1
    else:
        delimiter = _delimiter(text)
    grid = _grid(text, delimiter, skipped)
    if not grid:
        raise Refused("spreadsheet_empty")
    if delimiter != ",":
        notes.append(SheetNote("sheet_delimiter_tab" if delimiter == "\t" else "sheet_delimiter_semicolon"))
    return make_sheet(grid, SheetKind.CSV, encoding, notes)


def _delimiter(text: str) -> str:
    """The character that parts the first rows most evenly into more than one cell; comma when none does."""
    scores = {}
    for candidate in DELIMITERS:
        reader = csv.reader(io.StringIO(text[: 256 * 1024], newline=""), delimiter=candidate)
        try:
            widths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if row)
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda each: (each[0] > 1, each[1]), default=(0, 0))
        scores[candidate] = (times / max(1, widths.total()), width) if width > 1 else (0.0, 0)
    return max(scores, key=lambda each: scores[each], default=",") if scores else ","


def _grid(text: str, delimiter: str, lines_before: int) -> list[SheetRow]:
    """Every row that is not blank. Cells stay exactly as typed."""
    reader = csv.reader(io.StringIO(f"{text}\r\n{_END}\r\n", newline=""), delimiter=delimiter)
    grid: list[SheetRow] = []
    begins, widest, closed = 1, 0, False
    try:
        for cells in reader:
            closed = cells == [_END]
            if any(cell.strip() for cell in cells) and not closed:
                widest = max(widest, len(cells))
                if widest > MAX_COLUMNS:
                    raise Refused("spreadsheet_too_wide", limit=MAX_COLUMNS)
                if len(grid) > MAX_ROWS or len(grid) * widest > MAX_CELLS:
                    raise Refused("spreadsheet_too_many_rows", limit=MAX_ROWS)
                grid.append(SheetRow(begins + lines_before, tuple(cells)))
            begins = reader.line_num + 1
    except csv.Error:
        raise Refused("spreadsheet_cell_too_long", line=begins + lines_before) from None
    if not closed:
        raise Refused("spreadsheet_open_quote", line=grid[-1].line if grid else 1)
    return grid
