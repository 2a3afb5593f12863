"""Counts before protection: codes, dimensions and tables of whole numbers.

A `CountTable` still holds the true figures, so it never leaves the vault; only `protect` turns it into a
`SafeTable`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from caseapp.base.errors import Broken
from caseapp.disclosure.published import PartIn, PublishedDimension

Key = tuple[str, ...]
"""One code per dimension, in the table's order; the dimension's total code (`all`) stands for the margin."""


@dataclass(frozen=True, slots=True)
class Code:
    """One answer of a dimension; `parent` names the group it belongs to (a district's county)."""

    code: str
    label: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """A coded attribute.

    `multi`: several answers may hold for one person ("any reason"), so codes do not add up to the total.
    `sensitive`: learning someone's answer would tell something new; off for what neighbours know anyway
    (district, age band, sex), where "all of them are here" gives nothing away.
    `includes`: for a multi-answer dimension, the id of the single-answer dimension whose answer is always
    among these answers ("any reason" includes "main reason"). `neutral`: codes of a sensitive dimension that tell
    nothing of a group that is all there ("no agency named").
    """

    id: str
    label: str
    codes: tuple[Code, ...]
    total: str = "all"
    multi: bool = False
    sensitive: bool = True
    includes: str | None = None
    neutral: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse code lists that cannot be counted over."""
        names = [code.code for code in self.codes]
        parents = {code.code: code.parent for code in self.codes}
        if len(set(names)) != len(names) or self.total in parents or not names:
            raise Broken("dimension_codes", dimension=self.id)
        for name in names:
            seen = {name}
            above = parents[name]
            while above is not None:
                if above not in parents or above in seen:
                    raise Broken("dimension_hierarchy", dimension=self.id)
                seen.add(above)
                above = parents[above]
        if self.multi and any(parents.values()):
            raise Broken("dimension_multi_hierarchy", dimension=self.id)
        if self.includes is not None and not self.multi:
            raise Broken("dimension_includes", dimension=self.id)

    def published(self) -> PublishedDimension:
        """The dimension as it is described beside the printed figures."""
        return PublishedDimension(self.id, self.total, self.hierarchy, self.sensitive, self.includes, self.neutral)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The codes that are nobody's parent: those a record carries."""
        parents = {code.parent for code in self.codes}
        return tuple(code.code for code in self.codes if code.code not in parents)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every code a table shows, the total first."""
        return (self.total, *(code.code for code in self.codes))

    @property
    def hierarchy(self) -> dict[str, str | None]:
        """Each code's parent."""
        return {code.code: code.parent for code in self.codes}

    def children(self, code: str) -> tuple[str, ...]:
        """The codes directly under a code; under the total, the codes without a parent."""
        above = None if code == self.total else code
        return tuple(each.code for each in self.codes if each.parent == above)

    def label_of(self, code: str) -> str:
        """The words for a code; the total has none of its own."""
        return next((each.label for each in self.codes if each.code == code), code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The groups a code stands in, nearest first, without the total."""
        parents = self.hierarchy
        found: list[str] = []
        above = parents.get(code)
        while above is not None:
            found.append(above)
            above = parents[above]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of true counts over one universe, with every margin and every group.

    `universe` is the set of things counted; tables of one universe, period and place are linked and protected
    together. `subset_of` names the universe this one lies inside (people who withdrew, inside people
    supported), `part_in` one that a part of it does. `place` is a path from the largest to the smallest area,
    such as `kent/medway`. `measure` is what one unit is ("people", "withdrawals"). `counts` holds every
    combination of codes, totals included.

    Raises `Broken("table_…")` when a combination is missing or margins do not add up.
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
    counts: Mapping[Key, int]
    subset_of: str | None = None
    part_in: PartIn | None = None

    def __post_init__(self) -> None:
        """Check shape, whole numbers and additivity."""
        expected = set(product(*(dimension.keys for dimension in self.dimensions)))
        if set(self.counts) != expected or not self.dimensions:
            raise Broken("table_shape", table=self.id)
        if len({dimension.id for dimension in self.dimensions}) != len(self.dimensions):
            raise Broken("table_dimension_twice", table=self.id)
        if any(value < 0 or value != int(value) for value in self.counts.values()):
            raise Broken("table_not_a_count", table=self.id)
        for place, dimension in enumerate(self.dimensions):
            self._check_margins(place, dimension)

    def _check_margins(self, place: int, dimension: Dimension) -> None:
        groups = (dimension.total, *(code.code for code in dimension.codes if dimension.children(code.code)))
        for key, value in self.counts.items():
            if key[place] not in groups:
                continue
            parts = [self.counts[_swap(key, place, code)] for code in dimension.children(key[place])]
            if dimension.multi and any(part > value for part in parts):
                raise Broken("table_answer_above_total", table=self.id, dimension=dimension.id)
            if not dimension.multi and sum(parts) != value:
                raise Broken("table_not_additive", table=self.id, dimension=dimension.id)

    @property
    def base(self) -> int:
        """How many things the table counts: the grand total."""
        return self.counts[tuple(dimension.total for dimension in self.dimensions)]

    @classmethod
    def from_records(
        cls,
        records: Iterable[Mapping[str, str | Iterable[str]]],
        *,
        id: str,  # noqa: A002 - the field's own name
        title: str,
        universe: str,
        period_from: date,
        period_to: date,
        place: str,
        measure: str,
        definition: str,
        dimensions: Sequence[Dimension],
        subset_of: str | None = None,
        part_in: PartIn | None = None,
    ) -> "CountTable":
        """Count records: each maps a dimension's id to its leaf code, or to several codes where `multi`."""
        counts: dict[Key, int] = dict.fromkeys(product(*(each.keys for each in dimensions)), 0)
        for record in records:
            for key in product(*(_codes_of(each, record[each.id]) for each in dimensions)):
                counts[key] += 1
        return cls(
            id,
            title,
            universe,
            period_from,
            period_to,
            place,
            measure,
            definition,
            tuple(dimensions),
            counts,
            subset_of,
            part_in,
        )

    @classmethod
    def from_interior(
        cls,
        interior: Mapping[Key, int],
        *,
        id: str,  # noqa: A002 - the field's own name
        title: str,
        universe: str,
        period_from: date,
        period_to: date,
        place: str,
        measure: str,
        definition: str,
        dimensions: Sequence[Dimension],
        subset_of: str | None = None,
    ) -> "CountTable":
        """Build every margin from leaf counts (missing combinations are 0).

        For a multi-answer dimension `interior` must also hold the keys with its total, which cannot be added
        up.
        """
        counts: dict[Key, int] = dict.fromkeys(product(*(each.keys for each in dimensions)), 0)
        for leaf, value in interior.items():
            ways = [
                (code,) if each.multi else (code, *each.ancestors(code), each.total)
                for each, code in zip(dimensions, leaf, strict=True)
            ]
            for key in product(*ways):
                counts[key] += value
        return cls(
            id,
            title,
            universe,
            period_from,
            period_to,
            place,
            measure,
            definition,
            tuple(dimensions),
            counts,
            subset_of,
        )


def _swap(key: Key, place: int, code: str) -> Key:
    return (*key[:place], code, *key[place + 1 :])


def _codes_of(dimension: Dimension, answer: str | Iterable[str]) -> tuple[str, ...]:
    """Every code a record counts under: its own, the groups above, the total."""
    if dimension.multi:
        given = {answer} if isinstance(answer, str) else set(answer)
        if not given <= {code.code for code in dimension.codes}:
            raise Broken("record_unknown_code", dimension=dimension.id)
        return (dimension.total, *sorted(given))
    if not isinstance(answer, str) or answer not in dimension.leaves:
        raise Broken("record_unknown_code", dimension=dimension.id)
    return (dimension.total, answer, *dimension.ancestors(answer))
