"""What FortiOS and FortiProxy write alike: `date=… time=… key=value …`, or the same values in CEF.

Fortinet, FortiOS Log Message Reference. A long session also writes interim lines (log id …000020), not counted.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import has_scheme
from pleinjour.engines.traffic.readers.envelopes.keyvalue import escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.stamps import MOST_DIGITS, since_1970
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_said
from pleinjour.engines.traffic.readers.reader import Tools

FORTIPROXY = re.compile(rb'\bdevid="?FPX|\bsubtype="?http-transaction')
"""What FortiProxy writes and FortiGate does not."""
_START = re.compile(rb"(?:^|[\s,>])(date=)")
_OFFSET = re.compile(rb"[+-]\d{4}")
_NO_USER = (b"", b"-", b"N/A")
_WEB_PASSED = (b"passthrough", b"allow", b"allowed", b"exempt", b"exempted", b"")
_TRAFFIC_STOPPED = (b"deny", b"start", b"ip-conn", b"blocked", b"block")
_BLOCKED = (b"block", b"blocked")
_INTERIM = b"000020"


def is_fortinet(line: bytes) -> bool:
    """Whether a line holds such pairs."""
    return _START.search(line) is not None


def fortinet_pairs(line: bytes) -> Pairs:
    """The pairs of a line, perhaps behind a syslog header. Raises Unreadable("shape")."""
    start = _START.search(line)
    if start is None:
        raise Unreadable("shape")
    return escaped_pairs(line[start.start(1) :])


def web_or_flow(pairs: Pairs, line: bytes, tools: Tools) -> Entry | None:
    """The entry of a line of the web filter, or of forwarded traffic; None when it is neither, or no use."""
    kind, sent = (pairs.get(b"type"), pairs.get(b"subtype")), pairs.get(b"sentbyte", b"")
    if kind == (b"utm", b"webfilter") and pairs.get(b"action", b"").lower() in _WEB_PASSED:
        target = pairs.get(b"hostname") or url_of(pairs)
        return tools.entry(instant_of(pairs, line, tools.clock), *who(pairs), target, sent, "request")
    if kind == (b"traffic", b"forward") and passed(pairs):
        target = pairs.get(b"hostname") or pairs.get(b"dstname", b"")
        return tools.entry(instant_of(pairs, line, tools.clock), *who(pairs), target, sent, "flow")
    return None


def url_of(pairs: Pairs) -> bytes:
    """The URL, when it names its host."""
    url = pairs.get(b"url", b"")
    return url if has_scheme(url) else b""


def who(pairs: Pairs) -> tuple[bytes, bytes]:
    """(client, account) of a line of any kind."""
    names = (pairs.get(key, b"") for key in (b"user", b"unauthuser"))
    return pairs.get(b"srcip", b""), first_said(names, _NO_USER)


def instant_of(pairs: Pairs, line: bytes, clock: Clock) -> float:
    """When it came: `eventtime`, else the date and time with their zone, else the syslog header's.

    Raises Unreadable("time").
    """
    event = pairs.get(b"eventtime", b"")
    if event.isdigit() and len(event) <= MOST_DIGITS:
        return since_1970(event, clock)
    if b"date" not in pairs and not event:
        return leading_instant(line, clock)
    zone = pairs.get(b"tz", b"")
    local = pairs.get(b"date", b"") + b" " + pairs.get(b"time", b"")
    return clock.iso(local + (zone if _OFFSET.fullmatch(zone) else b""))


def passed(pairs: Pairs) -> bool:
    """Whether a line of traffic tells a session that went through, at its end."""
    if pairs.get(b"action", b"").lower() in _TRAFFIC_STOPPED or pairs.get(b"utmaction", b"").lower() in _BLOCKED:
        return False
    return not pairs.get(b"logid", b"").endswith(_INTERIM)
