"""One month and one family as matrices: row 0 is the organisation, column 0 every service.

Columns 1 to C are the categories, the next ones their services, category after category. A cell that nobody fills
holds zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pleinjour.base.tallies import Tally
from pleinjour.engines.disclosure.errors import UnsoundTable

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Column = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Table:
    """Exact counts. `units` names the rows after the first, `spans` the columns of each category's services.

    `present`: the cells that somebody fills. `worthy`: those that may be shown, as far as their own people go.
    `nests`: whether the people of a whole less those of some parts are a lower bound for the others. `places`: the row
    and column of each tally, in the order of the tallies.
    """

    people: Counts
    user_days: Counts
    connections: Counts
    present: Mask
    worthy: Mask
    units: tuple[str, ...]
    spans: tuple[slice, ...]
    nests: bool = True
    places: tuple[tuple[int, int], ...] = ()

    @property
    def categories(self) -> slice:
        return slice(1, 1 + len(self.spans))

    @property
    def services(self) -> slice:
        return slice(1 + len(self.spans), self.people.shape[1])

    def at_least(self, alone: Counts, rest: Counts) -> Counts:
        """The least number of distinct people of a group: those of its largest cell, or those whom the rest leaves."""
        return np.maximum(alone, rest) if self.nests else alone

    def detail(self, category: int) -> slice:
        """The services of a category, counted from the first service."""
        span = self.spans[category]
        return slice(span.start - self.services.start, span.stop - self.services.start)


def lay_table(tallies: Sequence[Tally], bars: Sequence[int]) -> Table:
    """The table that the tallies of one month and one family fill; a cell is worthy from its bar on.

    Raises UnsoundTable.
    """
    if any(t.key.service is not None and t.key.category is None for t in tallies):
        raise UnsoundTable(month=str(tallies[0].key.month))
    table = lay_cells(tallies, bars)
    if len(set(table.places)) < len(table.places) or not _adds_up(table):
        raise UnsoundTable(month=str(tallies[0].key.month))
    return table


def lay_cells(tallies: Sequence[Tally], bars: Sequence[int]) -> Table:
    """The table of cells that need not add up."""
    units = tuple(sorted({t.key.unit for t in tallies if t.key.unit is not None}))
    rows: dict[str | None, int] = {unit: row for row, unit in enumerate([None, *units])}
    columns, spans = _number_columns(tallies)
    places = tuple((rows[t.key.unit], columns[t.key.category, t.key.service]) for t in tallies)
    shape = (len(rows), len(columns))
    people = _fill(shape, places, [t.people for t in tallies])
    return Table(
        people=people,
        user_days=_fill(shape, places, [t.user_days for t in tallies]),
        connections=_fill(shape, places, [t.connections for t in tallies]),
        present=people > 0,
        worthy=(people > 0) & (people >= _fill(shape, places, bars)),
        units=units,
        spans=spans,
        places=places,
    )


def _number_columns(tallies: Sequence[Tally]) -> tuple[Mapping[Column, int], tuple[slice, ...]]:
    categories = sorted({t.key.category for t in tallies if t.key.category is not None})
    services = sorted({(t.key.category or "", t.key.service) for t in tallies if t.key.service is not None})
    columns: list[Column] = [(None, None), *((category, None) for category in categories), *services]
    first = 1 + len(categories)
    spans = []
    for category in categories:
        size = sum(1 for owner, _ in services if owner == category)
        spans.append(slice(first, first + size))
        first += size
    return {column: place for place, column in enumerate(columns)}, tuple(spans)


def _fill(shape: tuple[int, int], places: Sequence[tuple[int, int]], counts: Sequence[int]) -> Counts:
    matrix = np.zeros(shape, dtype=np.int64)
    matrix[tuple(np.array(places, dtype=np.intp).T)] = counts
    return matrix


def _adds_up(table: Table) -> bool:
    """Whether every margin is the sum of its parts in connections, and no smaller than a part in people."""
    return (
        _is_margin(table, slice(0, 1), table.categories)
        and all(_is_margin(table, slice(1 + c, 2 + c), span) for c, span in enumerate(table.spans))
        and (len(table.people) == 1 or _holds_units(table))
    )


def _is_margin(table: Table, margin: slice, parts: slice) -> bool:
    adds = table.connections[:, margin] == table.connections[:, parts].sum(axis=1, keepdims=True)
    return bool(adds.all() and (table.people[:, margin] >= table.people[:, parts]).all())


def _holds_units(table: Table) -> bool:
    adds = table.connections[0] == table.connections[1:].sum(axis=0)
    return bool(adds.all() and (table.people[:1] >= table.people[1:]).all())
