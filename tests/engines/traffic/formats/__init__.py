"""What tests know of each format, one module a format, found by its place as `SAMPLE`."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random

from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_values import Fields

Read = Callable[[str, Clock], Fields | None]
Write = Callable[[str], str]
"""A URL, or the name of a host → one line that says it was asked for by 10.0.4.21."""


@dataclass(frozen=True)
class Sample:
    """One format as its page says it, without a word of the engine.

    reads: makes the naive reader of one file, which sees its lines in order. write: a visit as the product logs it.
    names_sites: whether a line can name a site; a filter of packets cannot, and counts nothing.
    headings: the lines with which a file begins. marks: how a line begins that starts with `#` and yet is no comment.
    by_url and by_name: each way of writing where a URL, or a bare name, may stand. hostile: (start, piece) of lines
    that could take a reader a time out of proportion.
    """

    name: str
    reads: Callable[[], Read]
    write: Callable[[Visit, Random], str]
    names_sites: bool = True
    headings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    by_url: Mapping[str, Write] = field(default_factory=dict)
    by_name: Mapping[str, Write] = field(default_factory=dict)
    hostile: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)


@cache
def samples() -> dict[str, Sample]:
    """Every sample by the name of its format."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.SAMPLE.name: module.SAMPLE for module in modules if hasattr(module, "SAMPLE")}


def names_sites(format: str) -> bool:
    """Whether a line of that format can name a site."""
    return samples()[format].names_sites


def headings_of(format: str) -> tuple[str, ...]:
    """The lines with which a file of that format begins; none for most."""
    return samples()[format].headings


def schemeless(url: str) -> str:
    """The URL as a product that leaves its scheme out writes it."""
    return url.partition("://")[2]


def authority(url: str) -> str:
    """Its host and port, as after CONNECT."""
    return schemeless(url).partition("/")[0]
