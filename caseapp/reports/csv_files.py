"""Tidy CSV files: one row a figure, codes in columns, and one file of labels a dimension."""

import csv
import io
from collections.abc import Iterable
from itertools import product

from caseapp.base.words import _
from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import Dimension
from caseapp.reports.release import starts_like_formula

FIGURE_COLUMNS = ("measure", "value", "status")
LABEL_COLUMNS = ("code", "label", "parent")


def table_csv(table: SafeTable) -> bytes:
    """Every figure of a table: a code per dimension, measure, value (empty where none), status."""
    keys = product(*(each.keys for each in table.dimensions))
    cells = ((key, table.cells[key]) for key in keys)
    return _csv(
        (*(each.id for each in table.dimensions), *FIGURE_COLUMNS),
        ((*key, table.measure, "" if cell.value is None else str(cell.value), cell.status) for key, cell in cells),
    )


def labels_csv(dimension: Dimension) -> bytes:
    """The words for each code of a dimension, and the group it belongs to; the total first."""
    rows = [(dimension.total, _("All"), "")]
    rows += [(code.code, harmless(code.label), code.parent or "") for code in dimension.codes]
    return _csv(LABEL_COLUMNS, rows)


def harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula: an apostrophe in front of a leading = + - @."""
    return f"'{text}" if starts_like_formula(text) else text


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """RFC 4180, UTF-8, no byte order mark."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(header)
    writer.writerows(rows)
    return page.getvalue().encode("utf-8")
