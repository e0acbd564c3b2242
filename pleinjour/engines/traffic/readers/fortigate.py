"""FortiGate (FortiOS 6 and 7): `date=… time=… key=value …`, webfilter and forward traffic.

Fortinet, FortiOS Log Message Reference. A long session also writes interim lines (log id …000020), not counted.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import Pairs, escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.stamps import MOST_DIGITS, since_1970
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

START = re.compile(rb"(?:^|[\s,>])(date=)")
_SUBTYPE = re.compile(rb"[\s,]subtype=")
_SCHEME = re.compile(rb"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_OFFSET = re.compile(rb"[+-]\d{4}")
_NO_USER = (b"", b"-", b"N/A")
_WEB_PASSED = (b"passthrough", b"allow", b"allowed", b"exempt", b"exempted", b"")
_TRAFFIC_STOPPED = (b"deny", b"start", b"ip-conn", b"blocked", b"block")
_BLOCKED = (b"block", b"blocked")
_INTERIM = b"000020"
FORTIPROXY = re.compile(rb'\bdevid="?FPX|\bsubtype="?http-transaction')
"""What FortiProxy writes and FortiGate does not."""


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = START.search(line)
        if start is None:
            raise Unreadable("shape")
        pairs = escaped_pairs(line[start.start(1) :])
        kind = (pairs.get(b"type"), pairs.get(b"subtype"))
        if kind == (b"utm", b"webfilter") and pairs.get(b"action", b"").lower() in _WEB_PASSED:
            url = pairs.get(b"url", b"")
            target = pairs.get(b"hostname") or (url if _SCHEME.match(url) else b"")
            return entry(instant(pairs, clock), *who(pairs), target, pairs.get(b"sentbyte", b""), "request")
        if kind == (b"traffic", b"forward") and passed(pairs):
            target = pairs.get(b"hostname") or pairs.get(b"dstname", b"")
            return entry(instant(pairs, clock), *who(pairs), target, pairs.get(b"sentbyte", b""), "flow")
        return None

    return parse


def passed(pairs: Pairs) -> bool:
    """Whether a line of traffic tells a session that went through, at its end."""
    if pairs.get(b"action", b"").lower() in _TRAFFIC_STOPPED or pairs.get(b"utmaction", b"").lower() in _BLOCKED:
        return False
    return not pairs.get(b"logid", b"").endswith(_INTERIM)


def who(pairs: Pairs) -> tuple[bytes, bytes]:
    """(client, account) of a line of any kind."""
    names = (pairs.get(key, b"") for key in (b"user", b"unauthuser"))
    return pairs.get(b"srcip", b""), next((name for name in names if name not in _NO_USER), b"")


def instant(pairs: Pairs, clock: Clock) -> float:
    """When it came: `eventtime`, else the date and time with their zone. Raises Unreadable("time")."""
    event = pairs.get(b"eventtime", b"")
    if event.isdigit() and len(event) <= MOST_DIGITS:
        return since_1970(event, clock)
    zone = pairs.get(b"tz", b"")
    local = pairs.get(b"date", b"") + b" " + pairs.get(b"time", b"")
    return clock.iso(local + (zone if _OFFSET.fullmatch(zone) else b""))


def _recognises(line: bytes) -> bool:
    if START.search(line) is None or _SUBTYPE.search(line) is None:
        return False
    return FORTIPROXY.search(line) is None


READER = Reader(
    name="fortigate",
    title="FortiGate (FortiOS 6 et 7)",
    families=("request", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
