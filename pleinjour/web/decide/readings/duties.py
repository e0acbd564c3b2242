"""What the law asks for a system on a day: what binds, what comes, what is uncertain, what is left to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pleinjour.engines.rules import Classification, Obligation, Question, Rule, classify, obligations, upcoming
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.readings.profile import Known, known_of, profile_of
from pleinjour.web.registry.models import System


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the duties that its answer would settle."""

    question: Question
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """All that the rules say of a system on a day. `policies` bind nobody: an authority may choose them."""

    on: date
    known: Mapping[str, Known]
    classification: Classification
    binding: tuple[Obligation, ...]
    coming: tuple[Obligation, ...]
    uncertain: tuple[Obligation, ...]
    policies: tuple[Obligation, ...]
    questions: tuple[Asked, ...]


def duties_of(system: System, on: date) -> Duties:
    """The rules evaluated on what is known of the system that day."""
    book, known = load_rules(), known_of(system, on)
    profile = profile_of(known.values())
    found = (*obligations(book, profile, on), *upcoming(book, profile, on))
    due = [one for one in found if one.status == "applies"]
    classification = classify(book.tree, book.facts, profile, on)
    return Duties(
        on=on,
        known=known,
        classification=classification,
        binding=tuple(one for one in due if one.rule.is_mandatory),
        coming=tuple(one for one in found if one.status == "coming"),
        uncertain=tuple(one for one in found if one.status == "uncertain"),
        policies=tuple(one for one in due if not one.rule.is_mandatory),
        questions=_questions([one for one in found if one.status == "to be established"]),
    )


def _questions(waiting: list[Obligation]) -> tuple[Asked, ...]:
    """Each question on a fact once, in the order of the facts."""
    asked: dict[str, tuple[Question, list[Rule]]] = {}
    for obligation in waiting:
        for question in obligation.questions:
            if question.fact:
                asked.setdefault(question.fact, (question, []))[1].append(obligation.rule)
    return tuple(Asked(asked[name][0], tuple(asked[name][1])) for name in load_rules().facts if name in asked)
