"""The stamp at the start of a line: syslog's (RFC 3164, RFC 5424), ISO 8601, or a number of seconds in brackets."""

import re
from collections.abc import Callable

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.stamps import written_instant
from pleinjour.engines.traffic.zones import ANY_ZONE_WORD

_ZONE = rb'(?: %b(?![^\s:])(?! (?:$|[^\s=\["{|]*+[=\["{|]|[^\s:]*+:(?:\s|$))))?' % ANY_ZONE_WORD
"""A zone by a word, unless what follows (`tag:`, `key=value`, the message) says that the word is the machine's name."""
_STAMP = re.compile(
    rb"(?:<\d+>)?(?:1 )?(?:"
    rb"\[(?P<epoch>\d+)\](?![\d:])"
    rb"|(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)(?![\d:])"
    rb"|(?P<dashed>\d{1,2}-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d(?:\.\d+)?)(?![\d:])"
    rb"|(?P<syslog>[A-Za-z]{3} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)?(?![\d:])" + _ZONE + rb"))"
)

_ANYWHERE = re.compile(
    rb"(?<![\w:-])(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
    rb"|[A-Za-z]{3} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,9})?(?!\d)" + _ZONE + rb")(?!\d)"
)
_NEAR = 200
"""Bytes before a message where its date may stand."""


def leading_instant(line: bytes, clock: Clock) -> float:
    """The instant that a line starts with. Raises Unreadable("time") when it starts with none."""
    stamp = _STAMP.match(line)
    if stamp is None or stamp.lastgroup is None:
        raise Unreadable("time")
    read: dict[str, Callable[[bytes], float]] = {
        "epoch": clock.epoch,
        "iso": clock.iso,
        "dashed": clock.apache,
        "syslog": clock.syslog,
    }
    return read[stamp.lastgroup](stamp[stamp.lastgroup])


def last_instant(line: bytes, end: int, clock: Clock) -> float:
    """The last instant written just before `end`, where a device's own date follows those of relays.

    Raises Unreadable("time") when there is none.
    """
    stamps = _ANYWHERE.findall(line, max(0, end - _NEAR), end)
    if not stamps:
        raise Unreadable("time")
    return written_instant(stamps[-1], clock)
