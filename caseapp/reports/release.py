"""What one release is made of: safe tables, their certificate and the words around them.

A `Release` holds no true figure: everything printed from it comes from `SafeTable`s.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from caseapp.base.errors import Broken, Refused
from caseapp.disclosure.certificate import Certificate
from caseapp.disclosure.safe import SafeTable
from caseapp.disclosure.tables import Dimension
from caseapp.domain.return_spec import Figure, Rate

_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A bar chart of one dimension of one table, all other dimensions at their totals.

    `order`: `size` puts the longest bar first; `list` keeps the order of the code list (age bands, days, quarters).
    """

    table_id: str
    dimension: str
    title: str
    order: Literal["size", "list"] = "size"


@dataclass(frozen=True, slots=True)
class TopBoxSpec:
    """A headline survey figure: the share who gave one of `codes` (top two of five points, say), with its interval."""

    table_id: str
    dimension: str
    codes: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that goes into one release folder.

    `place` and `year_label` are words for people ("Kent", "2025-26"); `data_cut` and `made_at` are instants in UTC.
    `top_boxes` marks their tables as survey tables: their percentages follow the survey base of the policy. `rates` are
    shares of one printed figure in another, said in words.

    Raises `Refused`: `release_empty`, `release_internal` (the inside-only profile), `release_not_safe` (the attacker
    narrowed a hidden figure). Raises `Broken`: `release_names`, `release_certificate`, `release_dimension_conflict`,
    `release_chart`.
    """

    title: str
    subtitle: str
    place: str
    year_label: str
    period_from: date
    period_to: date
    service: str
    specification_version: str
    definition_version: str
    data_cut: datetime
    made_at: datetime
    tables: tuple[SafeTable, ...]
    certificate: Certificate
    notes: tuple[str, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    top_boxes: tuple[TopBoxSpec, ...] = ()
    rates: tuple[Rate, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what must not or cannot be written."""
        if not self.tables:
            raise Refused("release_empty")
        if not self.certificate.policy.hides:
            raise Refused("release_internal")
        if self.certificate.attack.narrow:
            raise Refused("release_not_safe", cells=self.certificate.attack.narrow)
        ids = [table.id for table in self.tables]
        if len(set(ids)) != len(ids) or any(note.table not in ids for note in self.certificate.tables):
            raise Broken("release_certificate")
        if len(self.certificate.tables) != len(ids) or any(
            table.policy != self.certificate.policy for table in self.tables
        ):
            raise Broken("release_certificate")
        for table in self.tables:
            _check_names(table)
        _ = self.dimensions
        for chart in self.charts:
            self._check_drawn(chart)
        for box in self.top_boxes:
            self._check_drawn(box)
        for figure in (each for rate in self.rates for each in (rate.part, rate.base)):
            self._check_drawn(figure)

    def _check_drawn(self, spec: ChartSpec | TopBoxSpec | Figure) -> None:
        table = next((each for each in self.tables if each.id == spec.table_id), None)
        dimension = next((each for each in table.dimensions if each.id == spec.dimension), None) if table else None
        if dimension is None:
            raise Broken("release_chart", table=spec.table_id)
        if isinstance(spec, TopBoxSpec) and (
            dimension.multi or not spec.codes or not set(spec.codes) < set(dimension.leaves)
        ):
            raise Broken("release_chart", table=spec.table_id)
        if isinstance(spec, Figure) and not set(spec.codes) <= set(dimension.keys):
            raise Broken("release_chart", table=spec.table_id)

    @property
    def name(self) -> str:
        """Tells releases apart in the attacker's input and the ledger: title, year, profile and instant made."""
        made = self.made_at.astimezone(UTC).strftime("%Y%m%dt%H%M%Sz")
        words = f"{self.title} {self.place} {self.year_label} {self.certificate.policy.id}".lower()
        return f"{re.sub('[^a-z0-9]+', '-', words).strip('-')}-{made}"

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Each dimension once, with every code any table uses. A code with two meanings is our mistake."""
        merged: dict[str, Dimension] = {}
        for dimension in (each for table in self.tables for each in table.dimensions):
            before = merged.setdefault(dimension.id, dimension)
            known = {code.code: code for code in before.codes}
            if (
                before.label != dimension.label
                or before.total != dimension.total
                or any(known.get(code.code, code) != code for code in dimension.codes)
            ):
                raise Broken("release_dimension_conflict", dimension=dimension.id)
            added = tuple(code for code in dimension.codes if code.code not in known)
            if added:
                merged[dimension.id] = replace(before, codes=before.codes + added)
        return tuple(merged.values())

    def table(self, table_id: str) -> SafeTable:
        """A table by its id."""
        return next(each for each in self.tables if each.id == table_id)

    def is_survey(self, table: SafeTable) -> bool:
        """Whether a table holds survey answers."""
        return any(each.table_id == table.id for each in self.top_boxes)


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula (OWASP: CSV injection)."""
    return text.startswith(_FORMULA_STARTS)


def _check_names(table: SafeTable) -> None:
    """Ids become file and column names; codes stand bare in CSV files."""
    names = [table.id, *(each.id for each in table.dimensions)]
    codes = [code for each in table.dimensions for code in each.keys]
    if not all(_FILE_NAME.fullmatch(name) for name in names) or {"measure", "value", "status"} & set(names[1:]):
        raise Broken("release_names", table=table.id)
    if any(not code or code != code.strip() or starts_like_formula(code) for code in codes):
        raise Broken("release_names", table=table.id)
