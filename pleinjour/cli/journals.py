"""What `pleinjour journal` does and says. Django is loaded here, and nowhere before."""

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import click

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import french
from pleinjour.cli.language import language, translate
from pleinjour.cli.starting import start_django
from pleinjour.web.config.management import require_database

if TYPE_CHECKING:
    from pleinjour.web.organizations.journal import Anchor, Reading
    from pleinjour.web.organizations.models import Authority, JournalEntry

FAULTS: Final = {
    "missing": french("absente"),
    "changed": french("modifiée"),
    "unlinked": french("ne suit pas la précédente"),
    "cut": french("n’est plus celle que vous gardez"),
}


class NoSuchJournal(PleinjourError):
    """A journal is asked for by a name that no authority has."""

    sentence: ClassVar[str] = "Aucune collectivité ne porte le nom « {slug} » dans l’adresse. Vérifiez-le."


class WrongAnchor(PleinjourError):
    """An anchor that is not written as the command gives it, or is of a journal that is not read."""

    sentence: ClassVar[str] = (
        "L’empreinte gardée « {anchor} » ne convient pas : écrivez NOM:RANG:EMPREINTE, d’un des journaux vérifiés."
    )


def verify_all(slug: str | None, anchors: Sequence[str], *, as_json: bool) -> None:
    """Reads each journal; leaves with 1 when one is broken. Raises NoSuchJournal, WrongAnchor, NoDatabaseHere."""
    authorities = _authorities(slug)
    known = _anchors(anchors, {authority.slug for authority in authorities})
    from django.utils import translation

    from pleinjour.web.organizations.journal import read_chain

    with translation.override(language()):
        readings = {one.slug: read_chain(one, known.get(one.slug)) for one in authorities}
        (_print_json if as_json else _print_lines)(readings)
    sys.exit(1 if any(reading.breaks for reading in readings.values()) else 0)


def export_all(slug: str | None, *, as_csv: bool) -> None:
    """Writes each journal, entry after entry. Raises NoSuchJournal, NoDatabaseHere."""
    authorities = _authorities(slug)
    from pleinjour.web.organizations.journal_export import FIELDS, as_json_lines, as_rows

    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(FIELDS)
        writer.writerows(as_rows(_entries(authorities)))
    else:
        for line in as_json_lines(_entries(authorities)):
            click.echo(line)


def _entries(authorities: Sequence["Authority"]) -> Iterator["JournalEntry"]:
    from pleinjour.web.organizations.models import JournalEntry

    for authority in authorities:
        yield from JournalEntry.objects.filter(authority=authority).order_by("sequence").iterator()


def _authorities(slug: str | None) -> list["Authority"]:
    require_database(os.environ)
    start_django()
    from pleinjour.web.organizations.models import Authority

    chosen = Authority.objects.filter(slug=slug) if slug else Authority.objects.all()
    found = list(chosen.order_by("slug"))
    if slug and not found:
        raise NoSuchJournal(slug=slug)
    return found


def _anchors(texts: Sequence[str], slugs: set[str]) -> dict[str, "Anchor"]:
    from pleinjour.web.organizations.journal import Anchor

    anchors = {}
    for text in texts:
        slug, _colon, rest = text.partition(":")
        rank, _colon, digest = rest.partition(":")
        if slug not in slugs or slug in anchors or not (rank.isdecimal() and len(digest) == 64):
            raise WrongAnchor(anchor=text)
        anchors[slug] = Anchor(int(rank), digest)
    return anchors


def _print_lines(readings: Mapping[str, "Reading"]) -> None:
    from pleinjour.web.organizations.errors import JournalTampered

    whole = translate("{slug} : entier, {entries} entrées. À garder ailleurs : {anchor}")
    broken = translate("{slug} : rompu. Entrée {sequence} : {fault}.")
    for slug, reading in readings.items():
        if not reading.breaks:
            click.echo(whole.format(slug=slug, entries=reading.entries, anchor=_anchor_of(slug, reading)))
            continue
        first = reading.breaks[0]
        click.echo(broken.format(slug=slug, sequence=first.sequence, fault=translate(FAULTS[first.fault])))
        click.echo(JournalTampered(sequence=first.sequence).explain(translate), err=True)


def _print_json(readings: Mapping[str, "Reading"]) -> None:
    every = [
        {
            "authority": slug,
            "entries": reading.entries,
            "anchor": _anchor_of(slug, reading),
            "breaks": [{"sequence": one.sequence, "fault": one.fault} for one in reading.breaks],
        }
        for slug, reading in readings.items()
    ]
    json.dump(every, sys.stdout, ensure_ascii=False, indent=1)
    click.echo()


def _anchor_of(slug: str, reading: "Reading") -> str:
    return f"{slug}:{reading.last.sequence}:{reading.last.hash}" if reading.last else ""
