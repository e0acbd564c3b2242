"""What the reference data on declarations say: questions, the answers they offer, the advice that each brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pleinjour.base.figures import Source
from pleinjour.refdata.needs.model import Words

QUESTIONS: Final = ("tool", "need", "content", "frequency", "support", "naming")
"""A declaration asks these, in this order, and nothing else."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is read; `help` None where nothing more needs saying."""

    label: Words
    help: Words | None


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is offered. `advice`: what is said at once to who chooses it; `source`: the text behind it."""

    label: Words
    advice: Words | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A version of the questions. Options are by id, in reading order."""

    version: int
    since: date
    questions: Mapping[str, Question]
    other_need: Words
    contents: Mapping[str, Option]
    frequencies: Mapping[str, Option]
    namings: Mapping[str, Option]
