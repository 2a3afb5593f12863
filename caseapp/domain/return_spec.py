"""What a return counts: its universes and tables, as versioned data (`resources/returns/`)."""

import re
from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain.data_rows import parse_data

_YEAR = re.compile(r"\s*(20\d\d)\s*[-/–]\s*(\d\d|20\d\d)\s*")


@dataclass(frozen=True, slots=True)
class Universe:
    """The set of things counted; `subset_of` names the universe it lies inside."""

    id: str
    title: str
    measure: str
    definition: str
    subset_of: str | None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: its universe, dimensions in order, and the dimension drawn as a chart, if any."""

    id: str
    universe: str
    title: str
    dimensions: tuple[str, ...]
    chart: str | None


@dataclass(frozen=True, slots=True)
class ReturnSpec:
    """A return with its tables and the notes printed with it."""

    id: str
    title: str
    version: str
    checked: date
    notes: tuple[str, ...]
    universes: tuple[Universe, ...]
    tables: tuple[TableSpec, ...]

    def universe(self, universe_id: str) -> Universe:
        """A universe by its id."""
        return next(each for each in self.universes if each.id == universe_id)


@dataclass(frozen=True, slots=True)
class ReportYear:
    """A reporting year: 1 April to 31 March."""

    label: str
    first: date
    last: date


def report_year(text: str) -> ReportYear:
    """The year written as `2025-26`.

    Raises:
        Refused: `year_unreadable`.
    """
    match = _YEAR.fullmatch(text)
    if match is None or (int(match.group(1)) + 1) % 100 != int(match.group(2)) % 100:
        raise Refused("year_unreadable")
    return year_from(int(match.group(1)))


def year_from(start: int) -> ReportYear:
    """The reporting year that begins in April of `start`."""
    return ReportYear(f"{start}-{(start + 1) % 100:02d}", date(start, 4, 1), date(start + 1, 3, 31))


def year_of(day: date) -> ReportYear:
    """The reporting year a day falls in."""
    return year_from(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)


def parse_return(text: str, name: str) -> ReturnSpec:
    """Read and check a return file.

    Raises:
        Damaged: `list_invalid`, with file, line and problem.
    """
    data = parse_data(text, name, "list_invalid")
    top = data.top()
    universes = tuple(
        Universe(
            row.text("id"),
            row.text("title"),
            row.text("measure"),
            row.text("definition"),
            row.text("subset_of", "") or None,
        )
        for row in data.rows("universe")
    )
    known = {each.id for each in universes}
    tables = []
    for row in data.rows("table"):
        if row.text("universe") not in known:
            row.place.refuse("the universe is not declared")
        tables.append(
            TableSpec(
                row.text("id"),
                row.text("universe"),
                row.text("title"),
                row.texts("dimensions"),
                row.text("chart", "") or None,
            )
        )
    return ReturnSpec(
        top.text("id"),
        top.text("title"),
        top.text("version"),
        top.day("checked"),
        top.texts("notes"),
        universes,
        tuple(tables),
    )
