"""What is due on a day, sorted as people read it: what binds, what comes, what is uncertain, what is left to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pleinjour.engines.rules.duties import Dossier, Obligation, Rule, RuleBook, coming_in, due_in
from pleinjour.engines.rules.facts import Fact, Profile, Question
from pleinjour.engines.rules.tree import Classification, classified


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the rules that its answer would settle; none where only the decision tree asks it."""

    question: Question
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """All that the rules say of a profile on a day.

    found: every obligation, in the order of the rules. policies: due, and binding nobody. waiting: what cannot be
    settled. questions: what would settle it and the classification, each once, grouped by who can answer; what the
    law itself leaves open, which no fact answers, comes last.
    """

    on: date
    found: tuple[Obligation, ...]
    classification: Classification
    binding: tuple[Obligation, ...]
    coming: tuple[Obligation, ...]
    uncertain: tuple[Obligation, ...]
    policies: tuple[Obligation, ...]
    waiting: tuple[Obligation, ...]
    questions: tuple[Asked, ...]


def read_duties(book: RuleBook, profile: Profile, on: date) -> Duties:
    """What the rules say of the profile on that day. `profile` has passed `find_faults`."""
    dossier = Dossier(book, profile, on)
    found = (*due_in(dossier), *coming_in(dossier))
    classification = classified(book.tree, dossier.conclude, on)
    due = [one for one in found if one.status == "applies"]
    waiting = tuple(one for one in found if one.status == "to be established")
    return Duties(
        on=on,
        found=found,
        classification=classification,
        binding=tuple(one for one in due if one.rule.is_mandatory),
        coming=tuple(one for one in found if one.status == "coming"),
        uncertain=tuple(one for one in found if one.status == "uncertain"),
        policies=tuple(one for one in due if not one.rule.is_mandatory),
        waiting=waiting,
        questions=_ordered(_gathered(waiting, classification), book.facts),
    )


def _gathered(waiting: Iterable[Obligation], classification: Classification) -> Iterable[Asked]:
    """Each question once. Values of the law that are not known are questions on no fact, told apart by their words."""
    rules: dict[str, tuple[Question, list[Rule]]] = {}
    for obligation in waiting:
        for question in obligation.questions:
            rules.setdefault(_key(question), (question, []))[1].append(obligation.rule)
    for question in classification.questions:
        rules.setdefault(_key(question), (question, []))
    return (Asked(question, tuple(found)) for question, found in rules.values())


def _key(question: Question) -> str:
    return question.fact or str(question.text)


def _ordered(asked: Iterable[Asked], facts: Mapping[str, Fact]) -> tuple[Asked, ...]:
    place = {name: number for number, name in enumerate(in_order_of_asking(facts))}
    return tuple(sorted(asked, key=lambda one: place.get(one.question.fact, len(place))))


def in_order_of_asking(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The ids of the facts, all those that one role knows together, the role of the first fact first."""
    roles = list(dict.fromkeys(fact.who for fact in facts.values()))
    return tuple(sorted(facts, key=lambda name: roles.index(facts[name].who)))
