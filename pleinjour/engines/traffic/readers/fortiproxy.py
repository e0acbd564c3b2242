"""FortiProxy: FortiGate's pairs, and one more kind of line, the HTTP transaction.

Fortinet, FortiProxy Log Message Reference, https://docs.fortinet.com/document/fortiproxy/7.2.6/log-message-reference.
"""

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes import fortinet
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_said
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_TRANSACTION, _FORWARD = (b"traffic", b"http-transaction"), (b"traffic", b"forward")
_LONGEST_STATUS = 3


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        pairs = fortinet.fortinet_pairs(line)
        kind = (pairs.get(b"type"), pairs.get(b"subtype"))
        if kind not in (_TRANSACTION, _FORWARD):
            return fortinet.web_or_flow(pairs, line, tools)
        is_transaction = kind == _TRANSACTION
        if _refused(pairs) if is_transaction else not fortinet.passed(pairs):
            return None
        instant, sent = fortinet.instant_of(pairs, line, tools.clock), pairs.get(b"sentbyte", b"")
        target = first_said((pairs.get(b"hostname", b""), fortinet.url_of(pairs)))
        if is_transaction:
            family = family_of(pairs.get(b"httpmethod", b""))
            return tools.entry(instant, *fortinet.who(pairs), target, sent, family)
        return tools.entry(instant, *fortinet.who(pairs), target or pairs.get(b"dstname", b""), sent, "flow")

    return parse


def _refused(pairs: Pairs) -> bool:
    """Whether the proxy itself answered a transaction with an error."""
    status = pairs.get(b"statuscode", b"")
    is_error = status.isdigit() and len(status) == _LONGEST_STATUS and status >= b"400"
    return status == b"407" or (is_error and pairs.get(b"resptype", b"").lower() == b"generated")


READER = Reader(
    name="fortiproxy",
    title="FortiProxy",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: fortinet.FORTIPROXY.search(line) is not None and fortinet.is_fortinet(line),
    parser=parse_with,
)
