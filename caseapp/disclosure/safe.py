"""Figures that may leave: only `caseapp.disclosure` can make a `SafeTable`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from caseapp.base.errors import Broken
from caseapp.disclosure.policy import OWN_RECORDS, Policy
from caseapp.disclosure.published import PartIn, PublishedTable, Status
from caseapp.disclosure.tables import Dimension, Key

_SEAL = object()
"""Known only to this package; a table made without it is refused."""


@dataclass(frozen=True, slots=True)
class SafeCell:
    """A figure as it may be printed: a whole number, or a reason why there is none."""

    value: int | None
    status: Status = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage (0 to 100, unrounded), or None with the reason: `hidden` or `base`.

    `small` asks for a warning.
    """

    percent: float | None
    small: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A protected table: the same dimensions as its `CountTable`, figures that survived the attacker.

    Raises `Broken("safe_table_forged")` when made outside `caseapp.disclosure`.
    """

    id: str
    title: str
    universe: str
    period_from: date
    period_to: date
    place: str
    measure: str
    definition: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, SafeCell]
    policy: Policy
    subset_of: str | None = None
    seal: object = field(default=None, repr=False, compare=False)
    part_in: PartIn | None = None

    def __post_init__(self) -> None:
        """Check the seal, then forget it, so that it cannot be taken from a table."""
        if self.seal is not _SEAL:
            raise Broken("safe_table_forged")
        object.__setattr__(self, "seal", None)
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))

    @property
    def rounding(self) -> int | None:
        """The base that shown figures are rounded to."""
        return self.policy.round_to

    @property
    def hidden(self) -> int:
        """How many cells are hidden for confidentiality."""
        return sum(cell.status == "c" for cell in self.cells.values())

    def share(self, key: Key, base: Key, *, survey: bool = False) -> Share:
        """The percentage one printed figure is of another, from the printed figures only.

        Where the policy allows it.
        """
        part, whole = self.cells[key].value, self.cells[base].value
        if part is None or whole is None:
            return Share(None, why="hidden")
        needed = self.policy.survey_base if survey else self.policy.small_base
        if whole < max(needed, 1):
            return Share(None, why="base")
        return Share(100 * part / whole, small=whole < self.policy.percent_base)

    def published(self, release: str = "") -> PublishedTable:
        """The same figures as plain values, as they will stand on disk."""
        return PublishedTable(
            id=self.id,
            universe=self.universe,
            period=(self.period_from, self.period_to),
            place=self.place,
            dimensions=tuple(each.published() for each in self.dimensions),
            cells={key: (cell.value, cell.status) for key, cell in self.cells.items()},
            multi=tuple(each.id for each in self.dimensions if each.multi),
            rounding=self.rounding,
            measure=self.measure,
            subset_of=self.subset_of,
            release=release,
            least_shown=self.policy.threshold,
            part_in=self.part_in,
            least_others=OWN_RECORDS + 1,
        )
