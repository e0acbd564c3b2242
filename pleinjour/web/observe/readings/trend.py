"""Whether something rose, fell, or moved less than what figures leave uncertain."""

from collections.abc import Sequence
from enum import Enum

from pleinjour.web.observe.readings.bounds import Bounds


class Trend(Enum):
    """`UNSURE`: the two bands meet, or a month is missing. Nothing is guessed."""

    RISES = "rises"
    FALLS = "falls"
    STEADY = "steady"
    UNSURE = "unsure"


def compare_bands(before: tuple[float, float] | None, after: tuple[float, float] | None) -> Trend:
    """Rises when the lowest value of `after` is over the highest of `before`; falls the other way; else unsure."""
    if before is None or after is None:
        return Trend.UNSURE
    if after[0] > before[1]:
        return Trend.RISES
    return Trend.FALLS if after[1] < before[0] else Trend.UNSURE


def compare_periods(values: Sequence[Bounds | None], months: int, least_change: float) -> Trend:
    """The last `months` values against those just before; steady when no end moved by `least_change` percent."""
    last, before = values[-months:], values[-2 * months : -months]
    if len(before) < months or None in last or None in before:
        return Trend.UNSURE
    low, high = _add(last)
    old_low, old_high = _add(before)
    if old_low <= 0:
        return Trend.UNSURE
    smallest, largest = low / old_high - 1, high / old_low - 1
    change = least_change / 100
    if smallest >= change:
        return Trend.RISES
    if largest <= -change:
        return Trend.FALLS
    return Trend.STEADY if -change < smallest and largest < change else Trend.UNSURE


def _add(values: Sequence[Bounds | None]) -> tuple[float, float]:
    """Months add up: a user-day belongs to one of them."""
    known = [value for value in values if value is not None]
    return sum(value.floor for value in known), sum(value.ceiling for value in known)
