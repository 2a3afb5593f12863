"""The workbook: cover, contents, notes and one table a sheet, after government good practice for spreadsheets.

Source: Government Analysis Function, "Releasing statistics in spreadsheets"; laid out by the Office for National
Statistics' `gptables`. That library takes two seconds to import, so it is imported when a workbook is made.
"""

import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from importlib import import_module
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING, Any

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.disclosure.safe import SafeTable
from caseapp.reports.csv_files import harmless
from caseapp.reports.preview import PreviewCell, PreviewRow, preview_rows
from caseapp.reports.release import Release
from caseapp.reports.summary import checks, rate_words
from caseapp.reports.wording import (
    SHORTHAND,
    day_words,
    instant_words,
    measure_words,
    period_words,
    total_words,
)

if TYPE_CHECKING:
    from gptables import GPTable

Figure = str | int
A4 = 9
"""The paper's number in a spreadsheet."""
WORDS_WIDE = 95
"""Characters a line where words are wrapped; the library makes the cover's column as wide as 85."""
COLUMN_WIDE = 85
ROW_HIGH = 16
"""Points a line."""
_LINK = re.compile(r"\]\(")


def workbook_xlsx(release: Release) -> bytes:
    """The workbook of a release, made in memory: nothing is left in a temporary folder."""
    with _quiet():
        return _made(release)


@contextmanager
def _quiet() -> Iterator[None]:
    """The layout library leaves a file open at import and uses pandas in ways that will be withdrawn: not our news."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", ResourceWarning)
        yield


def _made(release: Release) -> bytes:
    from gptables import Cover, produce_workbook

    notes = _notes(release)
    sheets = {
        f"Table_{number}": _sheet(release, table, number, notes) for number, table in enumerate(release.tables, start=1)
    }
    introduction, about = (
        [plain(each) for each in texts if each] for texts in (_introduction(release), _about(release))
    )
    page = BytesIO()
    book = produce_workbook(
        page,
        sheets,
        cover=Cover(
            title=plain(f"{release.title}, {release.place}, {release.year_label}"),
            intro=introduction,
            about=about,
            contact=[plain(release.service)],
        ),
        notes_table=_frame([[key, plain(text)] for key, text in notes.items()], [_("Note reference"), _("Note text")]),
        contentsheet_options={"title": _("Table of contents")},
        workbook_options={
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "in_memory": True,
        },
    )
    created = release.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": release.title, "author": release.service, "created": created})
    _set_pages(
        book, [release.title, "", *introduction, "", *about], ["", "", "", *(plain(each) for each in notes.values())]
    )
    book.close()
    return page.getvalue()


def _set_pages(book: Any, cover: Sequence[str], notes: Sequence[str]) -> None:
    """Every sheet as wide as one page of A4 across, and rows of wrapped words tall enough: the library leaves both."""
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
    book.get_worksheet_by_name("Notes").set_column(1, 1, COLUMN_WIDE)
    for name, texts in (("Cover", cover), ("Notes", notes)):
        for row, text in enumerate(texts):
            lines = len(textwrap.wrap(text, WORDS_WIDE))
            if lines > 1:
                book.get_worksheet_by_name(name).set_row(row, ROW_HIGH * lines)


def plain(text: str) -> str:
    """A text that neither a spreadsheet nor the layout library takes for a formula, a link or a note mark."""
    return _LINK.sub("] (", harmless(text.strip())).replace("$$", "$ $")


def _introduction(release: Release) -> list[str]:
    return [
        release.subtitle,
        _("{place}, {period}.").format(
            place=release.place, period=period_words(release.period_from, release.period_to)
        ),
        _("Published by {service} on {day}.").format(
            service=release.service, day=day_words(london_date(release.made_at))
        ),
        *(f"{rate.title}: {rate_words(release, rate)}" for rate in release.rates),
        *release.notes,
    ]


def _about(release: Release) -> list[str]:
    return [
        _("Counted from records as they stood on {cut}.").format(cut=instant_words(release.data_cut)),
        *(f"{check.title}. {check.text}" for check in checks(release)),
        _("This check cannot know what readers have learned elsewhere."),
    ]


def _notes(release: Release) -> dict[str, str]:
    """Note key to text, in the order they are referred to: shared notes once, then what each counted set is."""
    notes: dict[str, str] = {}
    for table in release.tables:
        if table.hidden:
            notes["hidden"] = _(
                "[c] means the number is hidden so that nobody can be identified. It may be none, a few, or a larger"
                " number hidden to protect another."
            )
        if table.rounding:
            notes["rounding"] = _("Every number is rounded to the nearest {base}, so totals may not add up.").format(
                base=table.rounding
            )
        if any(each.multi for each in table.dimensions):
            notes["multi"] = _("More than one answer could be given, so answers add up to more than the total.")
        notes[f"definition-{table.universe}"] = table.definition
    return notes


def _sheet(release: Release, table: SafeTable, number: int, notes: dict[str, str]) -> "GPTable":
    from gptables import GPTable

    headings, rows, bold, indexes = _wide(release, table) if len(table.dimensions) <= 2 else _long(table)
    marks = [
        key
        for key, applies in (
            ("hidden", table.hidden > 0),
            ("rounding", table.rounding is not None),
            ("multi", any(each.multi for each in table.dimensions)),
            (f"definition-{table.universe}", True),
        )
        if applies and key in notes
    ]
    columns = _apart(headings)
    figures = list(range(indexes, len(columns)))
    return GPTable(
        table=_frame(rows, columns),
        table_name=f"table_{number}",
        title=plain(f"{_('Table')} {number}. {table.title}"),
        subtitles=[f"{plain(_subtitle(release, table))} " + "".join(f"$${key}$$" for key in marks)],
        instructions=_("This worksheet contains one table. Notes are on the Notes worksheet."),
        legend=[f"{symbol}: {meaning}" for symbol, meaning in _legend(rows)],
        index_columns={2: 0},
        additional_formatting=[
            {"column": {"columns": figures, "format": {"align": "right", "num_format": "#,##0"}}},
            *([{"row": {"rows": bold, "format": {"bold": True}}}] if bold else []),
        ],
    )


def _frame(rows: Sequence[Sequence[Figure]], columns: list[str]) -> object:
    """A data frame that keeps whole numbers and words apart; pandas has no types, so it is named, not imported."""
    return import_module("pandas").DataFrame(rows, columns=columns, dtype=object)


def _subtitle(release: Release, table: SafeTable) -> str:
    period = period_words(table.period_from, table.period_to)
    return f"{release.place}, {period}. {measure_words(table)}."


def _wide(release: Release, table: SafeTable) -> tuple[list[str], list[list[Figure]], list[int], int]:
    """Headings, rows as on the page, which rows (from 1) are totals or groups, and how many columns are words."""
    page = preview_rows(table, survey=release.is_survey(table))
    headings = [page.row_heading, *(column.label for column in page.columns)]
    rows: list[list[Figure]] = [[_row_words(row), *(_figure(cell) for cell in row.cells)] for row in page.rows]
    return headings, rows, [number for number, row in enumerate(page.rows, start=1) if row.bold], 1


def _row_words(row: PreviewRow) -> str:
    """A row's label; a group says so in words, since indents and bold are lost to a screen reader."""
    label = _worded(row.label, row.code)
    return _("{label} (all)").format(label=label) if row.group else label


def _figure(cell: PreviewCell) -> Figure:
    """A number wherever it can be one, percentages included; otherwise its symbol."""
    if cell.value is not None:
        return cell.value
    percent = cell.text.removesuffix("%")
    return int(percent) if percent.isdecimal() else cell.text


def _long(table: SafeTable) -> tuple[list[str], list[list[Figure]], list[int], int]:
    """More than two dimensions: one figure a row, as in the CSV file but in words."""
    words = [
        {each.total: total_words(table), **{code.code: _worded(code.label, code.code) for code in each.codes}}
        for each in table.dimensions
    ]
    rows: list[list[Figure]] = []
    for key in product(*(each.keys for each in table.dimensions)):
        cell = table.cells[key]
        figure: Figure = cell.value if cell.value is not None else SHORTHAND[cell.status] or "[x]"
        rows.append([*(names[code] for names, code in zip(words, key, strict=True)), figure])
    headings = [*(each.label for each in table.dimensions), _("Number of {measure}").format(measure=table.measure)]
    return headings, rows, [], len(table.dimensions)


def _legend(rows: list[list[Figure]]) -> list[tuple[str, str]]:
    used = {str(cell).rsplit(" ", 1)[-1] for row in rows for cell in row}
    meanings = {
        "[c]": _("hidden so that nobody can be identified"),
        "[u]": _("a percentage of a small number, which chance can change a lot"),
        "[x]": _("not available"),
        "[z]": _("not applicable"),
    }
    return [(symbol, meaning) for symbol, meaning in meanings.items() if symbol in used]


def _worded(label: str, code: str) -> str:
    """A label the layout library accepts: one with at least a letter or figure of the Latin alphabet."""
    text = plain(label)
    return text if re.search("[a-zA-Z0-9]", text) else f"{text} ({plain(code)})".strip()


def _apart(headings: list[str]) -> list[str]:
    """Column headings, each different even without regard to capitals, as a spreadsheet table needs."""
    seen: set[str] = set()
    apart = []
    for heading in headings:
        text, number = _worded(heading, "column")[:200], 1
        while text.lower() in seen:
            number += 1
            text = f"{_worded(heading, 'column')[:200]} ({number})"
        seen.add(text.lower())
        apart.append(text)
    return apart
