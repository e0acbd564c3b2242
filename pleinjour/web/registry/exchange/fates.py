"""What becomes of each line of a file, and what would be written."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from pleinjour.web.registry.actions.description import Description
from pleinjour.web.registry.actions.uses import UseDescription
from pleinjour.web.registry.models import System, Use


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


_WORDS: Final = {
    Outcome.CREATED: _("Serait ajouté"),
    Outcome.UPDATED: _("Serait modifié"),
    Outcome.UNCHANGED: _("Sans changement"),
    Outcome.REFUSED: _("À corriger"),
}


def say_outcome(outcome: Outcome) -> str:
    """The word for it, in the reader's language."""
    return str(_WORDS[outcome])


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused: in which column, in a sentence of the reader's language."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a line: `kind` of thing, its `name`, the `columns` that change it, and what is wrong."""

    number: int
    kind: str
    name: str
    outcome: Outcome
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSystem:
    service: str
    description: Description


@dataclass(frozen=True, slots=True)
class NewUse:
    """`system` is the key of its system's name: it may not be there yet."""

    system: str
    described: UseDescription
    ended_on: date | None


@dataclass(slots=True)
class Plan:
    """The fates, in the order of the file, and what confirming them writes."""

    fates: list[Fate] = field(default_factory=list)
    new_systems: list[NewSystem] = field(default_factory=list)
    changed_systems: list[tuple[System, Description]] = field(default_factory=list)
    new_uses: list[NewUse] = field(default_factory=list)
    changed_uses: list[tuple[Use, UseDescription, date | None]] = field(default_factory=list)

    def counts(self) -> dict[Outcome, int]:
        """How many lines for each outcome, none forgotten."""
        found = Counter(fate.outcome for fate in self.fates)
        return {outcome: found[outcome] for outcome in Outcome}

    def digest(self) -> str:
        """The same for the same outcome of each line on the same register, whatever the language of its sentences."""
        said: list[object] = [
            [one.number, one.kind, one.name, one.outcome, *one.columns, *(problem.column for problem in one.problems)]
            for one in self.fates
        ]
        # What would be written over must be what was read.
        said += [[system.pk, system.version] for system, _after in self.changed_systems]
        said += [[str(value) for value in model_to_dict(use).values()] for use, *_after in self.changed_uses]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def write_fates(fates: Sequence[Fate]) -> str:
    """The fates as one text, that `read_fates` reads."""
    return json.dumps([asdict(fate) for fate in fates], ensure_ascii=False)


def read_fates(text: str) -> list[Fate]:
    """What `write_fates` wrote."""
    return [
        Fate(
            one["number"],
            one["kind"],
            one["name"],
            Outcome(one["outcome"]),
            tuple(one["columns"]),
            tuple(Problem(**problem) for problem in one["problems"]),
        )
        for one in json.loads(text)
    ]
