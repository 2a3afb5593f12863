"""What protect lets out withstands the attacker, and what cannot be made safe is refused."""

import random
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.base.errors import Broken, Refused
from caseapp.base.words import known_codes, sentence
from caseapp.disclosure.attack import attack
from caseapp.disclosure.policy import COMMISSIONER, INTERNAL, PUBLIC, Policy
from caseapp.disclosure.protect import Protected, protect
from caseapp.disclosure.published import PartIn
from caseapp.disclosure.safe import SafeCell, SafeTable
from caseapp.disclosure.tables import Code, CountTable, Dimension
from tests.disclosure.counting import YEAR, count, dimension, spread

REASON, STAGE, CRIME = dimension("reason", "abc"), dimension("stage", "xy"), dimension("crime", "pq")
NAMES = ["reason", "stage", "crime"]
DISTRICT = Dimension(
    "district",
    "district",
    (
        Code("kent", "Kent"),
        Code("medway", "Medway"),
        Code("dover", "Dover", "kent"),
        Code("swale", "Swale", "kent"),
        Code("thanet", "Thanet", "kent"),
    ),
    sensitive=False,
)
ANY = dimension("any", "abc", multi=True, includes="reason")
TINY = Policy("tiny", hide_to=1, round_to=None, percent_base=10, small_base=10, survey_base=10)


def people(number: int, seed: int) -> list[dict[str, str | list[str]]]:
    chance = random.Random(seed)
    made: list[dict[str, str | list[str]]] = []
    for _ in range(number):
        main = chance.choices("abc", [6, 3, 1])[0]
        made.append(
            {
                "reason": main,
                "stage": chance.choices("xy", [3, 1])[0],
                "crime": chance.choices("pq", [4, 1])[0],
                "district": chance.choices(DISTRICT.leaves, [1, 4, 2, 3])[0],
                "any": sorted({main, *(each for each in "abc" if chance.random() < 0.2)}),
            }
        )
    return made


def linked_tables(number: int, seed: int = 1) -> list[CountTable]:
    rows = people(number, seed)
    return [
        count("reason-stage", (REASON, STAGE), rows),
        count("stage-crime", (STAGE, CRIME), rows),
        count("reason-crime", (REASON, CRIME), rows),
        count("reason-district", (REASON, DISTRICT), rows),
        count("any-stage", (ANY, STAGE), rows),
    ]


def again(protected: Protected, threshold: int) -> tuple[object, ...]:
    return attack([each.published("r") for each in protected.tables], threshold).narrow


@pytest.mark.parametrize("policy", [COMMISSIONER, PUBLIC], ids=lambda policy: policy.id)
@pytest.mark.parametrize("number", [3, 25, 60, 90, 300])
def test_linked_tables_withstand_the_attacker(policy: Policy, number: int) -> None:
    protected = protect(linked_tables(number), policy)

    assert again(protected, policy.threshold) == ()
    assert protected.certificate.attack.narrow == 0
    for table in protected.tables:
        assert all(
            cell.value == 0 or cell.value >= policy.threshold for cell in table.cells.values() if cell.value is not None
        )


@given(counts=st.lists(st.integers(0, 6), min_size=12, max_size=12).filter(any))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_small_tables_withstand_the_attacker(counts: list[int]) -> None:
    rows = spread(dict(zip(product("abc", "xy", "pq"), counts, strict=True)), NAMES)
    tables = [
        count("one", (REASON, STAGE), rows),
        count("two", (REASON, CRIME), rows),
        count("3", (STAGE, CRIME), rows),
    ]

    assert again(protect(tables, TINY), TINY.threshold) == ()


def test_every_small_count_is_hidden_and_something_else_with_it() -> None:
    rows = spread({("a", "x"): 3, ("a", "y"): 17, ("b", "x"): 20, ("b", "y"): 9, ("c", "x"): 30, ("c", "y"): 8}, NAMES)
    protected = protect([count("t", (REASON, STAGE), rows)], COMMISSIONER)
    (table,) = protected.tables

    assert table.cells["a", "x"] == SafeCell(None, "c")
    assert protected.certificate.primary == 1
    assert protected.certificate.complementary >= 3
    assert table.cells["all", "all"] == SafeCell(87)


def test_a_group_that_all_gave_one_answer_is_not_shown() -> None:
    rows = spread({("a", "x"): 12, ("b", "x"): 30, ("b", "y"): 30, ("c", "x"): 30, ("c", "y"): 30}, NAMES)
    protected = protect([count("t", (REASON, STAGE), rows)], COMMISSIONER)

    assert protected.tables[0].cells["a", "x"].status == "c"
    assert protected.tables[0].cells["a", "y"].status == "c", "a zero is hidden too, or the row would add up"
    assert dict(protected.certificate.reasons)["group"] >= 1
    assert again(protected, 5) == ()


def test_rounded_figures_are_near_the_truth_and_withstand_the_attacker() -> None:
    tables = linked_tables(400)
    protected = protect(tables, PUBLIC)

    assert again(protected, PUBLIC.threshold) == ()
    for table, counted in zip(protected.tables, tables, strict=True):
        for key, cell in table.cells.items():
            assert cell.value is None or (cell.value % 5 == 0 and abs(cell.value - counted.counts[key]) <= 2)


def test_a_group_of_districts_does_not_give_one_away() -> None:
    rows = people(200, 3)
    rows = [each for each in rows if each["district"] != "dover"] + [{**rows[0], "district": "dover"}] * 2
    protected = protect([count("d", (DISTRICT,), rows)], COMMISSIONER)

    assert protected.tables[0].cells["dover",].status == "c"
    assert again(protected, 5) == ()


def test_a_second_report_on_the_same_counts_does_not_undo_the_first() -> None:
    first, second = linked_tables(120)[:2], linked_tables(120)[2:]
    released = [each.published("first") for each in protect(first, COMMISSIONER).tables]

    protected = protect(second, COMMISSIONER, released)

    joined = attack([*released, *(each.published("second") for each in protected.tables)], 5)
    assert joined.narrow == ()
    assert not joined.contradictory
    assert protected.certificate.earlier_releases == ("first",)


def test_one_more_record_since_the_last_release_is_refused() -> None:
    rows = people(120, 5)
    released = [each.published("march") for each in protect([count("t", (REASON, STAGE), rows)], COMMISSIONER).tables]

    with pytest.raises(Refused) as refusal:
        protect([count("t", (REASON, STAGE), [*rows, rows[0]])], COMMISSIONER, released)

    assert refusal.value.code == "too_few_new_records"
    assert "march" in sentence(refusal.value)


def test_many_more_records_since_the_last_release_are_not_pointed_to() -> None:
    rows = people(150, 5)
    more = [*rows, *people(60, 9)]
    tables = [count("t", (REASON, STAGE), rows)]
    released = [each.published("march") for each in protect(tables, COMMISSIONER).tables]

    protected = protect([count("t", (REASON, STAGE), more)], COMMISSIONER, released)

    joined = attack([*released, *(each.published("later") for each in protected.tables)], 5)
    assert joined.narrow == ()


def test_people_who_withdrew_are_read_inside_people_supported() -> None:
    everyone = people(300, 2)
    some = everyone[:140]
    tables = [
        count("supported", (CRIME, DISTRICT), everyone, universe="supported"),
        count("withdrew", (CRIME, DISTRICT), some, universe="withdrew", subset_of="supported"),
    ]

    protected = protect(tables, COMMISSIONER)

    assert again(protected, 5) == ()


def test_quarters_do_not_give_away_the_year() -> None:
    rows = people(300, 4)
    nine_months = (YEAR[0], date(2025, 12, 31))
    early = [count("t", (REASON, STAGE), rows[:230], nine_months, measure="withdrawals")]
    released = [each.published("q3") for each in protect(early, COMMISSIONER).tables]

    protected = protect([count("t", (REASON, STAGE), rows, measure="withdrawals")], COMMISSIONER, released)

    joined = attack([*released, *(each.published("year") for each in protected.tables)], 5)
    assert joined.narrow == ()


def test_an_empty_year_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        protect([count("t", (REASON, STAGE), [])], COMMISSIONER)
    assert refusal.value.code == "nothing_to_count"


def test_counts_that_stay_in_the_vault_are_all_shown() -> None:
    protected = protect(linked_tables(20), INTERNAL)
    assert protected.certificate.primary == protected.certificate.complementary == 0


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    steps: list[str] = []
    protect(linked_tables(90), COMMISSIONER, progress=lambda step, _done, _total: steps.append(step))
    assert {"hide", "attack"} <= set(steps)

    with pytest.raises(Refused) as refusal:
        protect(linked_tables(90), COMMISSIONER, cancelled=lambda: True)
    assert refusal.value.code == "report_stopped"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_two_totals_give_one_person_away_one_of_them_is_hidden_and_little_else(seed: int) -> None:
    """Sixty were asked, 59 withdrawals are counted: beside each other the totals say that somebody did not report."""
    chance = random.Random(seed)
    stage = dimension("stage", ["withdrew", "did_not_report"])
    reason, crime = dimension("reason", "abcdef"), dimension("crime", "pqrs")
    asked = [
        {
            "stage": "withdrew" if number else "did_not_report",
            "reason": chance.choice("abcdef"),
            "crime": chance.choice("pqrs"),
        }
        for number in range(60)
    ]
    part = PartIn("withdrawals", "stage", "withdrew")
    tables = [
        replace(count(f"t{number}", pair, asked, universe="asked"), part_in=part)
        for number, pair in enumerate([(reason, stage), (reason, crime), (crime, stage)])
    ]
    days = dimension("days", "uvw", sensitive=False)
    withdrawals = [{"days": chance.choice("uvw")} for _ in range(59)]
    tables.append(count("days", (days,), withdrawals, universe="withdrawals", measure="withdrawals"))

    protected = protect(tables, COMMISSIONER)

    assert again(protected, COMMISSIONER.threshold) == ()
    assert protected.tables[0].cells["all", "all"].value == 60
    assert protected.tables[3].cells["all",].value is None
    assert protected.certificate.complementary < 12


def test_the_same_counts_give_the_same_tables() -> None:
    first, second = (protect(linked_tables(90), COMMISSIONER).tables for _ in range(2))
    assert [each.cells for each in first] == [each.cells for each in second]


def test_the_certificate_counts_every_cell_once() -> None:
    tables = linked_tables(90)
    certificate = protect(tables, COMMISSIONER).certificate

    assert certificate.shown + certificate.primary + certificate.complementary == sum(len(t.counts) for t in tables)
    assert certificate.attack.closest_low == 0
    assert certificate.attack.closest_high is None or certificate.attack.closest_high >= 5


def test_a_safe_table_cannot_be_made_outside() -> None:
    (table,) = protect([count("t", (REASON,), people(90, 1))], COMMISSIONER).tables
    facts = {name: getattr(table, name) for name in SafeTable.__dataclass_fields__}

    for forged in (facts, {**facts, "seal": object()}, {**facts, "seal": table.seal}):
        with pytest.raises(Broken):
            SafeTable(**forged)
    with pytest.raises(TypeError):
        table.cells["a",] = SafeCell(1)  # type: ignore[index]


def test_percentages_come_from_printed_figures_and_large_enough_bases() -> None:
    rows = spread({("a", "x"): 20, ("a", "y"): 20, ("b", "x"): 12, ("b", "y"): 12, ("c", "x"): 3, ("c", "y"): 9}, NAMES)
    (table,) = protect([count("t", (REASON, STAGE), rows)], PUBLIC).tables

    assert table.share(("a", "all"), ("all", "all")).percent == pytest.approx(100 * 40 / 75)
    assert table.share(("c", "x"), ("all", "x")).why == "hidden"


def test_every_refusal_has_a_sentence() -> None:
    assert {"nothing_to_count", "cannot_be_made_safe", "too_few_new_records", "report_stopped"} <= known_codes()
