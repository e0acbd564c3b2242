"""Readers that an administrator describes in ten lines of YAML, for a product that has none."""

from functools import lru_cache

from pleinjour.engines.traffic.custom.description import read_description
from pleinjour.engines.traffic.custom.reader import custom_reader
from pleinjour.engines.traffic.readers.reader import Reader

__all__ = ["parse_custom_reader"]


@lru_cache(maxsize=16)
def parse_custom_reader(text: str) -> Reader:
    """The reader that a YAML text describes; keys in docs/dpo-rssi/formats-sur-mesure.md. Raises CustomReaderError."""
    return custom_reader(read_description(text))
