"""FortiGate (FortiOS 6 and 7): webfilter and forward traffic, as `date=… time=… key=value …` or in CEF.

Fortinet, FortiOS Log Message Reference. A long session also writes interim lines (log id …000020), not counted.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import cef_event, is_cef
from pleinjour.engines.traffic.readers.envelopes.keyvalue import Pairs, escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.stamps import MOST_DIGITS, since_1970
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
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
_PRODUCT = (b"Fortinet", b"Fortigate")
_OF_CEF = {
    b"eventtime": (b"FTNTFGTeventtime",),
    b"logid": (b"FTNTFGTlogid",),
    b"srcip": (b"src",),
    b"user": (b"suser", b"duser", b"FTNTFGTuser"),
    b"unauthuser": (b"FTNTFGTunauthuser",),
    b"hostname": (b"dhost",),
    b"url": (b"request",),
    b"sentbyte": (b"out",),
    b"action": (b"act",),
    b"utmaction": (b"FTNTFGTutmaction",),
}
"""FortiOS's names of fields, and those of CEF that hold the same."""
FORTIPROXY = re.compile(rb'\bdevid="?FPX|\bsubtype="?http-transaction')
"""What FortiProxy writes and FortiGate does not."""


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        pairs = _pairs(line)
        kind = (pairs.get(b"type"), pairs.get(b"subtype"))
        if kind == (b"utm", b"webfilter") and pairs.get(b"action", b"").lower() in _WEB_PASSED:
            url = pairs.get(b"url", b"")
            target = pairs.get(b"hostname") or (url if _SCHEME.match(url) else b"")
            return entry(_when(pairs, line, clock), *who(pairs), target, pairs.get(b"sentbyte", b""), "request")
        if kind == (b"traffic", b"forward") and passed(pairs):
            target = pairs.get(b"hostname") or pairs.get(b"dstname", b"")
            return entry(_when(pairs, line, clock), *who(pairs), target, pairs.get(b"sentbyte", b""), "flow")
        return None

    return parse


def _pairs(line: bytes) -> Pairs:
    """The pairs of a line, under FortiOS's names whatever the writing."""
    if is_cef(line, *_PRODUCT):
        event = cef_event(line)
        kind, _colon, subtype = event.first(b"cat").partition(b":")
        return {name: event.first(*keys) for name, keys in _OF_CEF.items()} | {b"type": kind, b"subtype": subtype}
    start = START.search(line)
    if start is None:
        raise Unreadable("shape")
    return escaped_pairs(line[start.start(1) :])


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


def _when(pairs: Pairs, line: bytes, clock: Clock) -> float:
    """As `instant`; a line in CEF may have no date but that of its syslog header."""
    is_dated = b"date" in pairs or pairs.get(b"eventtime")
    return instant(pairs, clock) if is_dated else leading_instant(line, clock)


def _recognises(line: bytes) -> bool:
    if is_cef(line, *_PRODUCT):
        return True
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
