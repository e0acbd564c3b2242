"""Reads the questions of a declaration and refuses, with the place, whatever breaks their rules."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pleinjour.refdata.declaration.model import QUESTIONS, Option, Question, Questionnaire
from pleinjour.refdata.needs.watching import read_words
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_whole

NAMINGS: Final = ("named", "unnamed")


def read_declaration(folder: Path) -> Questionnaire:
    """The questions that stand in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    whole = read_whole(folder / "questions.yaml")
    whole.allow_only("version", "since", "questions", "other_need", "contents", "frequencies", "namings")
    questions = whole.part("questions")
    if tuple(questions.values) != QUESTIONS:
        questions.refuse("il faut ces questions, dans cet ordre : {questions}", questions=", ".join(QUESTIONS))
    found = Questionnaire(
        version=whole.count("version"),
        since=whole.day("since"),
        questions=MappingProxyType({id_: _question(questions.part(id_)) for id_ in QUESTIONS}),
        other_need=read_words(whole, "other_need"),
        contents=_options(whole, "contents", citations, with_advice=True),
        frequencies=_options(whole, "frequencies", citations),
        namings=_options(whole, "namings", citations),
    )
    if tuple(found.namings) != NAMINGS:
        whole.refuse("on déclare avec son nom ou sans son nom, rien d’autre")
    refuse_unused(citations.recorded, citations.cited)
    return found


def _question(entry: Entry) -> Question:
    entry.allow_only("label", "help")
    return Question(read_words(entry, "label"), read_words(entry, "help") if "help" in entry.values else None)


def _options(whole: Entry, key: str, citations: Citations, *, with_advice: bool = False) -> Mapping[str, Option]:
    found: dict[str, Option] = {}
    for part in whole.parts(key):
        part.allow_only("id", "label", *(("advice", "source") if with_advice else ()))
        id_ = part.text("id")
        if id_ in found:
            part.refuse("cette réponse est écrite deux fois")
        advice = read_words(part, "advice") if with_advice else None
        source = citations.find(part, part.text("source")) if "source" in part.values else None
        found[id_] = Option(read_words(part, "label"), advice, source)
    return MappingProxyType(found)
