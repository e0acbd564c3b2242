"""Rounding: nearest, halfway away from zero."""

import pytest

from pleinjour.base.figures import Month
from pleinjour.base.tallies import CellKey, Tally
from pleinjour.engines.disclosure.rounding import blur, round_to_base, round_to_figures


@pytest.mark.parametrize(
    ("count", "base", "rounded"),
    [(0, 5, 0), (2, 5, 0), (3, 5, 5), (11, 5, 10), (12, 5, 10), (13, 5, 15), (2, 4, 4), (6, 4, 8), (7, 1, 7)],
)
def test_a_count_goes_to_the_nearest_multiple(count: int, base: int, rounded: int) -> None:
    assert round_to_base(count, base) == rounded


@pytest.mark.parametrize(
    ("count", "rounded"),
    [(0, 0), (7, 7), (42, 42), (144, 140), (145, 150), (996, 1_000), (123_456, 120_000), (10**15 + 1, 10**15)],
)
def test_bytes_keep_two_significant_figures(count: int, rounded: int) -> None:
    assert round_to_figures(count) == rounded


def test_bytes_that_the_log_does_not_say_stay_unknown() -> None:
    key = CellKey(Month(2026, 3), "dns", None, None, None)
    assert blur(Tally(key, 12, 13, 14, None), 10, 5).bytes_sent is None
