"""The impact study: what is asked before any deployment, and what each level demands. A folder for each version."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.impact.loading import read_impact
from pleinjour.refdata.impact.model import Impact, Lens, LevelText, QuestionText

__all__ = ["Impact", "Lens", "LevelText", "QuestionText", "load_impact", "read_impact"]

FOLDER = Path(__file__).resolve().parent


def load_impact(version: int | None = None) -> Impact:
    """That version of the question set, else the last one, which new studies answer; each is read once.

    Raises ReferenceDataError.
    """
    return _read(FOLDER, _last(FOLDER) if version is None else version)


@cache
def _read(folder: Path, version: int) -> Impact:
    return read_impact(folder / str(version))


@cache
def _last(folder: Path) -> int:
    return max(int(each.name) for each in folder.iterdir() if each.name.isdecimal())
