"""What each unit uses, so that help goes where it is wanted. Always in alphabetical order."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pleinjour.base.tallies import Cell
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.pages.naming import name_category, name_month, name_unit, say_number
from pleinjour.web.observe.pages.table import Table, draw_days
from pleinjour.web.ui.charts import Bar, BarChart, Gap
from pleinjour.web.ui.components import Column, DataTable

CATEGORIES_SHOWN = 4


def draw_units(table: Table) -> BarChart:
    """User-days by unit."""
    bars = tuple(Bar(name_unit(cell.key.unit or ""), draw_days(cell)) for cell in table.units())
    hidden = sum(isinstance(bar.value, Gap) for bar in bars)
    summary = _("{shown} services de la collectivité ont un chiffre, {hidden} sont masqués.").format(
        shown=len(bars) - hidden, hidden=hidden
    )
    return BarChart(
        "unites",
        _("L’usage par service de la collectivité"),
        summary,
        _("jours d’usage"),
        pgettext("unité", "Service"),
        bars,
    )


def tabulate_units(edition: Edition, table: Table, cells: Iterable[Cell]) -> DataTable:
    """User-days by unit, and by category (`cells`) for the most used of those that some unit may show."""
    by_category = {(cell.key.unit, cell.key.category): cell for cell in cells}
    shown = {category for (_unit, category), cell in by_category.items() if not cell.suppressed}
    categories = [cell.key.category for cell in table.categories() if cell.key.category in shown][:CATEGORIES_SHOWN]
    columns = [
        Column(pgettext("unité", "Service")),
        Column(_("Personnes"), numeric=True),
        Column(_("Jours d’usage"), numeric=True),
    ]
    columns += [Column(name_category(category or ""), numeric=True) for category in categories]
    rows = tuple(
        _row(total, [by_category.get((total.key.unit, category)) for category in categories]) for total in table.units()
    )
    caption = _("Personnes et jours d’usage par service de la collectivité en {month}").format(
        month=name_month(edition.month)
    )
    return DataTable(caption, tuple(columns), rows)


def _row(total: Cell, cells: list[Cell | None]) -> tuple[str, ...]:
    counts = [total.people, total.user_days, *(cell.user_days if cell else None for cell in cells)]
    return (name_unit(total.key.unit or ""), *map(say_number, counts))
