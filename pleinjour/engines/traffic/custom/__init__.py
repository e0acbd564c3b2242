"""Readers that an administrator describes in ten lines of YAML, for a product that has none."""

from functools import lru_cache

from pleinjour.engines.traffic.custom.description import Description, read_description
from pleinjour.engines.traffic.custom.reader import custom_reader, recognising_by_reading
from pleinjour.engines.traffic.readers.reader import Reader, Tools

__all__ = ["parse_custom_reader", "tried_reader"]


def parse_custom_reader(text: str) -> Reader:
    """The reader that a YAML text describes; keys in docs/dpo-rssi/formats-sur-mesure.md. Raises CustomReaderError."""
    return custom_reader(_described(text))


def tried_reader(text: str, tools: Tools) -> Reader:
    """The same reader, for detection: it recognises only what it reads through. Raises CustomReaderError."""
    return recognising_by_reading(_described(text), tools)


@lru_cache(maxsize=64)
def _described(text: str) -> Description:
    return read_description(text)
