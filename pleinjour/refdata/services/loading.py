"""Reads the catalogue from its files and refuses, with the place, whatever breaks its rules."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pleinjour.base.figures import Source
from pleinjour.base.sentences import french
from pleinjour.refdata.reading import Entry, read_list, read_mapping
from pleinjour.refdata.services.catalogue import (
    UNKNOWN,
    UNKNOWN_COUNTRY,
    Catalogue,
    Category,
    Known,
    Service,
)
from pleinjour.refdata.services.countries import COUNTRY_CODES
from pleinjour.refdata.services.domains import DomainTable, read_shared_apexes
from pleinjour.refdata.sources import RecordedSource, read_sources, refuse_unused

CATEGORIES_FILE = "categories.yaml"
ENTRIES_FOLDER = "entries"

_ANSWERS = {"oui": True, "non": False}
_UNKNOWN_ANSWER = "inconnu"


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue that stands in `folder`. Raises ReferenceDataError."""
    sources = _Citations(read_sources(folder))
    categories = {entry.name: _category(entry) for entry in read_mapping(folder / CATEGORIES_FILE)}
    table = DomainTable(read_shared_apexes(folder))
    services: dict[str, Service] = {}
    for category in categories:
        for entry in read_list(folder / ENTRIES_FOLDER / f"{category}.yaml", named_by="id"):
            service = _service(entry, category, sources)
            if service.id in services:
                entry.refuse("cet identifiant est déjà pris")
            services[service.id] = service
            table.add(entry, service)
    _refuse_strays(folder, categories)
    refuse_unused(sources.recorded, sources.cited)
    return Catalogue(
        services=MappingProxyType(services),
        categories=MappingProxyType(categories),
        domains=MappingProxyType(table.domains),
        category_of=MappingProxyType({service.id: service.category for service in services.values()}),
        version=_version(folder),
        sources=tuple(recorded.source for recorded in sources.recorded.values()),
    )


@dataclass
class _Citations:
    """The sources by id, and which of them some entry has cited."""

    recorded: Mapping[str, RecordedSource]
    cited: set[str] = field(default_factory=set)

    def find(self, entry: Entry, source_id: str) -> Source:
        if source_id not in self.recorded:
            entry.refuse("source inconnue : {source}", source=source_id)
        self.cited.add(source_id)
        return self.recorded[source_id].source


def _category(entry: Entry) -> Category:
    entry.allow_only("label_fr", "label_en", "sentence_fr", "sentence_en")
    return Category(
        id=entry.name,
        label_fr=entry.text("label_fr"),
        label_en=entry.text("label_en"),
        sentence_fr=entry.text("sentence_fr"),
        sentence_en=entry.text("sentence_en"),
    )


def _service(entry: Entry, category: str, sources: _Citations) -> Service:
    entry.allow_only(*_FIELDS)
    return Service(
        id=_id(entry),
        name=entry.text("name"),
        provider=entry.text("provider"),
        country=_country(entry),
        category=category,
        domains=entry.texts("domains"),
        excluded_domains=entry.texts("excluded_domains"),
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


def _known(entry: Entry, key: str, sources: _Citations) -> Known:
    if entry.values.get(key) == _UNKNOWN_ANSWER:
        return UNKNOWN
    fact = entry.part(key)
    fact.allow_only("value", "source", "read_on")
    answer = fact.text("value")
    if answer not in _ANSWERS:
        fact.refuse("« value » vaut oui ou non ; sans source, écrire « inconnu » à la place de l’ensemble")
    return Known(_ANSWERS[answer], sources.find(fact, fact.text("source")), fact.day("read_on"))


def _cited(entry: Entry, sources: _Citations) -> tuple[Source, ...]:
    names = entry.texts("sources")
    if not names:
        entry.refuse("il faut au moins une source")
    return tuple(sources.find(entry, name) for name in names)


def _refuse_strays(folder: Path, categories: Iterable[str]) -> None:
    known = {f"{category}.yaml" for category in categories}
    for path in sorted((folder / ENTRIES_FOLDER).iterdir()):
        if path.name not in known:
            entry = Entry(CATEGORIES_FILE, path.stem, {})
            entry.refuse("« {file} » n’est le fichier d’aucune catégorie", file=path.name)


def _version(folder: Path) -> str:
    """Twelve hexadecimal digits that change with any byte of the data."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
