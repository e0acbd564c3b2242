"""The formats that an authority describes itself: which can be followed, and what is wrong with another."""

import re
from typing import Final

from pleinjour.base.errors import PleinjourError
from pleinjour.engines.traffic import all_readers, parse_custom_reader
from pleinjour.web.observe.errors import ReaderNameTaken, ReaderNameUnfit
from pleinjour.web.observe.models import CustomReader
from pleinjour.web.organizations.models import Authority

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RESERVED: Final = frozenset({"empty"})
"""What the engine calls the format of a file that holds nothing."""


def check_description(text: str) -> str:
    """The name of the reader that a description makes. Raises CustomReaderError, ReaderNameUnfit, ReaderNameTaken."""
    name = parse_custom_reader(text).name
    if not _NAME.fullmatch(name):
        raise ReaderNameUnfit(name=name)
    if name in _RESERVED or name in all_readers():
        raise ReaderNameTaken(name=name)
    return name


def fault_of(reader: CustomReader) -> PleinjourError | None:
    """Why a reader that was kept can't be followed any more, if so: another version of Pleinjour may ask for more."""
    try:
        check_description(reader.description)
    except PleinjourError as error:
        return error
    return None


def load_customs(authority: Authority) -> dict[str, str]:
    """The descriptions of the authority that can be followed, by name."""
    readers = CustomReader.objects.filter(authority=authority)
    return {reader.name: reader.description for reader in readers if fault_of(reader) is None}
