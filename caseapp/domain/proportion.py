"""Shares of a whole with honest uncertainty, for survey figures."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share and its interval, each from 0 to 1, and the base it stands on."""

    share: float
    low: float
    high: float
    base: int


def wilson(hits: int, base: int, *, confidence: float = 0.95) -> Proportion:
    """The share `hits` of `base` with Wilson's score interval; it behaves for small bases and shares near 0 or 1.

    Source: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212.

    Raises `ValueError` unless 0 <= hits <= base, base > 0 and 0 < confidence < 1.
    """
    if not 0 <= hits <= base or base == 0 or not 0 < confidence < 1:
        raise ValueError("0 <= hits <= base, 0 < base and 0 < confidence < 1 must hold")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = hits / base
    pull = z * z / base
    middle = (share + pull / 2) / (1 + pull)
    reach = z * sqrt(share * (1 - share) / base + pull / (4 * base)) / (1 + pull)
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    high = 1.0 if hits == base else min(1.0, middle + reach)
    return Proportion(share, low, high, base)
