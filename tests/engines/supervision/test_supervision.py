"""Reviews: their shares against scipy, their draw against anybody's own computation, their flags at the thresholds."""

import hashlib
import hmac
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from pleinjour.engines.supervision import Review, Thresholds, commit, exact_difference, is_drawn, read, wilson

TODAY = date(2026, 11, 27)
RULE = Thresholds(enough=30, near_zero=5, quick_seconds=20, most_quick=50, recent_days=90, chance=1)
SEED = bytes(range(32))
shares = st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def _reviews(count: int, changed: int = 0, seconds: float = 60, days_ago: int = 1) -> list[Review]:
    day = TODAY - timedelta(days=days_ago)
    return [Review(day, rank < changed, seconds) for rank in range(count)]


@given(shares, st.sampled_from([0.8, 0.95, 0.99]))
@settings(max_examples=60)
def test_the_interval_is_that_of_scipy_and_holds_the_share(share: tuple[int, int], confidence: float) -> None:
    part, whole = share
    golden = binomtest(part, whole).proportion_ci(confidence, method="wilson")
    found = wilson(part, whole, confidence)
    assert [found.low, found.high] == pytest.approx([golden.low, golden.high], abs=1e-9)
    assert 0 <= found.low <= part / whole <= found.high <= 1


@given(shares, shares)
@settings(max_examples=60)
def test_the_exact_test_is_that_of_scipy_both_ways_round(one: tuple[int, int], other: tuple[int, int]) -> None:
    table = np.array([[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]])
    assert exact_difference(*one, *other) == pytest.approx(fisher_exact(table).pvalue, rel=1e-6)
    assert exact_difference(*one, *other) == exact_difference(*other, *one)


def test_the_lady_who_tastes_tea() -> None:
    """Fisher's own example: three cups of four told rightly happen by chance in 34 tables of 70."""
    assert exact_difference(3, 4, 1, 4) == pytest.approx(34 / 70)


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 3), (4, 3), (0, 0)])
def test_there_is_no_share_outside_its_whole(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson(part, whole)


def test_a_part_outside_its_whole_is_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="no such shares"):
        exact_difference(2, 1, 0, 1)


@given(st.integers(1, 10_000), st.integers(0, 99))
@settings(max_examples=60)
def test_what_is_drawn_at_a_rate_is_drawn_at_every_higher_one(number: int, rate: int) -> None:
    assert not is_drawn(SEED, number, 0)
    assert is_drawn(SEED, number, 100)
    assert is_drawn(SEED, number, rate) <= is_drawn(SEED, number, rate + 1)


def test_anybody_who_knows_the_seed_computes_the_draw_again() -> None:
    assert commit(SEED) == hashlib.sha256(SEED).hexdigest()
    for number in range(1, 200):
        digest = hmac.new(SEED, str(number).encode(), hashlib.sha256).hexdigest()
        assert is_drawn(SEED, number, 20) == (int(digest, 16) / 2**256 < 0.2)


def test_the_draw_keeps_to_its_rate() -> None:
    drawn = sum(is_drawn(SEED, number, 20) for number in range(5000))
    assert binomtest(drawn, 5000, 0.2).pvalue > 0.001


@pytest.mark.parametrize("rate", [-1, 101])
def test_there_is_no_rate_beyond_all_cases(rate: int) -> None:
    with pytest.raises(ValueError, match="no rate"):
        is_drawn(SEED, 1, rate)


def test_nothing_is_said_of_no_review() -> None:
    found = read([], RULE, TODAY)
    assert (found.reviews, found.interval, found.median_seconds, found.seldom_changed) == (0, None, None, None)


@pytest.mark.parametrize(
    ("count", "changed", "said"), [(29, 0, None), (72, 0, False), (73, 0, True), (300, 5, True), (300, 30, False)]
)
def test_changes_are_seldom_when_their_whole_interval_is_near_zero(count: int, changed: int, said: bool | None) -> None:
    assert read(_reviews(count, changed), RULE, TODAY).seldom_changed is said


@pytest.mark.parametrize(("quick", "slow", "said"), [(14, 15, None), (15, 15, True), (14, 16, False)])
def test_time_is_short_when_half_of_the_reviews_are_quick(quick: int, slow: int, said: bool | None) -> None:
    reviews = _reviews(quick, seconds=19.9) + _reviews(slow, seconds=20)
    assert read(reviews, RULE, TODAY).often_quick is said


def test_a_share_that_moves_is_told_from_one_that_does_not() -> None:
    before = _reviews(100, 20, days_ago=91)
    assert read(before + _reviews(29, 29), RULE, TODAY).has_moved is None
    assert read(before + _reviews(40, 8), RULE, TODAY).has_moved is False
    moved = read(before + _reviews(40, 24, days_ago=89), RULE, TODAY)
    assert moved.has_moved is True
    assert moved.change is not None
    assert (moved.change.recent, moved.change.before) == (40, 100)


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans(), st.integers(0, 300)), max_size=80), st.integers())
@settings(max_examples=40)
def test_the_order_of_reviews_never_counts(drawn: list[tuple[int, bool, int]], chance: int) -> None:
    reviews = [Review(TODAY - timedelta(days=ago), changed, seconds) for ago, changed, seconds in drawn]
    shuffled = reviews[:]
    Random(chance).shuffle(shuffled)
    assert read(shuffled, RULE, TODAY) == read(reviews, RULE, TODAY)
