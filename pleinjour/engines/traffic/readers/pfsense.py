"""pfSense and OPNsense, the filter's log: `filterlog[72237]: 5,,,1000000103,igb1,match,pass,in,4,…,10.0.4.21,…`.

Netgate, *Raw Filter Log Format*. No line names a site: the connections are read, and belong to no service.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.syslog import last_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEAD = re.compile(rb"(?<!\w)filterlog(?:\[\d{1,10}\])?:? (?:\d{1,10} \S{1,32} (?:-|\[[^\]]{0,200}\]) )?(?=\d*,)")
_ACTION, _DIRECTION, _VERSION = 6, 7, 8
_SOURCES = {b"4": 18, b"6": 15}


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        head = _HEAD.search(line)
        row = line[head.end() :].split(b",") if head is not None else []
        if head is None or len(row) <= _VERSION:
            raise Unreadable("shape")
        if (row[_ACTION], row[_DIRECTION]) != (b"pass", b"in"):
            return None
        source = _SOURCES.get(row[_VERSION], len(row))
        if len(row) <= source + 1:
            raise Unreadable("shape")
        return tools.entry(last_instant(line, head.start(), tools.clock), row[source], b"", b"", b"", "flow")

    return parse


READER = Reader(
    name="pfsense",
    title="pfSense et OPNsense, journal du filtre (filterlog)",
    families=("flow",),
    recognises=lambda line: _HEAD.search(line) is not None,
    parser=parse_with,
)
