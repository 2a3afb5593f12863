"""However small or lopsided a service's year, a first report comes out safe and its totals stay where they can."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.base.words import sentence
from caseapp.disclosure import protect as protection
from caseapp.disclosure.attack import attack
from caseapp.disclosure.policy import COMMISSIONER, PUBLIC, Policy
from caseapp.disclosure.protect import Protected, protect
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.tables import CountTable
from tests.disclosure.small_service import records, tables, year

YEAR = records(60, 20, 3)
POLICIES = st.sampled_from([PUBLIC, COMMISSIONER])


@cache
def first_report(policy: Policy) -> tuple[list[CountTable], Protected]:
    """A year of sixty people of whom twenty stepped back, and its first report: made once, whatever comes after it."""
    counted = tables(*YEAR)
    return counted, protect(counted, policy)


def printed(protected: Protected, release: str) -> list[PublishedTable]:
    return [each.published(release) for each in protected.tables]


def grand_totals(counted: list[CountTable], protected: Protected) -> dict[str, int | None]:
    everybody = {each.id: tuple("all" for _ in each.dimensions) for each in counted}
    return {each.id: each.cells[everybody[each.id]].value for each in protected.tables}


def again(release: list[PublishedTable], policy: Policy) -> None:
    report = attack(release, policy.threshold, exhaustive=False)
    assert report.findings
    assert not report.narrow
    assert not report.contradictory
    assert not report.unproven


@given(
    seed=st.integers(0, 10**6),
    people=st.sampled_from([20, 40, 60, 110]),
    part=st.floats(0.15, 0.8),
    evenness=st.sampled_from([0.01, 0.2, 0.5, 0.8, 1.0]),
    policy=POLICIES,
)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.long
def test_a_small_service_always_gets_a_safe_report(
    seed: int, people: int, part: float, evenness: float, policy: Policy
) -> None:
    counted = year(people, round(people * part), seed, evenness)
    again(printed(protect(counted, policy), "r"), policy)


@pytest.mark.parametrize(("people", "stepped_back"), [(12, 12), (60, 57), (40, 0), (3, 3), (12, 10)])
def test_a_year_in_which_nearly_everybody_is_alike_gets_a_safe_report(people: int, stepped_back: int) -> None:
    again(printed(protect(year(people, stepped_back, 1, 0.01), PUBLIC), "r"), PUBLIC)


@pytest.mark.parametrize("policy", [PUBLIC, COMMISSIONER], ids=lambda policy: policy.id)
@pytest.mark.parametrize("seed", [1, 2])
def test_grand_totals_are_shown(seed: int, policy: Policy) -> None:
    counted = year(120, 30, seed)
    assert None not in grand_totals(counted, protect(counted, policy)).values()


def test_a_difference_of_a_few_between_two_totals_is_not_shown() -> None:
    counted = year(40, 37, 1)
    shown = grand_totals(counted, protect(counted, PUBLIC))
    assert shown["cases"] is None or shown["ethnicity"] is None


@pytest.mark.parametrize("policy", [PUBLIC, COMMISSIONER], ids=lambda policy: policy.id)
def test_the_same_year_may_leave_again_and_again(policy: Policy) -> None:
    counted, first = first_report(policy)
    second = protect(counted, policy, printed(first, "first"))
    third = protect(counted, policy, [*printed(first, "first"), *printed(second, "first")])
    for later in (second, third):
        assert [each.cells for each in later.tables] == [each.cells for each in first.tables]


@pytest.mark.parametrize("policies", [(PUBLIC, COMMISSIONER), (COMMISSIONER, PUBLIC)], ids=lambda two: two[0].id)
def test_one_year_may_leave_for_the_public_and_for_the_commissioner(policies: tuple[Policy, Policy]) -> None:
    one, two = policies
    counted, protected = first_report(one)
    first = printed(protected, "first")
    second = printed(protect(counted, two, first), "second")
    again(second, two)
    if two is COMMISSIONER:
        again([*first, *second], two)
        return
    joined = {(each.table, each.key) for each in attack([*first, *second], COMMISSIONER.threshold).narrow}
    assert not joined, "the public's figures tell the commissioner nothing below the commissioner's own policy"


def test_a_few_more_records_are_refused_with_what_to_do_or_hidden() -> None:
    everybody, some = YEAR
    first = printed(first_report(COMMISSIONER)[1], "march")
    with pytest.raises(Refused, match="too_few_new_records") as refused:
        protect(tables([*everybody, everybody[-1]], some), COMMISSIONER, first)
    assert "at least 5 more people" in sentence(refused.value)
    assert "march" in sentence(refused.value)


def test_one_more_record_that_no_rounded_figure_shows_may_leave() -> None:
    everybody, some = YEAR
    first = printed(first_report(PUBLIC)[1], "march")
    later = printed(protect(tables([*everybody, everybody[-1]], some), PUBLIC, first), "april")
    again([*first, *later], PUBLIC)


def test_what_is_not_proven_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseapp.disclosure.attacker.model.LARGEST_CLIQUE", 1)
    with pytest.raises(Refused, match="release_not_proven") as refused:
        protection.protect(year(60, 20, 1), COMMISSIONER)
    assert "could not be proven" in sentence(refused.value)


def test_a_relaxed_attack_says_what_it_did_not_prove(monkeypatch: pytest.MonkeyPatch) -> None:
    release = printed(first_report(COMMISSIONER)[1], "r")
    monkeypatch.setattr("caseapp.disclosure.attacker.model.LARGEST_CLIQUE", 1)
    assert attack(release, COMMISSIONER.threshold, exhaustive=False).unproven
