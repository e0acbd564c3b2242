"""What a keeper of the catalogue should look at: faults that the loader refuses, and rows that have grown old."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from pleinjour.base.sentences import Phrase, french
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.services.catalogue import Catalogue, Known, Service
from pleinjour.refdata.services.domains import SHARED, read_shared_apexes, to_ascii
from pleinjour.refdata.services.loading import ENTRIES_FOLDER, read_catalogue
from pleinjour.refdata.yaml_files import Entry, read_list


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at. An error keeps the catalogue from being used, or would make figures lie."""

    level: Literal["error", "warning"]
    kind: Literal["duplicate", "overlap", "shared", "broken", "stale", "unknown"]
    file: str
    entry: str
    sentence: Phrase


def check_catalogue(folder: Path, today: date, most_days: int) -> list[Remark]:
    """Every remark on the catalogue of `folder`, errors first. A row is stale `most_days` days after it was read."""
    entries = list(_entries(folder))
    remarks = [*_duplicates(entries), *_shared(entries, folder)]
    try:
        catalogue = read_catalogue(folder)
    except ReferenceDataError as error:
        return remarks or [_broken(error)]
    files = {str(entry.values.get("id")): entry.file for entry in entries}
    remarks += _overlaps(catalogue, files)
    remarks += _stale(catalogue, files, today - timedelta(days=most_days))
    remarks += _unknown(catalogue, files)
    return remarks


def _entries(folder: Path) -> Iterator[Entry]:
    """The entries of every file that can be read; the loader says what is wrong with the others."""
    for path in sorted((folder / ENTRIES_FOLDER).glob("*.yaml")):
        try:
            yield from read_list(path, named_by="id")
        except ReferenceDataError:
            continue


def _broken(error: ReferenceDataError) -> Remark:
    file, entry, reason = (error.fields[name] for name in ("file", "entry", "reason"))
    sentence = reason if isinstance(reason, Phrase) else Phrase(str(reason))
    return Remark("error", "broken", str(file), str(entry), sentence)


def _duplicates(entries: list[Entry]) -> Iterator[Remark]:
    ids = french("l’identifiant « {value} » est déjà pris par « {name} » ({file})")
    yield from _repeated(entries, lambda entry: [str(entry.values.get("id", ""))], ids)
    names = french("le nom « {value} » est déjà pris par « {name} » ({file})")
    yield from _repeated(entries, lambda entry: [_plain(str(entry.values.get("name", "")))], names)
    domains = french("le domaine « {value} » est déjà pris par « {name} » ({file})")
    yield from _repeated(entries, _domains, domains)


def _repeated(entries: list[Entry], values_of: Callable[[Entry], list[str]], template: str) -> Iterator[Remark]:
    """A remark on each entry that takes a value which an earlier one has."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for value in filter(None, values_of(entry)):
            if value in first:
                earlier = first[value]
                sentence = Phrase(template, value=value, name=earlier.name, file=earlier.file)
                yield Remark("error", "duplicate", entry.file, entry.name, sentence)
            first.setdefault(value, entry)


def _plain(name: str) -> str:
    """The name without case, accents, spaces and signs: two that look alike would be taken for one another."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


def _domains(entry: Entry) -> list[str]:
    values = entry.values.get("domains")
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _shared(entries: list[Entry], folder: Path) -> Iterator[Remark]:
    try:
        shared = read_shared_apexes(folder)
    except ReferenceDataError:
        return
    for entry in entries:
        for domain in _domains(entry):
            if reason := shared.get(domain):
                yield Remark("error", "shared", entry.file, entry.name, Phrase(SHARED, domain=domain, reason=reason))


def _overlaps(catalogue: Catalogue, files: dict[str, str]) -> Iterator[Remark]:
    """Names that stand under a name of somebody else: each provider should be right that the other lets it."""
    # The engine takes a third of a second to import: only those who check wait for it.
    from pleinjour.engines.traffic import Domains

    domains = Domains(catalogue.domains, catalogue.version)
    for service in catalogue.services.values():
        for domain in map(to_ascii, service.domains):
            found = domains.service_of(domain.partition(".")[2])
            above = catalogue.services[found] if found else None
            if above and above.provider != service.provider:
                sentence = Phrase(
                    "« {domain} » dépend d’un domaine de « {name} », d’un autre éditeur", domain=domain, name=above.name
                )
                yield Remark("warning", "overlap", files[service.id], service.id, sentence)


def _stale(catalogue: Catalogue, files: dict[str, str], oldest: date) -> Iterator[Remark]:
    for service in catalogue.services.values():
        days = [service.read_on, *(answer.read_on for answer in _answers(service) if answer.read_on)]
        if min(days) < oldest:
            sentence = Phrase("vérifié pour la dernière fois le {day}", day=min(days).isoformat())
            yield Remark("warning", "stale", files[service.id], service.id, sentence)


def _unknown(catalogue: Catalogue, files: dict[str, str]) -> Iterator[Remark]:
    """One remark for each file: the rows whose three answers are all unknown, which is allowed and should not last."""
    found = defaultdict[str, list[str]](list)
    for service in catalogue.services.values():
        if all(answer.value is None for answer in _answers(service)):
            found[files[service.id]].append(service.id)
    for file, names in found.items():
        sentence = Phrase("{count} services dont rien n’est connu : {names}", count=len(names), names=", ".join(names))
        yield Remark("warning", "unknown", file, "-", sentence)


def _answers(service: Service) -> tuple[Known, Known, Known]:
    return service.trains_on_inputs, service.hosting_eu, service.french_public_offer
