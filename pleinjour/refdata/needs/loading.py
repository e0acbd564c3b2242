"""Reads the needs from their files and refuses, with the place, whatever breaks their rules."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pleinjour.refdata.needs.model import Duty, Need, Needs, TrendMethod, Words
from pleinjour.refdata.needs.watching import Shelves, pair, read_offer, read_pattern, read_rule, read_words
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_mapping, read_whole

LEAST_QUESTIONS, MOST_QUESTIONS = 3, 5
_BINDINGS = {"obligatoire": True, "recommandé": False}
Value = TypeVar("Value")


def read_needs(folder: Path, categories: Collection[str]) -> Needs:
    """The needs that stand in `folder`; `categories` are those of the catalogue. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    duties = _by_id(folder / "duties.yaml", lambda entry: _duty(entry, citations))
    shelves = Shelves(_by_id(folder / "offers.yaml", read_offer), frozenset(categories), citations)
    found = Needs(
        needs=_by_id(folder / "needs.yaml", lambda entry: _need(entry, duties, categories)),
        patterns=_by_id(folder / "patterns.yaml", lambda entry: read_pattern(entry, shelves)),
        rules={rule.id: rule for rule in map(read_rule, read_mapping(folder / "watch.yaml"))},
        trend=_trend(read_whole(folder / "trend.yaml")),
    )
    refuse_unused(citations.recorded, citations.cited)
    return found


def _by_id(path: Path, read: Callable[[Entry], Value]) -> Mapping[str, Value]:
    return MappingProxyType({entry.name: read(entry) for entry in read_mapping(path)})


def _duty(entry: Entry, citations: Citations) -> Duty:
    entry.allow_only("binding", "label", "text", "since", "source", "read_on")
    binding = entry.text("binding")
    if binding not in _BINDINGS:
        entry.refuse("« binding » vaut obligatoire ou recommandé")
    return Duty(
        id=entry.name,
        is_law=_BINDINGS[binding],
        label=read_words(entry, "label"),
        text=read_words(entry, "text"),
        since=entry.day("since"),
        source=citations.find(entry, entry.text("source")),
        read_on=entry.day("read_on"),
    )


def _need(entry: Entry, duties: Mapping[str, Duty], categories: Collection[str]) -> Need:
    entry.allow_only(*Need.__slots__)
    own, also = entry.texts("categories"), entry.texts("also_in")
    if not own:
        entry.refuse("il faut au moins une catégorie")
    for category in (*own, *also):
        if category not in categories:
            entry.refuse("catégorie inconnue : {category}", category=category)
    for duty in entry.texts("duties"):
        if duty not in duties:
            entry.refuse("obligation ou conseil inconnu : {duty}", duty=duty)
    return Need(
        id=entry.name,
        label=read_words(entry, "label"),
        sentence=read_words(entry, "sentence"),
        categories=own,
        also_in=also,
        with_tool=read_words(entry, "with_tool"),
        without_tool=read_words(entry, "without_tool"),
        training=read_words(entry, "training"),
        ask=read_words(entry, "ask"),
        first=read_words(entry, "first"),
        questions=_questions(entry),
        duties=tuple(duties[duty] for duty in entry.texts("duties")),
        read_on=entry.day("read_on"),
    )


def _questions(entry: Entry) -> tuple[Words, ...]:
    questions = tuple(pair(part) for part in entry.parts("questions"))
    if not LEAST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        entry.refuse("il faut de {least} à {most} questions", least=LEAST_QUESTIONS, most=MOST_QUESTIONS)
    return questions


def _trend(entry: Entry) -> TrendMethod:
    entry.allow_only("months", "least_change_percent", "since", "reason")
    return TrendMethod(
        months=entry.count("months"),
        least_change=entry.count("least_change_percent"),
        since=entry.day("since"),
        reason=read_words(entry, "reason"),
    )
