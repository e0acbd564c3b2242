"""A published month as rows and as a spreadsheet, with what is needed to understand it far from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.base.tallies import Cell
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.models import Licence
from pleinjour.web.observe.pages.month import say_method, say_source
from pleinjour.web.observe.pages.naming import name_category, name_month, name_service
from pleinjour.web.observe.words import WORDS
from pleinjour.web.organizations.spreadsheet import write_ods

COLUMNS: Final = (
    "month", "edition", "family", "unit", "category", "category_label", "service", "service_label",
    "people", "user_days", "connections", "bytes_sent", "suppressed",
)  # fmt: skip
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Export:
    """One edition of one month, whole."""

    authority: str
    slug: str
    edition: Edition
    cells: tuple[Cell, ...]
    licence: Licence

    @property
    def name(self) -> str:
        return f"observer-{self.slug}-{self.edition.month}-edition-{self.edition.number}"


def rows_of(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row for each cell, in the order of COLUMNS. Hidden counts are empty."""
    for cell in export.cells:
        key = cell.key
        yield (
            str(key.month), export.edition.number, key.family, key.unit,
            key.category, name_category(key.category) if key.category else None,
            key.service, name_service(key.service) if key.service else None,
            cell.people, cell.user_days, cell.connections, cell.bytes_sent, int(cell.suppressed),
        )  # fmt: skip


def write_spreadsheet(export: Export) -> bytes:
    """An OpenDocument spreadsheet: the figures, and a sheet that says what they are."""
    return write_ods({_("Chiffres"): [COLUMNS, *rows_of(export)], _("À lire"): list(_about(export))})


def _about(export: Export) -> Iterator[tuple[Value, ...]]:
    edition = export.edition
    yield _("Collectivité"), export.authority
    yield _("Période"), name_month(edition.month)
    yield _("Source"), say_source(edition)
    yield _("Méthode"), say_method(edition)
    yield _("Édition"), edition.number
    yield _("Publiée le"), edition.published_on.isoformat()
    if edition.reason:
        yield _("Ce qui est corrigé"), edition.reason
    yield _("Licence"), f"{export.licence.label} ({export.licence.value})"
    yield _("Seuil"), _("Un chiffre de moins de {count} personnes est masqué.").format(count=edition.threshold)
    yield _("Arrondi"), _("Les nombres sont arrondis à {count} près.").format(count=edition.rounding)
    yield from _columns()
    for family, words in WORDS.items():
        yield family, f"{words.label}. {words.meaning}"


def _columns() -> tuple[tuple[str, str], ...]:
    return (
        ("people", _("Personnes (appareils pour dns et flow), nombre.")),
        ("user_days", _("Jours d’usage : une personne, un jour.")),
        ("connections", _("Connexions, au plus 100 par personne, par jour et par service.")),
        (
            "bytes_sent",
            _("Octets envoyés vers un service d’IA ; vide s’ils ne sont pas connus de chacun, ou si l’un y pèse trop."),
        ),
        ("suppressed", _("1 : le chiffre est masqué, ou il n’y en a pas. Rien ne les distingue.")),
        ("unit, category, service", _("Vide : tous. Les genres (family) ne s’additionnent jamais.")),
    )
