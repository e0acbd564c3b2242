"""The grid in which a cell that nobody fills looks like one that is hidden."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT, Cell, CellKey, Family

Column = tuple[str | None, str | None]
Sheet = tuple[Month, Family]


def lay_out(cells: Iterable[Cell], *, units: Iterable[str], sheets: Iterable[Sheet]) -> list[Cell]:
    """Every unit × every category and service that the organisation may show, for each month and family of `sheets`.

    A reader must not learn that one to ten people stand behind a missing cell: what is hidden and what is empty come
    out alike, suppressed, and a service hidden for the whole organisation does not come out at all. What is laid out
    never depends on use: `units` are the declared units, and `sheets` what the logs cover. Where there are units, that
    of people who belong to none comes out too. Cells of anything else are left out.
    """
    declared = set(units)
    rows = sorted({*declared, UNKNOWN_UNIT}) if declared else []
    shown: dict[Sheet, dict[CellKey, Cell]] = defaultdict(dict)
    for cell in cells:
        if not cell.suppressed:
            shown[cell.key.month, cell.key.family][cell.key] = cell
    return [cell for sheet in sorted(set(sheets)) for cell in _lay_sheet(sheet, shown[sheet], [None, *rows])]


def _lay_sheet(sheet: Sheet, shown: Mapping[CellKey, Cell], rows: Sequence[str | None]) -> Iterator[Cell]:
    columns = {(key.category, key.service) for key in shown if key.unit is None} | {(None, None)}
    for unit in rows:
        for category, service in sorted(columns, key=_column_order):
            key = CellKey(*sheet, unit, category, service)
            yield shown.get(key) or Cell(key, None, None, None, None, suppressed=True)


def _column_order(column: Column) -> tuple[str, str]:
    category, service = column
    return category or "", service or ""
