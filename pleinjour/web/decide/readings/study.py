"""A study in words, in the reader's language: its level and why, what was answered, and what each answer weighs."""

from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pleinjour.engines.studies import WORST, Floor, LensScore, Question, Reason, Result, asked, score
from pleinjour.refdata.impact import Impact, load_impact
from pleinjour.web.decide.models import Study
from pleinjour.web.decide.readings.answers import GivenAnswers, chosen, kept
from pleinjour.web.ui.numbers import Language, as_language

DO_NOT_KNOW: Final = gettext_lazy("Je ne sais pas")


@dataclass(frozen=True, slots=True)
class LensRead:
    """One lens: its weight from 0 to 100, each question that was asked with its answer, what weighs, what lightens."""

    id: str
    label: str
    sentence: str
    score: int
    answers: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    mitigations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyRead:
    """A study. `why`: what raised the level by itself, then the heaviest lens. `open`: ids of questions left open."""

    level: str
    why: tuple[str, ...]
    demands: tuple[str, ...]
    lenses: tuple[LensRead, ...]
    open: tuple[str, ...]


def read_study(study: Study) -> StudyRead:
    """A finished study, with the questions and the words of its day."""
    impact = load_impact(study.questions_version)
    result = score(impact.questions, chosen(study.answers))
    lenses = tuple(replace(lens, score=study.scores[lens.lens]) for lens in result.lenses)
    return _read(impact, study.answers, replace(result, level=study.level, lenses=lenses))


def read_answers(impact: Impact, answers: GivenAnswers) -> StudyRead:
    """A draft, as if it were finished now."""
    answers = kept(impact.questions, answers)
    return _read(impact, answers, score(impact.questions, chosen(answers)))


def say_level(impact: Impact, rank: int) -> str:
    """A level by its number and its name."""
    return _("Niveau {rank} : {label}").format(rank=rank, label=impact.levels[rank].label.say(_language()))


def _read(impact: Impact, answers: GivenAnswers, result: Result) -> StudyRead:
    questions, language = asked(impact.questions, chosen(answers)), _language()
    lenses = tuple(_read_lens(impact, lens, questions, answers) for lens in result.lenses)
    return StudyRead(
        level=say_level(impact, result.level),
        why=(*(_say_floor(impact, floor) for floor in result.floors), _say_heaviest(lenses)),
        demands=tuple(words.say(language) for words in impact.levels[result.level].demands),
        lenses=lenses,
        open=result.open,
    )


def _read_lens(impact: Impact, lens: LensScore, questions: tuple[Question, ...], answers: GivenAnswers) -> LensRead:
    texts, language = impact.lenses[lens.lens], _language()
    return LensRead(
        id=lens.lens,
        label=texts.label.say(language),
        sentence=texts.sentence.say(language),
        score=lens.score,
        answers=tuple(
            (_say_question(impact, one.id), _say_answer(impact, one, answers.get(one.id, [])))
            for one in questions
            if one.lens == lens.lens
        ),
        reasons=tuple(_say_reason(impact, reason) for reason in lens.reasons),
        mitigations=tuple(_say_reason(impact, reason) for reason in lens.mitigations),
    )


def _say_floor(impact: Impact, floor: Floor) -> str:
    said = f"{_say_question(impact, floor.question)} {_say_choice(impact, floor.question, floor.choice)}"
    return _("Cette réponse impose à elle seule le niveau {rank} : « {said} ».").format(rank=floor.level, said=said)


def _say_heaviest(lenses: tuple[LensRead, ...]) -> str:
    heaviest = max(lenses, key=lambda lens: lens.score)
    said = _("Le regard le plus lourd est « {lens} » : {score} sur 100.")
    return said.format(lens=heaviest.label, score=heaviest.score)


def _say_reason(impact: Impact, reason: Reason) -> str:
    """The question, the answer, its points out of the most."""
    points = _("{points} points sur {most}").format(points=reason.points, most=reason.most)
    return f"{_say_question(impact, reason.question)} {_say_choice(impact, reason.question, reason.choice)} ({points})"


def _say_answer(impact: Impact, question: Question, given: list[str]) -> str:
    if question.kind == "text":
        return " ".join(given)
    return " ; ".join(_say_choice(impact, question.id, choice) for choice in given)


def _say_question(impact: Impact, question: str) -> str:
    return impact.texts[question].label.say(_language())


def _say_choice(impact: Impact, question: str, choice: str) -> str:
    return str(DO_NOT_KNOW) if choice == WORST else impact.texts[question].choices[choice].say(_language())


def _language() -> Language:
    return as_language(get_language())
