"""Reads facts.yaml and parameters.yaml: what may be declared, and the dated values of the law."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pleinjour.base.sentences import typeset
from pleinjour.engines.rules import Fact, FactKind, Parameter, Setting
from pleinjour.refdata.rules.shelves import find, one_of
from pleinjour.refdata.yaml_files import Entry, read_mapping

_KINDS: Final[Mapping[str, FactKind]] = {kind: kind for kind in get_args(FactKind)}
_WITH_CHOICES: Final = ("choice", "choices")


def read_facts(path: Path) -> Mapping[str, Fact]:
    """The facts by id, `system.profiling`. Raises ReferenceDataError."""
    entries = read_mapping(path)
    facts = {entry.name: _fact(entry) for entry in entries}
    for entry in entries:
        bound = facts[entry.name].at_most
        if bound and find(entry, facts, bound).kind != facts[entry.name].kind:
            entry.refuse("« {key} » nomme un fait d’une autre sorte", key="at_most")
        for shown in facts[entry.name].shown_by:
            find(entry, facts, shown)
    return MappingProxyType(facts)


def _fact(entry: Entry) -> Fact:
    entry.allow_only("kind", "label", "question", "help", "who", "unit", "choices", "at_most", "shown_by")
    group, _, name = entry.name.partition(".")
    if not (group and name):
        entry.refuse("un fait se nomme « groupe.nom »")
    kind = one_of(entry, "kind", _KINDS)
    return Fact(
        id=entry.name,
        kind=kind,
        label=typeset(entry.text("label")),
        question=typeset(entry.text("question")),
        explanation=typeset(entry.text("help")),
        who=typeset(entry.text("who")),
        unit=entry.text("unit") if kind == "number" else "",
        choices=_choices(entry) if kind in _WITH_CHOICES else {},
        at_most=entry.optional_text("at_most") or "",
        shown_by=entry.texts("shown_by") if kind == "yes_no" else (),
    )


def _choices(entry: Entry) -> Mapping[str, str]:
    part = entry.part("choices")
    return MappingProxyType({name: typeset(part.text(name)) for name in part.values})


def read_parameters(path: Path) -> Mapping[str, Parameter]:
    """The parameters by id. Raises ReferenceDataError."""
    return MappingProxyType({entry.name: _parameter(entry) for entry in read_mapping(path)})


def _parameter(entry: Entry) -> Parameter:
    entry.allow_only("label", "unit", "values")
    unit = entry.optional_text("unit") or ""
    settings = tuple(_setting(part, is_date=not unit) for part in entry.parts("values"))
    if not settings:
        entry.refuse("il faut au moins une valeur")
    if not unit and settings[-1].until:
        # A duty without a day would look as if it had always been due.
        entry.refuse("le dernier jour d’effet n’a pas de fin")
    for earlier, later in pairwise(settings):
        if earlier.until is None or earlier.until >= later.since:
            entry.refuse("les valeurs vont de la plus ancienne à la plus récente, sans se recouvrir")
    return Parameter(entry.name, typeset(entry.text("label")), unit, settings)


def _setting(entry: Entry, *, is_date: bool) -> Setting:
    entry.allow_only("since", "until", "value", "reference", "link")
    return Setting(
        since=entry.day("since"),
        until=optional_day(entry, "until"),
        value=entry.day("value") if is_date else entry.count("value"),
        reference=typeset(entry.text("reference")),
        link=entry.link("link"),
    )


def optional_day(entry: Entry, key: str) -> date | None:
    """A date, or None when the key is absent."""
    return entry.day(key) if key in entry.values else None
