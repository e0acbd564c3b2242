"""Conditions: small trees of comparisons over facts, in three values. What nobody knows is neither met nor unmet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from pleinjour.base.sentences import Field, Phrase, french
from pleinjour.engines.rules.facts import Fact, Question, Value, question_on, said_date, said_number
from pleinjour.engines.rules.parameters import Parameter

Relation = Literal["is", "in", "at_least", "more_than", "since", "before"]
GroupKind = Literal["all", "any", "none"]
Limit = Value | Parameter

_SAID: dict[Relation, str] = {
    "is": french("{label} : {value}"),
    "in": french("{label} : {value}"),
    "at_least": french("{label} : {value} (au moins {limit})"),
    "more_than": french("{label} : {value} (plus de {limit})"),
    "since": french("{label} : {value} (à partir du {limit})"),
    "before": french("{label} : {value} (avant le {limit})"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact held against a limit; the limit may be a parameter of the law, whose value depends on the day."""

    fact: str
    relation: Relation
    limit: Limit


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the decision tree must have concluded."""

    outcome: str


@dataclass(frozen=True, slots=True)
class Group:
    """`all`: each part is met (none is needed when there are no parts); `any`: one is; `none`: not one is."""

    kind: GroupKind
    parts: tuple["Condition", ...]


Condition = Comparison | Conclusion | Group
ALWAYS = Group("all", ())


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition is met (None: unknown), the facts that made it so, and what to ask where it is unknown."""

    is_met: bool | None
    because: tuple[Phrase, ...] = ()
    questions: tuple[Question, ...] = ()


class Known(Protocol):
    """What a condition is held against: facts, conclusions of the tree, and the day."""

    @property
    def day(self) -> date: ...
    def fact(self, fact_id: str) -> Fact: ...
    def value(self, fact_id: str) -> Value | None: ...
    def bounds(self, fact_id: str) -> tuple[Value | None, Value | None]: ...
    def conclude(self, outcome: str) -> Verdict: ...


def weigh(condition: Condition, known: Known) -> Verdict:
    """Whether the condition is met by what is known (Kleene's strong logic of three values)."""
    if isinstance(condition, Conclusion):
        return known.conclude(condition.outcome)
    if isinstance(condition, Comparison):
        return _compare(condition, known)
    if condition.kind == "all":
        return _gathered(condition.parts, known, _both, settled=True)
    gathered = _gathered(condition.parts, known, _either, settled=False)
    return gathered if condition.kind == "any" else _opposite(gathered)


def _gathered(
    parts: tuple[Condition, ...], known: Known, join: Callable[[Verdict, Verdict], Verdict], *, settled: bool
) -> Verdict:
    """The parts joined one by one, up to the first that decides by itself."""
    gathered = Verdict(settled)
    for part in parts:
        gathered = join(gathered, weigh(part, known))
        if gathered.is_met is not None and gathered.is_met is not settled:
            break
    return gathered


def _both(one: Verdict, other: Verdict) -> Verdict:
    """Met when both are; unmet as soon as one is, by the facts of that one alone."""
    for verdict in (one, other):
        if verdict.is_met is False:
            return verdict
    return _joined(one, other, True)


def _either(one: Verdict, other: Verdict) -> Verdict:
    for verdict in (one, other):
        if verdict.is_met is True:
            return verdict
    return _joined(one, other, False)


def _joined(one: Verdict, other: Verdict, settled: bool) -> Verdict:
    is_open = one.is_met is None or other.is_met is None
    questions = dict.fromkeys((*one.questions, *other.questions))
    return Verdict(None if is_open else settled, (*one.because, *other.because), tuple(questions))


def _opposite(verdict: Verdict) -> Verdict:
    return Verdict(None if verdict.is_met is None else not verdict.is_met, verdict.because, verdict.questions)


def _compare(comparison: Comparison, known: Known) -> Verdict:
    fact, limit = known.fact(comparison.fact), comparison.limit
    if isinstance(limit, Parameter):
        setting = limit.on(known.day)
        if setting is None:
            return Verdict(None, questions=(_question_on_law(limit),))
        limit = setting.value
    value = known.value(fact.id)
    if value is None:
        return _bounded(comparison, limit, known)
    phrase = _SAID[comparison.relation]
    because = Phrase(phrase, label=fact.label, value=fact.say(value), limit=_said_limit(fact, limit))
    return Verdict(_holds(comparison.relation, value, limit), (because,))


def _question_on_law(parameter: Parameter) -> Question:
    text = Phrase(
        "La valeur de « {label} » à cette date n’est pas connue de Pleinjour : relisez {reference}.",
        label=parameter.label,
        reference=parameter.settings[-1].reference,
    )
    return Question("", text)


def _bounded(comparison: Comparison, limit: Value, known: Known) -> Verdict:
    """The verdict on an absent fact: settled when the fact that bounds it leaves no doubt."""
    fact = known.fact(comparison.fact)
    unknown = Verdict(None, questions=(question_on(fact),))
    if comparison.relation in ("is", "in"):
        return unknown
    low, high = known.bounds(fact.id)
    is_rising = comparison.relation in ("at_least", "more_than", "since")
    if low is not None and _holds(comparison.relation, low, limit) is is_rising:
        return Verdict(is_rising, (_said_bound(french("{label} : {value} ou plus"), fact, low),))
    if high is not None and _holds(comparison.relation, high, limit) is not is_rising:
        return Verdict(not is_rising, (_said_bound(french("{label} : {value} ou moins"), fact, high),))
    return unknown


def _said_bound(template: str, fact: Fact, bound: Value) -> Phrase:
    return Phrase(template, label=fact.label, value=fact.say(bound))


def _holds(relation: Relation, value: Value, limit: Value) -> bool:
    if relation == "is":
        return value == limit
    if relation == "in":
        return value in limit  # type: ignore[operator]
    if relation in ("at_least", "since"):
        return value >= limit  # type: ignore[operator]
    return value > limit if relation == "more_than" else value < limit  # type: ignore[operator]


def _said_limit(fact: Fact, limit: Value) -> Field:
    if isinstance(limit, date):
        return said_date(limit)
    return said_number(limit, fact.unit) if isinstance(limit, int | float) else ""


def leaves_of(condition: Condition) -> Iterator[Comparison | Conclusion]:
    """Each comparison and conclusion of a condition, from left to right."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from leaves_of(part)
    else:
        yield condition
