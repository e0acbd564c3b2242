"""What a profile may say: as text, as JSON, or as a profile to fill in."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

import click

from pleinjour.base.sentences import french
from pleinjour.cli.language import translate
from pleinjour.engines.rules import Fact, FactKind
from pleinjour.refdata.rules import load_rules

_KINDS: Final[Mapping[FactKind, str]] = {
    "yes_no": french("oui ou non"),
    "choice": french("un mot parmi"),
    "choices": french("une liste de mots parmi, [] pour aucun"),
    "number": french("un nombre"),
    "date": french("une date, comme 2026-11-22"),
}


def print_facts(output: str) -> None:
    """Prints the facts as `text`, `json` or `profile`."""
    facts = list(load_rules().facts.values())
    if output == "json":
        click.echo(json.dumps([_row(fact) for fact in facts], ensure_ascii=False, indent=1))
        return
    lines = _template(facts) if output == "profile" else _explained(facts)
    click.echo("\n".join(lines))


def _row(fact: Fact) -> dict[str, object]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "label": fact.label,
        "question": fact.question,
        "help": fact.explanation,
        "who": fact.who,
        "unit": fact.unit or None,
        "choices": dict(fact.choices) or None,
    }


def _explained(facts: list[Fact]) -> Iterator[str]:
    for fact in facts:
        yield f"{fact.id}  ({_expected(fact)})"
        yield f"  {fact.question}"
        yield f"  {fact.explanation}"
        yield from (f"    {word} : {label}" for word, label in fact.choices.items())
        yield f"  {translate('Qui le sait : {who}').format(who=fact.who)}\n"


def _expected(fact: Fact) -> str:
    unit = f", {fact.unit}" if fact.unit else ""
    return translate(_KINDS[fact.kind]) + unit


def _template(facts: list[Fact]) -> Iterator[str]:
    """A profile where nothing is known yet; each key stands under its question."""
    yield f"# {translate('Profil pour « pleinjour rules ». Ce qui reste vide est inconnu.')}"
    for section, members in groupby(facts, key=lambda fact: fact.id.partition(".")[0]):
        yield f"{section}:"
        for fact in members:
            yield f"  # {fact.question} ({_expected(fact)})"
            yield from (f"  #   {word} : {label}" for word, label in fact.choices.items())
            yield f"  {fact.id.partition('.')[2]}:"
