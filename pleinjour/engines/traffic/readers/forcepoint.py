"""Forcepoint Web Security (Websense): CEF, LEEF, `vendor=Forcepoint …` pairs, and the CSV of its cloud.

Forcepoint, Integrating Web Security with SIEM; syslog-ng, Websense parser.
"""

import re

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import blank_pairs, cef_event, cef_instant, is_cef
from pleinjour.engines.traffic.readers.envelopes.leef import is_leef, leef_event, leef_instant
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word, target_of
from pleinjour.engines.traffic.readers.envelopes.separated import separated_values
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import first_of
from pleinjour.engines.traffic.readers.envelopes.web_use import WebUse
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_VENDORS = (b"Forcepoint", b"Websense")
_PAIRS = re.compile(rb"(?:^|[ \t])(?=vendor=(?:Forcepoint|Websense)(?:[ \t]|$))")
_CSV = re.compile(rb'(?:^|[ \t])(?="(\d\d)/(\d\d)/(\d{4})","(\d\d:\d\d:\d\d)",)')
_CSV_FIELDS = 17
_NOTHING = (b"none", b"not available", b"anonymous")


def parse_with(tools: Tools) -> Parse:
    return lambda line: _read(line).entry(tools)


def _read(line: bytes) -> WebUse:
    if _is_cef(line):
        return _from_cef(line)
    if _is_leef(line):
        return _from_leef(line)
    start = _PAIRS.search(line)
    return _from_pairs(line, start.end()) if start else _from_csv(line)


def _is_cef(line: bytes) -> bool:
    return any(is_cef(line, vendor) for vendor in _VENDORS)


def _is_leef(line: bytes) -> bool:
    return any(is_leef(line, vendor) for vendor in _VENDORS)


def _from_cef(line: bytes) -> WebUse:
    event = cef_event(line)
    who = event.first(b"src"), event.first(b"suser"), event.first(b"requestMethod")
    target, is_refused = target_of(event.first(b"request"), event.first(b"dhost")), refused_by_word(event.first(b"act"))
    return WebUse(lambda clock: cef_instant(event, line, clock), *who, target, is_refused, event.first(b"out"))


def _from_leef(line: bytes) -> WebUse:
    event = leef_event(line)
    who = event.first(b"src"), event.first(b"usrName", b"loginID"), event.first(b"method")
    target, is_refused = target_of(event.first(b"url"), b""), refused_by_word(event.event)
    return WebUse(lambda clock: leef_instant(event, line, clock), *who, target, is_refused, event.first(b"srcBytes"))


def _from_pairs(line: bytes, place: int) -> WebUse:
    text = line[place:]
    pairs = blank_pairs(text)
    start, end = text.find(b" user="), text.find(b" src_host=")
    user = text[start + len(b" user=") : end].strip() if 0 <= start < end else first_of(pairs, (b"user",))
    client, action, method = (first_of(pairs, (key,)) for key in (b"src_host", b"action", b"http_method"))
    target = target_of(first_of(pairs, (b"url",)), first_of(pairs, (b"dst_host",)))
    is_refused, sent = refused_by_word(action), first_of(pairs, (b"bytes_out",))
    return WebUse(lambda clock: leading_instant(line, clock), client, user, method, target, is_refused, sent)


def _from_csv(line: bytes) -> WebUse:
    start = _CSV.search(line)
    fields = [_said(field) for field in separated_values(line[start.end() :])] if start else []
    if start is None or len(fields) < _CSV_FIELDS:
        raise Unreadable("shape")
    day, month, year, time = start.groups()
    stamp = b"%b-%b-%b %bZ" % (year, month, day, time)
    client, target = fields[11] or fields[9], target_of(fields[8], b"")
    return WebUse(lambda clock: clock.iso(stamp), client, fields[2], fields[16], target, refused_by_word(fields[5]))


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
