"""Small invented tables for the disclosure tests."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.tables import Code, CountTable, Dimension

YEAR = (date(2025, 4, 1), date(2026, 3, 31))
Record = Mapping[str, str | Iterable[str]]


def dimension(name: str, codes: Iterable[str], **options: object) -> Dimension:
    return Dimension(name, name, tuple(Code(each, each) for each in codes), **options)  # type: ignore[arg-type]


def count(
    name: str, dimensions: Sequence[Dimension], rows: Sequence[Record], period: tuple[date, date] = YEAR, **more: str
) -> CountTable:
    facts = {"universe": "withdrew", "place": "kent", "measure": "people", **more}
    return CountTable.from_records(
        rows,
        id=name,
        title=name,
        universe=facts["universe"],
        period_from=period[0],
        period_to=period[1],
        place=facts["place"],
        measure=facts["measure"],
        definition="test",
        dimensions=dimensions,
        subset_of=facts.get("subset_of"),
    )


def printed(table: CountTable, hide: Iterable[tuple[str, ...]] = (), release: str = "r1") -> PublishedTable:
    hidden = set(hide)
    return PublishedTable(
        id=table.id,
        universe=table.universe,
        period=(table.period_from, table.period_to),
        place=table.place,
        dimensions=tuple(each.published() for each in table.dimensions),
        cells={key: (None, "c") if key in hidden else (value, "") for key, value in table.counts.items()},
        multi=tuple(each.id for each in table.dimensions if each.multi),
        measure=table.measure,
        subset_of=table.subset_of,
        release=release,
    )


def spread(counts: Mapping[tuple[str, ...], int], names: Sequence[str]) -> list[dict[str, str]]:
    """One record per unit of each combination."""
    return [dict(zip(names, key, strict=False)) for key, value in counts.items() for _ in range(value)]


def small_keys(table: CountTable, hide_to: int = 4) -> list[tuple[str, ...]]:
    return [key for key, value in table.counts.items() if 1 <= value <= hide_to]


def worlds(total: int, cells: int) -> Iterable[list[int]]:
    """Every way to share `total` units among cells."""
    if cells == 1:
        yield [total]
        return
    for first in range(total + 1):
        for rest in worlds(total - first, cells - 1):
            yield [first, *rest]


def brute_force(
    names: Sequence[str], codes: Sequence[str], total: int, tables: Sequence[PublishedTable]
) -> dict[tuple[str, tuple[str, ...]], tuple[int, int]]:
    """Smallest and largest value of every cell over all worlds that agree with what is shown."""
    finest = list(product(*codes))
    found: dict[tuple[str, tuple[str, ...]], tuple[int, int]] = {}
    for world in worlds(total, len(finest)):
        values = {}
        for table in tables:
            where = [names.index(each.id) for each in table.dimensions]
            for key, (shown, _) in table.cells.items():
                value = sum(
                    units
                    for cell, units in zip(finest, world, strict=True)
                    if all(code in ("all", cell[at]) for at, code in zip(where, key, strict=True))
                )
                if shown is not None and shown != value:
                    break
                values[table.id, key] = value
            else:
                continue
            break
        else:
            for name, value in values.items():
                low, high = found.get(name, (value, value))
                found[name] = (min(low, value), max(high, value))
    return found
