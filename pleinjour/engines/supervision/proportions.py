"""A share with its interval, and whether two shares differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which bounds a share stands, from 0 to 1."""

    low: float
    high: float


def wilson(part: int, whole: int, confidence: float = 0.95) -> Interval:
    """The score interval of a binomial share (Wilson, 1927; recommended by Brown, Cai and DasGupta, 2001).

    Raises ValueError for a part outside its whole, an empty whole, or a confidence that is not between 0 and 1.
    """
    if not 0 <= part <= whole or whole == 0 or not 0 < confidence < 1:
        raise ValueError(f"no interval for {part} of {whole} at {confidence}")
    share, z = part / whole, NormalDist().inv_cdf((1 + confidence) / 2)
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    # At both ends the formula gives 0 and 1 exactly; floating point would miss them.
    low = 0.0 if part == 0 else (middle - half) / scale
    high = 1.0 if part == whole else (middle + half) / scale
    return Interval(low, high)


def exact_difference(part: int, whole: int, other_part: int, other_whole: int) -> float:
    """The p-value, two-sided, of Fisher's exact test (1935): how often chance alone parts two equal shares as much.

    Counted in whole numbers: every table that is no likelier than this one. Raises ValueError for a part outside its
    whole.
    """
    if not (0 <= part <= whole and 0 <= other_part <= other_whole):
        raise ValueError(f"no such shares: {part} of {whole}, {other_part} of {other_whole}")
    weights = dict(_weights(whole, other_whole, part + other_part))
    observed = weights[part]
    return float(Fraction(sum(weight for weight in weights.values() if weight <= observed), sum(weights.values())))


def _weights(whole: int, other_whole: int, parts: int) -> Iterator[tuple[int, int]]:
    """In how many ways `parts` fall so that each possible number of them is in the first group."""
    first, last = max(0, parts - other_whole), min(parts, whole)
    weight = comb(whole, first) * comb(other_whole, parts - first)
    for count in range(first, last + 1):
        yield count, weight
        weight = weight * (whole - count) * (parts - count) // ((count + 1) * (other_whole - parts + count + 1))
