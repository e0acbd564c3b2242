"""What a reader can infer who keeps every page: linear programmes over all months together.

The reader knows every figure shown, the method but its secret, who is there each month and in which unit, and that
everybody uses the same services month after month; not which services, nor how much. How many days and connections the
others had in another month is known to nobody, so months meet in their numbers of people only.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from bench.population import ABSENT, Population
from pleinjour.base.tallies import Cell, CellKey, Tally

Reals = npt.NDArray[np.float64]
Row = tuple[list[int], list[float], float]
"""Places of unknowns, their factors, and the most that their sum may be."""

CERTAIN = 1e-6
MOST_DAYS = 31


class MonthsTogether:
    """Unknowns: for each group of people and each column, how many of the group use it.

    A group is those who are in the same unit in every month. Columns: all services, categories, services.
    """

    def __init__(self, population: Population, months: Sequence[Sequence[Cell]], rounding: int = 5) -> None:
        self.homes, sizes = np.unique(population.homes, axis=0, return_counts=True)
        self.owners = population.owners
        self.categories = sorted({int(owner) for owner in population.owners})
        self.width = 1 + len(self.categories) + len(self.owners)
        self.sizes: Reals = np.repeat(sizes, self.width).astype(np.float64)
        rows = [*self._nesting()]
        for month, cells in enumerate(months):
            rows += [row for cell in cells for row in self._limits(cell, month, rounding)]
        self.matrix = _stack([row[:2] for row in rows], len(self.sizes))
        self.limits = np.array([row[2] for row in rows])

    def movers(self, largest: int) -> list[list[int]]:
        """Groups of at most `largest` people who join, leave or change unit; one sum for each of their columns."""
        moves = (self.homes != self.homes[:, :1]).any(axis=1)
        few = self.sizes[:: self.width] <= largest
        return [[g * self.width + c] for g in np.flatnonzero(moves & few).tolist() for c in range(self.width)]

    def people_of(self, key: CellKey, month: int) -> list[int]:
        """The unknowns whose sum is the number of people of a cell."""
        here = self.homes[:, month]
        groups = np.flatnonzero(here != ABSENT if key.unit is None else here == _number(key.unit))
        return (groups * self.width + self._column(key)).tolist()

    def inferred(self, sums: Sequence[list[int]]) -> list[list[int]]:
        """Which sums are more than nothing in every world that agrees with what is shown."""
        left = list(sums)
        while left:
            certain = self._positive(left)
            if len(certain) == len(left):
                return [one for one in left if self._positive([one])]
            left = certain
        return []

    def most(self, places: list[int]) -> float:
        """The largest that a sum can be."""
        goal = np.zeros_like(self.sizes)
        goal[places] = -1
        return float(self._solve(goal)[places].sum())

    def _positive(self, sums: list[list[int]]) -> list[list[int]]:
        """Which of the sums are more than nothing in a world where they are least, all together."""
        world = self._solve(np.bincount(np.concatenate(sums), minlength=len(self.sizes)).astype(np.float64))
        return [places for places in sums if world[places].sum() > CERTAIN]

    def _solve(self, goal: Reals) -> Reals:
        """A world that agrees with what is shown, and makes the goal least."""
        bounds = np.stack([np.zeros_like(self.sizes), self.sizes], axis=1)
        # scipy takes sparse matrices, its stubs do not
        found = linprog(goal, A_ub=self.matrix, b_ub=self.limits, bounds=bounds)  # type: ignore[call-overload]
        assert found.x is not None, found.message
        world: Reals = found.x
        return world

    def _column(self, key: CellKey) -> int:
        if key.service is not None:
            return 1 + len(self.categories) + _number(key.service)
        return 0 if key.category is None else 1 + self.categories.index(_number(key.category))

    def _limits(self, cell: Cell, month: int, rounding: int) -> Iterator[Row]:
        """A number shown is as near as the rounding; nobody has more user-days than the month has days."""
        if cell.people is None or cell.user_days is None:
            return
        places = self.people_of(cell.key, month)
        ones = [1.0] * len(places)
        yield places, ones, min(cell.people + rounding, cell.user_days + rounding // 2)
        yield places, [-one for one in ones], -max(cell.people - rounding, (cell.user_days - rounding // 2) / MOST_DAYS)

    def _nesting(self) -> Iterator[Row]:
        """Whoever uses a service uses its category, and whoever uses a category uses one of its services."""
        first = 1 + len(self.categories)
        for group in range(len(self.homes)):
            start = group * self.width
            parts = [(start, [start + 1 + c for c in range(len(self.categories))])]
            for place, category in enumerate(self.categories):
                services = np.flatnonzero(self.owners == category).tolist()
                parts.append((start + 1 + place, [start + first + service for service in services]))
            for whole, inside in parts:
                yield from (([part, whole], [1.0, -1.0], 0.0) for part in inside)
                yield [whole, *inside], [1.0, *([-1.0] * len(inside))], 0.0


def small_and_hidden(tallies: Iterable[Tally], cells: Iterable[Cell], threshold: int) -> list[CellKey]:
    """The cells under the threshold."""
    pairs = zip(tallies, cells, strict=True)
    return [tally.key for tally, cell in pairs if cell.suppressed and tally.people < threshold]


def _number(name: str) -> int:
    return int(name.rsplit(" ", 1)[1])


def _stack(rows: Sequence[tuple[list[int], list[float]]], width: int) -> csr_array:
    """The rows as one sparse matrix."""
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([np.array(places, dtype=np.int64) for places, _ in rows])
    factors = np.concatenate([np.array(factors, dtype=np.float64) for _, factors in rows])
    return csr_array((factors, places, ends), shape=(len(rows), width))
