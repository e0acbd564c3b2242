"""Reads the catalogue from its files and refuses, with the place, whatever breaks its rules."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from pleinjour.base.figures import Source
from pleinjour.base.sentences import french
from pleinjour.refdata.services.catalogue import (
    UNKNOWN,
    UNKNOWN_COUNTRY,
    Background,
    Catalogue,
    Category,
    Known,
    Service,
)
from pleinjour.refdata.services.countries import COUNTRY_CODES
from pleinjour.refdata.services.domains import DomainTable, read_shared_apexes
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_list, read_mapping, read_whole

CATEGORIES_FILE = "categories.yaml"
EDITION_FILE = "edition.yaml"
ENTRIES_FOLDER = "entries"

_ANSWERS = {"oui": True, "non": False}
_UNKNOWN_ANSWER = "inconnu"
_EDITION = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?:\.[1-9]\d?)?")


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue that stands in `folder`. Raises ReferenceDataError."""
    sources = Citations(read_sources(folder))
    categories = {entry.name: _category(entry) for entry in read_mapping(folder / CATEGORIES_FILE)}
    table = DomainTable(read_shared_apexes(folder))
    services: dict[str, Service] = {}
    for path in files_of_entries(folder, categories):
        for entry in read_list(path, named_by="id"):
            service = _service(entry, category_of_file(path), sources)
            if service.id in services:
                entry.refuse("cet identifiant est déjà pris")
            services[service.id] = service
            table.add(entry, service)
    refuse_unused(sources.recorded, sources.cited)
    return Catalogue(
        services=MappingProxyType(services),
        categories=MappingProxyType(categories),
        domains=MappingProxyType(table.domains),
        category_of=MappingProxyType({service.id: service.category for service in services.values()}),
        version=_version(folder),
        edition=_edition(folder),
        sources=tuple(recorded.source for recorded in sources.recorded.values()),
    )


def files_of_entries(folder: Path, categories: Iterable[str]) -> list[Path]:
    """The files of entries, in the order of categories: `image.yaml`, or `image.a-l.yaml` and `image.m-z.yaml`.

    Raises ReferenceDataError for a file of no category, and for a category without a file.
    """
    order = list(categories)
    paths = sorted((folder / ENTRIES_FOLDER).glob("*"))
    for path in paths:
        if path.suffix != ".yaml" or category_of_file(path) not in order:
            entry = Entry(CATEGORIES_FILE, path.stem, {})
            entry.refuse("« {file} » n’est le fichier d’aucune catégorie", file=path.name)
    found = {category_of_file(path) for path in paths}
    for category in order:
        if category not in found:
            Entry(CATEGORIES_FILE, category, {}).refuse("aucun fichier d’entrées pour cette catégorie")
    return sorted(paths, key=lambda path: order.index(category_of_file(path)))


def category_of_file(path: Path) -> str:
    """The category whose entries, or a part of them, stand in the file."""
    return path.name.partition(".")[0]


def _category(entry: Entry) -> Category:
    entry.allow_only("label_fr", "label_en", "sentence_fr", "sentence_en")
    return Category(
        id=entry.name,
        label_fr=entry.text("label_fr"),
        label_en=entry.text("label_en"),
        sentence_fr=entry.text("sentence_fr"),
        sentence_en=entry.text("sentence_en"),
    )


def _service(entry: Entry, category: str, sources: Citations) -> Service:
    entry.allow_only(*_FIELDS)
    return Service(
        id=_id(entry),
        name=entry.text("name"),
        provider=entry.text("provider"),
        country=_country(entry),
        category=category,
        domains=entry.texts("domains"),
        excluded_domains=entry.texts("excluded_domains"),
        background_domains=_background(entry, sources),
        trains_on_inputs=_known(entry, "trains_on_inputs", sources),
        hosting_eu=_known(entry, "hosting_eu", sources),
        french_public_offer=_known(entry, "french_public_offer", sources),
        terms=entry.optional_link("terms"),
        sources=_cited(entry, sources),
        read_on=entry.day("read_on"),
    )


_FIELDS = tuple(name for name in Service.__slots__ if name != "category")


def _id(entry: Entry) -> str:
    service_id = entry.text("id")
    if not (service_id.isascii() and service_id.replace("_", "").isalnum() and service_id.islower()):
        entry.refuse("« id » s’écrit en minuscules sans accent, chiffres et « _ »")
    return service_id


def _country(entry: Entry) -> str:
    country = entry.text("country")
    if country not in COUNTRY_CODES and country != UNKNOWN_COUNTRY:
        template = french("« {country} » n’est pas un code de pays (ISO 3166, deux lettres) ni « inconnu »")
        entry.refuse(template, country=country)
    return country


def _known(entry: Entry, key: str, sources: Citations) -> Known:
    if entry.values.get(key) == _UNKNOWN_ANSWER:
        return UNKNOWN
    fact = entry.part(key)
    fact.allow_only("value", "source", "read_on")
    answer = fact.text("value")
    if answer not in _ANSWERS:
        fact.refuse("« value » vaut oui ou non ; sans source, écrire « inconnu » à la place de l’ensemble")
    return Known(_ANSWERS[answer], sources.find(fact, fact.text("source")), fact.day("read_on"))


def _background(entry: Entry, sources: Citations) -> tuple[Background, ...]:
    return tuple(_one_background(part, sources) for part in entry.parts("background_domains"))


def _one_background(part: Entry, sources: Citations) -> Background:
    part.allow_only("domain", "reason", "source", "read_on")
    source = sources.find(part, part.text("source"))
    return Background(part.text("domain"), part.text("reason"), source, part.day("read_on"))


def _cited(entry: Entry, sources: Citations) -> tuple[Source, ...]:
    names = entry.texts("sources")
    if not names:
        entry.refuse("il faut au moins une source")
    return tuple(sources.find(entry, name) for name in names)


def _edition(folder: Path) -> str:
    whole = read_whole(folder / EDITION_FILE)
    whole.allow_only("edition")
    edition = whole.text("edition")
    if not _EDITION.fullmatch(edition):
        whole.refuse("« edition » s’écrit 2026-12, ou 2026-12.2 pour une correction du même mois")
    return edition


def _version(folder: Path) -> str:
    """Twelve hexadecimal digits that change with any byte of the data."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
