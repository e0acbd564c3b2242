"""Sophos Firewall (SFOS, once XG): `device_name="…" log_type="Content Filtering" …`, requests and connections.

Sophos, *Syslog descriptions*, SFOS 21.5, and samples of SFOS 17 to 19: `date=…` until 18, `timestamp="…"` after.
"""

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import target_of
from pleinjour.engines.traffic.readers.envelopes.stamps import known_zone
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_MARK = b'log_component="'
_INDIA = b"+0530"
"""What this product calls IST: its samples hold the same instants since 1970, in their message identifiers."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        if _MARK not in line:
            raise Unreadable("shape")
        pairs = quoted_pairs(line)
        kind = (pairs.get(b"log_type"), pairs.get(b"log_component"))
        if pairs.get(b"log_subtype") != b"Allowed":
            return None
        client, user = pairs.get(b"src_ip", b""), first_of(pairs, (b"user_name", b"user"))
        sent = first_of(pairs, (b"bytes_sent", b"sent_bytes"))
        if kind == (b"Content Filtering", b"HTTP"):
            target = target_of(pairs.get(b"url", b""), pairs.get(b"domain", b""))
            return tools.entry(_instant(pairs, tools.clock), client, user, target, sent, "request")
        if kind == (b"Firewall", b"Firewall Rule") and _is_over(pairs):
            return tools.entry(_instant(pairs, tools.clock), client, user, b"", sent, "flow")
        return None

    return parse


def _is_over(pairs: Pairs) -> bool:
    """A long session writes a line when it starts, and others as it goes."""
    return first_of(pairs, (b"con_event", b"connevent")).lower() not in (b"start", b"interim")


def _instant(pairs: Pairs, clock: Clock) -> float:
    stamp = pairs.get(b"timestamp", b"")
    if stamp:
        return clock.iso(stamp)
    named = pairs.get(b"timezone", b"")
    zone = _INDIA if named == b"IST" else known_zone(named)
    return clock.iso(pairs.get(b"date", b"") + b" " + pairs.get(b"time", b"") + zone)


READER = Reader(
    name="sophos-xg",
    title="Sophos Firewall (SFOS, XG)",
    families=("request", "flow"),
    recognises=lambda line: _MARK in line and b'log_type="' in line and b'log_subtype="' in line,
    parser=parse_with,
)
