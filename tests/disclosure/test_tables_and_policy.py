"""Counts must add up, and an organisation's rules can only be stricter."""

import pytest

from caseapp.base.errors import Broken
from caseapp.disclosure.rounding import rounded
from caseapp.disclosure.tables import Code, CountTable, Dimension
from tests.disclosure.counting import YEAR, count, dimension

REASON, STAGE = dimension("reason", "ab"), dimension("stage", "xy")
ANY = dimension("any", "ab", multi=True)


def table(counts: dict[tuple[str, ...], int], dimensions: tuple[Dimension, ...]) -> CountTable:
    return CountTable("t", "t", "withdrew", *YEAR, "kent", "people", "test", dimensions, counts)


def test_margins_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(Broken, match="table_not_additive"):
        table({("a",): 3, ("b",): 4, ("all",): 8}, (REASON,))


def test_answers_of_a_multi_answer_question_need_not_add_up_but_stay_below_the_total() -> None:
    assert table({("a",): 3, ("b",): 4, ("all",): 4}, (ANY,)).base == 4
    with pytest.raises(Broken, match="table_answer_above_total"):
        table({("a",): 5, ("b",): 4, ("all",): 4}, (ANY,))


def test_every_combination_must_be_there() -> None:
    with pytest.raises(Broken, match="table_shape"):
        table({("a",): 3, ("all",): 3}, (REASON,))


def test_records_are_counted_under_their_groups_and_the_total() -> None:
    district = Dimension("d", "d", (Code("kent", "Kent"), Code("dover", "Dover", "kent"), Code("york", "York")))
    counted = count("t", (district,), [{"d": "dover"}, {"d": "dover"}, {"d": "york"}])
    assert counted.counts == {("all",): 3, ("kent",): 2, ("dover",): 2, ("york",): 1}


def test_margins_are_built_from_the_inside() -> None:
    built = CountTable.from_interior(
        {("a", "x"): 2, ("b", "y"): 3},
        id="t",
        title="t",
        universe="withdrew",
        period_from=YEAR[0],
        period_to=YEAR[1],
        place="kent",
        measure="people",
        definition="test",
        dimensions=(REASON, STAGE),
    )
    assert built.counts["all", "all"] == 5
    assert built.counts["a", "all"] == 2


def test_rounding_is_to_the_nearest_halves_up() -> None:
    assert [rounded(value, 5) for value in (0, 2, 3, 12, 13)] == [0, 0, 5, 10, 15]
    assert [rounded(value, 10) for value in (14, 15)] == [10, 20]
    assert rounded(17, None) == 17
