"""What stands on disk after a release: plain values, from this program or any other producer.

The attacker reads only these, so nothing here refers to the true counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["", "c", "z", "x"]
"""Empty: shown. `c`: hidden for confidentiality. `z`: not applicable. `x`: not available."""


@dataclass(frozen=True, slots=True)
class PublishedDimension:
    """A dimension as the data package describes it.

    `hierarchy` maps every code (not the total) to its parent; `neutral` codes tell nothing of a group that is all in
    them.
    """

    id: str
    total: str = "all"
    hierarchy: Mapping[str, str | None] = field(default_factory=dict)
    sensitive: bool = True
    includes: str | None = None
    neutral: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartIn:
    """One code's part of a counted set lies inside another set: of the people asked, those who withdrew.

    The other set (`universe`) has no dimension in common with this one, so that only the two totals bear on each other.
    """

    universe: str
    dimension: str
    code: str


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table of one release, as printed.

    `multi` lists the ids of multi-answer dimensions; `rounding` is the base the shown values are rounded to
    (to the nearest, halves up); `release` tells releases apart; `subset_of` is the universe this one lies
    inside, `part_in` the one that a part of it lies inside; `least_shown` is the smallest count above zero that its
    policy prints, where the producer says so; `least_others`, likewise: a figure of a sensitive answer is printed only
    where its group, if not hidden for being small itself, has at least so many others.
    """

    id: str
    universe: str
    period: tuple[date, date]
    place: str
    dimensions: tuple[PublishedDimension, ...]
    cells: Mapping[tuple[str, ...], tuple[int | None, Status]]
    multi: tuple[str, ...] = ()
    rounding: int | None = None
    measure: str = "people"
    subset_of: str | None = None
    release: str = ""
    least_shown: int | None = None
    part_in: PartIn | None = None
    least_others: int | None = None
