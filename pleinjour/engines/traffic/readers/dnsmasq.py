"""dnsmasq's query log (`log-queries`), which is also Pi-hole's: `dnsmasq[pid]: query[A] name from client`.

S. Kelley, dnsmasq(8); with `log-queries=extra`, a number and the client's address and port come before.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?<![\w-])dnsmasq(?:\[\d+\])?: ")
_QUERY = re.compile(rb"(?:\d+ \S+/\d+ )?query\[([^\]\s]*+)\] (\S+) from (\S+)$")
_QUESTIONS = ADDRESS_QUESTIONS | {b"TYPE=65"}


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            if b"dnsmasq-" in line:
                return None
            raise Unreadable("shape")
        query = _QUERY.match(line, start.end())
        if query is None or query[1].upper() not in _QUESTIONS:
            return None
        return entry(leading_instant(line, clock), query[3], b"", query[2], b"", "dns")

    return parse


READER = Reader(
    name="dnsmasq",
    title="dnsmasq et Pi-hole, journal des questions",
    families=("dns",),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
