"""The attacker finds exactly what can be worked out, and nothing else."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.disclosure.attack import attack
from caseapp.disclosure.tables import Code, Dimension
from tests.disclosure.counting import YEAR, brute_force, count, dimension, printed, small_keys, spread

REASON, STAGE, CRIME = dimension("reason", "ab"), dimension("stage", "xy"), dimension("crime", "pq")
NAMES, CODES = ["reason", "stage", "crime"], ["ab", "xy", "pq"]


@given(
    counts=st.lists(st.integers(0, 2), min_size=8, max_size=8).filter(lambda units: 0 < sum(units) <= 8),
    hide=st.lists(st.booleans(), min_size=27, max_size=27),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_intervals_of_three_linked_tables_equal_enumeration(counts: list[int], hide: list[bool]) -> None:
    rows = spread(dict(zip(product(*CODES), counts, strict=True)), NAMES)
    tables = []
    for number, pair in enumerate([(REASON, STAGE), (STAGE, CRIME), (REASON, CRIME)]):
        table = count(f"t{number}", pair, rows)
        keys = [key for key in table.counts if key != ("all", "all")]
        tables.append(printed(table, [k for k, h in zip(keys, hide[9 * number :], strict=False) if h]))
    truth = brute_force(NAMES, CODES, sum(counts), tables)

    report = attack(tables, 2)

    tried = [each for each in report.findings if each.kind == "cell"]
    assert {(each.table, each.key): (each.low, each.high) for each in tried} == {
        (each.table, each.key): truth[each.table, each.key] for each in tried
    }
    assert all(each.exact for each in tried)
    assert not report.contradictory


@given(
    counts=st.lists(st.integers(0, 4), min_size=6, max_size=6).filter(lambda units: 0 < sum(units) <= 12),
    hide=st.lists(st.booleans(), min_size=12, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_quick_attack_agrees_with_the_full_one_about_what_is_narrow(counts: list[int], hide: list[bool]) -> None:
    rows = spread(dict(zip(product("abc", "xy"), counts, strict=True)), NAMES[:2])
    table = count("t", (dimension("reason", "abc"), STAGE), rows)
    tables = [printed(table, [k for k, h in zip(table.counts, hide, strict=True) if h])]

    full, quick = attack(tables, 3), attack(tables, 3, exhaustive=False)

    assert {(f.kind, f.key, f.low, f.high) for f in full.narrow} == {
        (f.kind, f.key, f.low, f.high) for f in quick.narrow
    }


def test_hiding_small_cells_only_is_reported_with_the_value() -> None:
    rows = spread({("a", "x"): 3, ("a", "y"): 7, ("b", "x"): 20, ("b", "y"): 9}, NAMES[:2])
    table = count("t", (REASON, STAGE), rows)

    report = attack([printed(table, small_keys(table))], 5)

    (found,) = report.narrow
    assert (found.key, found.low, found.high) == (("a", "x"), 3, 3)
    assert report.closest() is not None


def test_a_margin_printed_in_another_table_gives_the_cell_away() -> None:
    rows = spread({("a", "x", "p"): 3, ("a", "y", "q"): 7, ("b", "x", "q"): 20, ("b", "y", "p"): 9}, NAMES)
    first, second = count("one", (REASON, STAGE), rows), count("two", (REASON, CRIME), rows)
    hidden = [("a", "x"), ("a", "all"), ("b", "x"), ("b", "all")]

    alone = attack([printed(first, hidden)], 5)
    joined = attack([printed(first, hidden), printed(second, [("a", "p"), ("b", "p")])], 5)

    assert not [each for each in alone.narrow if each.kind == "cell"]
    assert {each.key for each in joined.narrow if each.table == "one"} >= {("a", "x")}


def test_a_county_less_its_other_districts_gives_a_district_away() -> None:
    district = Dimension(
        "district",
        "district",
        (
            Code("kent", "Kent"),
            Code("medway", "Medway"),
            Code("dover", "Dover", "kent"),
            Code("swale", "Swale", "kent"),
        ),
        sensitive=False,
    )
    rows = [{"district": each} for each, units in (("dover", 2), ("swale", 8), ("medway", 9)) for _ in range(units)]
    table = count("t", (district,), rows)

    (found,) = attack([printed(table, [("dover",)])], 5).narrow

    assert (found.key, found.low, found.high) == (("dover",), 2, 2)
    assert not attack([printed(table, [("dover",), ("medway",), ("kent",)])], 5).narrow


def test_answers_of_a_multi_answer_question_are_bounded_by_the_total_and_by_the_main_answer() -> None:
    main = dimension("main", "ab")
    any_of = dimension("any", "ab", multi=True, includes="main")
    rows: list[dict[str, str | list[str]]] = [{"main": "a", "any": ["a"]} for _ in range(8)]
    rows += [{"main": "b", "any": ["a", "b"]} for _ in range(6)]
    tables = [printed(count("main", (main,), rows)), printed(count("any", (any_of,), rows), [("a",), ("b",)])]

    found = {each.key: (each.low, each.high) for each in attack(tables, 3).findings if each.kind == "cell"}

    assert found == {("a",): (8, 14), ("b",): (6, 14)}


def test_a_group_that_all_gave_one_answer_is_reported_though_no_count_is_small() -> None:
    rows = spread({("a", "x"): 12, ("b", "y"): 10, ("a", "y"): 10}, NAMES[:2])
    report = attack([printed(count("t", (REASON, STAGE), rows))], 5)

    groups = {each.key for each in report.narrow if each.kind == "group"}

    assert ("a", "x") in groups
    assert ("b", "y") in groups
    assert ("a", "y") not in groups


def test_a_question_neighbours_can_answer_is_no_group_disclosure() -> None:
    plain = dimension("stage", "xy", sensitive=False)
    rows = spread({("a", "x"): 12, ("a", "y"): 10, ("b", "y"): 10}, NAMES[:2])

    report = attack([printed(count("t", (dimension("reason", "ab", sensitive=False), plain), rows))], 5)

    assert not report.narrow


def test_a_neutral_answer_gives_nothing_away_about_a_group_that_all_gave_it() -> None:
    codes = tuple(Code(code, code) for code in ("x", "y"))
    rows = spread({("a", "x"): 12, ("b", "y"): 10, ("b", "x"): 10}, NAMES[:2])

    def narrow(neutral: tuple[str, ...]) -> set[tuple[str, ...]]:
        stage = Dimension("stage", "stage", codes, neutral=neutral)
        table = count("t", (dimension("reason", "ab", sensitive=False), stage), rows)
        return {each.key for each in attack([printed(table)], 5).narrow}

    assert narrow(()) == {("a", "x")}
    assert narrow(("x",)) == set()


def test_a_group_put_above_old_codes_is_the_same_question() -> None:
    rows = spread({("a", "x"): 12, ("a", "y"): 2, ("a", "z"): 14, ("b", "z"): 9}, NAMES[:2])
    grouped = Dimension("stage", "stage", (Code("g", "g"), Code("x", "x", "g"), Code("y", "y", "g"), Code("z", "z")))
    reason = dimension("reason", "ab", sensitive=False)
    old = printed(count("old", (reason, dimension("stage", "xyz")), rows), {("a", "y"), ("all", "y")}, release="march")
    new = printed(count("new", (reason, grouped), rows), {("a", "y"), ("all", "y"), ("a", "x"), ("all", "x")})

    report = attack([old, new], 5)

    assert {(each.key, each.low, each.high) for each in report.narrow if each.kind == "cell"} >= {(("a", "y"), 2, 2)}
    assert not report.contradictory


def test_a_rounded_figure_is_read_under_the_policy_it_was_printed_under() -> None:
    rows = spread({("a", "x"): 11, ("a", "y"): 4, ("b", "x"): 20, ("b", "y"): 20}, NAMES[:2])
    table = count("t", (REASON, STAGE), rows)
    cells = {key: (value + 2) // 5 * 5 for key, value in table.counts.items()}

    def least(least_shown: int | None) -> int:
        plain = replace(printed(table), cells={k: (v, "") for k, v in cells.items()}, rounding=5)
        hidden = {**plain.cells, ("a", "y"): (None, "c")}
        report = attack([replace(plain, cells=hidden, least_shown=least_shown)], 5)
        return next(each.high or 0 for each in report.findings if each.key == ("a", "y") and each.kind == "cell")

    assert least(10) < least(None)


def test_one_more_record_shows_between_two_releases_of_one_year() -> None:
    rows = spread({("a", "x"): 12, ("a", "y"): 10, ("b", "x"): 8, ("b", "y"): 10}, NAMES[:2])
    before = printed(count("t", (REASON, STAGE), rows), release="march")
    after = printed(count("t", (REASON, STAGE), [*rows, {"reason": "a", "stage": "x"}]), release="april")

    report = attack([before, after], 5)

    assert {each.key for each in report.narrow if each.kind == "difference"} == {
        ("a", "x"),
        ("a", "all"),
        ("all", "x"),
        ("all", "all"),
    }
    assert not report.contradictory
    assert not attack([before], 5).narrow


def test_the_last_quarter_follows_from_the_year_and_the_first_three() -> None:
    codes = (dimension("reason", "ab", sensitive=False),)
    early = [{"reason": "a"}] * 20 + [{"reason": "b"}] * 15
    late = [*early, *[{"reason": "a"}] * 2, *[{"reason": "b"}] * 9]
    year = printed(count("t", codes, late, measure="withdrawals"), release="year")
    part = printed(count("t", codes, early, (YEAR[0], date(2025, 12, 31)), measure="withdrawals"), release="q3")

    report = attack([part, year], 5)

    assert [(each.key, each.low, each.high) for each in report.narrow] == [(("a",), 2, 2)]


def test_quarters_that_fill_the_year_give_a_hidden_quarter_away() -> None:
    codes = (dimension("reason", "ab", sensitive=False),)
    ends = [date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1)]
    stops = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)]
    amounts = [(9, 9), (8, 7), (3, 12), (10, 6)]
    year: list[dict[str, str]] = []
    tables = []
    for number, (a, b) in enumerate(amounts):
        rows = [{"reason": "a"}] * a + [{"reason": "b"}] * b
        year += rows
        table = count(f"q{number}", codes, rows, (ends[number], stops[number]), measure="withdrawals")
        tables.append(printed(table, [("a",), ("b",), ("all",)] if number == 2 else []))
    tables.append(printed(count("year", codes, year, measure="withdrawals")))

    narrow = {(each.table, each.key): (each.low, each.high) for each in attack(tables, 5).narrow if each.kind == "cell"}

    assert narrow == {("q2", ("a",)): (3, 3)}


def test_tables_that_cannot_all_be_true_are_named_and_not_judged() -> None:
    rows = spread({("a", "x"): 12, ("b", "y"): 10}, NAMES[:2])
    table = printed(count("t", (REASON, STAGE), rows))
    wrong = printed(count("u", (REASON,), rows[1:]))

    assert attack([table, wrong], 5).contradictory == ("withdrew",)


@pytest.mark.parametrize("threshold", [0, 1])
def test_nothing_is_narrow_where_nothing_needs_hiding(threshold: int) -> None:
    rows = spread({("a", "x"): 1, ("b", "y"): 2}, NAMES[:2])
    assert not attack([printed(count("t", (REASON, STAGE), rows))], threshold).narrow
