"""Shares with Wilson's interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.proportion import wilson


@pytest.mark.parametrize(
    ("hits", "base", "low", "high"),
    [
        (30, 40, 0.598, 0.858),
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_agree_with_published_ones(hits, base, low, high):
    found = wilson(hits, base)
    assert found.low == pytest.approx(low, abs=0.0005)
    assert found.high == pytest.approx(high, abs=0.0005)


@given(st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_the_interval_holds_the_share_stays_within_nought_and_one_and_mirrors(pair):
    hits, base = pair
    found, mirror = wilson(hits, base), wilson(base - hits, base)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.low == pytest.approx(1 - mirror.high)


@pytest.mark.parametrize(("hits", "base"), [(-1, 10), (11, 10), (0, 0)])
def test_impossible_counts_are_a_mistake(hits, base):
    with pytest.raises(ValueError, match="must hold"):
        wilson(hits, base)
