"""What an authority owes its public in words: notices on decisions and on AI, and the clock of whoever asks why."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.notices.loading import read_notices
from pleinjour.refdata.notices.model import DECISION, SUBJECTS, Clock, Notice, Notices

__all__ = ["DECISION", "SUBJECTS", "Clock", "Notice", "Notices", "load_notices", "read_notices"]


@cache
def load_notices() -> Notices:
    """The wordings and clocks shipped with this version of Pleinjour. Raises ReferenceDataError."""
    return read_notices(Path(__file__).parent)
