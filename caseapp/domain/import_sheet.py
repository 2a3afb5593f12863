"""A spreadsheet as it was received: named columns and rows of text, before anybody says what the columns
mean.

`exchange.spreadsheet` makes these from a file; the rest of Import works on them alone. A cell is the text
that was typed or shown, never evaluated: `=1+1` is four characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from caseapp.base.errors import Fact


class SheetKind(StrEnum):
    """What sort of file the rows came from."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. `line` is its line in the text file or its row number in the workbook, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetNote:
    """Something a person should know about how the file was read; `code` has a sentence, facts are never
    personal.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every row that holds anything, each as wide as `columns`; nothing but wholly blank rows is left out.

    `encoding` is the text encoding of a CSV file and empty for a workbook; `header_line` is 0 when the file
    has no row of column names.
    """

    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    kind: SheetKind
    encoding: str = ""
    header_line: int = 0
    notes: tuple[SheetNote, ...] = ()

    def column(self, name: str) -> int | None:
        """Where a column stands: the exact name first, then the same name in other capitals; None if it is
        not there.
        """
        if name in self.columns:
            return self.columns.index(name)
        wanted = name.strip().casefold()
        return next((at for at, each in enumerate(self.columns) if each.casefold() == wanted), None)
