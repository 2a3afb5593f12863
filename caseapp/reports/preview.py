"""A table as it will be exported, flat: the page, the workbook and the window all draw this."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseapp.base.errors import Broken
from caseapp.base.words import _
from caseapp.disclosure.published import Status
from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import Dimension, Key
from caseapp.reports.wording import (
    figure_words,
    measure_words,
    period_words,
    share_words,
    total_words,
)

WIDEST = 8
"""More columns than this and a table is turned, if that makes it narrower."""


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """One figure as printed; `value` is None when it is hidden or a percentage."""

    text: str
    status: Status
    value: int | None
    bold: bool


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """One column of figures; `code` is its code of the column dimension (`""` for number and percentage)."""

    label: str
    code: str
    bold: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: `level` is its depth in the hierarchy (0 = top), `group` stands above its parts.

    Groups and totals are bold.
    """

    label: str
    code: str
    level: int
    group: bool
    bold: bool
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class PreviewTable:
    """A table of one or two dimensions, rows and columns in the order of export, totals last."""

    id: str
    title: str
    subtitle: str
    row_heading: str
    column_heading: str
    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]
    notes: tuple[str, ...]


def preview_rows(table: SafeTable, *, place: str = "", survey: bool = False) -> PreviewTable:
    """A one- or two-dimensional table as printed. `place` in words; `survey` uses the policy's survey base.

    Raises `Broken("preview_dimensions")` for more dimensions; `preview_face` shows those from one side.
    """
    if len(table.dimensions) > 2:
        raise Broken("preview_dimensions", table=table.id)
    return preview_face(table, place=place, survey=survey)


def preview_face(table: SafeTable, *, place: str = "", survey: bool = False) -> PreviewTable:
    """The first two dimensions of a table, every further one at its total."""
    if len(table.dimensions) == 1:
        columns, rows = _one_way(table, survey=survey)
        heading, across = table.dimensions[0].label, ""
    else:
        down, over = _turned(table)
        columns, rows = _two_way(table, down, over)
        heading, across = table.dimensions[down].label, table.dimensions[over].label
    subtitle = f"{period_words(table.period_from, table.period_to)}. {measure_words(table)}."
    return PreviewTable(
        id=table.id,
        title=table.title,
        subtitle=f"{place}, {subtitle}" if place else subtitle,
        row_heading=heading,
        column_heading=across,
        columns=columns,
        rows=rows,
        notes=tuple(_notes(table, [cell for row in rows for cell in row.cells])),
    )


def shown_dimensions(table: SafeTable) -> tuple[str, ...]:
    """The ids of the dimensions that `preview_face` lays out."""
    return tuple(each.id for each in table.dimensions[:2])


def total_key(table: SafeTable, **codes: str) -> Key:
    """The key with every dimension at its total, save those given by id."""
    return tuple(codes.get(each.id, each.total) for each in table.dimensions)


def in_order(dimension: Dimension) -> Iterator[tuple[str, str, int, bool]]:
    """Code, label, depth and whether it is a group: groups before their parts, as listed; no total."""

    def under(code: str, depth: int) -> Iterator[tuple[str, str, int, bool]]:
        for child in dimension.children(code):
            parts = bool(dimension.children(child))
            yield child, dimension.label_of(child), depth, parts
            yield from under(child, depth + 1)

    return under(dimension.total, 0)


def _turned(table: SafeTable) -> tuple[int, int]:
    first, second = (len(each.codes) for each in table.dimensions[:2])
    return (1, 0) if second > WIDEST and first < second else (0, 1)


def _lines(table: SafeTable, place: int) -> list[tuple[str, str, int, bool]]:
    dimension = table.dimensions[place]
    return [*in_order(dimension), (dimension.total, total_words(table), 0, True)]


def _one_way(table: SafeTable, *, survey: bool) -> tuple[tuple[PreviewColumn, ...], tuple[PreviewRow, ...]]:
    whole = total_key(table)
    percent = table.share(whole, whole, survey=survey).percent is not None
    columns = [PreviewColumn(_("Number of {measure}").format(measure=table.measure), "", False)]
    if percent:
        columns.append(PreviewColumn(_("Percentage of all {measure}").format(measure=table.measure), "", False))
    rows = []
    for code, label, level, bold in _lines(table, 0):
        cells = [_cell(table, (code,), bold)]
        if percent:
            share = table.share((code,), whole, survey=survey)
            cells.append(PreviewCell(share_words(share), _share_status(share.percent, share.why), None, bold))
        rows.append(PreviewRow(label, code, level, bold and code != whole[0], bold, tuple(cells)))
    return tuple(columns), tuple(rows)


def _share_status(percent: float | None, why: str) -> Status:
    if percent is not None:
        return ""
    return "c" if why == "hidden" else "x"


def _two_way(table: SafeTable, down: int, over: int) -> tuple[tuple[PreviewColumn, ...], tuple[PreviewRow, ...]]:
    across = _lines(table, over)
    columns = tuple(PreviewColumn(label, code, bold) for code, label, _level, bold in across)
    ids = (table.dimensions[down].id, table.dimensions[over].id)
    rows = tuple(
        PreviewRow(
            label,
            code,
            level,
            bold and code != table.dimensions[down].total,
            bold,
            tuple(
                _cell(table, total_key(table, **{ids[0]: code, ids[1]: column}), bold or heavy)
                for column, _label, _level, heavy in across
            ),
        )
        for code, label, level, bold in _lines(table, down)
    )
    return columns, rows


def _cell(table: SafeTable, key: Key, bold: bool) -> PreviewCell:
    cell = table.cells[key]
    return PreviewCell(figure_words(cell), cell.status, cell.value, bold)


def _notes(table: SafeTable, cells: list[PreviewCell]) -> Iterator[str]:
    """What the symbols in these cells mean; only those that appear."""
    if any(cell.status == "c" for cell in cells):
        yield _("[c] means the number is hidden so that nobody can be identified.")
    if any(cell.text.endswith("[u]") for cell in cells):
        yield _("[u] means a percentage of fewer than {base}, which chance can change a lot.").format(
            base=table.policy.percent_base
        )
    if any(cell.status == "z" for cell in cells):
        yield _("[z] means not applicable.")
    if any(cell.text == "[x]" for cell in cells):
        yield _("[x] means not available.")
    if table.rounding:
        yield _("Every number is rounded after hiding, so totals may not add up.")
    if any(each.multi for each in table.dimensions[:2]):
        yield _("More than one answer could be given, so the answers add up to more than the total.")
