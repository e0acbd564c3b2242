"""The daylight share: how much of use goes through approved services, from published figures only.

It is the user-days on approved services over the user-days on all, T. Both ends come from `readings.bounds`: a person
who uses two approved services on one day counts once in T and twice in their sum; a service that is not shown may be
unused or hidden. Rounding allowed for, `floor` divides the lowest count by the highest T, `ceiling` the other way.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pleinjour.web.observe.readings.bounds import Bounds, Use, bound_services


@dataclass(frozen=True, slots=True)
class Daylight:
    """A share in percent: the truth is between `low` and `high`. All are None when nothing can be said.

    `floor` and `ceiling` are the ends once rounding is allowed for: two months differ for sure when these do not meet.
    """

    low: float | None
    high: float | None
    hidden_services: int = 0
    floor: float | None = None
    ceiling: float | None = None

    @property
    def is_sharp(self) -> bool:
        """Whether the two ends are as near as the rounding of figures leaves them."""
        return self.low is not None and self.high is not None and self.high - self.low <= SHARP_POINTS


SHARP_POINTS = 3.0
UNKNOWN = Daylight(None, None)


def share_of_services(use: Use, wanted: Collection[str], category_of: Mapping[str, str]) -> Daylight:
    """The share of use, in percent, that goes through any of the wanted services: daylight when those are approved."""
    if use.total is None or not use.total.user_days:
        return UNKNOWN
    hidden = sum(service not in use.services for service in wanted)
    found = bound_services(use, wanted, category_of)
    return Daylight(None, None, hidden) if found is None else _share(found, use, use.total.user_days, hidden)


def _share(found: Bounds, use: Use, total: int, hidden: int) -> Daylight:
    least = max(total - use.slack, 1)
    return Daylight(
        low=100 * found.low / total,
        high=100 * found.high / total,
        hidden_services=hidden,
        floor=100 * found.floor / (total + use.slack),
        ceiling=min(100.0, 100 * found.ceiling / least),
    )
