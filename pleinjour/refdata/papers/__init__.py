"""The wording of the papers that people must agree on, and the legal texts they rest on, each with its date."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.papers.loading import read_papers
from pleinjour.refdata.papers.wording import Chapter, LegalText, Papers, Passage, Wording

__all__ = ["Chapter", "LegalText", "Papers", "Passage", "Wording", "load_papers", "read_papers"]


@cache
def load_papers() -> Papers:
    """The wording shipped with this version of Pleinjour. Raises ReferenceDataError when its files are damaged."""
    return read_papers(Path(__file__).parent)
