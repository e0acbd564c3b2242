"""What answers weigh: by lens, then the level of the whole. The same answers always weigh the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pleinjour.engines.studies.questions import WORST, Choice, Question, Questions

Answers = Mapping[str, frozenset[str]]
"""The ids of the choices made, by question. A question with a text is answered by any id, an empty set is no answer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A choice that weighs: how many points, out of how many at most."""

    question: str
    choice: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Floor:
    """A choice that demands a level by itself, above that of the heaviest lens."""

    question: str
    choice: str
    level: int


@dataclass(frozen=True, slots=True)
class LensScore:
    """The weight of a lens, from 0 to 100, rounded to the nearest.

    points / most: what impact questions gave, and could give at most. reduction: percent taken away by mitigation.
    reasons: the choices that weigh, the heaviest first; mitigations: those that lighten, the strongest first.
    """

    lens: str
    score: int
    points: int
    most: int
    reduction: int
    reasons: tuple[Reason, ...]
    mitigations: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`level`: that of the heaviest lens, or the lowest that a choice allows (`floors` says which choices raised it,
    the one that demands most first).

    `open`: the questions that are asked and not answered. They weigh as the heaviest answer until they are.
    """

    level: int
    lenses: tuple[LensScore, ...]
    floors: tuple[Floor, ...]
    open: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing that is asked is left without an answer."""
        return not self.open


def asked(questions: Questions, answers: Answers) -> tuple[Question, ...]:
    """The questions to ask, in order: an answer to a question that is not asked opens no other."""
    found: dict[str, Question] = {}
    for question in questions.questions:
        if all(shown.question in found and answers.get(shown.question, frozenset()) & shown.choices
               for shown in question.shown_if):  # fmt: skip
            found[question.id] = question
    return tuple(found.values())


def score(questions: Questions, answers: Answers) -> Result:
    """What the answers weigh; those to questions that are not asked do not count."""
    found = asked(questions, answers)
    lenses = tuple(_weigh(lens, found, answers, questions.most_reduction) for lens in questions.lenses)
    heaviest = max((lens.score for lens in lenses), default=0)
    level = max((level.rank for level in questions.levels if level.from_score <= heaviest), default=0)
    floors = [
        Floor(question.id, choice.id, choice.at_least)
        for question in found
        for choice in _chosen(question, answers)
        if choice.at_least > level
    ]
    return Result(
        level=max([level, *(floor.level for floor in floors)]),
        lenses=lenses,
        floors=tuple(sorted(floors, key=lambda floor: -floor.level)),
        open=tuple(question.id for question in found if not answers.get(question.id)),
    )


def _weigh(lens: str, found: tuple[Question, ...], answers: Answers, most_reduction: int) -> LensScore:
    own = [question for question in found if question.lens == lens]
    impact, mitigation = _reasons(own, "impact", answers), _reasons(own, "mitigation", answers)
    points, most = sum(reason.points for reason in impact), _most(own, "impact")
    weight = Fraction(100 * points, most) if most else Fraction(0)
    done = Fraction(sum(reason.points for reason in mitigation), _most(own, "mitigation") or 1)
    kept = 1 - done * Fraction(most_reduction, 100)
    return LensScore(
        lens=lens,
        score=_rounded(weight * kept),
        points=points,
        most=most,
        reduction=_rounded(done * most_reduction),
        reasons=_heaviest_first(impact),
        mitigations=_heaviest_first(mitigation),
    )


def _reasons(questions: list[Question], effect: str, answers: Answers) -> list[Reason]:
    """What weighs among the questions of one effect. No answer, or not knowing, is the worst of them."""
    found: list[Reason] = []
    for question in (question for question in questions if question.effect == effect):
        chosen = answers.get(question.id, frozenset())
        if effect == "impact" and (not chosen or WORST in chosen):
            found.append(Reason(question.id, WORST, question.most, question.most))
            continue
        found += [
            Reason(question.id, choice.id, choice.points, question.most)
            for choice in _chosen(question, answers)
            if choice.points
        ]
    return found


def _chosen(question: Question, answers: Answers) -> list[Choice]:
    chosen = answers.get(question.id, frozenset())
    found = [choice for choice in question.choices if choice.id in chosen]
    return found if question.kind == "several" else found[:1]


def _most(questions: list[Question], effect: str) -> int:
    return sum(question.most for question in questions if question.effect == effect)


def _heaviest_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    # Sorting is stable: of two reasons as heavy, the first asked comes first.
    return tuple(sorted(reasons, key=lambda reason: -reason.points))


def _rounded(value: Fraction) -> int:
    """To the nearest, halves up: `round` would give halves to the even number."""
    return int(value + Fraction(1, 2))
