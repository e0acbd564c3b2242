"""Months against each other, one cell at a time: what every reader may still believe."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pleinjour.engines.disclosure.steadiness import Rules, Wish

RULES = Rules(threshold=11, rounding=5)
CHANCES = st.floats(0, 1, exclude_max=True)
BESIDE = st.integers(0, 30)
STEPS = st.lists(st.integers(-12, 12), min_size=1, max_size=23)


def live(counts: list[int], chances: list[tuple[float, float, int]]) -> list[int | None]:
    """What one cell shows, month after month, in a whole that shows at least as many."""
    past: list[int | None] = []
    for count, (bar, figure, beside) in zip(counts, chances, strict=True):
        hidden = count < RULES.find_bar(count, [past], bar)
        whole = -(-(count + beside) // 5) * 5 - 5
        past.insert(0, None if hidden else RULES.show_people(count, [past], Wish(whole), figure))
    return past[::-1]


def walks(draw_steps: list[int], start: int) -> list[int]:
    counts = [start]
    for step in draw_steps:
        counts.append(max(0, counts[-1] + step))
    return counts


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[int], list[int | None]]:
    counts = walks(draw(STEPS), draw(st.integers(0, 80)))
    chances = draw(st.lists(st.tuples(CHANCES, CHANCES, BESIDE), min_size=len(counts), max_size=len(counts)))
    return counts, live(counts, chances)


@settings(max_examples=300)
@given(lives())
def test_a_number_is_a_multiple_of_the_rounding_and_at_most_one_rounding_away(
    life: tuple[list[int], list[int | None]],
) -> None:
    for count, shown in zip(*life, strict=True):
        assert shown is None or (shown % 5 == 0 and abs(shown - count) <= 5)


@settings(max_examples=500)
@given(lives())
def test_a_change_of_fewer_people_than_the_threshold_is_never_proved(life: tuple[list[int], list[int | None]]) -> None:
    """Whatever two months: one number of people, the same in both, agrees with what both show."""
    counts, shown = life
    for first, last in spans(len(counts)):
        moved = sum(abs(b - a) for a, b in zip(counts[first:last], counts[first + 1 : last + 1], strict=True))
        if moved < RULES.threshold:
            assert common_counts(shown[first : last + 1]), (counts[first : last + 1], shown[first : last + 1])


def spans(length: int) -> list[tuple[int, int]]:
    return [(first, last) for first, last in product(range(length), repeat=2) if first < last]


def common_counts(shown: list[int | None]) -> range:
    """The numbers of people that may have stood in the cell all along. What is hidden by chance is less than 21."""
    figures = [figure for figure in shown if figure is not None]
    low = max([RULES.threshold, *(figure - 5 for figure in figures)]) if figures else 0
    high = min([10**6, *(figure + 5 for figure in figures)])
    if None in shown and max(figures, default=0) <= RULES.most_shown:
        high = min(high, RULES.most_hidden)
    return range(low, high + 1)


@pytest.mark.parametrize("count", [11, 15, 20, 21, 60])
def test_chance_hides_only_small_cells_and_shows_each_of_them_at_times(count: int) -> None:
    bars = [RULES.find_bar(count, [[]], step / 1000) for step in range(1000)]
    hidden = sum(count < bar for bar in bars)
    assert min(bars) == 11
    assert (hidden > 0) == (count <= RULES.most_hidden)
    assert hidden < 500


def test_a_cell_that_showed_many_is_not_hidden_by_chance() -> None:
    assert RULES.find_bar(20, [[30]], 0.999) == 11


def test_a_change_of_many_people_is_shown() -> None:
    assert RULES.show_people(60, [[30, 30, 35]], Wish(10**6), 0.5) == 60


def test_months_that_are_published_late_are_held_to_those_after_them() -> None:
    figures = {RULES.show_people(40, [[], [50]], Wish(10**6), step / 100) for step in range(100)}
    assert figures == {40, 45}
