"""Symantec ProxySG (Blue Coat): W3C's extended format, or its three usual layouts when syslog has lost the heading.

Broadcom, ProxySG Log Fields and Access Log Formats; Blue Coat, SGOS Volume 8, Access Logging.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, refused_by_squid
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.envelopes.w3c import FIELDS, field_names, split_values, w3c_columns
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?:^|[ \t])(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \d+ )")
_BRACKETED = re.compile(rb"(?<![^ \t])\[(\d\d/[^][\" \t]*+ [^][\" \t]*+)\](?![^ \t])")
_GMT = re.compile(rb"\[?(\d\d)/(\d\d)/(\d{4}):(\d\d:\d\d:\d\d) GMT\]?")
_STATUS = re.compile(rb"\d{1,3}")
_ACTION = re.compile(rb"[A-Z_]+")
_VERDICTS = (b"OBSERVED", b"PROXIED", b"DENIED")
_CLIENTS = (b"c-ip", b"c-dns", b"x-client-address")
_USERS = (b"cs-username", b"cs-user", b"cs-userdn")
_TARGETS = (b"cs-host", b"cs-uri-host", b"cs-uri", b"c-uri", b"r-host")
_TUNNELED = (b"TUNNELED", b"TCP_TUNNELED")
_OWN = (b"sc-filter-result", b"cs-uri-scheme", b"x-exception-id")
"""Names that this proxy's usual formats have; `s-action` beside one of them is its signature."""

_WANTED = (b"date", b"time", b"c-ip", b"cs-username", b"sc-status", b"s-action", b"cs-method", b"cs-host", b"cs-bytes")
_MAIN = (0, 1, 3, 14, 4, 5, 8, 10, 7)
_REPORTER, _REPORTER_SSL = (3, 4, 5, 8, 16), (2, 3, 4, 7, 13)
"""Status, action, method, host and bytes sent, counted from the filter's verdict."""


def parse_with(tools: Tools) -> Parse:
    columns = w3c_columns(_split)

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        row = columns.row(line) if columns.is_headed else _usual_row(line)
        action = row.get(b"s-action", b"").upper()
        if row.get(b"sc-filter-result", b"").upper() == b"DENIED":
            return None
        if refused_by_squid(action, row.get(b"sc-status", b"")):
            return None
        client, user = first_of(row, _CLIENTS), account(first_of(row, _USERS))
        family: Family = "tunnel" if action in _TUNNELED else family_of(row.get(b"cs-method", b""))
        sent = row.get(b"cs-bytes", b"")
        return tools.entry(_instant(row, tools.clock), client, user, first_of(row, _TARGETS), sent, family)

    return parse


def _split(line: bytes) -> list[bytes]:
    return split_values(_BRACKETED.sub(rb'"\1"', line) if b"[" in line else line)


def _usual_row(line: bytes) -> Pairs:
    """The values of a line without heading, by the names that W3C gives them. Raises Unreadable("shape")."""
    start = _START.search(line)
    values = split_values(line[start.end() :]) if start else []
    if len(values) > max(_MAIN) and _STATUS.fullmatch(values[4]) and _ACTION.fullmatch(values[5]):
        return {name: values[place] for name, place in zip(_WANTED, _MAIN, strict=True)}
    verdict = next((place for place, value in enumerate(values[5:], 5) if value in _VERDICTS), len(values))
    is_ssl = len(values) > verdict + 2 and _STATUS.fullmatch(values[verdict + 2])
    places = (0, 1, 3, 4, *(verdict + place for place in (_REPORTER_SSL if is_ssl else _REPORTER)))
    if len(values) <= max(places):
        raise Unreadable("shape")
    row = {name: values[place] for name, place in zip(_WANTED, places, strict=True)}
    return row | {b"sc-filter-result": values[verdict]}


def _instant(row: Pairs, clock: Clock) -> float:
    if b"date" in row and b"time" in row:
        return clock.iso(row[b"date"] + b" " + row[b"time"] + b"Z")
    gmt = _GMT.fullmatch(row.get(b"gmttime", b""))
    if gmt:
        return clock.iso(b"%b-%b-%b %bZ" % (gmt[3], gmt[2], gmt[1], gmt[4]))
    if b"localtime" in row:
        return clock.apache(row[b"localtime"].strip(b"[]"))
    return clock.epoch(first_of(row, (b"x-timestamp-unix", b"timestamp")))


def _recognises(line: bytes) -> bool:
    if line.startswith(FIELDS):
        names = set(field_names(line))
        return b"s-action" in names and not names.isdisjoint(_OWN) and not names.isdisjoint(_TARGETS)
    try:
        return _START.search(line) is not None and bool(_usual_row(line))
    except Unreadable:
        return False


READER = Reader(
    name="proxysg",
    title="Symantec ProxySG (Blue Coat) et Edge SWG",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
    headings=(FIELDS,),
)
