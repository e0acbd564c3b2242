"""A file as lines, recognised by what it holds and never by its name."""

from collections.abc import Iterator

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.tables.model import Line, TableRefused
from pleinjour.engines.tables.ods_files import is_archive, read_ods
from pleinjour.engines.tables.text_files import bounded, decode, read_csv, read_json


def read_table(content: bytes) -> list[Line]:
    """The lines of a CSV, an ODS or a JSON, the first one being its header. Raises TableRefused."""
    lines = list(bounded(_lines(content)))
    if not lines:
        raise TableRefused(reason=Phrase(french("il est vide")))
    return lines


def _lines(content: bytes) -> Iterator[Line]:
    if is_archive(content):
        return read_ods(content)
    text = decode(content)
    return read_json(text) if text.lstrip().startswith(("[", "{")) else read_csv(text)
