"""The quick declaration: its six questions, and what is answered at once."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.declaration.loading import read_declaration
from pleinjour.refdata.declaration.model import QUESTIONS, Option, Question, Questionnaire

__all__ = ["QUESTIONS", "Option", "Question", "Questionnaire", "load_declaration", "read_declaration"]


@cache
def load_declaration() -> Questionnaire:
    """The questions in use, read once. Raises ReferenceDataError."""
    return read_declaration(Path(__file__).resolve().parent)
