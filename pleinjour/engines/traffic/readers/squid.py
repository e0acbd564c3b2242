"""Squid's native access.log: `time elapsed client code/status bytes method URL user hierarchy/peer type`.

`logformat squid`, https://www.squid-cache.org/Doc/config/logformat. `bytes` is what the proxy delivered to the
client: what the person sent is not in this log.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.patterns import SQUID_TIME, WSA_DECISION
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, names_no_site, refused_by_squid
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_TIME = re.compile(SQUID_TIME)
_LINE = re.compile(rb"(?:\S+ +){0,8}?" + SQUID_TIME + rb" +-?\d+ +\S+ +[A-Z_]+/\d{3} ")
_FIELDS = 10
_FARTHEST_START = 9


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        fields = line.split()
        if not fields or _TIME.fullmatch(fields[0]) is None:
            fields = _without_relay(fields)
        if len(fields) < _FIELDS or b"/" not in fields[3]:
            raise Unreadable("shape")
        code, _, status = fields[3].partition(b"/")
        url = fields[6]
        if refused_by_squid(code, status) or names_no_site(url):
            return None
        return entry(clock.epoch(fields[0]), fields[2], account(fields[7]), url, b"", family_of(fields[5]))

    return parse


def _without_relay(fields: list[bytes]) -> list[bytes]:
    """The fields once the words that a syslog relay put before them are off. Raises Unreadable("shape")."""
    for start, word in enumerate(fields[:_FARTHEST_START]):
        if _TIME.fullmatch(word):
            return fields[start:]
    raise Unreadable("shape")


READER = Reader(
    name="squid",
    title="Squid, format natif",
    families=("request", "tunnel"),
    recognises=lambda line: _LINE.match(line) is not None and WSA_DECISION.search(line) is None,
    parser=parse_with,
)
