"""What a public sheet says: facts that the register knows, and words that people write. Empty is unknown."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from pleinjour.web.organizations.journal import canonical


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register and the verbs know of a system, as text: a sheet never says otherwise.

    `units` are joined by " | ". Days are ISO dates. `supervised_by` is a function, never a name.
    """

    name: str
    purpose: str = ""
    people_affected: str = ""
    decision: str = ""
    part: str = ""
    units: str = ""
    in_use_since: str = ""
    origin: str = ""
    provider: str = ""
    models_used: str = ""
    hosting: str = ""
    data_used: str = ""
    personal_data: str = ""
    supervised_by: str = ""
    study_level: str = ""
    study_on: str = ""
    dpo_opinion: str = ""
    rssi_opinion: str = ""
    high_risk: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What people write on the sheet itself."""

    summary: str = ""
    operations: str = ""
    reasons: str = ""
    legal_basis: str = ""
    decisions_a_year: str = ""
    data_sources: str = ""
    supervision: str = ""
    risks: str = ""
    footprint: str = ""
    contact: str = ""
    appeal: str = ""
    link: str = ""


FACTS: Final = tuple(field.name for field in fields(Facts))
WORDS: Final = tuple(field.name for field in fields(Words))
UNKNOWN: Final = "inconnu"
BETWEEN_UNITS: Final = " | "


@dataclass(frozen=True, slots=True)
class Content:
    """All that a sheet says, but for its stage, its edition and its address."""

    facts: Facts
    words: Words

    def written(self) -> dict[str, str]:
        """Each field as text, by its name: what an edition keeps."""
        return {**asdict(self.facts), **asdict(self.words)}

    def digest(self) -> str:
        """By which a person proves which sheet they had before their eyes."""
        return hashlib.sha256(canonical(self.written()).encode()).hexdigest()


def read_content(kept: Mapping[str, str]) -> Content:
    """The content of an edition; a field that it did not have yet is unknown."""
    facts = Facts(**{name: kept.get(name, "") for name in FACTS})
    return Content(facts, read_words(kept))


def read_words(kept: Mapping[str, str]) -> Words:
    """The words of a draft or of an edition; what people do not write any more is left out."""
    return Words(**{name: kept.get(name, "") for name in WORDS})


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """The names of the fields that are not the same, in the order of the sheet."""
    then, now = before.written(), after.written()
    return tuple(name for name in now if now[name] != then[name])
