"""The daylight share: how much of use goes through approved services, from published figures only.

With T the user-days on all services, a the user-days on each approved service that is shown, and c the user-days of the
category of each approved service that is not, or T when that category is not shown either: low = max(a) / T,
high = min(T, Σa + Σc) / T. A person who uses two approved services on one day counts once in T and twice in Σa; a
service that is not shown may be unused or hidden.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pleinjour.base.tallies import Cell


@dataclass(frozen=True, slots=True)
class Daylight:
    """A share in percent: the truth is between `low` and `high`. Both are None when nothing can be said."""

    low: float | None
    high: float | None
    hidden_services: int = 0

    @property
    def is_sharp(self) -> bool:
        """Whether the two ends are as near as the rounding of figures leaves them."""
        return self.low is not None and self.high is not None and self.high - self.low <= SHARP_POINTS


SHARP_POINTS = 3.0
UNKNOWN = Daylight(None, None)


def share_of_daylight(cells: Iterable[Cell], approved: Collection[str], category_of: Mapping[str, str]) -> Daylight:
    """The share for one month and one family; `cells` are those of the whole organisation."""
    days = {
        (cell.key.category, cell.key.service): cell.user_days
        for cell in cells
        if cell.key.unit is None and cell.user_days is not None
    }
    total = days.get((None, None))
    if not total:
        return UNKNOWN
    by_service = {service: count for (_, service), count in days.items() if service in approved}
    hidden = [service for service in approved if service not in by_service]
    if hidden and not by_service:
        return Daylight(None, None, len(hidden))
    hidden_days = sum(days.get((category_of.get(service), None), total) for service in hidden)
    # Rounding may leave a service above the total.
    low = min(total, max(by_service.values(), default=0))
    high = min(total, sum(by_service.values()) + hidden_days)
    return Daylight(100 * low / total, 100 * high / total, len(hidden))
