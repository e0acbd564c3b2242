"""Reads conditions: `{fact: value}`, `{fact: {relation: limit}}`, `{conclusion: …}`, `{group: …}`, `{all: […]}`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from pleinjour.engines.rules import (
    ALWAYS,
    Comparison,
    Conclusion,
    Condition,
    Fact,
    FactKind,
    Group,
    GroupKind,
    Parameter,
    Relation,
    Value,
)
from pleinjour.refdata.rules.shelves import YES_NO, Shelves, find
from pleinjour.refdata.yaml_files import Entry, as_entry, read_mapping

_GROUPS: Final[Mapping[str, GroupKind]] = {"all": "all", "any": "any", "none": "none"}
_FITTING: Final[Mapping[Relation, tuple[FactKind, ...]]] = {
    "is": ("yes_no", "choice"),
    "in": ("choice",),
    "at_least": ("number",),
    "more_than": ("number",),
    "since": ("date",),
    "before": ("date",),
}


def read_groups(path: Path, shelves: Shelves) -> Mapping[str, Condition]:
    """The conditions that have a name; one may name those written before it. Raises ReferenceDataError."""
    groups: dict[str, Condition] = {}
    for entry in read_mapping(path):
        groups[entry.name] = read_condition(entry, replace(shelves, groups=groups))
    return groups


def condition_under(entry: Entry, key: str, shelves: Shelves) -> Condition:
    """The condition under `key`; one that is always met when the key is absent. Raises ReferenceDataError."""
    return read_condition(entry.part(key), shelves) if key in entry.values else ALWAYS


def read_condition(entry: Entry, shelves: Shelves) -> Condition:
    """The condition that an entry of a single key holds. Raises ReferenceDataError."""
    if len(entry.values) != 1:
        entry.refuse("une condition a une seule clé")
    key = str(next(iter(entry.values)))
    if key in _GROUPS:
        parts = tuple(read_condition(part, shelves) for part in entry.parts(key))
        return Group(_GROUPS[key], parts)
    if key == "group":
        return find(entry, shelves.groups, entry.text(key))
    if key == "conclusion":
        return _conclusion(entry, entry.text(key), shelves)
    return _comparison(entry, find(entry, shelves.facts, key), shelves)


def _conclusion(entry: Entry, outcome: str, shelves: Shelves) -> Conclusion:
    if outcome not in shelves.outcomes:
        entry.refuse("« {name} » n’existe pas", name=outcome)
    return Conclusion(outcome)


def _comparison(entry: Entry, fact: Fact, shelves: Shelves) -> Comparison:
    written = entry.values[fact.id]
    held = as_entry(entry.file, entry.name, written if isinstance(written, dict) else {"is": written})
    held.allow_only(*_FITTING)
    if len(held.values) != 1:
        held.refuse("une condition a une seule clé")
    relation = cast(Relation, next(iter(held.values)))
    if fact.kind not in _FITTING[relation]:
        held.refuse("« {relation} » ne va pas avec le fait « {fact} »", relation=relation, fact=fact.id)
    return Comparison(fact.id, relation, _limit(held, relation, fact, shelves))


def _limit(held: Entry, relation: Relation, fact: Fact, shelves: Shelves) -> Value | Parameter:
    """The limit of a comparison. A number of the law never stands here: it is a parameter, with its article."""
    if relation == "in":
        return frozenset(_choice(held, fact, word) for word in held.texts(relation))
    if fact.kind in ("number", "date"):
        parameter = find(held, shelves.parameters, held.text(relation))
        if bool(parameter.unit) is not (fact.kind == "number"):
            held.refuse("« {relation} » ne va pas avec le fait « {fact} »", relation=relation, fact=fact.id)
        return parameter
    word = held.text(relation)
    return find(held, YES_NO, word) if fact.kind == "yes_no" else _choice(held, fact, word)


def _choice(held: Entry, fact: Fact, word: str) -> str:
    if word not in fact.choices:
        held.refuse("« {name} » n’existe pas", name=word)
    return word
