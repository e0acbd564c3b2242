"""Skyhigh Secure Web Gateway (McAfee Web Gateway): access.log with its heading, CEF, LEEF, and the CSV of its cloud.

Skyhigh Security, Secure Web Gateway, Access Log; Google SecOps, Collect McAfee Web Gateway logs.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import CEFEvent, cef_event, cef_instant, is_cef
from pleinjour.engines.traffic.readers.envelopes.headed import HeadedColumns
from pleinjour.engines.traffic.readers.envelopes.leef import LEEFEvent, is_leef, leef_event, leef_instant
from pleinjour.engines.traffic.readers.envelopes.patterns import APACHE_TIME, ESCAPED_TEXT
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word, target_of
from pleinjour.engines.traffic.readers.envelopes.separated import separated_values
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.envelopes.web_use import WebUse
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEADING, _CSV_HEADINGS = b"#time_stamp", (b'"user_id"', b"user_id,")
_PAIRS = b"McAfeeWG|"
_USUAL = (b"time_stamp", b"auth_user", b"src_ip", b"status_code", b"req_line")
_STAMP = rb"\[%b\]" % APACHE_TIME
_START = re.compile(rb"(?:^|[ \t])(?=" + _STAMP + rb' ")')
_ACCESS = re.compile(_START.pattern + _STAMP + rb' "[^"]*+" [0-9a-fA-F:.]+ \d{3} ')
_VALUE = re.compile(rb'[ \t]*+(?:"(%b)"|(\[[^][]*+\])|([^ \t"][^ \t]*+))(?=[ \t]|$)' % ESCAPED_TEXT, re.DOTALL)
_PRODUCTS = frozenset(
    (vendor, product) for vendor in (b"MCAFEE", b"SKYHIGH") for product in (b"WEB GATEWAY", b"SECURE WEB GATEWAY")
)
_NOT_BLOCKED = (b"", b"-", b"0")


def parse_with(tools: Tools) -> Parse:
    cloud = HeadedColumns(_CSV_HEADINGS, separated_values, separated_values)
    names: tuple[bytes, ...] = _USUAL

    def parse(line: bytes) -> Entry | None:
        nonlocal names
        if line.startswith(_HEADING):
            names = tuple(name.strip(b'"').lower() for name in line[1:].split())
            return None
        if cloud.takes(line):
            return None
        web = _from_event(line) or _from_access(line, names) or _from_cloud(cloud.row(line))
        return None if web.method.upper() == b"CERTVERIFY" else web.entry(tools)

    return parse


def _from_event(line: bytes) -> WebUse | None:
    """CEF or LEEF of this product; None for any other line."""
    cef, leef = _cef(line), _leef(line)
    if cef is not None:
        blocked = cef.labelled(b"Block Reason") not in _NOT_BLOCKED or refused_by_word(cef.first(b"act"))
        target = target_of(cef.first(b"request"), cef.first(b"dhost"))
        who = cef.first(b"src"), cef.first(b"suser"), cef.first(b"requestMethod")
        return WebUse(lambda clock: cef_instant(cef, line, clock), *who, target, blocked)
    if leef is not None:
        blocked = leef.first(b"blockReason") not in _NOT_BLOCKED or refused_by_word(leef.first(b"action"))
        who = leef.first(b"src"), leef.first(b"usrName"), leef.first(b"requestMethod", b"Meth")
        return WebUse(
            lambda clock: leef_instant(leef, line, clock), *who, target_of(leef.first(b"url", b"request"), b""), blocked
        )
    return None


def _cef(line: bytes) -> CEFEvent | None:
    """The event of a line in CEF, when it is one of this product."""
    event = cef_event(line) if is_cef(line) else None
    return event if event and (event.vendor.upper(), event.product.upper()) in _PRODUCTS else None


def _leef(line: bytes) -> LEEFEvent | None:
    """The event of a line in LEEF, when it is one of this product."""
    event = leef_event(line) if is_leef(line) else None
    return event if event and (event.vendor.upper(), event.product.upper()) in _PRODUCTS else None


def _from_access(line: bytes, names: tuple[bytes, ...]) -> WebUse | None:
    """A line of access.log, of its usual form or in pairs; None for any other. Raises Unreadable("shape")."""
    start = _START.search(line)
    pairs = line.find(_PAIRS)
    if start is not None:
        row = dict(zip(names, _values(line, start.end(), len(names)), strict=True))
    elif pairs >= 0:
        row = {key: value for key, _, value in (piece.partition(b"=") for piece in line[pairs:].split(b"|"))}
    else:
        return None
    method, target, *_version = [*row.get(b"req_line", b"").split(), b"", b""]
    method, target = method or row.get(b"method", b""), target or row.get(b"url", b"")
    blocked = any(row.get(key, b"") not in _NOT_BLOCKED for key in (b"block_res", b"block_reason"))
    client, user, sent = (first_of(row, (key,)) for key in (b"src_ip", b"auth_user", b"bytes_from_client"))
    stamp = row.get(b"time_stamp", b"").strip(b"[]")
    return WebUse(lambda clock: clock.apache(stamp), client, user, method, target_of(target, b""), blocked, sent)


def _values(line: bytes, place: int, count: int) -> list[bytes]:
    """The first `count` values. Raises Unreadable("shape") when there are fewer, or a quote is never closed."""
    values: list[bytes] = []
    while len(values) < count:
        found = _VALUE.match(line, place)
        if found is None:
            raise Unreadable("shape")
        values.append(found[found.lastindex or 0])
        place = found.end()
    return values


def _from_cloud(row: Pairs) -> WebUse:
    client, user = first_of(row, (b"source_ip", b"client_ip")), first_of(row, (b"username",))
    method, sent = first_of(row, (b"http_action",)), first_of(row, (b"client_to_server_bytes",))
    blocked = row.get(b"result", b"").upper() != b"OBSERVED"
    stamp = row.get(b"request_timestamp_epoch", b"")
    return WebUse(
        lambda clock: clock.epoch(stamp), client, user, method, first_of(row, (b"requested_host",)), blocked, sent
    )


def _recognises(line: bytes) -> bool:
    if line.startswith((_HEADING, *_CSV_HEADINGS)):
        return b"src_ip" in line or b"requested_host" in line
    return _ACCESS.search(line) is not None or _PAIRS in line or _from_event(line) is not None


READER = Reader(
    name="skyhigh",
    title="Skyhigh Secure Web Gateway (McAfee Web Gateway)",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
    headings=(_HEADING, *_CSV_HEADINGS),
)
