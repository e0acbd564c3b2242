"""The observation itself, from names of files to cells that may be shown. Nothing is written anywhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase
from pleinjour.base.tallies import Cell
from pleinjour.cli.language import translate
from pleinjour.cli.sources import STANDARD_INPUT, find_logs, open_log
from pleinjour.engines.disclosure import lay_out, protect
from pleinjour.engines.traffic import (
    Account,
    Domains,
    Gathering,
    Reading,
    Units,
    UnreadableSource,
    decode_units,
    describe,
    figures,
    parse_custom_reader,
    parse_units,
    summarise,
)
from pleinjour.refdata.services import compiled_folder, load_catalogue


class UnknownZone(PleinjourError):
    """A time zone that the IANA database does not know."""

    sentence: ClassVar[str] = "Le fuseau horaire « {zone} » n’existe pas. Exemple : Europe/Paris."


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for."""

    format_name: str | None
    zone: str
    units_path: str | None
    threshold: int


@dataclass(frozen=True, slots=True)
class Observation:
    """What was read, and what may be shown of it."""

    account: Account
    cells: list[Cell]


def observe(names: tuple[str, ...], options: Options) -> Observation:
    """Reads every log and returns protected cells. Raises PleinjourError; then nothing has been kept."""
    reading = make_reading(options.format_name, options.zone, _units(options.units_path))
    protect([], threshold=options.threshold)  # a threshold that is too low stops before hours of reading
    paths = find_logs(names)
    key = os.urandom(32)
    gathering = Gathering()
    with _progress(paths) as watch:
        for path in paths:
            with open_log(path) as stream:
                fresh = summarise(stream, reading, key=key, name=path, progress=watch(stream))
            gathering.add(fresh)
    summary = gathering.summary()
    tallies = figures(summary, load_catalogue().category_of)
    cells = protect(tallies, threshold=options.threshold)
    return Observation(describe(summary), lay_out(cells, units=reading.units.names() if reading.units else ()))


def make_reading(format_name: str | None, zone: str, units: Units) -> Reading:
    """How to read, with the catalogue of services. Raises UnknownZone, CustomReaderError, UnreadableSource."""
    try:
        today = datetime.now(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        raise UnknownZone(zone=zone) from None
    catalogue = load_catalogue()
    custom = _custom_reader(format_name)
    return Reading(
        domains=Domains(catalogue.domains, catalogue.version),
        read_on=today,
        units=units,
        format=None if custom else format_name,
        custom=custom,
        zone=zone,
        scan_cache=scan_cache(),
    )


def _custom_reader(format_name: str | None) -> str | None:
    """The YAML of a custom reader, when `--format` names such a file. Raises CustomReaderError, UnreadableSource."""
    if not format_name or not format_name.endswith((".yaml", ".yml")):
        return None
    try:
        text = Path(format_name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnreadableSource(name=format_name, why=Phrase("ce n’est pas un fichier de texte lisible")) from None
    parse_custom_reader(text)
    return text


def scan_cache() -> Path:
    """The folder for compiled scanners: beside the catalogue, or the person's cache where that can't be written."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return compiled_folder(cache / "pleinjour")


def _units(path: str | None) -> Units:
    return parse_units(decode_units(Path(path).read_bytes())) if path else Units()


@contextmanager
def _progress(paths: list[str]) -> Iterator[Callable[[BinaryIO], Callable[[int], None]]]:
    """Gives, for a stream, the function that is told of each step; a bar shows on a terminal only."""
    total = sum(os.path.getsize(path) for path in paths if path != STANDARD_INPUT)
    label = translate("Lecture")
    with click.progressbar(length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def watch(stream: BinaryIO) -> Callable[[int], None]:
            if not stream.seekable():
                return lambda taken: None
            seen = 0

            def step(_taken: int) -> None:
                nonlocal seen
                position = stream.tell()
                bar.update(position - seen)
                seen = position

            return step

        yield watch
