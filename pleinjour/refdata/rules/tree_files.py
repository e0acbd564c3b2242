"""Reads the decision tree of the AI Act: outcomes.yaml, then the files of nodes in the order of their names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pleinjour.base.sentences import typeset
from pleinjour.engines.rules import NONE, Answer, Branch, Fact, Node, Outcome, Parameter, Tree
from pleinjour.refdata.rules.fact_files import optional_day
from pleinjour.refdata.rules.shelves import find, find_day, one_of
from pleinjour.refdata.yaml_files import Entry, read_mapping

OUTCOMES: Final = "outcomes.yaml"
_BRANCHES: Final[Mapping[str, Branch]] = {branch: branch for branch in get_args(Branch)}
_YES_NO: Final = {"oui": "yes", "non": "no"}
_END: Final = "fin"


def read_tree(folder: Path, facts: Mapping[str, Fact], parameters: Mapping[str, Parameter]) -> Tree:
    """The tree. Raises ReferenceDataError."""
    outcomes = {entry.name: _outcome(entry, parameters) for entry in read_mapping(folder / OUTCOMES)}
    entries = [
        entry
        for path in sorted(folder.glob("*.yaml"))
        if path.name != OUTCOMES
        for entry in read_mapping(path)
    ]  # fmt: skip
    nodes = _chained(entries, [_node(entry, facts, outcomes) for entry in entries])
    _check_nodes(entries, nodes)
    _refuse_unreachable(entries, outcomes, nodes)
    by_id = MappingProxyType({node.id: node for node in nodes})
    return Tree(nodes[0].id, by_id, MappingProxyType(outcomes))


def _outcome(entry: Entry, parameters: Mapping[str, Parameter]) -> Outcome:
    entry.allow_only("branch", "label", "reference", "link", "since")
    return Outcome(
        id=entry.name,
        branch=one_of(entry, "branch", _BRANCHES),
        label=typeset(entry.text("label")),
        reference=typeset(entry.text("reference")),
        link=entry.link("link"),
        since=_since(entry, parameters),
    )


def _since(entry: Entry, parameters: Mapping[str, Parameter]) -> date | Parameter | None:
    written = entry.values.get("since")
    return find_day(entry, parameters, written) if isinstance(written, str) else optional_day(entry, "since")


def _node(entry: Entry, facts: Mapping[str, Fact], outcomes: Mapping[str, Outcome]) -> Node:
    entry.allow_only("asks", "answers")
    fact = find(entry, facts, entry.text("asks"))
    part = entry.part("answers")
    words = {str(word): part.part(str(word)) for word in part.values}
    answers = {_YES_NO.get(word, word): _answer(answer, outcomes) for word, answer in words.items()}
    if set(answers) != _due(fact):
        entry.refuse("il faut une réponse pour chacun de ces mots : {words}", words=", ".join(sorted(_due(fact))))
    return Node(entry.name, fact.id, MappingProxyType(answers))


def _due(fact: Fact) -> set[str]:
    if fact.kind == "yes_no":
        return set(_YES_NO.values())
    return set(fact.choices) | ({NONE} if fact.kind == "choices" else set())


def _answer(entry: Entry, outcomes: Mapping[str, Outcome]) -> Answer:
    entry.allow_only("gives", "then")
    for outcome in entry.texts("gives"):
        find(entry, outcomes, outcome)
    return Answer(frozenset(entry.texts("gives")), entry.optional_text("then"))


def _chained(entries: Sequence[Entry], nodes: Sequence[Node]) -> list[Node]:
    """The nodes where an answer without `then` goes on to the node written next, and `fin` ends the tree."""
    following = [*(node.id for node in nodes[1:]), None]
    rank = {node.id: place for place, node in enumerate(nodes)}
    chained = []
    for place, (entry, node) in enumerate(zip(entries, nodes, strict=True)):
        answers = {word: _linked(answer, following[place]) for word, answer in node.answers.items()}
        for answer in answers.values():
            # Only forwards: the tree can't turn in circles.
            if answer.then is not None and find(entry, rank, answer.then) <= place:
                entry.refuse("« {then} » vient avant cette question", then=answer.then)
        chained.append(replace(node, answers=MappingProxyType(answers)))
    return chained


def _linked(answer: Answer, following: str | None) -> Answer:
    if answer.then is None:
        return replace(answer, then=following)
    return replace(answer, then=None) if answer.then == _END else answer


def _check_nodes(entries: Sequence[Entry], nodes: Sequence[Node]) -> None:
    """Raises ReferenceDataError where a fact is asked twice, or where choices that go together part."""
    asked = set[str]()
    for entry, node in zip(entries, nodes, strict=True):
        if node.fact in asked:
            entry.refuse("« {fact} » est déjà demandé plus haut", fact=node.fact)
        asked.add(node.fact)
        ways = {answer.then for word, answer in node.answers.items() if word != NONE}
        if NONE in node.answers and len(ways) > 1:
            entry.refuse("tous les choix doivent mener à la même question, sauf « none »")


def _refuse_unreachable(entries: Sequence[Entry], outcomes: Mapping[str, Outcome], nodes: Sequence[Node]) -> None:
    """Raises ReferenceDataError where a node is never come to, or an outcome never concluded."""
    led_to = {answer.then for node in nodes for answer in node.answers.values()}
    for entry, (_, node) in zip(entries[1:], pairwise(nodes), strict=True):
        if node.id not in led_to:
            entry.refuse("aucune réponse ne mène à cette question")
    given = frozenset().union(*(answer.gives for node in nodes for answer in node.answers.values()))
    for outcome in sorted(outcomes.keys() - given):
        entries[0].refuse("aucune réponse ne conclut « {outcome} »", outcome=outcome)
