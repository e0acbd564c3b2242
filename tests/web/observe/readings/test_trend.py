"""Something rises when figures leave no doubt, and nothing is guessed."""

import pytest

from pleinjour.web.observe.readings.bounds import Bounds
from pleinjour.web.observe.readings.trend import Trend, compare_bands, compare_periods


def around(value: float, slack: float = 2.5) -> Bounds:
    return Bounds(value, value, value - slack, value + slack)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((10, 14), (15, 20), Trend.RISES),
        ((15, 20), (10, 14), Trend.FALLS),
        ((10, 16), (15, 20), Trend.UNSURE),
        ((10, 15), (15, 20), Trend.UNSURE),
        (None, (15, 20), Trend.UNSURE),
        ((10, 14), None, Trend.UNSURE),
    ],
)
def test_bands_that_meet_say_nothing(
    before: tuple[float, float] | None, after: tuple[float, float] | None, said: Trend
) -> None:
    assert compare_bands(before, after) is said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((100, 100, 100, 130, 130, 130), Trend.RISES),
        ((100, 100, 100, 70, 70, 70), Trend.FALLS),
        ((100, 100, 100, 101, 102, 101), Trend.STEADY),
        ((100, 100, 100, 112, 112, 112), Trend.UNSURE),
        ((10, 10, 10, 13, 13, 13), Trend.UNSURE),
    ],
)
def test_three_months_are_weighed_against_the_three_before(values: tuple[int, ...], said: Trend) -> None:
    assert compare_periods([around(value) for value in values], 3, 10) is said


@pytest.mark.parametrize("place", range(6))
def test_a_month_without_a_figure_leaves_the_trend_unsaid(place: int) -> None:
    values: list[Bounds | None] = [around(value) for value in (100, 100, 100, 200, 200, 200)]
    values[place] = None
    assert compare_periods(values, 3, 10) is Trend.UNSURE


def test_months_before_the_six_do_not_matter() -> None:
    values = [None, *(around(value) for value in (100, 100, 100, 200, 200, 200))]
    assert compare_periods(values, 3, 10) is Trend.RISES


def test_five_months_are_too_few() -> None:
    assert compare_periods([around(value) for value in (100, 100, 200, 200, 200)], 3, 10) is Trend.UNSURE


def test_what_may_have_been_nothing_gives_no_ratio() -> None:
    assert compare_periods([around(2)] * 3 + [around(50)] * 3, 3, 10) is Trend.UNSURE
