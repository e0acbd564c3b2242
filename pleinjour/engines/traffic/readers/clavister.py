"""Clavister cOS Core: `EFW: ALG: prio=2 id=00200125 event=request_url action=allow … url="…"`.

Clavister, *cOS Core Log Reference Guide*: request_url of the HTTP ALG, conn_close of CONN.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word
from pleinjour.engines.traffic.readers.envelopes.syslog import last_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?<!\S)[A-Z0-9_]{2,24}: prio=\d id=\d{8} ")
_CLOSED = (b"conn_close", b"conn_close_natsat")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        pairs = quoted_pairs(line[start.start() :])
        seen = _seen(pairs)
        if seen is None or refused_by_word(pairs.get(b"action", b"")):
            return None
        target, sent, family = seen
        user = first_of(pairs, (b"user", b"username", b"srcusername"))
        instant = last_instant(line, start.start(), tools.clock)
        return tools.entry(instant, first_of(pairs, (b"connsrcip", b"srcip")), user, target, sent, family)

    return parse


def _seen(pairs: Pairs) -> tuple[bytes, bytes, Family] | None:
    event, url = pairs.get(b"event"), first_of(pairs, (b"wcf_url", b"url"))
    if event == b"request_url" or (url and pairs.get(b"wcf_url")):
        return url, b"", "request"
    return (b"", pairs.get(b"origsent", b""), "flow") if event in _CLOSED else None


READER = Reader(
    name="clavister",
    title="Clavister cOS Core (NetWall)",
    families=("request", "flow"),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
