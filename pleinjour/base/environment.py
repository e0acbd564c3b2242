"""What the environment says to every floor: where Pleinjour writes, and secrets that may stand in a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

PREFIX: Final = "PLEINJOUR_"


def home_of(environ: Mapping[str, str]) -> Path:
    """The folder where Pleinjour writes: PLEINJOUR_HOME, or `var` where that is absent or empty."""
    return Path(environ.get(f"{PREFIX}HOME", "").strip() or "var")


def secret_of(environ: Mapping[str, str], name: str) -> str:
    """What PLEINJOUR_`name` says, or the file that PLEINJOUR_`name`_FILE names; empty when both are.

    Raises OSError for a file that can't be read, and ValueError for one that is no text.
    """
    path = environ.get(f"{PREFIX}{name}_FILE", "").strip()
    if not path:
        return environ.get(f"{PREFIX}{name}", "").strip()
    return Path(path).read_text(encoding="utf-8").strip()
