"""The formats that an authority describes, in words."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from pleinjour.engines.traffic import parse_custom_reader
from pleinjour.web.observe.models import CustomReader
from pleinjour.web.observe.pages.naming import say_moment
from pleinjour.web.observe.readers import fault_of

EXAMPLE: Final = """name: passerelle
title: Passerelle du réseau
family: request
lines: csv
separator: ";"
columns: [date, heure, poste, compte, methode, adresse, envoyes, decision]
time: [date, heure]
time_format: iso
client: poste
user: compte
host: adresse
bytes_sent: envoyes
keep: {decision: [permis, autorise]}
"""


@dataclass(frozen=True, slots=True)
class ShownReader:
    """A format as the list shows it. `fault`: what is to be put right before it reads anything, empty when it reads."""

    key: int
    name: str
    title: str
    kept_at: str
    fault: str


def describe_reader(reader: CustomReader) -> ShownReader:
    """The format, and why it can't be followed if so."""
    fault = fault_of(reader)
    return ShownReader(
        key=reader.pk,
        name=reader.name,
        title="" if fault else parse_custom_reader(reader.description).title,
        kept_at=say_moment(reader.kept_at, reader.authority.time_zone),
        fault=fault.explain(gettext) if fault else "",
    )
