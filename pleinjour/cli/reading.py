"""How logs are read on this machine: the catalogue, today, and where compiled scanners are kept."""

import os
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase
from pleinjour.engines.traffic import Domains, Reading, Units, UnreadableSource, parse_custom_reader
from pleinjour.refdata.services import compiled_folder, load_catalogue


class UnknownZone(PleinjourError):
    """A time zone that the IANA database does not know."""

    sentence: ClassVar[str] = "Le fuseau horaire « {zone} » n’existe pas. Exemple : Europe/Paris."


def make_reading(format_name: str | None, zone: str, units: Units) -> Reading:
    """How to read, with the catalogue of services. Raises UnknownZone, CustomReaderError, UnreadableSource."""
    try:
        today = datetime.now(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        raise UnknownZone(zone=zone) from None
    custom = _custom_reader(format_name)
    return Reading(
        domains=known_domains(),
        read_on=today,
        units=units,
        format=parse_custom_reader(custom).name if custom else format_name,
        customs=(custom,) if custom else (),
        zone=zone,
        scan_cache=scan_cache(),
    )


def known_domains() -> Domains:
    """The domains of this machine's catalogue."""
    catalogue = load_catalogue()
    return Domains(catalogue.domains, catalogue.version)


def scan_cache() -> Path:
    """The folder for compiled scanners: beside the catalogue, or the person's cache where that can't be written."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return compiled_folder(cache / "pleinjour")


def _custom_reader(format_name: str | None) -> str | None:
    """The YAML of a custom reader, when `--format` names such a file. Raises CustomReaderError, UnreadableSource."""
    if not format_name or not format_name.endswith((".yaml", ".yml")):
        return None
    try:
        text = Path(format_name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableSource(name=format_name, why=Phrase("ce n’est pas un fichier de texte lisible")) from None
    return text
