"""Which counted sets lie inside which: quarters in years, services in a county.

Withdrawals in people supported.
"""

from collections.abc import Sequence
from datetime import timedelta

from caseapp.disclosure.attacker.facts import Block
from caseapp.disclosure.attacker.rows import Inside
from caseapp.disclosure.published import PublishedTable

PEOPLE = "people"
"""The measure for which one unit may be counted in two periods; anything else is an event.

Counted at its date.
"""


def connected(tables: Sequence[PublishedTable]) -> list[list[PublishedTable]]:
    """Groups of tables that may bear on one another, each in the order given."""
    groups: list[list[PublishedTable]] = []
    for table in tables:
        touching = [group for group in groups if any(_touch(table, other) for other in group)]
        joined = [each for group in touching for each in group] + [table]
        groups = [group for group in groups if group not in touching] + [joined]
    position = {id(table): index for index, table in enumerate(tables)}
    return [sorted(group, key=lambda table: position[id(table)]) for group in groups]


def _touch(one: PublishedTable, two: PublishedTable) -> bool:
    same = one.universe in _named_by(two) or two.universe in _named_by(one)
    within = _covers(one.period, two.period) and _place_covers(one.place, two.place)
    around = _covers(two.period, one.period) and _place_covers(two.place, one.place)
    return same and (within or around)


def _named_by(table: PublishedTable) -> set[str | None]:
    """Its own universe and those it says it lies inside, whole or in part."""
    return {table.universe, table.subset_of, table.part_in.universe if table.part_in else None}


def _covers(outer: tuple[object, object], inner: tuple[object, object]) -> bool:
    return bool(outer[0] <= inner[0] and inner[1] <= outer[1])  # type: ignore[operator]  # both hold dates


def _place_covers(outer: str, inner: str) -> bool:
    return outer == inner or inner.startswith(outer + "/")


def blocks_inside(blocks: Sequence[Block], order: Sequence[str], *, across: bool) -> list[Inside]:
    """Every block that lies inside another; `across` also joins different releases, earlier inside later.

    Events counted at their date add up over periods that do not overlap; people may be counted in two
    periods.
    """
    links: list[Inside] = []
    for outer, block in enumerate(blocks):
        inner = [
            each for each in range(len(blocks)) if each != outer and _lies_inside(blocks[each], block, order, across)
        ]
        links += [Inside((each,), outer) for each in inner]
        links += [
            Inside((number,), outer, where=each.part_in[1])
            for number, each in enumerate(blocks)
            if each.part_in is not None
            and each.part_in[0] == block.universe
            and _fits_inside(each, block, order, across)
        ]
        if block.measure != PEOPLE:
            pieces = [
                each
                for each in inner
                if blocks[each].universe == block.universe
                and blocks[each].place == block.place
                and blocks[each].period != block.period
            ]
            chain = _chain(blocks, pieces)
            if len(chain) > 1:
                links.append(Inside(tuple(chain), outer, _fills(blocks, chain, block)))
    return links


def _lies_inside(inner: Block, outer: Block, order: Sequence[str], across: bool) -> bool:
    if not _fits_inside(inner, outer, order, across):
        return False
    if inner.universe == outer.universe:
        older, newer = (order.index(each.releases[-1]) for each in (inner, outer))
        return inner.period != outer.period or inner.place != outer.place or older < newer
    return inner.subset_of == outer.universe


def _fits_inside(inner: Block, outer: Block, order: Sequence[str], across: bool) -> bool:
    """Whether period, place and time of release allow one set to lie inside the other."""
    if not (_covers(outer.period, inner.period) and _place_covers(outer.place, inner.place)):
        return False
    older, newer = (order.index(each.releases[-1]) for each in (inner, outer))
    return older == newer or (older < newer and across)


def _chain(blocks: Sequence[Block], pieces: Sequence[int]) -> list[int]:
    """Periods that do not overlap, greedily by their end."""
    chosen: list[int] = []
    for each in sorted(pieces, key=lambda piece: (blocks[piece].period[1], blocks[piece].period[0])):
        if not chosen or blocks[each].period[0] > blocks[chosen[-1]].period[1]:
            chosen.append(each)
    return chosen


def _fills(blocks: Sequence[Block], chain: Sequence[int], outer: Block) -> bool:
    day = timedelta(days=1)
    ends = [outer.period[0] - day, *(blocks[each].period[1] for each in chain)]
    starts = [*(blocks[each].period[0] for each in chain), outer.period[1] + day]
    return all(end + day == start for end, start in zip(ends, starts, strict=True))
