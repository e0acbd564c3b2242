"""`key=value key="value with blanks"`: firewalls' favourite. The first value of a repeated key wins."""

import re

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.values import Pairs

_BARE_OR_QUOTED = re.compile(rb"""(?<![^\s=,"])([^\s=,"]++)=(?:"([^"]*)"|("\S*)|([^\s"]\S*)?)""")
_ESCAPED = re.compile(
    rb"""(?<![^\s=,"])([^\s=,"]++)=(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"|("\S*)|([^\s,"][^\s,]*)?)""", re.DOTALL
)
_BACKSLASHED = re.compile(rb'\\(["\\])')


def quoted_pairs(text: bytes) -> Pairs:
    """Pairs between blanks; a quoted value ends at the next quote, without escapes.

    Raises Unreadable("shape") when a quote is never closed: the line was cut short.
    """
    return _pairs(_BARE_OR_QUOTED, text)


def escaped_pairs(text: bytes) -> Pairs:
    r"""Pairs between blanks or commas; in a quoted value `\"` is a quote and `\\` a backslash.

    Raises Unreadable("shape") when a quote is never closed.
    """
    pairs = _pairs(_ESCAPED, text)
    if b"\\" in text:
        for key in [key for key, value in pairs.items() if b"\\" in value]:
            pairs[key] = _BACKSLASHED.sub(rb"\1", pairs[key])
    return pairs


def _pairs(pattern: re.Pattern[bytes], text: bytes) -> Pairs:
    pairs: Pairs = {}
    for key, quoted, unclosed, bare in pattern.findall(text):
        if unclosed:
            raise Unreadable("shape")
        pairs.setdefault(key, quoted or bare)
    return pairs


def tabbed_pairs(text: bytes) -> Pairs:
    """Pairs between tabulations, keys in lower case, quotes around a value off; a piece without `=` has key b""."""
    pairs: Pairs = {}
    for piece in text.split(b"\t"):
        key, equals, value = piece.partition(b"=")
        if not equals:
            key, value = b"", piece
        pairs.setdefault(key.strip().lower(), value.strip().strip(b'"'))
    return pairs
