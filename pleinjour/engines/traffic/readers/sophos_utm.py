"""Sophos UTM 9: `2026:03:14-09:26:53 utm httpproxy[6267]: id="0001" … action="pass" method="GET" srcip="…" url="…"`.

Sophos, *UTM 9 log file format*; the stamp is local time.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_STAMP = re.compile(rb"(?<!\d)(\d{4}):(\d\d):(\d\d)-(\d\d:\d\d:\d\d)(?!\d)")
_START = re.compile(rb'(?<![^\s])id="\d{4}" severity="[^"]*+" sys="Secure')


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        get = quoted_pairs(line[start.start() :]).get
        if (get(b"sub"), get(b"action"), get(b"statuscode") == b"407") != (b"http", b"pass", False):
            return None
        instant = _instant(line, start.start(), tools.clock)
        client, user, url = get(b"srcip", b""), get(b"user", b""), get(b"url", b"")
        return tools.entry(instant, client, user, url, b"", family_of(get(b"method", b"")))

    return parse


def _instant(line: bytes, end: int, clock: Clock) -> float:
    stamp = _STAMP.search(line, 0, end)
    return leading_instant(line, clock) if stamp is None else clock.iso(b"%b-%b-%b %b" % stamp.groups())


READER = Reader(
    name="sophos-utm",
    title="Sophos UTM 9",
    families=("request", "tunnel"),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
