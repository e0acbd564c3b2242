"""The stamp at the start of a line: syslog's (RFC 3164, RFC 5424), ISO 8601, or a number of seconds in brackets."""

import re
from collections.abc import Callable

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable

_STAMP = re.compile(
    rb"(?:<\d+>)?(?:1 )?(?:"
    rb"\[(?P<epoch>\d+)\]"
    rb"|(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
    rb"|(?P<dashed>\d{1,2}-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d(?:\.\d+)?)"
    rb"|(?P<syslog>[A-Za-z]{3} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)?))(?![\d:])"
)


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
