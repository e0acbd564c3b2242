"""The cells of one month, at hand by their place in the table."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pleinjour.base.tallies import FAMILIES, UNKNOWN_UNIT, Cell, Family
from pleinjour.web.ui.charts import Gap, Value


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one family."""

    family: Family
    cells: tuple[Cell, ...]

    def total(self) -> Cell | None:
        """The cell of everybody, for every service."""
        return next((cell for cell in self._of_organization() if cell.key.category is None), None)

    def categories(self) -> list[Cell]:
        """One cell for each category, the most used first."""
        return _most_used_first(
            cell for cell in self._of_organization() if cell.key.category and cell.key.service is None
        )

    def services(self) -> list[Cell]:
        """One cell for each service, the most used first."""
        return _most_used_first(cell for cell in self._of_organization() if cell.key.service)

    def units(self) -> list[Cell]:
        """The total of each unit, in alphabetical order: units are never ranked. People of no unit come last."""
        totals = (cell for cell in self.cells if cell.key.unit is not None and cell.key.category is None)
        return sorted(totals, key=lambda cell: dictionary_order(cell.key.unit or ""))

    def _of_organization(self) -> Iterable[Cell]:
        return (cell for cell in self.cells if cell.key.unit is None)


def split_by_family(cells: Iterable[Cell]) -> dict[Family, Table]:
    """One table for each family that is there; families are never added."""
    found = list(cells)
    tables = {family: Table(family, tuple(cell for cell in found if cell.key.family == family)) for family in FAMILIES}
    return {family: table for family, table in tables.items() if table.cells}


def draw_days(cell: Cell) -> Value:
    """The cell's user-days as charts draw them."""
    return Gap.HIDDEN if cell.user_days is None else cell.user_days


def dictionary_order(unit: str) -> tuple[bool, str]:
    """How units are sorted: alphabetically, whatever accents and capitals, people of no unit last."""
    letters = unicodedata.normalize("NFD", unit.casefold())
    return unit == UNKNOWN_UNIT, "".join(letter for letter in letters if not unicodedata.combining(letter))


def _most_used_first(cells: Iterable[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (-(cell.user_days or 0), cell.key.category or "", cell.key.service or ""))
