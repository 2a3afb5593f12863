"""Bar charts: rows of figures, and where each bar goes in a drawing."""

import textwrap
from dataclasses import dataclass
from typing import Literal

from caseapp.base.words import ngettext
from caseapp.disclosure.published import Status
from caseapp.disclosure.safe import SafeTable
from caseapp.reports.preview import in_order, total_key
from caseapp.reports.wording import figure_words

MOST_BARS = 12
"""A hierarchy with more parts than this is drawn by its groups."""

_LABEL_CHARACTERS = 38
_LABEL_WIDTH = 290
_BAR_WIDTH = 340
_WIDTH = 720
_LINE = 18
_BAR = 16
_GAP = 10


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar: `fraction` of the longest bar (0 to 1); a hidden figure has no value, no bar, and `[c]` as text."""

    label: str
    value: int | None
    text: str
    status: Status
    fraction: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Where one row of a chart is drawn, in pixels of the drawing."""

    row: ChartRow
    lines: tuple[tuple[str, int], ...]
    top: int
    length: float
    text_x: float
    text_y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart laid out: size, where the bars start, their height, and the bars."""

    width: int
    height: int
    left: int
    thickness: int
    bars: tuple[Bar, ...]


def chart_rows(table: SafeTable, dimension: str, *, order: Literal["size", "list"] = "size") -> tuple[ChartRow, ...]:
    """The printed figures of one dimension, all others at their totals.

    Ordered by size, hidden figures keep the list's order after all shown ones, so their place says nothing. Of a long
    list only the bars are drawn; the last row counts what is hidden or none, together.
    """
    drawn = next(each for each in table.dimensions if each.id == dimension)
    lines = list(in_order(drawn))
    parts = [line for line in lines if not line[3]]
    if len(parts) > MOST_BARS and len(parts) < len(lines):
        parts = [line for line in lines if line[2] == 0]
    cells = [(label, table.cells[total_key(table, **{dimension: code})]) for code, label, _depth, _group in parts]
    if order == "size":
        cells.sort(key=lambda pair: -1 if pair[1].value is None else pair[1].value, reverse=True)
    longest = max((cell.value or 0 for _label, cell in cells), default=0)
    rest = [pair for pair in cells if not pair[1].value] if len(cells) > MOST_BARS else []
    drawn_cells = [pair for pair in cells if pair not in rest] or cells
    rows = tuple(
        ChartRow(
            label,
            cell.value,
            figure_words(cell),
            cell.status,
            (cell.value or 0) / longest if longest else 0.0,
        )
        for label, cell in drawn_cells
    )
    if len(rows) == len(cells):
        return rows
    more = ngettext("{count} more: hidden or none", "{count} more: hidden or none", len(rest)).format(count=len(rest))
    return (*rows, ChartRow(more, None, "", "", 0.0))


def draw(rows: tuple[ChartRow, ...]) -> Drawing:
    """Lay out horizontal bars with their words on the left and their figures at the end."""
    bars = []
    top = 4
    for row in rows:
        lines = textwrap.wrap(row.label, _LABEL_CHARACTERS, max_lines=3, placeholder="…") or [""]
        height = max(_BAR, len(lines) * _LINE)
        middle = top + height / 2
        first = middle - (len(lines) - 1) * _LINE / 2 + 5
        length = round(row.fraction * _BAR_WIDTH, 1)
        bars.append(
            Bar(
                row,
                tuple((line, round(first + number * _LINE)) for number, line in enumerate(lines)),
                round(middle - _BAR / 2),
                length,
                _LABEL_WIDTH + 10 + length + 8,
                round(middle + 5),
            )
        )
        top += height + _GAP
    return Drawing(_WIDTH, top, _LABEL_WIDTH + 10, _BAR, tuple(bars))
