"""Forcepoint Web Security (Websense): CEF, LEEF, `vendor=Forcepoint …` pairs, and the CSV of its cloud.

Forcepoint, Integrating Web Security with SIEM; syslog-ng, Websense parser.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import blank_pairs, cef_event, cef_instant, is_cef
from pleinjour.engines.traffic.readers.envelopes.headed import first_of
from pleinjour.engines.traffic.readers.envelopes.leef import is_leef, leef_event, leef_instant
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, refused_by_word, target_of
from pleinjour.engines.traffic.readers.envelopes.separated import comma_separated
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_VENDORS = (b"Forcepoint", b"Websense")
_PAIRS = re.compile(rb"(?:^|[ \t])(?=vendor=(?:Forcepoint|Websense)(?:[ \t]|$))")
_CSV = re.compile(rb'(?:^|[ \t])(?="(\d\d)/(\d\d)/(\d{4})","(\d\d:\d\d:\d\d)",)')
_CSV_FIELDS = 17
_NOTHING = (b"none", b"not available", b"anonymous")


@dataclass(frozen=True, slots=True)
class _Web:
    """What the four writings have in common."""

    instant: Callable[[Clock], float]
    client: bytes
    user: bytes
    action: bytes
    method: bytes
    target: bytes
    sent: bytes = b""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        web = _read(line)
        if refused_by_word(web.action) or not web.target:
            return None
        return tools.entry(web.instant(tools.clock), web.client, web.user, web.target, web.sent, family_of(web.method))

    return parse


def _read(line: bytes) -> _Web:
    if _is_cef(line):
        return _from_cef(line)
    if _is_leef(line):
        return _from_leef(line)
    start = _PAIRS.search(line)
    return _from_pairs(line, start.end()) if start else _from_csv(line)


def _is_cef(line: bytes) -> bool:
    return b"CEF:" in line and any(is_cef(line, vendor) for vendor in _VENDORS)


def _is_leef(line: bytes) -> bool:
    return b"LEEF:" in line and any(is_leef(line, vendor) for vendor in _VENDORS)


def _from_cef(line: bytes) -> _Web:
    event = cef_event(line)
    client, user, action = event.first(b"src"), event.first(b"suser"), event.first(b"act")
    target = target_of(event.first(b"request"), event.first(b"dhost"))
    method, sent = event.first(b"requestMethod"), event.first(b"out")
    return _Web(lambda clock: cef_instant(event, line, clock), client, user, action, method, target, sent)


def _from_leef(line: bytes) -> _Web:
    event = leef_event(line)
    client, user, target = event.first(b"src"), event.first(b"usrName", b"loginID"), target_of(event.first(b"url"), b"")
    method, sent = event.first(b"method"), event.first(b"srcBytes")
    return _Web(lambda clock: leef_instant(event, line, clock), client, user, event.event, method, target, sent)


def _from_pairs(line: bytes, place: int) -> _Web:
    text = line[place:]
    pairs = blank_pairs(text)
    start, end = text.find(b" user="), text.find(b" src_host=")
    user = text[start + len(b" user=") : end].strip() if 0 <= start < end else first_of(pairs, (b"user",))
    client, action, method = (first_of(pairs, (key,)) for key in (b"src_host", b"action", b"http_method"))
    target = target_of(first_of(pairs, (b"url",)), first_of(pairs, (b"dst_host",)))
    sent = first_of(pairs, (b"bytes_out",))
    return _Web(lambda clock: leading_instant(line, clock), client, user, action, method, target, sent)


def _from_csv(line: bytes) -> _Web:
    start = _CSV.search(line)
    fields = [_said(field.encode()) for field in comma_separated(line[start.end() :])] if start else []
    if start is None or len(fields) < _CSV_FIELDS:
        raise Unreadable("shape")
    day, month, year, time = start.groups()
    stamp = b"%b-%b-%b %bZ" % (year, month, day, time)
    client, target = fields[11] or fields[9], target_of(fields[8], b"")
    return _Web(lambda clock: clock.iso(stamp), client, fields[2], fields[5], fields[16], target)


def _said(value: bytes) -> bytes:
    return b"" if value == b"-" or value.lower() in _NOTHING else value


def _recognises(line: bytes) -> bool:
    if _is_cef(line) or _is_leef(line) or _PAIRS.search(line) is not None:
        return True
    start = _CSV.search(line)
    return start is not None and line.count(b'","', start.end()) >= _CSV_FIELDS - 1


READER = Reader(
    name="forcepoint",
    title="Forcepoint Web Security (Websense)",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
)
