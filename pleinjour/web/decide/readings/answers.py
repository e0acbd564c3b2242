"""The answers of a study: as they are stored, as the engine reads them, and which of them say something."""

from collections.abc import Mapping

from pleinjour.engines.studies import WORST, Question, Questions, asked

GivenAnswers = Mapping[str, list[str]]
"""The ids of the choices made, by question; of a question with a text, the text alone."""


def chosen(answers: GivenAnswers) -> dict[str, frozenset[str]]:
    """The answers as the engine reads them; a blank text is no answer."""
    return {question: frozenset(one for one in given if one.strip()) for question, given in answers.items()}


def kept(questions: Questions, answers: GivenAnswers) -> dict[str, list[str]]:
    """What a finished study keeps: the answers to what is asked. Those that are hidden or blank say nothing, nor do
    those that these questions offer no more."""
    offered = {question.id: _offered(question, answers.get(question.id, [])) for question in questions.questions}
    found = {question.id: offered[question.id] for question in asked(questions, chosen(offered))}
    return {id_: given for id_, given in sorted(found.items()) if given}


def choice_that_stands_alone(question: Question, given: list[str]) -> str | None:
    """The choice that was made with others though none goes with it ("nobody" with "residents"); None for none."""
    alone = {choice.id for choice in question.choices if choice.alone}
    return next((one for one in given if one in alone and len(given) > 1), None)


def _offered(question: Question, given: list[str]) -> list[str]:
    ids = {choice.id for choice in question.choices} | {WORST}
    return [one for one in given if (one.strip() if question.kind == "text" else one in ids)]
