"""Reads the patterns worth a look, what can be offered, and the rules that watch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args

from pleinjour.base.sentences import typeset
from pleinjour.refdata.needs.model import (
    Door,
    Fact,
    Offer,
    Pattern,
    PatternKind,
    Rule,
    RuleId,
    Threshold,
    Words,
)
from pleinjour.refdata.sources import Citations
from pleinjour.refdata.yaml_files import Entry

_ANSWERS: Final = {"oui": True, "non": False}


@dataclass(frozen=True, slots=True)
class Shelves:
    """What a pattern may name."""

    offers: Mapping[str, Offer]
    categories: frozenset[str]
    citations: Citations


def read_words(entry: Entry, key: str) -> Words:
    """The text under `key`, in both languages. Raises ReferenceDataError."""
    part = entry.part(key)
    part.allow_only("fr", "en")
    return pair(part)


def pair(part: Entry) -> Words:
    """The two languages of a text, the French one with its no-break spaces."""
    return Words(typeset(part.text("fr")), part.text("en"))


def read_offer(entry: Entry) -> Offer:
    """Raises ReferenceDataError."""
    entry.allow_only("door", "label")
    door = _one_of(entry, "door", get_args(Door))
    return Offer(entry.name, cast(Door, door), read_words(entry, "label"))


def read_pattern(entry: Entry, shelves: Shelves) -> Pattern:
    """Raises ReferenceDataError."""
    entry.allow_only("kind", "fact", "answer", "category", "label", "may_mean", "may_not_mean", "offers", "thresholds")
    kind = cast(PatternKind, _one_of(entry, "kind", get_args(PatternKind)))
    is_of_category = kind == "category"
    return Pattern(
        id=entry.name,
        kind=kind,
        fact=None if is_of_category else cast(Fact, _one_of(entry, "fact", get_args(Fact))),
        answer=is_of_category or _ANSWERS[_one_of(entry, "answer", tuple(_ANSWERS))],
        category=_one_of(entry, "category", tuple(shelves.categories)) if is_of_category else None,
        label=read_words(entry, "label"),
        may_mean=read_words(entry, "may_mean"),
        may_not_mean=read_words(entry, "may_not_mean"),
        offers=_offers(entry, shelves.offers),
        thresholds=_thresholds(entry, shelves.citations, is_due=kind == "uploads"),
    )


def read_rule(entry: Entry) -> Rule:
    """Raises ReferenceDataError."""
    entry.allow_only("version", "since", "months", "least_user_days", "least_people", "label", "reason", "what_to_do")
    if entry.name not in get_args(RuleId):
        entry.refuse("aucun calcul ne répond à cette règle")
    return Rule(
        id=cast(RuleId, entry.name),
        version=entry.count("version"),
        since=entry.day("since"),
        months=entry.count("months"),
        least_user_days=entry.count("least_user_days") if "least_user_days" in entry.values else 0,
        least_people=entry.count("least_people") if "least_people" in entry.values else 0,
        label=read_words(entry, "label"),
        reason=read_words(entry, "reason"),
        what_to_do=read_words(entry, "what_to_do"),
    )


def _one_of(entry: Entry, key: str, allowed: tuple[str, ...]) -> str:
    value = entry.text(key)
    if value not in allowed:
        entry.refuse("« {key} » ne peut pas valoir « {value} »", key=key, value=value)
    return value


def _offers(entry: Entry, offers: Mapping[str, Offer]) -> tuple[Offer, ...]:
    names = entry.texts("offers")
    if not names:
        entry.refuse("il faut au moins une chose à proposer")
    for name in names:
        if name not in offers:
            entry.refuse("proposition inconnue : {offer}", offer=name)
    return tuple(offers[name] for name in names)


def _thresholds(entry: Entry, citations: Citations, *, is_due: bool) -> tuple[Threshold, ...]:
    found = tuple(_threshold(part, citations) for part in entry.parts("thresholds"))
    if is_due != bool(found):
        entry.refuse("un seuil daté va avec les envois, et avec eux seuls")
    if [one.since for one in found] != sorted({one.since for one in found}):
        entry.refuse("les seuils vont du plus ancien au plus récent, un par date")
    return found


def _threshold(part: Entry, citations: Citations) -> Threshold:
    part.allow_only("since", "octets_a_user_day", "reason", "source")
    return Threshold(
        since=part.day("since"),
        octets=part.count("octets_a_user_day"),
        reason=read_words(part, "reason"),
        source=citations.find(part, part.text("source")),
    )
