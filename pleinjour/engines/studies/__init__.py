"""An impact study: which questions are asked, what the answers weigh, in which level they put a system, and why."""

from pleinjour.engines.studies.errors import StudyError, UnsoundQuestions
from pleinjour.engines.studies.questions import (
    WORST,
    Choice,
    Level,
    Question,
    Questions,
    Shown,
    check,
)
from pleinjour.engines.studies.scoring import Answers, Floor, LensScore, Reason, Result, asked, score

__all__ = [
    "WORST",
    "Answers",
    "Choice",
    "Floor",
    "LensScore",
    "Level",
    "Question",
    "Questions",
    "Reason",
    "Result",
    "Shown",
    "StudyError",
    "UnsoundQuestions",
    "asked",
    "check",
    "score",
]
