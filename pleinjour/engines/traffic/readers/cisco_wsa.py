"""Cisco Secure Web Appliance (WSA): access log in Squid's style with its decision tag, or W3C's extended format.

Cisco, Understand Secure Web Appliance Accesslogs; AsyncOS, Monitor System Activity Through Logs.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.patterns import SQUID_TIME, WSA_DECISION
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, names_an_address, refused_by_squid
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.envelopes.w3c import FIELDS, field_names, split_values, w3c_columns
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?:^|[ \t])(?=%b[ \t]+\d+[ \t])" % SQUID_TIME)
_STOPPED = (b"BLOCK", b"DROP", b"REDIRECT")
_TARGETS = (b"cs-url", b"cs-uri", b"cs-host", b"s-hostname")
_FIELDS = 11


def parse_with(tools: Tools) -> Parse:
    columns = w3c_columns()

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        row = columns.row(line) if columns.is_headed else _squid_row(line)
        if row is None or _stopped(row):
            return None
        client, user = row.get(b"c-ip", b""), row.get(b"cs-username", b"")
        target, sent = first_of(row, _TARGETS), row.get(b"cs-bytes", b"")
        return tools.entry(_instant(row, tools.clock), client, user, target, sent, _family(row))

    return parse


def _squid_row(line: bytes) -> Pairs | None:
    """The values of a line in Squid's style, by W3C's names; None for a line of the service itself."""
    start = _START.search(line)
    if start is None:
        if b" Info: " in line:
            return None
        raise Unreadable("shape")
    end = line.find(b" <", start.end())
    values = split_values(line[start.end() : end if end >= 0 else len(line)])
    if len(values) < _FIELDS or b"/" not in values[3]:
        raise Unreadable("shape")
    way, _, server = values[8].partition(b"/")
    return {
        b"timestamp": values[0],
        b"c-ip": values[2],
        b"x-resultcode-httpstatus": values[3],
        b"cs-method": values[5],
        b"cs-url": server if way == b"DIRECT" and names_an_address(values[6]) else values[6],
        b"cs-username": values[7],
        b"x-acltag": values[10],
    }


def _stopped(row: Pairs) -> bool:
    code, _, status = row.get(b"x-resultcode-httpstatus", b"").partition(b"/")
    code, status = code or row.get(b"x-result-code", b""), status or row.get(b"sc-http-status", b"")
    return refused_by_squid(code, status) or row.get(b"x-acltag", b"").startswith(_STOPPED)


def _instant(row: Pairs, clock: Clock) -> float:
    if b"timestamp" in row:
        return clock.epoch(row[b"timestamp"])
    return clock.iso(row.get(b"date", b"") + b" " + row.get(b"time", b"") + b"Z")


def _family(row: Pairs) -> Family:
    method = row.get(b"cs-method", b"").upper()
    return "tunnel" if method == b"TCP_CONNECT" else family_of(method)


def _recognises(line: bytes) -> bool:
    if line.startswith(FIELDS):
        return not {b"x-acltag", b"x-resultcode-httpstatus"}.isdisjoint(field_names(line))
    return _START.search(line) is not None and WSA_DECISION.search(line) is not None


READER = Reader(
    name="cisco-wsa",
    title="Cisco Secure Web Appliance (WSA)",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
    headings=(FIELDS,),
)
