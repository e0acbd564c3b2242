"""SquidGuard's log: `date time [pid] Request(source/list/rewrite) url client/name account method decision`.

http://www.squidguard.org/Doc/, and src/sgLog.c. It holds refusals only, unless `log verbose` is set.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?:^|[ \t])(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[\d+\] ")
_REQUEST = re.compile(_START.pattern + rb"Request\([^) \t]*+\) ")
_FIELDS = 5
_LET_THROUGH = (b"PASS", b"REWRITE")


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        if not line.startswith(b"Request(", start.end()):
            return None
        fields = line[start.end() :].split()
        if len(fields) < _FIELDS or b"/" not in fields[2]:
            raise Unreadable("shape")
        if fields[_FIELDS:][:1] not in ([decision] for decision in _LET_THROUGH):
            return None
        _request, url, client, user, method = fields[:_FIELDS]
        return entry(clock.iso(start[1]), client.partition(b"/")[0], account(user), url, b"", family_of(method))

    return parse


READER = Reader(
    name="squidguard",
    title="SquidGuard, journal du filtre",
    families=("request", "tunnel"),
    recognises=lambda line: _REQUEST.search(line) is not None,
    parser=parse_with,
)
