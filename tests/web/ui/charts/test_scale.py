"""Scales end on a round number that holds every value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.web.ui.charts.scale import round_ceiling


@pytest.mark.parametrize(
    ("highest", "ceiling", "step"),
    [(1385, 1500, 500), (100, 100, 25), (9, 10, 2.5), (8.97, 10, 2.5), (0.4, 0.4, 0.1), (0, 1, 1)],
)
def test_the_ceiling_is_round(highest: float, ceiling: float, step: float) -> None:
    assert round_ceiling([0, highest]) == pytest.approx((ceiling, step))


@given(st.floats(1e-3, 1e12))
def test_the_ceiling_holds_the_highest_value_in_a_few_steps(highest: float) -> None:
    ceiling, step = round_ceiling([highest])
    assert ceiling >= highest * (1 - 1e-6)
    assert 1 <= round(ceiling / step) <= 4
    assert ceiling < highest * 2 or step == ceiling
