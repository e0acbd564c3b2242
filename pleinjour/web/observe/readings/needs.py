"""Needs read from uses: how much each shows, month after month, and whether it rises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import Need, TrendMethod
from pleinjour.web.observe.readings.bounds import Bounds, Use, bound_categories
from pleinjour.web.observe.readings.trend import Trend, compare_periods


@dataclass(frozen=True, slots=True)
class MonthOfNeed:
    """User-days of a need in a month: None is hidden, or unknown when the month is not published."""

    month: Month
    days: Bounds | None
    is_published: bool


@dataclass(frozen=True, slots=True)
class NeedReading:
    """A need over the months that lead to the one that is read, which comes last."""

    need: Need
    months: tuple[MonthOfNeed, ...]
    trend: Trend

    @property
    def days(self) -> Bounds | None:
        """User-days of the month that is read; None when they are hidden."""
        return self.months[-1].days

    @property
    def known(self) -> tuple[MonthOfNeed, ...]:
        """The months that have a figure."""
        return tuple(one for one in self.months if one.days is not None)

    @property
    def days_over_months(self) -> float:
        """User-days over all months, at least: those of hidden months are not in it."""
        return sum(one.days.low for one in self.known if one.days is not None)


def read_need(need: Need, past: Sequence[tuple[Month, Use | None]], method: TrendMethod) -> NeedReading:
    """What `past` (the month that is read comes last; no Use: not published) shows of a need."""
    months = tuple(
        MonthOfNeed(month, bound_categories(use, need.categories) if use else None, use is not None)
        for month, use in past
    )
    trend = compare_periods([one.days for one in months], method.months, method.least_change)
    return NeedReading(need, months, trend)


def most_used_first(readings: Iterable[NeedReading]) -> list[NeedReading]:
    """Needs that show, the most used first; then those that are hidden, in their own order."""
    return sorted(readings, key=lambda one: -one.days.low if one.days else 1)


def units_of_need(need: Need, uses: Iterable[tuple[str, Use]]) -> list[tuple[str, Bounds]]:
    """The units whose figure is shown, in the order given; a unit without one is not named."""
    found = ((unit, bound_categories(use, need.categories)) for unit, use in uses)
    return [(unit, days) for unit, days in found if days is not None]
