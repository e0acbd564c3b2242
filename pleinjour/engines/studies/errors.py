"""What a study refuses.

StudyError
└── UnsoundQuestions   a question set that contradicts itself
"""

from pleinjour.base.errors import PleinjourError


class StudyError(PleinjourError):
    """A study that can't be made."""


class UnsoundQuestions(StudyError):
    sentence = "La question « {question} » ne convient pas : {reason}. Corrigez le jeu de questions."
