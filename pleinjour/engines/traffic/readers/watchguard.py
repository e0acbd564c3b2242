"""WatchGuard Firebox (Fireware 12): `msg_id="1AFF-0024" Allow … tcp 10.0.4.21 … msg="HTTP request" dstname="…"`.

WatchGuard, *Fireware Log Catalog*. The date between parentheses is UTC. Of the lines of a session, the one that sums
it up counts: HTTP request, HTTPS request, traffic that ended.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEAD = re.compile(rb'msg_id="[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}" ([A-Za-z]+) ')
_STAMP = re.compile(rb"\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")
_ENDS = re.compile(rb"\s(?:tcp|udp|\d{1,3}/tcp|https?(?:/tcp)?) (?:\d+ \d+ )?(\S+) \S+ \d+ \d+(?!\S)")
_NEAR = 400


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        head = _HEAD.search(line)
        if head is None:
            raise Unreadable("shape")
        pairs = quoted_pairs(line[head.start() :])
        seen = _seen(pairs)
        if head[1].lower() != b"allow" or seen is None:
            return None
        ends = _ENDS.search(line, head.end(), head.end() + _NEAR)
        if ends is None:
            raise Unreadable("shape")
        target, family = seen
        instant = _instant(line, head.start(), tools.clock)
        user, sent = pairs.get(b"src_user", b""), pairs.get(b"sent_bytes", b"")
        return tools.entry(instant, ends[1], user, target, sent, family)

    return parse


def _seen(pairs: Pairs) -> tuple[bytes, Family] | None:
    """The name and the family of a line that sums a session up."""
    message = pairs.get(b"msg", b"").lower()
    if message == b"http request":
        return pairs.get(b"dstname", b""), family_of(pairs.get(b"op", b""))
    if message == b"https request":
        return first_of(pairs, (b"sni", b"dstname")), "tunnel"
    return (b"", "flow") if not message and pairs.get(b"duration", b"0") != b"0" and b"sent_bytes" in pairs else None


def _instant(line: bytes, end: int, clock: Clock) -> float:
    stamp = _STAMP.search(line, 0, end)
    return leading_instant(line, clock) if stamp is None else clock.iso(stamp[1] + b"Z")


READER = Reader(
    name="watchguard",
    title="WatchGuard Firebox (Fireware 12)",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: _HEAD.search(line) is not None,
    parser=parse_with,
)
