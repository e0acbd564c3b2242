"""Scales that start at zero and end on a round number."""

from collections.abc import Sequence
from itertools import groupby
from math import ceil, floor, log10

from pleinjour.web.ui.charts.model import Gap, Point, Value

_STEPS = (1, 2, 2.5, 5, 10)
_NOTHING = 1e-9


def round_ceiling(values: Sequence[float], lines: int = 4) -> tuple[float, float]:
    """(highest, step): a round step, and the multiple of it that holds every value in about `lines` steps."""
    highest = max(values, default=0.0)
    if highest < _NOTHING:
        return 1.0, 1.0
    rough = highest / lines
    power = 10 ** floor(log10(rough))
    step = next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))
    return ceil(highest / step - 1e-9) * step, step


def known(values: Sequence[Value]) -> list[float]:
    """The numbers among `values`."""
    return [value for value in values if not isinstance(value, Gap)]


def runs(points: Sequence[Point]) -> list[list[tuple[int, Point]]]:
    """The stretches of points that have a number, each with its place; a gap cuts the line."""
    placed = groupby(enumerate(points), key=lambda pair: isinstance(pair[1].value, Gap))
    return [list(stretch) for is_gap, stretch in placed if not is_gap]


def column_middle(place: int, count: int) -> float:
    """Where the middle of a column stands, as a share of the width."""
    return (place + 0.5) / count


def is_landmark(place: int, count: int) -> bool:
    """Whether a narrow screen labels this column: the last one, and every third before it."""
    return (count - 1 - place) % 3 == 0 or count <= 4
