"""The tables of a checked sheet: its rows, its problems, its possible duplicates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.import_plan import ImportPlan, PlannedRow, RowChoice
from caseapp.domain.import_rows import Level, RowProblem
from caseapp.domain.possible_match import MatchLevel, PossibleMatch
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsTable
from ui.pages.import_sheet.words import choice_words, match_words, person_words, row_detail, row_name, said
from ui.theme.theme import theme
from ui.words.dates import day_month_year
from ui.work.privacy import names_hidden

ChoiceOf = Callable[[PlannedRow], RowChoice]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with its place in the list, which is its id."""

    place: int
    problem: RowProblem


def rows_model(choice_of: ChoiceOf) -> RowsModel[PlannedRow]:
    """Every row that can be imported, with what will become of it."""
    columns = (
        Column[PlannedRow](_("Line"), lambda each: str(each.row.line)),
        Column[PlannedRow](_("Name"), lambda each: row_name(each.row)),
        Column[PlannedRow](_("Received"), lambda each: day_month_year(each.row.referral.received_on)),
        Column[PlannedRow](_("What will happen"), lambda each: choice_words(each, choice_of(each))),
    )
    return RowsModel(columns, lambda each: str(each.row.line))


def duplicates_model(choice_of: ChoiceOf) -> RowsModel[PlannedRow]:
    """Rows about somebody who may be known, or who are here already."""
    columns = (
        Column[PlannedRow](_("Line"), lambda each: str(each.row.line)),
        Column[PlannedRow](_("Name"), lambda each: row_name(each.row)),
        Column[PlannedRow](_("May be"), best_words),
        Column[PlannedRow](_("What will happen"), lambda each: choice_words(each, choice_of(each))),
    )
    return RowsModel(columns, lambda each: str(each.row.line))


def problems_model() -> RowsModel[Problem]:
    """Problems by line and column."""
    columns = (
        Column[Problem](_("Line"), lambda each: str(each.problem.line)),
        Column[Problem](_("Column"), lambda each: each.problem.column or _("Whole row")),
        Column[Problem](_("What is there"), cell_words),
        Column[Problem](_("What is wrong"), lambda each: said(each.problem.code, each.problem.facts)),
    )
    return RowsModel(columns, lambda each: str(each.place))


def doubtful(plan: ImportPlan) -> tuple[PlannedRow, ...]:
    """Rows a person should look at: here already and likely ones first, then possible ones, in line order."""
    rows = [each for each in plan.rows if each.here or each.level]
    return tuple(sorted(rows, key=lambda each: each.here is None and each.level is not MatchLevel.LIKELY))


def matches_of(planned: PlannedRow) -> tuple[PossibleMatch, ...]:
    """Everybody a row may be about: people of the vault, then rows above."""
    return (*planned.known, *(each.match for each in planned.earlier))


def best_words(planned: PlannedRow) -> str:
    """The likeliest of them."""
    matches = matches_of(planned)
    if not matches:
        return _("The same referral came before")
    return person_words(max(matches, key=lambda match: match.score).candidate)


def cell_words(each: Problem) -> str:
    """The cell, unless names are hidden."""
    return _("Hidden") if names_hidden() and each.problem.text else each.problem.text or _("Nothing")


class PreviewDelegate(RowDelegate):
    """Two lines a row: what tells people apart stands under the name, the reasons under who it may be."""

    def __init__(self, view: RowsTable, second: dict[int, Callable[[Any], str]]) -> None:
        super().__init__(view, indent=20)
        self._second = second

    @override
    def lines(self, row: Any, column: int, text: str) -> Lines:
        below = self._second.get(column)
        return Lines(text, below(row) if below else "", "body_medium" if column == 1 else "body")


class ProblemDelegate(RowDelegate):
    """The sentence in error or caution colour, with a word for how bad it is."""

    def __init__(self, view: RowsTable) -> None:
        super().__init__(view, indent=20)

    @override
    def lines(self, row: Any, column: int, text: str) -> Lines:
        if column != 3:
            return Lines(text)
        bad = row.problem.level is Level.ERROR
        word = _("Keeps the row out") if bad else _("The row can be imported")
        return Lines(text, word, token="error" if bad else "text")


def planned_table(name: str, model: RowsModel[PlannedRow], widths: tuple[int, ...], *, reasons: bool) -> RowsTable:
    """A table of planned rows."""
    table = RowsTable(name, indent=20)
    table.setModel(model)
    second: dict[int, Callable[[Any], str]] = {1: lambda each: row_detail(each.row)}
    if reasons:
        second[2] = _reasons
    table.setItemDelegate(PreviewDelegate(table, second))
    return _sized(table, widths)


def problem_table(model: RowsModel[Problem]) -> RowsTable:
    """The table of problems."""
    table = RowsTable(_("Problems"), indent=20)
    table.setModel(model)
    table.setItemDelegate(ProblemDelegate(table))
    return _sized(table, (72, 160, 200, 420))


def _sized(table: RowsTable, widths: tuple[int, ...]) -> RowsTable:
    for column, width in enumerate(widths):
        table.setColumnWidth(column, theme().grown(width))
    table.head.setStretchLastSection(True)
    return table


def _reasons(planned: PlannedRow) -> str:
    matches = matches_of(planned)
    return match_words(max(matches, key=lambda match: match.score)) if matches else ""
