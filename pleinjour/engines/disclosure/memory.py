"""What the cells of other months show."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey, Family
from pleinjour.engines.disclosure.steadiness import Past

_Place = tuple[str | None, str | None, str | None]


class Memory:
    """The numbers of people shown, month by month and family by family."""

    def __init__(self, cells: Iterable[Cell] = ()) -> None:
        self._shown: dict[Family, dict[Month, dict[_Place, int]]] = defaultdict(dict)
        self._units: dict[Family, set[str]] = defaultdict(set)
        self._months: dict[Family, list[Month]] = {}
        self.add(cells)

    def add(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            key = cell.key
            month = self._shown[key.family].setdefault(key.month, {})
            if key.unit is not None:
                self._units[key.family].add(key.unit)
            if cell.people is not None:
                month[key.unit, key.category, key.service] = cell.people
        self._months = {family: sorted(months) for family, months in self._shown.items()}

    def pasts(self, key: CellKey, count: int, units: Collection[str]) -> tuple[Past, Past]:
        """What the cell showed before its month, and after it, the nearest month first.

        A unit that is new takes the number of the one, among those that are gone from `units`, which is nearest to
        `count`: they may be the same people under another name.
        """
        shown, months = self._shown.get(key.family, {}), self._months.get(key.family, [])
        place = (key.unit, key.category, key.service)
        if key.unit is not None and months and key.unit not in self._units[key.family]:
            return self._of_gone_units(key, count, units), ()
        here = bisect_left(months, key.month)
        after = here + (here < len(months) and months[here] == key.month)
        return (
            [shown[month].get(place) for month in reversed(months[:here])],
            [shown[month].get(place) for month in months[after:]],
        )

    def _of_gone_units(self, key: CellKey, count: int, units: Collection[str]) -> Past:
        gone = self._units[key.family].difference(units)
        last = self._shown[key.family][self._months[key.family][-1]]
        figures = [last.get((unit, key.category, key.service)) for unit in gone]
        known = [figure for figure in figures if figure is not None]
        return [min(known, key=lambda figure: (abs(figure - count), figure))] if known else []
