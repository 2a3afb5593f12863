"""A refusal names what stands in the way: an earlier release, or the tables themselves."""

from collections.abc import Iterable

import pytest

from caseapp.base.words import sentence
from caseapp.disclosure import protect as protection
from caseapp.disclosure.policy import COMMISSIONER
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.trials import Trials
from tests.disclosure.counting import count, dimension, printed, spread

REASON = dimension("reason", ["a", "b", "c", "d"])
TABLE = count("reasons", [REASON], spread({("a",): 3, ("b",): 12, ("c",): 15, ("d",): 20}, ["reason"]))


def trials(hidden: Iterable[str], earlier: list[PublishedTable]) -> Trials:
    """The table with just these figures hidden, beside what left before."""
    group = protection._prepare([TABLE], [0], COMMISSIONER, earlier)
    group.search.hidden[:] = False
    group.search.hide([group.search.linked.position[("reason", code),] for code in hidden])
    return Trials([TABLE], [group], COMMISSIONER, earlier, lambda _step, _done, _of: None, lambda: False)


def test_the_report_named_is_the_one_beside_which_a_number_can_be_worked_out() -> None:
    """In March a and b were hidden, now a and c: each is safe, together they give a away."""
    march = printed(TABLE, [("a",), ("b",)], release="march")
    summer = printed(TABLE, [("a",), ("b",), ("c",), ("d",)], release="summer")
    tried = trials("ac", [march, summer])
    found = tried.first_finding()[1]
    assert found
    refused = protection._refusal(tried, found[0])
    assert (refused.code, refused.facts["release"]) == ("earlier_release_blocks", "march")
    assert "in the way: march." in sentence(refused)


def test_tables_that_give_a_number_away_by_themselves_do_not_blame_an_earlier_report() -> None:
    march = printed(TABLE, [("a",), ("b",)], release="march")
    tried = trials("a", [march])
    found = tried.first_finding()[1]
    assert protection._refusal(tried, found[0]).code == "cannot_be_made_safe"


@pytest.mark.parametrize("hidden", ["ab", "ad"])
def test_without_earlier_reports_none_is_blamed(hidden: str) -> None:
    assert protection._blocking(trials(hidden, [])) == ""
