"""What an answer is made of: the four elements of an explanation (CRPA, R311-3-1-2), prepared from the sheet."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pleinjour.web.publish.content import Content, read_content
from pleinjour.web.publish.models import PublicRequest, Sheet, Subject
from pleinjour.web.publish.preparing import summarise
from pleinjour.web.publish.words import CODES, LABELS
from pleinjour.web.registry.models import System

Answer = Mapping[str, str]
"""The parts of an answer as text, by name."""

ELEMENTS: Final[Mapping[str, Promise]] = {
    "part": gettext_lazy("La part du système dans la décision"),
    "sources": gettext_lazy("Les données utilisées et leurs sources"),
    "weights": gettext_lazy("Les paramètres et leur poids dans votre situation"),
    "steps": gettext_lazy("Les opérations faites"),
}
"""The four elements, in the order of the text."""
NOTE: Final = "note"
"""What stands beside them; alone, it answers any other subject."""


WITHHELD: Final = "withheld"
"""Beside the weights: one of REASONS_WITHHELD, when they are not given; their text then says why."""
REASONS_WITHHELD: Final[Mapping[str, Promise]] = {
    "absent": gettext_lazy("Cet élément n’existe pas"),
    "secret": gettext_lazy("Cet élément ne se communique pas"),
}


def parts_of(subject: str) -> tuple[str, ...]:
    """The names of the parts that an answer has."""
    return (*ELEMENTS, NOTE) if subject == Subject.EXPLANATION else (NOTE,)


def needed(subject: str) -> tuple[str, ...]:
    """Those without which it is not sent."""
    return tuple(ELEMENTS) if subject == Subject.EXPLANATION else (NOTE,)


def kept_of(subject: str) -> tuple[str, ...]:
    """All that a draft keeps: its parts, and whether the weights are given."""
    return (*parts_of(subject), WITHHELD) if subject == Subject.EXPLANATION else parts_of(subject)


def say_part(answer: Answer, name: str) -> str:
    """What the answer says of that part, in the reader's language; empty where it says nothing."""
    said = answer.get(name, "")
    withheld = REASONS_WITHHELD.get(answer.get(WITHHELD, "")) if name == "weights" else None
    return _("{label} : {value}").format(label=withheld, value=said) if withheld and said else said


def lacking(subject: str, answer: Answer) -> list[str]:
    """The titles of the parts without which the answer is not sent, in the reader's language."""
    return [str(ELEMENTS.get(name, gettext_lazy("Votre réponse"))) for name in needed(subject) if not answer.get(name)]


def prepare_answer(request: PublicRequest) -> Answer:
    """What one begins from: the draft, else what the public sheet says. Nothing stands for what it does not know."""
    if request.answer or request.subject != Subject.EXPLANATION:
        return {name: request.answer.get(name, "") for name in kept_of(request.subject)}
    content = published_content(request.system)
    return dict.fromkeys(parts_of(request.subject), "") | (_elements(content) if content else {})


def published_content(system: System | None) -> Content | None:
    """What the public reads of the system; None where nothing is published."""
    sheet = Sheet.objects.filter(system=system, edition__isnull=False).select_related("edition").first()
    return read_content(sheet.edition.content) if sheet and sheet.edition else None


def _elements(content: Content) -> dict[str, str]:
    """In French, whoever prepares it. The weights in one's own case are on no sheet: people write them."""
    facts, words = content.facts, content.words
    with translation.override("fr"):
        part = CODES["part"].get(facts.part, "") if facts.part else ""
        return {
            "part": _lines((("decision", facts.decision), ("part", str(part)), ("supervision", words.supervision))),
            "sources": _lines((("data_used", facts.data_used), ("data_sources", words.data_sources))),
            "steps": words.operations or (summarise(facts) if facts.purpose else ""),
        }


def _lines(said: Iterable[tuple[str, str]]) -> str:
    return "\n".join(_("{label} : {value}").format(label=LABELS[name], value=value) for name, value in said if value)
