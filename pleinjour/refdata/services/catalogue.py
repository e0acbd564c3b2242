"""What the catalogue of generative-AI services says: services, categories, and what is known of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pleinjour.base.figures import Source
from pleinjour.engines.search import fold

UNKNOWN_COUNTRY = "inconnu"
MOST_NEAR: Final = 8


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of use. The sentence says, in plain words, what people do with such services."""

    id: str
    label_fr: str
    label_en: str
    sentence_fr: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Known:
    """An answer with its source and the day it was checked; all three are None when the answer is unknown."""

    value: bool | None = None
    source: Source | None = None
    read_on: date | None = None


UNKNOWN = Known()


@dataclass(frozen=True, slots=True)
class Background:
    """A name that an installed program or an open page joins by itself: nobody asked anything of the service.

    domain: as written in the file. reason: in French, what the traffic is ("mesures d’audience").
    """

    domain: str
    reason: str
    source: Source
    read_on: date


@dataclass(frozen=True, slots=True)
class Service:
    """A service that people connect to.

    country: ISO 3166 alpha-2 code of the provider's seat, or "inconnu".
    domains, excluded_domains: as written in the file (Unicode); a host belongs by whole labels, from the right.
    background_domains: names under them whose connections are no use: they are not counted either.
    trains_on_inputs: whether the provider may train models on what people type, unless they object, in the
    offer that anyone may open. hosting_eu: whether conversations are kept within the European Union in that
    same offer. french_public_offer: whether a French public body offers it to public agents.
    """

    id: str
    name: str
    provider: str
    country: str
    category: str
    domains: tuple[str, ...]
    excluded_domains: tuple[str, ...]
    background_domains: tuple[Background, ...]
    trains_on_inputs: Known
    hosting_eu: Known
    french_public_offer: Known
    terms: str | None
    sources: tuple[Source, ...]
    read_on: date


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue.

    services, categories: by id, in reading order. domains: ASCII domain to service id, None where connections
    are not counted; the longest domain wins. category_of: service id to category id. version: changes with any
    change of the data. edition: the month it was made for, `2026-12`, or `2026-12.2` for its second correction.
    sources: each source that backs a fact.
    """

    services: Mapping[str, Service]
    categories: Mapping[str, Category]
    domains: Mapping[str, str | None]
    category_of: Mapping[str, str]
    version: str
    edition: str
    sources: tuple[Source, ...]
    _ids: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, typed: str) -> Service | None:
        """The service of that name or id, whatever the capitals, accents, blanks and signs."""
        if not self._ids:
            said = ((text, one.id) for one in self.services.values() for text in (one.name, one.id))
            self._ids.update((bare_name(text), id_) for text, id_ in said)
        id_ = self._ids.get(bare_name(typed))
        return self.services[id_] if id_ else None

    def near(self, typed: str) -> tuple[str, ...]:
        """Names that somebody who typed this may have meant, the shortest first, MOST_NEAR at most."""
        wanted = bare_name(typed)
        names = ((one.name, bare_name(one.name)) for one in self.services.values())
        found = [name for name, whole in names if wanted and (wanted in whole or whole in wanted)]
        return tuple(sorted(found, key=len)[:MOST_NEAR])

    @property
    def rank(self) -> tuple[int, ...]:
        """Editions compared by it are in the order of time."""
        return rank_of(self.edition)


def bare_name(text: str) -> str:
    """By what the name of a tool is recognised: its letters and figures, folded as a search folds words."""
    return "".join(filter(str.isalnum, (letter for word in text.split() for letter in fold(word))))


def rank_of(edition: str) -> tuple[int, ...]:
    """What editions are compared by. Raises ValueError on what is none."""
    return tuple(map(int, re.split("[-.]", edition)))
