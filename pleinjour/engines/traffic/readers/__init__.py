"""Readers, one module a format, found by their place: a module here that holds a `READER` is a reader."""

import importlib
import pkgutil
from functools import cache

from pleinjour.engines.traffic.errors import UnknownReader
from pleinjour.engines.traffic.readers.reader import Reader


@cache
def all_readers() -> dict[str, Reader]:
    """Every reader by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    readers = [module.READER for module in modules if hasattr(module, "READER")]
    return {reader.name: reader for reader in sorted(readers, key=lambda reader: reader.name)}


def reader_named(name: str) -> Reader:
    """The reader of that name. Raises UnknownReader."""
    readers = all_readers()
    if name not in readers:
        raise UnknownReader(format=name, known=", ".join(readers))
    return readers[name]
