r"""ArcSight's Common Event Format: `CEF:0|vendor|product|version|event|name|severity|key=value key=a value …`.

OpenText, *ArcSight Common Event Format Implementation Standard*, versions 0 and 1. In the head `\|` is a bar; in a
value, `\=` an equal sign and `\n` the end of a line; everywhere `\\` is a backslash.
"""

import re
from typing import NamedTuple

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.stamps import known_zone, written_instant
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of

_PART = rb"([^|\\]*+(?:\\.[^|\\]*+)*+)\|"
_HEAD = re.compile(rb"(?<![A-Za-z0-9])CEF: ?\d+(?:\.\d+)?\|" + _PART * 6, re.DOTALL)
_KEY = re.compile(rb"[ \t]([A-Za-z0-9_.\[\]-]++)=")
_ESCAPE = re.compile(rb"\\([=\\|nr])")
_ESCAPED = {b"n": b"\n", b"r": b"\r"}
_MARK, _LABEL = b"CEF:", b"Label"


class CEFEvent(NamedTuple):
    """One event: who wrote it, what it is, and its pairs, escapes undone."""

    vendor: bytes
    product: bytes
    version: bytes
    event: bytes
    name: bytes
    pairs: Pairs

    def first(self, *keys: bytes) -> bytes:
        """The first value that says something among these keys; b"" when none does."""
        return first_of(self.pairs, keys)

    def labelled(self, label: bytes) -> bytes:
        """The custom value (`cs1`, `cn2`…) that its label (`cs1Label`) calls so, in any case; b"" when none is."""
        wanted = label.lower()
        for key, value in self.pairs.items():
            if key.endswith(_LABEL) and value.lower() == wanted:
                return self.pairs.get(key.removesuffix(_LABEL), b"")
        return b""


def is_cef(line: bytes, vendor: bytes = b"", product: bytes = b"") -> bool:
    """Whether a line holds such an event, of any vendor and product or of these, in any case."""
    head = _HEAD.search(line) if _MARK in line else None
    if head is None or (vendor and head[1].lower() != vendor.lower()):
        return False
    return not product or head[2].lower() == product.lower()


def cef_event(line: bytes) -> CEFEvent:
    """The event of a line, perhaps behind a syslog header. Raises Unreadable("shape") when its head is not whole."""
    head = _HEAD.search(line)
    if head is None:
        raise Unreadable("shape")
    parts = head.groups() if b"\\" not in head[0] else map(_plain, head.groups())
    vendor, product, version, event, name, _severity = parts
    return CEFEvent(vendor, product, version, event, name, blank_pairs(line[head.end() :]))


def blank_pairs(text: bytes) -> Pairs:
    """`key=value` pairs whose values may hold blanks, up to the next key; the first value of a key wins."""
    parts = _KEY.split(b" " + text)
    pairs = dict(zip(parts[-2::-2], map(bytes.strip, parts[:0:-2]), strict=True))
    if b"\\" in text:
        pairs |= {key: _plain(value) for key, value in pairs.items() if b"\\" in value}
    return pairs


def cef_instant(event: CEFEvent, line: bytes, clock: Clock) -> float:
    """When the event came (`rt`), else ended, else began, else the date of the syslog header.

    Raises Unreadable("time").
    """
    text = event.first(b"rt", b"end", b"start")
    return written_instant(text, clock, known_zone(event.first(b"dtz"))) if text else leading_instant(line, clock)


def _plain(text: bytes) -> bytes:
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
