"""Why a file is refused, kept so that it can be said later in any language, and when it is worth another try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypedDict

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase, fill
from pleinjour.engines.traffic import (
    AmbiguousFormat,
    BrokenSource,
    FailingSource,
    SummaryError,
    SwollenSource,
    UnknownFormat,
    UnknownReader,
    UnreadableSource,
)
from pleinjour.web.observe.models import Outcome

MOST_TRIES: Final = 2
"""Readings that a pass may not survive: a server may be stopped once while a file is read, hardly twice."""
ANOTHER_TRY: Final = timedelta(days=1)
"""A reader that is missing today may come with the next version."""


class ReadTooLong(Exception):
    """The reading of a file lasts longer than one file may keep the others waiting."""

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes


class KeptPhrase(TypedDict, total=False):
    """A Phrase as JSON; nothing when there is nothing to say."""

    template: str
    fields: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not taken in."""

    outcome: Outcome
    why: Phrase


INTERRUPTION: Final = Refusal(Outcome.INTERRUPTED, Phrase("le programme a été arrêté pendant qu’il le lisait"))


def refusal_of(error: Exception) -> Refusal:
    """What to remember of an error. Its message is left out unless it is ours: it might quote a line."""
    match error:
        case UnknownFormat():
            line = error.fields["line"]
            why = Phrase("première ligne illisible, lettres et chiffres masqués : {line}", line=line)
            return Refusal(Outcome.FORMAT, why)
        case AmbiguousFormat():
            why = Phrase("plusieurs lectures sont possibles : {candidates}", candidates=error.fields["candidates"])
            return Refusal(Outcome.FORMAT, why)
        case UnknownReader():
            return Refusal(
                Outcome.FORMAT, Phrase("le format « {format} » n’existe plus", format=error.fields["format"])
            )
        case SwollenSource():
            return Refusal(Outcome.TOO_MUCH, _why(error))
        case BrokenSource():
            return Refusal(Outcome.DAMAGED, _why(error))
        case FailingSource():
            return Refusal(Outcome.SYSTEM, _why(error))
        case UnreadableSource():
            return Refusal(Outcome.FORMAT, _why(error))
        case SummaryError():
            return Refusal(Outcome.TOO_MUCH, _why(error))
        case ReadTooLong():
            why = Phrase("sa lecture dure plus de {minutes} minutes", minutes=error.minutes)
            return Refusal(Outcome.TOO_MUCH, why)
        case OSError():
            reply = error.strerror or type(error).__name__
            return Refusal(Outcome.SYSTEM, Phrase("le système répond « {reply} »", reply=reply))
    kind = type(error).__name__
    return Refusal(Outcome.UNFORESEEN, Phrase("le programme s’est arrêté sur l’erreur « {kind} »", kind=kind))


def is_tried_again(outcome: str, tries: int, seen_at: datetime, now: datetime) -> bool:
    """Whether a file that has not changed is read once more."""
    if outcome == Outcome.INTERRUPTED:
        return tries < MOST_TRIES
    if outcome == Outcome.SYSTEM:
        return True
    return outcome in {Outcome.FORMAT, Outcome.UNFORESEEN} and now - seen_at >= ANOTHER_TRY


def keep_phrase(phrase: Phrase) -> KeptPhrase:
    """The phrase as JSON. Its fields are texts and numbers."""
    fields = {name: field if isinstance(field, int) else str(field) for name, field in phrase.fields.items()}
    return {"template": phrase.template, "fields": fields}


def say_phrase(kept: KeptPhrase, translate: Callable[[str], str]) -> str:
    """The phrase in the reader's language; nothing when none was kept."""
    return fill(kept["template"], kept["fields"], translate) if kept else ""


def _why(error: PleinjourError) -> Phrase:
    why = error.fields["why"]
    return why if isinstance(why, Phrase) else Phrase(str(why))
