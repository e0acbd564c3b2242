"""A decision tree over declared facts: what is surely concluded, what is excluded, and what still has to be asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pleinjour.base.sentences import Phrase
from pleinjour.engines.rules.conditions import Verdict
from pleinjour.engines.rules.facts import Fact, Profile, Question, Value, question_on
from pleinjour.engines.rules.parameters import Parameter, effect

Branch = Literal["scope", "prohibited", "high_risk", "transparency", "role", "model"]
NONE = "none"
"""The answer to a question of several choices when none is chosen."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tree may conclude. `since`: the day from which the text that it rests on applies, None at all times."""

    id: str
    branch: Branch
    label: str
    reference: str
    link: str
    since: date | Parameter | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer concludes, and the node that comes next; no `then` at the end of the tree."""

    gives: frozenset[str]
    then: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A question on one fact. Answers are by word: `yes`, `no`, or a choice of the fact.

    Where several choices may be made, each gives its own conclusions, all lead to the same node, and `none` is the
    answer when none is made.
    """

    id: str
    fact: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes and outcomes by id. A fact is asked by one node at most, and no node comes back to an earlier one."""

    first: str
    nodes: Mapping[str, Node]
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Finding:
    """A conclusion with what made it; `is_coming`: the text that it rests on does not apply yet."""

    outcome: Outcome
    since: date | None
    is_coming: bool
    because: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """What is concluded, what may still be, and the questions that would settle it, in the order to ask them."""

    findings: tuple[Finding, ...]
    undecided: tuple[Outcome, ...]
    questions: tuple[Question, ...]


_Reach = tuple[frozenset[str], frozenset[str]]
"""Outcomes that are surely, and those that are perhaps, concluded from a node on."""


class Walk:
    """The tree walked with what a profile answers; where it does not, every answer is walked."""

    def __init__(self, tree: Tree, facts: Mapping[str, Fact], profile: Profile) -> None:
        self._tree, self._facts, self._profile = tree, facts, profile
        self._reaches: dict[str, _Reach] = {}

    def conclude(self, outcome: str) -> Verdict:
        """Whether the outcome is concluded, by which answers, and what to ask where that is unknown."""
        sure, perhaps = self._reach(self._tree.first)
        is_met = True if outcome in sure else None if outcome in perhaps else False
        marks = [mark for decided, mark in self._trail if outcome in decided]
        questions = tuple(mark for mark in marks if isinstance(mark, Question)) if is_met is None else ()
        return Verdict(is_met, tuple(mark for mark in marks if isinstance(mark, Phrase)), questions)

    @cached_property
    def _trail(self) -> list[tuple[frozenset[str], Phrase | Question]]:
        """For each node that may be come to: the outcomes that its answers tell apart, its answer or its question."""
        return [(self._decided(node), self._mark(self._facts[node.fact])) for node in self._visited]

    def _mark(self, fact: Fact) -> Phrase | Question:
        if fact.id not in self._profile:
            return question_on(fact)
        return Phrase("{label} : {value}", label=fact.label, value=fact.say(self._profile[fact.id]))

    @cached_property
    def _visited(self) -> tuple[Node, ...]:
        """The nodes that may be come to, in the order of the tree."""
        seen: dict[str, Node] = {}
        self._visit(self._tree.first, seen)
        return tuple(node for node in self._tree.nodes.values() if node.id in seen)

    def _visit(self, node_id: str | None, seen: dict[str, Node]) -> None:
        if node_id is None or node_id in seen:
            return
        seen[node_id] = node = self._tree.nodes[node_id]
        for answer in self._possible(node):
            self._visit(answer.then, seen)

    def _possible(self, node: Node) -> Iterator[Answer]:
        """The answers that the profile leaves open: one when the fact is known."""
        value = self._profile.get(node.fact)
        if value is None:
            yield from node.answers.values()
        else:
            yield _answer_to(node, value)

    def _reach(self, node_id: str | None) -> _Reach:
        if node_id is None:
            return frozenset(), frozenset()
        if node_id not in self._reaches:
            sides = [self._beyond(answer) for answer in self._possible(self._tree.nodes[node_id])]
            sure = frozenset.intersection(*(side[0] for side in sides))
            self._reaches[node_id] = sure, frozenset.union(*(side[1] for side in sides))
        return self._reaches[node_id]

    def _beyond(self, answer: Answer) -> _Reach:
        sure, perhaps = self._reach(answer.then)
        return answer.gives | sure, answer.gives | perhaps

    def _decided(self, node: Node) -> frozenset[str]:
        """The outcomes of which two answers at this node say something else."""
        sure, perhaps = zip(*map(self._beyond, node.answers.values()), strict=True)
        return _differing(sure) | _differing(perhaps)


def _differing(sides: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.union(*sides) - frozenset.intersection(*sides)


def _answer_to(node: Node, value: Value) -> Answer:
    """The answer that a known value gives."""
    if isinstance(value, frozenset):
        chosen = [node.answers[word] for word in sorted(value)] or [node.answers[NONE]]
        return Answer(frozenset().union(*(answer.gives for answer in chosen)), chosen[0].then)
    return node.answers[("yes" if value else "no") if isinstance(value, bool) else str(value)]


def classify(tree: Tree, facts: Mapping[str, Fact], answers: Profile, on: date) -> Classification:
    """What the answers make of a system, as the law stands on that day."""
    return classified(tree, Walk(tree, facts, answers).conclude, on)


def classified(tree: Tree, conclude: Callable[[str], Verdict], on: date) -> Classification:
    """The classification by what is concluded of each outcome, by its id."""
    verdicts = {outcome: conclude(outcome.id) for outcome in tree.outcomes.values()}
    findings = [_finding(outcome, verdict, on) for outcome, verdict in verdicts.items() if verdict.is_met]
    questions = dict.fromkeys(question for verdict in verdicts.values() for question in verdict.questions)
    return Classification(
        findings=tuple(findings),
        undecided=tuple(outcome for outcome, verdict in verdicts.items() if verdict.is_met is None),
        questions=tuple(questions),
    )


def _finding(outcome: Outcome, verdict: Verdict, on: date) -> Finding:
    since = effect(outcome.since, on)
    return Finding(outcome, since, since is not None and since > on, verdict.because)
