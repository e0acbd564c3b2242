"""The columns of the register's file, in their order, and how a cell is read and written.

Words are French whatever the reader's language: a file must say the same wherever it goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from django.db.models import TextChoices
from django.utils import translation

from pleinjour.base.days import read_day
from pleinjour.base.sentences import Phrase, french
from pleinjour.base.spreadsheets import restore
from pleinjour.engines.search import sort_key
from pleinjour.engines.tables import clean
from pleinjour.web.registry.errors import CellRefused, FileRefused
from pleinjour.web.registry.models import Answer, Hosting, Origin, Part, Stage, State

SYSTEM, USE = "système", "usage"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `field` it fills, name in the file, what it may hold, and what is said of it in the templates."""

    field: str
    name: str
    note: str
    longest: int = 0
    choices: type[TextChoices] | None = None
    is_day: bool = False
    is_ignored: bool = False


COLUMNS: Final[tuple[Column, ...]] = (
    Column("kind", "Ligne", "« système » ou « usage ». Vide : usage si la colonne Usage est remplie.", 20),
    Column("name", "Système", "Le nom du système. Il le fait reconnaître.", 150),
    Column("service", "Service du catalogue", "Le nom ou l’identifiant du service. Vide : un système à vous.", 150),
    Column("stage", "Étape", "Ne s’importe pas : « Signalé » pour un nouveau système.", choices=Stage),
    Column("state", "État", "Ne s’importe pas : « Inconnu » pour un nouveau système.", choices=State),
    Column("state_reason", "Motif de l’état", "Ne s’importe pas.", is_ignored=True),
    Column("decided_on", "État décidé le", "Ne s’importe pas.", is_ignored=True),
    Column("purpose", "À quoi il sert", "Texte, 4 000 signes.", 4000),
    Column("origin", "Origine", "", choices=Origin),
    Column("provider", "Fournisseur", "Texte, 150 signes.", 150),
    Column("models_used", "Modèles d’IA", "Texte, 300 signes.", 300),
    Column("hosting", "Hébergement", "", choices=Hosting),
    Column("data_used", "Données utilisées", "Texte, 4 000 signes.", 4000),
    Column("personal_data", "Données personnelles", "", choices=Answer),
    Column("contract", "Contrat ou marché", "Texte, 200 signes.", 200),
    Column("contract_ends_on", "Fin du contrat", "Une date, 31/12/2026 ou 2026-12-31.", is_day=True),
    Column("use", "Usage", "Ce que l’on en fait. Texte, 4 000 signes.", 4000),
    Column("unit", "Service de la collectivité", "Son nom exact. Vide : toute la collectivité.", 100),
    Column("serves", "Décision ou service rendu", "Texte, 200 signes.", 200),
    Column("part", "Part dans une décision", "", choices=Part),
    Column("people_affected", "Personnes concernées", "Texte, 200 signes.", 200),
    Column("since", "Depuis", "Une date.", is_day=True),
    Column("ended_on", "Arrêté le", "Une date.", is_day=True),
)
BY_FIELD: Final[Mapping[str, Column]] = {column.field: column for column in COLUMNS}
NAMES: Final = tuple(column.name for column in COLUMNS)
DESCRIBED: Final = (
    "purpose", "origin", "provider", "models_used", "hosting", "data_used", "personal_data", "contract",
    "contract_ends_on",
)  # fmt: skip
_EARLIEST: Final = date(1970, 1, 1)
Value = str | date | None


@cache
def words_of(column: Column) -> Mapping[str, str]:
    """What a column of choices may say, by value: the French label."""
    with translation.override("fr"):
        return {value: str(label) for value, label in column.choices.choices} if column.choices else {}


def explain(column: Column) -> str:
    """What a column holds, for who fills it in."""
    choices = ", ".join(words_of(column).values())
    return " ".join(filter(None, (column.note, f"Au choix : {choices}." if choices else "")))


def read_header(cells: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a file, in its order; accents, capitals and signs of their names do not count.

    Raises FileRefused for a name that is unknown, empty or stands twice, and without a name of system.
    """
    known = {_key(column.name): column for column in COLUMNS}
    found: list[Column] = []
    for cell in cells:
        column = known.get(_key(cell))
        if column is None:
            raise FileRefused(reason=Phrase(french("la colonne « {name} » n’est pas connue"), name=cell[:60]))
        if column in found:
            raise FileRefused(reason=Phrase(french("la colonne « {name} » est là deux fois"), name=cell[:60]))
        found.append(column)
    if BY_FIELD["name"] not in found and BY_FIELD["service"] not in found:
        raise FileRefused(reason=Phrase(french("il manque la colonne « Système »")))
    return tuple(found)


def read_cell(column: Column, cell: str) -> Value:
    """What a cell that is not empty says. Raises CellRefused."""
    if column.choices:
        return _choice(column, cell)
    if column.is_day:
        return _day(cell)
    text = restore(cell)
    if len(text) > column.longest:
        raise CellRefused(reason=Phrase(french("il y a plus de {most} signes"), most=column.longest))
    return text


def write_cell(column: Column, value: object) -> str:
    """`value` as the file says it, before anything is neutralised."""
    if value is None:
        return ""
    if column.choices:
        return words_of(column)[str(value)]
    return value.isoformat() if isinstance(value, date) else clean(str(value))


def says(column: Column, cell: str, value: object) -> bool:
    """Whether a cell says what is already known, neutralised or not."""
    written = write_cell(column, value)
    return cell == written or restore(cell) == restore(written)


def _choice(column: Column, cell: str) -> str:
    value = _choices(column).get(_key(cell))
    if value is not None:
        return value
    choices = ", ".join(words_of(column).values())
    raise CellRefused(
        reason=Phrase(french("« {said} » n’est pas un choix possible ({choices})"), said=cell[:60], choices=choices)
    )


@cache
def _choices(column: Column) -> Mapping[str, str]:
    """Each value by the ways in which it may be written."""
    return {_key(said): value for value, label in words_of(column).items() for said in (value, label)}


def _day(cell: str) -> date:
    day = read_day(cell)
    if day and day >= _EARLIEST:
        return day
    raise CellRefused(reason=Phrase(french("« {said} » n’est pas une date, comme 31/12/2026"), said=cell[:60]))


def _key(name: str) -> str:
    return sort_key(name.replace("_", " "))
