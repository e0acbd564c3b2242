"""Unbound's log of questions (`log-queries`): `[time] unbound[pid:thread] info: client name. TYPE CLASS`.

NLnet Labs, unbound.conf(5), and util/log.c for the stamps. Answers (`log-replies`) have more words and are left out.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import is_address
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"\[\d+:[0-9a-f]+\] (info|query|reply): ")
_WORDS = 4


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            if b"unbound" in line:
                return None
            raise Unreadable("shape")
        words = line[start.end() :].split()
        if len(words) != _WORDS or start[1] == b"reply":
            return None
        client, name, kind, dns_class = words
        if kind.upper() not in ADDRESS_QUESTIONS or dns_class.upper() != b"IN" or not is_address(client):
            return None
        return entry(leading_instant(line, clock), client, b"", name, b"", "dns")

    return parse


READER = Reader(
    name="unbound",
    title="Unbound, journal des questions",
    families=("dns",),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
