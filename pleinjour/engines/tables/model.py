"""What is read of a file: lines of text cells, and why a file is refused."""

from dataclasses import dataclass
from typing import Final

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import visible

MOST_LINES: Final = 20_000
MOST_COLUMNS: Final = 200
MOST_TEXT: Final = 64 * 2**20
"""Characters, all cells together, or octets that a compressed file may become."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, under the number by which a person finds it again in their file, and its cells."""

    number: int
    cells: tuple[str, ...]


class TableRefused(PleinjourError):
    """A file that holds no table that can be read; `reason` is a Phrase."""

    sentence = "Ce fichier ne peut pas être lu : {reason}."


def clean(text: str) -> str:
    """A cell as it is kept: no blank at either end, breaks of lines written one way, no sign that is not seen."""
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(str(visible(part)) for part in line.split("\t")) for line in lines).strip()
