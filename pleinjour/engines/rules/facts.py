"""Declared facts: what a profile may say of an authority, a contract and a system, and how each value is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pleinjour.base.sentences import Field, Phrase, french

Value = bool | str | int | float | date | frozenset[str]
Profile = Mapping[str, Value]
"""Values by fact. A fact that is not there is unknown, which is never "no"."""

FactKind = Literal["yes_no", "choice", "choices", "number", "date"]

_EXPECTED: Mapping[FactKind, str] = {
    "yes_no": french("écrivez oui ou non"),
    "choice": french("écrivez un seul de ces mots : {choices}"),
    "choices": french("écrivez une liste de ces mots, ou [] pour aucun : {choices}"),
    "number": french("écrivez un nombre, sans espace ni unité ({unit})"),
    "date": french("écrivez une date, comme 2026-11-22"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be known. `who` is the role that knows it; `choices` gives each word its label.

    at_most: the fact that this one never exceeds. Where one of the two is unknown, the other bounds it.
    shown_by: facts that can only be known where this one is "yes".
    """

    id: str
    kind: FactKind
    label: str
    question: str
    explanation: str
    who: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    at_most: str = ""
    shown_by: tuple[str, ...] = ()

    def refusal(self, value: object) -> Phrase | None:
        """Why `value` is not one of this fact; None when it is."""
        if self._takes(value):
            return None
        return Phrase(_EXPECTED[self.kind], choices=", ".join(self.choices), unit=self.unit)

    def _takes(self, value: object) -> bool:
        if self.kind == "yes_no":
            return isinstance(value, bool)
        if self.kind == "choice":
            return isinstance(value, str) and value in self.choices
        if self.kind == "choices":
            return isinstance(value, frozenset) and value <= self.choices.keys()
        if self.kind == "date":
            return type(value) is date
        # True is an int too; NaN is no number, and equals nothing.
        return type(value) in (int, float) and 0 <= value < float("inf")  # type: ignore[operator]

    def say(self, value: Value) -> Field:
        """The value in words."""
        if isinstance(value, bool):
            return Phrase("oui") if value else Phrase("non")
        if isinstance(value, frozenset):
            return " ; ".join(self.choices[each] for each in sorted(value)) or Phrase("aucun")
        if isinstance(value, str):
            return self.choices.get(value, value)
        return said_date(value) if isinstance(value, date) else said_number(value, self.unit)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and whom. `fact` is empty when what is missing is a value of the law itself."""

    fact: str
    text: Field
    explanation: str = ""
    who: str = ""


def question_on(fact: Fact) -> Question:
    """The question that a fact's absence raises."""
    return Question(fact.id, fact.question, fact.explanation, fact.who)


def said_number(number: int | float, unit: str) -> str:
    """A number with thousands apart and its unit: `50 000 habitants`, no-break spaces included."""
    return f"{number:,}".replace(",", "\u202f").replace(".", ",") + (f"\u00a0{unit}" if unit else "")


def said_date(day: date) -> str:
    """A date as ISO 8601 writes it, which both languages read."""
    return day.isoformat()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one fact of a profile, and what to write instead.

    against: the fact that it goes against; empty where the value alone is wrong.
    """

    fact: str
    why: Phrase
    against: str = ""


def find_faults(facts: Mapping[str, Fact], profile: Mapping[str, object]) -> list[Fault]:
    """What keeps `profile` from being one: names nobody declared, values of another kind, facts that contradict."""
    faults = []
    for name, value in profile.items():
        why = facts[name].refusal(value) if name in facts else Phrase("ce fait n’est pas déclaré")
        faults += [Fault(name, why)] if why else []
    return faults or _contradictions(facts, profile)


def _contradictions(facts: Mapping[str, Fact], profile: Mapping[str, object]) -> list[Fault]:
    """Facts above the one that bounds them, or denied by what only a "yes" lets know. Values are of the right kind."""
    faults = []
    for name, value in profile.items():
        fact = facts[name]
        if fact.at_most in profile and value > profile[fact.at_most]:  # type: ignore[operator]
            why = Phrase("ne peut pas dépasser « {other} »", other=facts[fact.at_most].label)
            faults.append(Fault(name, why, fact.at_most))
        for other in fact.shown_by:
            if value is False and other in profile:
                why = Phrase("ne peut pas être « non », puisque « {other} » est connu", other=facts[other].label)
                faults.append(Fault(name, why, other))
    return faults


def without_contradictions(facts: Mapping[str, Fact], profile: Profile) -> Profile:
    """The profile where facts that contradict each other are unknown: which of them is wrong, nobody knows."""
    wrong = {name for fault in _contradictions(facts, profile) for name in (fault.fact, fault.against)}
    return {name: value for name, value in profile.items() if name not in wrong}
