"""What the rules may name: facts, parameters of the law, named conditions, conclusions of the tree, sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pleinjour.engines.rules import Condition, Fact, Parameter
from pleinjour.refdata.sources import Citations
from pleinjour.refdata.yaml_files import Entry

YES_NO = {"oui": True, "non": False}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Shelves:
    """Everything by id. `groups` are conditions with a name."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    groups: Mapping[str, Condition]
    outcomes: frozenset[str]
    citations: Citations


def find(entry: Entry, known: Mapping[str, _Value], name: str) -> _Value:
    """What `known` holds under `name`. Raises ReferenceDataError at the entry's place when it holds nothing."""
    if name not in known:
        entry.refuse("« {name} » n’existe pas", name=name)
    return known[name]


def one_of(entry: Entry, key: str, words: Mapping[str, _Value]) -> _Value:
    """What the word under `key` stands for. Raises ReferenceDataError when it is none of `words`."""
    word = entry.text(key)
    if word not in words:
        entry.refuse("« {key} » vaut {words}", key=key, words=", ".join(words))
    return words[word]


def find_day(entry: Entry, parameters: Mapping[str, Parameter], name: str) -> Parameter:
    """The parameter of that name, whose values are days. Raises ReferenceDataError at the entry's place."""
    parameter = find(entry, parameters, name)
    if parameter.unit:
        entry.refuse("« {name} » n’est pas un jour", name=name)
    return parameter
