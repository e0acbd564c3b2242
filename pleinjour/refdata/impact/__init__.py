"""The impact study: what is asked before any deployment, and what each level demands."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.impact.loading import read_impact
from pleinjour.refdata.impact.model import Impact, Lens, LevelText, QuestionText

__all__ = ["Impact", "Lens", "LevelText", "QuestionText", "load_impact", "read_impact"]


@cache
def load_impact() -> Impact:
    """The question set in use, read once. Raises ReferenceDataError."""
    return read_impact(Path(__file__).resolve().parent)
