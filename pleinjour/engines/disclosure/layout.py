"""The grid in which a cell that nobody fills looks like one that is hidden."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT, Cell, CellKey, Family

Column = tuple[str | None, str | None]


def lay_out(cells: Iterable[Cell], units: Iterable[str] = ()) -> list[Cell]:
    """Every unit × every category and service that the organisation may show, each month and family apart.

    A reader must not learn that one to ten people stand behind a missing cell: what is hidden and what is empty come
    out alike, suppressed, and a service hidden for the whole organisation does not come out at all. `units` are the
    declared units; one that never used anything comes out too, and so does the unit of people who belong to none.
    """
    declared = set(units)
    if declared:
        declared.add(UNKNOWN_UNIT)
    ordered = sorted(cells, key=lambda cell: (cell.key.month, cell.key.family))
    grid: list[Cell] = []
    for (month, family), group in groupby(ordered, key=attrgetter("key.month", "key.family")):
        grid += _lay_month(month, family, list(group), declared)
    return grid


def _lay_month(month: Month, family: Family, cells: Sequence[Cell], declared: set[str]) -> Iterator[Cell]:
    shown = {cell.key: cell for cell in cells if not cell.suppressed}
    columns = {(key.category, key.service) for key in shown if key.unit is None} | {(None, None)}
    units = declared | {cell.key.unit for cell in cells if cell.key.unit is not None}
    for unit in [None, *sorted(units)]:
        for category, service in sorted(columns, key=_column_order):
            key = CellKey(month, family, unit, category, service)
            yield shown.get(key) or Cell(key, None, None, None, None, suppressed=True)


def _column_order(column: Column) -> tuple[str, str]:
    category, service = column
    return category or "", service or ""
