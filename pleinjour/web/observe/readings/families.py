"""Which family of logs is shown first. Families are never added."""

from collections.abc import Iterable

from pleinjour.base.tallies import FAMILIES, Cell, Family


def main_family(cells: Iterable[Cell]) -> Family:
    """The family whose total shows most user-days, the first of FAMILIES when several do.

    `cells`: those of one month, one at least.
    """
    found = list(cells)
    families = [family for family in FAMILIES if any(cell.key.family == family for cell in found)]
    return max(families, key=lambda family: sum(_days(cell) for cell in found if cell.key.family == family))


def _days(cell: Cell) -> int:
    """Those of everybody for every service; nothing for any other cell."""
    is_total = cell.key.unit is None and cell.key.category is None
    return (cell.user_days or 0) if is_total else 0
