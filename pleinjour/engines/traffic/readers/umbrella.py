"""Cisco Umbrella (Secure Access): DNS and proxy logs exported as CSV without a heading; times are UTC.

Cisco, *Umbrella Log Formats and Versioning*, versions 1 to 13: columns were only ever added at the end.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.separated import separated
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb'"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", ?"')
_DNS = re.compile(rb'"(?:Allowed|Blocked|Proxied)", ?"\d{1,5} \([A-Za-z0-9]{1,10}\)", ?"[A-Z]+", ?"')
_PROXY = re.compile(rb'"(?:ALLOWED|BLOCKED)", ?"[a-z]{1,10}://')
_KIND = re.compile(r"\d+ \((\w+)\)")
_OF_NOBODY = ("", "Networks", "Network", "Internal Networks", "Sites", "Site", "Network Tunnels", "Tunnels")
"""Kinds of identity that stand for a place: many people share one."""

_DNS_LEAST, _DNS_KIND = 9, 10
_PROXY_LEAST, _PROXY_KIND, _PROXY_METHOD = 13, 21, 25


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        row = separated(line[start.start() :], skip_blanks=True)
        if _DNS.search(line):
            return _question(row, tools)
        if _PROXY.search(line):
            return _request(row, tools)
        return None

    return parse


def _question(row: list[str], tools: Tools) -> Entry | None:
    if len(row) < _DNS_LEAST:
        raise Unreadable("shape")
    kind = _KIND.fullmatch(row[6])
    asked_for_use = kind is not None and kind[1].upper().encode() in ADDRESS_QUESTIONS
    if row[5] == "Blocked" or row[7] != "NOERROR" or not asked_for_use:
        return None
    client, user = row[3] or row[4], _account(row[1], row, _DNS_KIND)
    return tools.entry(_instant(row[0], tools.clock), client.encode(), user, row[8].encode(), b"", "dns")


def _request(row: list[str], tools: Tools) -> Entry | None:
    if len(row) < _PROXY_LEAST:
        raise Unreadable("shape")
    if row[6] == "BLOCKED" or row[10] == "407":
        return None
    client, user = row[2] or row[3], _account(row[1], row, _PROXY_KIND)
    family = family_of(_value(row, _PROXY_METHOD).encode())
    instant = _instant(row[0], tools.clock)
    return tools.entry(instant, client.encode(), user, row[7].encode(), row[11].encode(), family)


def _account(identity: str, row: list[str], kind_place: int) -> bytes:
    """The identity when its kind stands for a person or a device; b"" when it is a place, or of no known kind."""
    kind = _value(row, kind_place).partition(",")[0].strip()
    return b"" if kind in _OF_NOBODY else identity.encode()


def _value(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _instant(text: str, clock: Clock) -> float:
    return clock.iso(text.encode() + b"Z")


READER = Reader(
    name="umbrella",
    title="Cisco Umbrella, DNS et mandataire",
    families=("request", "tunnel", "dns"),
    recognises=lambda line: (
        _START.search(line) is not None and (_DNS.search(line) is not None or _PROXY.search(line) is not None)
    ),
    parser=parse_with,
)
