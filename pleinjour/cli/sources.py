"""What a person names on the command line → the logs to read: files, S3 objects, or the standard input."""

import glob
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.object_storage import is_object, list_objects, open_object

STANDARD_INPUT = "-"


class NoSuchLog(PleinjourError):
    """A name that is neither a file, nor a folder, nor a pattern that matches."""

    sentence: ClassVar[str] = "« {name} » n’existe pas, ou ne désigne aucun fichier. Vérifiez le chemin."


class LogNotOpened(PleinjourError):
    """A file that the system refuses to open."""

    sentence: ClassVar[str] = "« {name} » ne s’ouvre pas : {why}."


@dataclass(frozen=True, slots=True)
class Source:
    """One log, and its size in bytes as it is stored; 0 where nobody can tell beforehand."""

    name: str
    size: int = 0


def find_logs(names: Iterable[str]) -> list[Source]:
    """The logs that `names` (files, folders, patterns, `s3://` names, `-`) stand for, each once, in order.

    A folder gives all its files, those of its folders included, hidden ones left out. Raises NoSuchLog or StorageError.
    """
    found: dict[str, Source] = {}
    for name in names:
        sources = [Source(*each) for each in list_objects(name)] if is_object(name) else _files(name)
        if not sources:
            raise NoSuchLog(name=name)
        found.update({source.name: source for source in sources})
    return list(found.values())


def open_log(name: str) -> BinaryIO:
    """The bytes of a file, of an object, or of the standard input. Raises LogNotOpened or StorageError."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer
    if is_object(name):
        return open_object(name)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise LogNotOpened(name=name, why=error.strerror or type(error).__name__) from None


def _files(name: str) -> list[Source]:
    return [Source(path, _size(path)) for path in _expand(name)]


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


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
