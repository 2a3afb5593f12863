"""Finds the row of column names in a grid of text and gives every column a name of its own.

Referral sheets often start with a title ("Referrals, March 2025"), leave headings empty or use one twice.
Nothing is thrown away: every column keeps a name, and what was passed over is said in a note.
"""

import re
from collections.abc import Sequence

from caseapp.domain.import_sheet import Sheet, SheetKind, SheetNote, SheetRow

HEADER_SEARCH = 30
"""How many of the first rows are looked at to find the column names."""

_LOOKS_LIKE_DATA = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\+?\d[\d ]{8,}"
)


def letter(position: int) -> str:
    """The name spreadsheets give a column: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def make_sheet(grid: Sequence[SheetRow], kind: SheetKind, encoding: str = "", notes: Sequence[SheetNote] = ()) -> Sheet:
    """The sheet for a grid that has at least one row that is not blank."""
    said = list(notes)
    filled = [row for row in grid if any(cell.strip() for cell in row.cells)]
    at = _header_position(filled)
    if at:
        said.append(SheetNote("sheet_title_rows", {"rows": at, "line": filled[at].line}))
    if _is_data(filled[at].cells):
        said.append(SheetNote("sheet_no_header", {"line": filled[at].line}))
        heading, header_line, body = SheetRow(0, ()), 0, filled[at:]
    else:
        heading, body = filled[at], filled[at + 1 :]
        header_line = heading.line
    width = max(len(_trimmed(row.cells)) for row in (heading, *body))
    said.extend(_ragged(heading if header_line else None, body))
    columns = _names(heading.cells, width, said if header_line else None)
    rows = tuple(SheetRow(row.line, (row.cells + ("",) * width)[:width]) for row in body)
    return Sheet(columns, rows, kind, encoding, header_line, tuple(said))


def _header_position(filled: Sequence[SheetRow]) -> int:
    """Skips leading rows that fill far fewer cells than the rows after them usually do."""
    counts = [sum(1 for cell in row.cells if cell.strip()) for row in filled[:HEADER_SEARCH]]
    typical = sorted(counts)[len(counts) // 2]
    if typical < 3:
        return 0
    return next((at for at, count in enumerate(counts) if count > max(1, typical // 3)), 0)


def _is_data(cells: Sequence[str]) -> bool:
    """A row with an e-mail address, a date or a telephone number in it is somebody's row, not column names."""
    return any(_LOOKS_LIKE_DATA.fullmatch(cell.strip()) for cell in cells)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells up to the last one that holds something."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _ragged(heading: SheetRow | None, body: Sequence[SheetRow]) -> list[SheetNote]:
    """Rows that do not have as many cells as there are headings; their cells are all kept."""
    if heading is None:
        return []
    wide = [row.line for row in body if len(_trimmed(row.cells)) > len(heading.cells)]
    short = [row.line for row in body if len(row.cells) < len(_trimmed(heading.cells))]
    notes = []
    if wide:
        notes.append(SheetNote("sheet_rows_too_wide", {"rows": len(wide), "line": wide[0]}))
    if short:
        notes.append(SheetNote("sheet_rows_too_short", {"rows": len(short), "line": short[0]}))
    return notes


def _names(cells: Sequence[str], width: int, notes: list[SheetNote] | None) -> tuple[str, ...]:
    """One name a column: as typed, numbered when used twice, `Column C` when empty."""
    names: list[str] = []
    taken: set[str] = set()
    blank = doubled = 0
    for at in range(width):
        typed = " ".join(cells[at].split()) if at < len(cells) else ""
        wanted = typed or f"Column {letter(at)}"
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted} ({number})"
        blank += not typed
        doubled += bool(typed) and number > 1
        taken.add(name.casefold())
        names.append(name)
    if notes is not None and blank:
        notes.append(SheetNote("sheet_columns_unnamed", {"columns": blank}))
    if notes is not None and doubled:
        notes.append(SheetNote("sheet_columns_same_name", {"columns": doubled}))
    return tuple(names)
