"""What the reference data on impact studies say: questions with their texts, lenses, what each level demands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pleinjour.base.figures import Source
from pleinjour.engines.studies import Questions
from pleinjour.refdata.needs.model import Words


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question as it is read: `choices` by id; `help` None where nothing more needs saying."""

    label: Words
    help: Words | None
    choices: Mapping[str, Words]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """One of the four ways to look at a system."""

    id: str
    label: Words
    sentence: Words


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a level is called and demands. A study at this level is read again after `months` at most."""

    rank: int
    label: Words
    demands: tuple[Words, ...]
    months: int


@dataclass(frozen=True, slots=True)
class Impact:
    """A version of the question set, numbered from 1. A study keeps the number of the one that it answers, and is read
    with it for ever: no version that was released changes its questions or its weights, or goes away."""

    version: int
    since: date
    questions: Questions
    texts: Mapping[str, QuestionText]
    lenses: Mapping[str, Lens]
    levels: Mapping[int, LevelText]
