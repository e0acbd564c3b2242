"""FortiProxy: FortiGate's pairs, and one more kind of line, the HTTP transaction.

Fortinet, FortiProxy Log Message Reference, https://docs.fortinet.com/document/fortiproxy/7.2.6/log-message-reference.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import ABSENT
from pleinjour.engines.traffic.readers import fortigate
from pleinjour.engines.traffic.readers.envelopes.keyvalue import Pairs, escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_SCHEME = re.compile(rb"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LONGEST_STATUS = 3


def parse_with(tools: Tools) -> Parse:
    webfilter = fortigate.READER.parser(tools)

    def parse(line: bytes) -> Entry | None:
        start = fortigate.START.search(line)
        if start is None:
            raise Unreadable("shape")
        pairs = escaped_pairs(line[start.start(1) :])
        kind = (pairs.get(b"type"), pairs.get(b"subtype"))
        if kind not in ((b"traffic", b"http-transaction"), (b"traffic", b"forward")):
            return webfilter(line)
        is_transaction = kind[1] == b"http-transaction"
        if _refused(pairs) if is_transaction else not fortigate.passed(pairs):
            return None
        instant, sent = fortigate.instant(pairs, tools.clock), pairs.get(b"sentbyte", b"")
        family = family_of(pairs.get(b"httpmethod", b"")) if is_transaction else "flow"
        return tools.entry(instant, *fortigate.who(pairs), _target(pairs, is_transaction), sent, family)

    return parse


def _refused(pairs: Pairs) -> bool:
    """Whether the proxy itself answered a transaction with an error."""
    status = pairs.get(b"statuscode", b"")
    is_error = status.isdigit() and len(status) == _LONGEST_STATUS and status >= b"400"
    return status == b"407" or (is_error and pairs.get(b"resptype", b"").lower() == b"generated")


def _target(pairs: Pairs, is_transaction: bool) -> bytes:
    url = pairs.get(b"url", b"")
    names = (pairs.get(b"hostname", b""), url if _SCHEME.match(url) else b"", pairs.get(b"dstname", b""))
    return next((name for name in names[: 2 if is_transaction else 3] if name not in ABSENT), b"")


def _recognises(line: bytes) -> bool:
    return fortigate.FORTIPROXY.search(line) is not None and fortigate.START.search(line) is not None


READER = Reader(
    name="fortiproxy",
    title="FortiProxy",
    families=("request", "tunnel", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
