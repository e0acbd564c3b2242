"""One pass over the bytes of a log: which lines may name a service?

Hyperscan in block mode, one caseless pattern per domain with its boundary classes: a letter, digit, dash or
underscore beside the name would make it another name. A host can also be written with escapes, `chatgpt%2Ecom`. Nobody
escapes a letter, a digit, a dot or a dash without a reason (RFC 3986 section 2.3), so a line with such an escape is
rare, and found wherever the escape stands. Every line that is found is parsed afterwards: a candidate is not yet a hit.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import hyperscan

_EDGE = "[^a-z0-9_-]"
_UNRESERVED = "-._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ESCAPES = [f"{mark}{ord(letter):02x}" for mark in ("%", r"\\u00") for letter in _UNRESERVED]
"""As many literals: an alternation of them would cost a fifth of the scan's speed, a look at the place two thirds."""

_SCANNER_VERSION = "2"
_DISUSED = 120 * 24 * 3600
"""Seconds: a site that reads once a quarter keeps its own."""

Spelling = Callable[[str], str]
"""A domain → the pattern by which it is found in a format that writes names its own way, edges included."""


class Scanner:
    """Finds candidate lines. The first one of a process costs up to half a second, the next ones of the same domains
    nothing; `cache` keeps the compiled database for other processes.

    `domains` are the names to look for; `spelling` gives the pattern of a domain as one format writes it, edges
    included. Lines that begin with one of `headings` are candidates too.
    """

    def __init__(
        self,
        domains: Iterable[str],
        cache: Path | None = None,
        *,
        headings: tuple[bytes, ...] = (),
        spelling: Spelling | None = None,
    ) -> None:
        self._database = compiled_database(frozenset(domains), headings, spelling, cache)
        self._scratch = hyperscan.Scratch(self._database)

    def candidates(self, block: bytearray, length: int) -> Iterator[tuple[int, int]]:
        """(start, end) of each candidate line of `block[:length]`, in order, the newline left out.

        The block must start with a newline, end with one, and hold whole lines only.
        """
        ends: list[int] = []

        def note(_pattern: int, _start: int, end: int, _flags: int, _context: object) -> None:
            ends.append(end)

        view: Any = memoryview(block)[:length]  # any buffer will do, whatever the stubs say
        self._database.scan(view, note, scratch=self._scratch)
        line_end = 0
        for end in ends:
            if end - 1 <= line_end:
                continue
            start = block.rfind(b"\n", 0, end - 1) + 1
            line_end = block.find(b"\n", end - 1, length)
            yield start, line_end


def _patterns(domains: frozenset[str]) -> list[bytes]:
    plain = sorted(f"{_EDGE}{_spellings(domain)}{_EDGE}" for domain in domains)
    return [pattern.encode() for pattern in plain + _ESCAPES]


def _spellings(domain: str) -> str:
    """The ways a log may write a domain: as it is, and in its own letters when it is an international one."""
    if "xn--" not in domain:
        return re.escape(domain)
    international = domain.encode("ascii").decode("idna")
    return f"(?:{re.escape(domain)}|{''.join(map(_letter, international))})"


def _letter(letter: str) -> str:
    """A letter outside ASCII in either case, in UTF-8, in JSON's escapes or percent-encoded; any other as it is."""
    if letter.isascii():
        return re.escape(letter)
    cases = dict.fromkeys((letter.lower(), letter.upper()))
    writings = (spelling for case in cases for spelling in (case, json.dumps(case)[1:-1], quote(case)))
    return f"(?:{'|'.join(map(re.escape, writings))})"


@lru_cache(maxsize=4)
def compiled_database(
    domains: frozenset[str], headings: tuple[bytes, ...], spelling: Spelling | None, cache: Path | None
) -> hyperscan.Database:
    """The one of these domains; compiled, it changes no more: threads may share it, each with a scratch of its own."""
    patterns = _patterns(domains) + [b"\n" + re.escape(heading) for heading in headings]
    patterns += [spelling(name).encode() for name in sorted(domains)] if spelling else []
    if cache is None:
        return _compile(patterns)
    digest = hashlib.sha256(b"\n".join([_SCANNER_VERSION.encode(), version("hyperscan").encode(), *patterns]))
    file = cache / f"scan-{digest.hexdigest()[:24]}.hsdb"
    return _load(file) or _compile_into(file, patterns)


def _load(file: Path) -> hyperscan.Database | None:
    """The compiled database, or None when there is none for this machine and version."""
    try:
        database = hyperscan.loadb(file.read_bytes(), hyperscan.HS_MODE_BLOCK)
    except (OSError, hyperscan.HyperscanError):
        return None
    with suppress(OSError):
        os.utime(file)  # it is in use: see _remove_disused
    return database


def _compile(patterns: list[bytes]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=patterns,
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=[hyperscan.HS_FLAG_CASELESS] * len(patterns),
    )
    return database


def _compile_into(file: Path, patterns: list[bytes]) -> hyperscan.Database:
    database = _compile(patterns)
    temporary = file.with_suffix(f".{os.getpid()}-{id(database):x}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(hyperscan.dumpb(database))
        temporary.replace(file)
        _remove_disused(file)
    except OSError:
        # A read-only or full disk costs the next run half a second, nothing else.
        with suppress(OSError):
            temporary.unlink()
    return database


def _remove_disused(fresh: Path) -> None:
    """Removes what nobody has loaded for months when `fresh` is written: each catalogue, each release leaves some."""
    now = fresh.stat().st_mtime
    for old in fresh.parent.glob("scan-*"):
        if now - old.stat().st_mtime > _DISUSED:
            old.unlink(missing_ok=True)
