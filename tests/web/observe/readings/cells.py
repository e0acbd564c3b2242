"""Cells and months written for tests of what figures allow to say."""

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey
from pleinjour.web.observe.readings.bounds import Use, read_use
from pleinjour.web.observe.readings.watch import WatchedMonth

MARCH = Month(2026, 3)
ROUNDING = 5


def cell(
    days: int | None,
    category: str | None = None,
    service: str | None = None,
    *,
    unit: str | None = None,
    connections: int | None = None,
    octets: int | None = None,
    people: int | None = None,
) -> Cell:
    """A cell; its people and its connections are its user-days unless given. `days` None: hidden."""
    key = CellKey(MARCH, "request", unit, category, service)
    if days is None:
        return Cell(key, None, None, None, None, suppressed=True)
    people, connections = (days if given is None else given for given in (people, connections))
    return Cell(key, people, days, connections, octets, suppressed=False)


def use_of(*cells: Cell, rounding: int = ROUNDING) -> Use:
    return read_use(cells, rounding)


def watched(month: Month, *cells: Cell, approved: frozenset[str] = frozenset()) -> WatchedMonth:
    return WatchedMonth(month, 1, approved, use_of(*cells))
