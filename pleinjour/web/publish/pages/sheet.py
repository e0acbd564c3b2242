"""The page of a sheet: the public reads it, and whoever publishes previews it, from the same rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.refdata.impact import load_impact
from pleinjour.refdata.schemas import PUBLIC_SHEETS, Field, load_schema
from pleinjour.web.publish.content import BETWEEN_UNITS
from pleinjour.web.publish.records import Record
from pleinjour.web.publish.words import CODES, GROUPS, LABELS
from pleinjour.web.ui.components import Row
from pleinjour.web.ui.numbers import as_language, ordinal_day

FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in load_schema(PUBLIC_SHEETS).fields}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sheet under its title."""

    title: str
    rows: tuple[Row, ...]


def parts_of(record: Record) -> list[Part]:
    """What the sheet says, in the order of its schema, in the reader's language."""
    return [
        Part(str(title), tuple(_row(field, record) for field in FIELDS.values() if field.group == group))
        for group, title in GROUPS.items()
    ]


def say(field: Field, value: str) -> str | None:
    """The value in the reader's language; None when nobody has said."""
    if not value:
        return None
    if field.type == "date":
        return ordinal_day(date_format(date.fromisoformat(value), "j F Y"), as_language(get_language()))
    if field.name == "units":
        return value.replace(BETWEEN_UNITS, ", ")
    if field.name == "study_level":
        return _say_level(int(value))
    return str(CODES[field.name].get(value, value)) if field.name in CODES else value


def _row(field: Field, record: Record) -> Row:
    return Row(str(LABELS[field.name]), say(field, record[field.name]))


def _say_level(rank: int) -> str:
    level = load_impact().levels.get(rank)
    label = level.label.say(as_language(get_language())) if level else ""
    return _("Niveau {rank} : {label}").format(rank=rank, label=label)
