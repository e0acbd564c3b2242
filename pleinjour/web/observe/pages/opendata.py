"""Every published month as open data: rows, their schema, and the package that names the licence."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from pleinjour.base.tallies import Cell
from pleinjour.refdata.schemas import MONTHLY_FIGURES, load_schema
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.models import Licence
from pleinjour.web.observe.pages.export import Export, Value
from pleinjour.web.observe.pages.naming import name_category, name_month, name_service, say_day, say_number
from pleinjour.web.observe.pages.table import split_by_family
from pleinjour.web.observe.words import WORDS
from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.components import Column, DataTable

LICENCE_PAGES: Final = {
    Licence.OPEN: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    Licence.DATABASE: "https://opendatacommons.org/licenses/odbl/1-0/",
}


def columns() -> tuple[str, ...]:
    """The names of the columns, in the order of the schema."""
    return tuple(field.name for field in load_schema(MONTHLY_FIGURES).fields)


def rows_of(exports: Iterable[tuple[Export, bool]], siren: str) -> Iterator[tuple[Value, ...]]:
    """One row for each cell, in the order of the schema; each edition comes with whether it is the last one."""
    # A file has one language, whoever takes it: names must not change from a download to the next.
    with translation.override("fr"):
        for export, is_last in exports:
            yield from _edition_rows(export, siren, is_last=is_last)


def _edition_rows(export: Export, siren: str, *, is_last: bool) -> Iterator[tuple[Value, ...]]:
    edition = export.edition
    for cell in export.cells:
        key = cell.key
        yield (
            siren, export.authority, str(key.month), edition.number, "true" if is_last else "false",
            edition.published_on.isoformat(), key.family, key.unit,
            key.category, name_category(key.category) if key.category else None,
            key.service, name_service(key.service) if key.service else None,
            "hidden" if cell.suppressed else "shown",
            cell.people, cell.user_days, cell.connections, cell.bytes_sent,
            edition.threshold, edition.rounding, edition.method, edition.catalogue,
        )  # fmt: skip


def tabulate_months(margins: Iterable[tuple[Edition, list[Cell]]]) -> DataTable:
    """How many people each month shows, one line for each kind of log; hidden where it is."""
    columns = (
        Column(_("Mois")),
        Column(_("Ce que voient les journaux")),
        Column(_("Personnes ou appareils"), numeric=True),
        Column(_("Publié le")),
    )
    rows = tuple(
        (name_month(edition.month), str(WORDS[family].label), _say_people(table.total()), say_day(edition.published_on))
        for edition, cells in margins
        for family, table in split_by_family(cells).items()
    )
    return DataTable(_("Les derniers mois publiés"), columns, rows)


def _say_people(total: Cell | None) -> str:
    return say_number(total.people if total else None)


def write_package(authority: Authority, licence: Licence) -> str:
    """The data package (Frictionless) that describes the file, in JSON: who publishes it, under which licence."""
    schema = load_schema(MONTHLY_FIGURES)
    package = {
        "profile": "tabular-data-package",
        "name": f"ia-{authority.slug}",
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "licenses": [{"name": licence.value, "title": str(licence.label), "path": LICENCE_PAGES[licence]}],
        "contributors": [{"title": authority.name, "role": "publisher"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": MONTHLY_FIGURES,
                "path": "chiffres.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": "schema.json",
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2)
