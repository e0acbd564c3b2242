"""The stylesheets of paper: read from beside this file, so that no address has to be fetched."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def read_style(name: str) -> str:
    """The stylesheet named `name`."""
    return (_FOLDER / name).read_text(encoding="utf-8")
