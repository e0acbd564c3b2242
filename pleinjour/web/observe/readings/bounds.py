"""How much use goes through some services or categories, said as two ends: what is certain, and what is possible.

User-days do not add up over services (a person who uses two on one day counts once), connections do, and a user-day
has one connection at least. So, for wanted services of which some are shown (days a) and others not:

    low  = max(a)
    high = min(T, Σa + Σ hidden(c))      over the categories c of those that are not shown

where hidden(c), the use that may be in c without being shown, is min(days of c, connections of c − Σ connections of
services shown in c). When c is not shown either, it is what the whole has and no figure shown explains. `floor` and
`ceiling` are the same ends once every figure may be off by half of its rounding.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final

from pleinjour.base.tallies import Cell


@dataclass(frozen=True, slots=True)
class Bounds:
    """User-days between `low` and `high` as figures stand, `floor` and `ceiling` once rounding is allowed for."""

    low: float
    high: float
    floor: float
    ceiling: float

    @property
    def is_one(self) -> bool:
        """Whether figures leave one value, rounding aside."""
        return self.low == self.high


NOTHING: Final = Bounds(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Use:
    """The figures shown of one place (the whole organisation, or a unit), one month, one family.

    total: None when it is not shown. Categories and services: those that are shown. rounding: the step to which
    figures were rounded.
    """

    total: Cell | None = None
    categories: Mapping[str, Cell] = field(default_factory=dict)
    services: Mapping[str, Cell] = field(default_factory=dict)
    rounding: int = 0

    @property
    def slack(self) -> float:
        """How far a figure may be from the truth."""
        return self.rounding / 2


def read_use(cells: Iterable[Cell], rounding: int, unit: str | None = None) -> Use:
    """What `cells`, of one month and one family, show of the organisation, or of one unit."""
    here = [cell for cell in cells if cell.key.unit == unit]
    shown = [cell for cell in here if not cell.suppressed]
    return Use(
        total=next((cell for cell in shown if cell.key.category is None), None),
        categories={cell.key.category: cell for cell in shown if cell.key.category and cell.key.service is None},
        services={cell.key.service: cell for cell in shown if cell.key.service},
        rounding=rounding,
    )


def bound_services(use: Use, wanted: Collection[str], category_of: Mapping[str, str]) -> Bounds | None:
    """User-days on any of the wanted services; None when not one of them is shown."""
    if not wanted:
        return NOTHING
    shown = [use.services[service] for service in wanted if service in use.services]
    homes = {category_of.get(service, "") for service in wanted if service not in use.services}
    return _join(use, shown, [_unseen_in(use, home) for home in homes]) if shown else None


def bound_categories(use: Use, wanted: Collection[str]) -> Bounds | None:
    """User-days in any of the wanted categories; None when nothing of them is shown."""
    shown = [use.categories[category] for category in wanted if category in use.categories]
    closed = [category for category in wanted if category not in use.categories]
    inside = [cell for cell in use.services.values() if cell.key.category in closed]
    unseen = [_unseen(use)] if closed else []
    return _join(use, [*shown, *inside], unseen) if shown or inside else None


@dataclass(frozen=True, slots=True)
class _Unseen:
    """User-days that may hide somewhere: as figures stand, and once rounding is allowed for."""

    most: float
    ceiling: float


def _join(use: Use, shown: list[Cell], unseen: list[_Unseen]) -> Bounds:
    days = [cell.user_days or 0 for cell in shown]
    whole = inf if use.total is None else use.total.user_days or 0
    most = sum(days) + sum(part.most for part in unseen)
    ceiling = sum(days) + use.slack * len(days) + sum(part.ceiling for part in unseen)
    return Bounds(
        # Rounding may leave a service above the total.
        low=min(whole, max(days)),
        high=min(whole, most),
        floor=max(0.0, max(days) - use.slack),
        ceiling=min(whole + use.slack, ceiling),
    )


def _unseen_in(use: Use, category: str) -> _Unseen:
    """What may be used in a category without being shown."""
    home = use.categories.get(category)
    if home is None:
        return _unseen(use)
    inside = [cell for cell in use.services.values() if cell.key.category == category]
    return _rest(use, home, inside)


def _unseen(use: Use) -> _Unseen:
    """What may be used without any figure below the total that shows it."""
    if use.total is None:
        return _Unseen(inf, inf)
    alone = [cell for cell in use.services.values() if cell.key.category not in use.categories]
    return _rest(use, use.total, [*use.categories.values(), *alone])


def _rest(use: Use, whole: Cell, parts: list[Cell]) -> _Unseen:
    connections = (whole.connections or 0) - sum(cell.connections or 0 for cell in parts)
    days = whole.user_days or 0
    return _Unseen(
        most=min(days, max(0, connections)),
        ceiling=max(0.0, min(days + use.slack, connections + use.slack * (1 + len(parts)))),
    )
