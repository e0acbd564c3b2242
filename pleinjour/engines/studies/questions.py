"""A question set: questions in their order, when each is asked, what each choice weighs. Texts are elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.studies.errors import UnsoundQuestions

WORST: Final = "inconnu"
"""The choice of whoever does not know: it weighs as much as the heaviest, and mitigates nothing."""

Kind = Literal["one", "several", "text"]
Effect = Literal["impact", "mitigation", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer and its points. `at_least`: the lowest level of a system for which it is given, 0 when any will do.

    `alone`: where several may be chosen, no other goes with it ("nobody").
    """

    id: str
    points: int
    at_least: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition: one of `choices` was chosen at an earlier question, which was itself asked."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of one lens. Asked when every condition of `shown_if` holds.

    effect: "impact" adds its points to the weight of the lens, "mitigation" takes from it, "none" only tells.
    A text has no choices and weighs nothing.
    """

    id: str
    lens: str
    kind: Kind
    effect: Effect = "none"
    choices: tuple[Choice, ...] = ()
    shown_if: tuple[Shown, ...] = ()

    @property
    def most(self) -> int:
        """The points of the heaviest answer: the sum of all where several may be chosen."""
        points = [choice.points for choice in self.choices]
        return sum(points) if self.kind == "several" else max(points, default=0)


@dataclass(frozen=True, slots=True)
class Level:
    """A level, from its lowest score (0 to 100) on."""

    rank: int
    from_score: int


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions in the order in which they are asked, and how they are weighed.

    most_reduction: percent of a lens's weight that complete mitigation takes away.
    """

    questions: tuple[Question, ...]
    levels: tuple[Level, ...]
    most_reduction: int

    @property
    def lenses(self) -> tuple[str, ...]:
        """The lenses in the order in which they are asked."""
        return tuple(dict.fromkeys(question.lens for question in self.questions))


def check(questions: Questions) -> None:
    """Raises UnsoundQuestions at the first question that contradicts the set."""
    before: dict[str, Question] = {}
    for question in questions.questions:
        _check_choices(question, len(questions.levels))
        _check_conditions(question, before)
        if question.id in before:
            _refuse(question, french("elle est posée deux fois"))
        before[question.id] = question


def _check_choices(question: Question, levels: int) -> None:
    ids = [choice.id for choice in question.choices]
    if (question.kind == "text") == bool(ids):
        _refuse(question, french("un texte n’a pas de choix, une autre question en a"))
    if len(set(ids)) < len(ids):
        _refuse(question, french("un choix y est deux fois"))
    if (question.effect == "none") == bool(question.most):
        _refuse(question, french("ses points et son effet ne vont pas ensemble"))
    if any(choice.points < 0 or not 0 <= choice.at_least <= levels for choice in question.choices):
        _refuse(question, french("un choix a des points négatifs ou un niveau qui n’existe pas"))


def _check_conditions(question: Question, before: Mapping[str, Question]) -> None:
    for shown in question.shown_if:
        asked = before.get(shown.question)
        if asked is None:
            _refuse(question, french("elle dépend d’une question qui ne vient pas avant elle"))
        elif not shown.choices <= _ids(asked.choices) | {WORST}:
            _refuse(question, french("elle dépend d’un choix qui n’existe pas"))


def _ids(choices: Iterable[Choice]) -> frozenset[str]:
    return frozenset(choice.id for choice in choices)


def _refuse(question: Question, reason: str) -> None:
    raise UnsoundQuestions(question=question.id, reason=Phrase(reason))
