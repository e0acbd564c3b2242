"""The answers of a study: as they are stored, as the engine reads them, and which of them say something."""

from collections.abc import Mapping

from pleinjour.engines.studies import Questions, asked

GivenAnswers = Mapping[str, list[str]]
"""The ids of the choices made, by question; of a question with a text, the text alone."""


def chosen(answers: GivenAnswers) -> dict[str, frozenset[str]]:
    """The answers as the engine reads them; a blank text is no answer."""
    return {question: frozenset(one for one in given if one.strip()) for question, given in answers.items()}


def kept(questions: Questions, answers: GivenAnswers) -> dict[str, list[str]]:
    """What a finished study keeps: the answers to what is asked. Those that are hidden or blank say nothing."""
    said = chosen(answers)
    found = (question.id for question in asked(questions, said) if said.get(question.id))
    return {id_: list(answers[id_]) for id_ in sorted(found)}
