"""What a return counts: its universes and tables, as versioned data (`resources/returns/`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain.data_rows import Row, parse_data

_YEAR = re.compile(r"\s*(20\d\d)\s*[-/–]\s*(\d\d|20\d\d)\s*")


@dataclass(frozen=True, slots=True)
class Universe:
    """The set of things counted; `subset_of` names the universe it lies inside.

    `part_in`: universe, dimension and code; only those of that code lie inside that universe too.
    """

    id: str
    title: str
    measure: str
    definition: str
    subset_of: str | None
    part_in: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: its universe, dimensions in order, and the dimension drawn as a chart, if any."""

    id: str
    universe: str
    title: str
    dimensions: tuple[str, ...]
    chart: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Codes of a list counted together, where the list alone is too fine: a code of the dimension `dimension`.

    The group without codes takes everything that no other group names.
    """

    dimension: str
    id: str
    label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a total stands: the table, and codes of one of its dimensions to add up, the others at their totals."""

    table_id: str
    dimension: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of one figure in another that the return prints in words: not reported, of those of whom it is known.

    `each_hundred`: the two count different things (withdrawals, people), so it is so many for each 100, not a share.
    """

    title: str
    part: Figure
    base: Figure
    each_hundred: bool = False


@dataclass(frozen=True, slots=True)
class ReturnSpec:
    """A return with its tables and the notes printed with it.

    `replaces`: universes of earlier editions that counted the same people by other rules.
    """

    id: str
    title: str
    version: str
    checked: date
    notes: tuple[str, ...]
    universes: tuple[Universe, ...]
    tables: tuple[TableSpec, ...]
    groups: tuple[Group, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    rates: tuple[Rate, ...] = ()
    replaces: tuple[str, ...] = ()
    subtitle: str = ""

    def groups_of(self, dimension: str) -> tuple[Group, ...]:
        """The groups a dimension is counted by; none where its list is counted as it is."""
        return tuple(each for each in self.groups if each.dimension == dimension)

    def label_of(self, dimension: str) -> str:
        """The words for a dimension counted by groups."""
        return self.labels[dimension]

    def neutral(self, dimension: str) -> tuple[str, ...]:
        """The group that takes what nothing was said of: a crowd that is all there gives nothing away."""
        return tuple(each.id for each in self.groups_of(dimension) if not each.codes)

    def group_of(self, dimension: str, code: str | None) -> str:
        """The group a code counts in."""
        groups = self.groups_of(dimension)
        rest = next((each.id for each in groups if not each.codes), "")
        return next((each.id for each in groups if code in each.codes), rest)

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


def begun(year: ReportYear, today: date) -> ReportYear:
    """The year, once it has begun: everybody with an open case would count in every year to come.

    Raises:
        Refused: `year_not_begun`.
    """
    if year.first > today:
        raise Refused("year_not_begun", year=year.label)
    return year


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
            _part_in(row),
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
    groups = tuple(
        Group(row.text("dimension"), row.text("id"), row.text("label"), row.texts("codes"))
        for row in data.rows("group")
    )
    labels = {row.text("id"): row.text("label") for row in data.rows("grouped")}
    rates = tuple(
        Rate(row.text("title"), _figure(row, "part"), _figure(row, "base"), row.flag("each_hundred"))
        for row in data.rows("rate")
    )
    return ReturnSpec(
        top.text("id"),
        top.text("title"),
        top.text("version"),
        top.day("checked"),
        top.texts("notes"),
        universes,
        tuple(tables),
        groups,
        labels,
        rates,
        top.texts("replaces"),
        top.text("subtitle", ""),
    )


def _part_in(row: Row) -> tuple[str, str, str] | None:
    universe, dimension, code, *more = (*row.texts("part_in"), "", "", "")
    if not universe:
        return None
    if not code or any(more):
        row.place.refuse("'part_in' must be a universe, a dimension and a code")
    return universe, dimension, code


def _figure(row: Row, name: str) -> Figure:
    table, dimension, *codes = (*row.texts(name), "", "")
    if not any(codes):
        row.place.refuse(f"'{name}' must be a table, a dimension and its codes")
    return Figure(table, dimension, tuple(code for code in codes if code))
