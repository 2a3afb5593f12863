"""Excel workbooks (.xlsx): checked for bombs first, then read with openpyxl, values only.

A formula gives the value Excel last saved for it; nothing is ever evaluated. Dates become ISO text. The
first visible sheet that holds anything is read and the others are named in a note by their number only.
"""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from caseapp.base.errors import Refused
from caseapp.domain.import_sheet import Sheet, SheetKind, SheetNote, SheetRow
from caseapp.exchange.header import make_sheet
from caseapp.exchange.limits import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
)

LAST_EXCEL_ROW = 1_048_576

# What zipfile, the XML parsers and openpyxl raise on bytes that are not a sound workbook. LookupError
# covers missing parts, RuntimeError encrypted members, SyntaxError both XML parsers, ValueError also
# entities and bad text.
_UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    InvalidFileException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")
_ROOT = re.compile(rb"<[A-Za-z_]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def read_workbook(data: bytes) -> Sheet:
    """Reads XLSX bytes.

    Raises Refused: `spreadsheet_damaged`, `spreadsheet_expands`, `spreadsheet_old_excel`,
    `spreadsheet_open_document`, `spreadsheet_other_file`, `spreadsheet_empty`, `spreadsheet_too_wide`,
    `spreadsheet_too_many_rows`, `spreadsheet_cell_too_long`.
    """
    try:
        has_formulas = _inspect(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styling it cannot keep; only the values matter here
            return _read(data, has_formulas=has_formulas)
    except _UNSOUND:
        raise Refused("spreadsheet_damaged") from None


def _inspect(data: bytes) -> bool:
    """Refuses bombs and other kinds of file before anything is unpacked; says whether there are formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        names = {part.filename for part in parts}
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_UNPACK_RATIO * max(packed, 64 * 1024):
            raise Refused("spreadsheet_expands")
        if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument"):
            raise Refused("spreadsheet_open_document")
        if "xl/workbook.bin" in names:
            raise Refused("spreadsheet_old_excel")
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise Refused("spreadsheet_other_file")
        formulas = [_look_inside(archive, part) for part in parts]
    return any(formulas)


def _look_inside(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Refuses XML with a document type (the way to hide entity bombs); True when a sheet part holds
    formulas.
    """
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(part) as stream:
        chunk = stream.read(64 * 1024)
        head = chunk.replace(b"\0", b"")  # so that UTF-16 reads the same
        if head and (b"<!DOCTYPE" in head.upper() or not _ROOT.search(head)):
            raise Refused("spreadsheet_damaged")
        if not part.filename.startswith("xl/worksheets/"):
            return False
        tail = b""
        while chunk:
            if _FORMULA.search(tail + chunk):
                return True
            tail, chunk = chunk[-32:], stream.read(1024 * 1024)
    return False


def _read(data: bytes, *, has_formulas: bool) -> Sheet:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = book.worksheets
        visible = [at for at, each in enumerate(sheets) if each.sheet_state == "visible"]
        hidden = [at for at in range(len(sheets)) if at not in visible]
        for at in visible + hidden:
            grid = list(_grid(book, at))
            if grid:
                break
        else:
            raise Refused("spreadsheet_empty")
    finally:
        book.close()
    notes = []
    if len(sheets) > 1:
        notes.append(SheetNote("sheet_one_of_several", {"sheet": at + 1, "sheets": len(sheets)}))
    if has_formulas and (empty := _formulas_without_value(data, at)):
        notes.append(SheetNote("sheet_formula_without_value", {"count": len(empty), "line": empty[0]}))
    return make_sheet(grid, SheetKind.XLSX, "", notes)


def _values(book: Workbook, at: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of one sheet with their numbers. The size a workbook states for itself is often wrong: not
    trusted.
    """
    sheet = book.worksheets[at]
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > LAST_EXCEL_ROW:
            raise Refused("spreadsheet_too_many_rows", limit=MAX_ROWS)
        yield number, row


def _grid(book: Workbook, at: int) -> Iterator[SheetRow]:
    kept = widest = 0
    for number, row in _values(book, at):
        end = len(row)
        while end and (row[end - 1] is None or row[end - 1] == ""):
            end -= 1
        if not end:
            continue
        if end > MAX_COLUMNS:
            raise Refused("spreadsheet_too_wide", limit=MAX_COLUMNS)
        cells = tuple(cell_text(value) for value in row[:end])
        if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
            raise Refused("spreadsheet_cell_too_long", line=number)
        if not any(cell.strip() for cell in cells):
            continue
        kept, widest = kept + 1, max(widest, end)
        if kept > MAX_ROWS + 1 or kept * widest > MAX_CELLS:
            raise Refused("spreadsheet_too_many_rows", limit=MAX_ROWS)
        yield SheetRow(number, cells)


def cell_text(value: object) -> str:
    """The text of a stored value: dates and times as ISO, whole numbers without a decimal point, text as
    typed.
    """
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED_CONTROL.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            if value.time() == time():
                return value.date().isoformat()
            return value.replace(microsecond=0).isoformat(sep=" ")
        case date():
            return value.isoformat()
        case time():
            return value.replace(microsecond=0).isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def _formulas_without_value(data: bytes, at: int) -> list[int]:
    """Row numbers of formulas that no program has worked out yet: they read as empty, and a person should
    know.
    """
    shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    typed = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        return [
            number
            for (number, values), (_, formulas) in zip(_values(shown, at), _values(typed, at), strict=True)
            for value, formula in zip(values, formulas, strict=True)
            if value is None and formula is not None
        ]
    finally:
        shown.close()
        typed.close()
