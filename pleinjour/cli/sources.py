"""What a person names on the command line → the files to read."""

import glob
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, ClassVar

from pleinjour.base.errors import PleinjourError

STANDARD_INPUT = "-"


class NoSuchLog(PleinjourError):
    """A name that is neither a file, nor a folder, nor a pattern that matches."""

    sentence: ClassVar[str] = "« {name} » n’existe pas, ou ne désigne aucun fichier. Vérifiez le chemin."


class LogNotOpened(PleinjourError):
    """A file that the system refuses to open."""

    sentence: ClassVar[str] = "« {name} » ne s’ouvre pas : {why}."


def find_logs(names: Iterable[str]) -> list[str]:
    """Paths of the files that `names` (files, folders, patterns, `-`) stand for, each once, in order.

    A folder gives all its files, those of its folders included, hidden ones left out. Raises NoSuchLog.
    """
    found: dict[str, None] = {}
    for name in names:
        paths = _expand(name)
        if not paths:
            raise NoSuchLog(name=name)
        found.update(dict.fromkeys(paths))
    return list(found)


def open_log(path: str) -> BinaryIO:
    """The bytes of a file, or of the standard input. Raises LogNotOpened."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise LogNotOpened(name=path, why=error.strerror or type(error).__name__) from None


def _expand(name: str) -> list[str]:
    if name == STANDARD_INPUT:
        return [name]
    path = Path(name)
    if path.is_dir():
        return sorted(str(file) for file in path.rglob("*") if file.is_file() and not _hidden(file.relative_to(path)))
    if path.exists():
        return [str(path)]
    return sorted(match for match in glob.glob(name, recursive=True) if Path(match).is_file())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
