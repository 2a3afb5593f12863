"""Two things measured side by side: they take turns, and what counts is the ratio of their medians."""

import statistics
import time
from collections.abc import Callable, Mapping

Measured = tuple[float, float, float]
"""Median seconds of the one and of the other, and their ratio."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = 7) -> Measured:
    """Both are called once to warm up, then in turn."""
    one(), other()
    pairs = [(timed(one), timed(other)) for _ in range(rounds)]
    first, second = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return first, second, first / second


def table(title: str, found: Mapping[str, Measured], budgets: Mapping[str, float]) -> int:
    """Print it; 1 if a budget is missed, else 0."""
    missed = 0
    print(f"{title:<44}{'ms':>9}{'ms':>9}{'ratio':>8}{'budget':>8}")
    for name, (first, second, times) in found.items():
        missed += times > budgets[name]
        print(f"{name:<44}{first * 1000:>9.2f}{second * 1000:>9.2f}{times:>8.2f}{budgets[name]:>8.1f}")
    print("Every budget is kept." if not missed else f"{missed} budgets missed.")
    return 1 if missed else 0
