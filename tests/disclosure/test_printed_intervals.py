"""Whatever the attacker prints of a figure, the true one lies inside: also where it had to give up."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.disclosure.attack import CellInterval, attack
from caseapp.disclosure.attacker import search
from caseapp.disclosure.attacker.family import READINGS
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.rounding import rounded
from caseapp.disclosure.tables import CountTable
from tests.disclosure.counting import count, dimension, printed, spread

REASON, STAGE, CRIME = dimension("reason", "ab"), dimension("stage", "xy"), dimension("crime", "pq")
NAMES = ["reason", "stage", "crime"]
PAIRS = ((REASON, STAGE), (STAGE, CRIME), (REASON, CRIME))
LATER = READINGS[1:]
"""Records were added: that the figures are the same is not said of them."""


def tables(counts: list[int]) -> list[CountTable]:
    rows = spread(dict(zip(product("ab", "xy", "pq"), counts, strict=True)), NAMES)
    return [count(f"t{number}", pair, rows) for number, pair in enumerate(PAIRS)]


def released(made: list[CountTable], hide: list[bool], base: int | None, name: str) -> list[PublishedTable]:
    """The tables with some cells hidden, and the others rounded."""
    flags = iter(hide * 4)
    found = []
    for table in made:
        cells = {key: (None, "c") if next(flags) else (rounded(value, base), "") for key, value in table.counts.items()}
        plain = printed(table, release=name)
        found.append(
            PublishedTable(
                plain.id, plain.universe, plain.period, plain.place, plain.dimensions, cells,  # type: ignore[arg-type]
                rounding=base, release=name, least_shown=1,
            )
        )  # fmt: skip
    return found


def true_figure(found: CellInterval, now: list[CountTable], before: list[CountTable]) -> int:
    """What an interval is about: a count, how many others its group holds, or what it grew by."""
    at = int(found.table[1:])
    table = (before if found.release == "before" else now)[at]
    value = table.counts[found.key]
    if found.kind == "difference":
        return value - before[at].counts[found.key]
    if found.kind == "group":
        margin = dict(found.margin)
        whole = tuple(margin.get(each.id, "all") for each in table.dimensions)
        return table.counts[whole] - value
    return value


@pytest.mark.parametrize("budget", [search.WHOLE_BUDGET, 0], ids=["in full", "no whole-number question"])
@given(
    counts=st.lists(st.integers(0, 6), min_size=8, max_size=8).filter(any),
    more=st.lists(st.integers(0, 2), min_size=8, max_size=8),
    hide=st.lists(st.booleans(), min_size=9, max_size=9),
    base=st.sampled_from([None, 3]),
    exhaustive=st.booleans(),
)
@settings(max_examples=8, deadline=None)
def test_no_true_figure_lies_outside_what_is_printed(
    budget: int, counts: list[int], more: list[int], hide: list[bool], base: int | None, exhaustive: bool
) -> None:
    before, now = tables(counts), tables([one + two for one, two in zip(counts, more, strict=True)])
    left = [*released(before, hide, base, "before"), *released(now, hide[::-1], base, "now")]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "WHOLE_BUDGET", budget)
        report = attack(left, 4, exhaustive=exhaustive, readings=LATER)
    assert not report.contradictory
    for found in report.findings:
        true = true_figure(found, now, before)
        assert found.least <= true
        assert found.most is None or true <= found.most
        if found.exact:
            assert (found.low, found.high) == (found.least, found.most)
