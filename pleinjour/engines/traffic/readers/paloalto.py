"""Palo Alto Networks (PAN-OS 9 to 11): TRAFFIC and THREAT/url, in CSV by position, in CEF or in LEEF.

https://docs.paloaltonetworks.com/pan-os/11-0/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions.
A TRAFFIC line names no site: it is read, and belongs to no service. In PAN-OS's own CEF, `in` is what was sent.
"""

import re
from collections.abc import Callable

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import cef_event, cef_instant, is_cef
from pleinjour.engines.traffic.readers.envelopes.leef import is_leef, leef_event, leef_instant
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.separated import comma_separated
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?<!\d)\d++,\d{4}/\d\d/\d\d \d\d:\d\d:\d\d,")
_TYPE, _SUBTYPE, _GENERATED, _SOURCE, _USER, _ACTION, _URL, _SENT, _METHOD = 3, 4, 6, 7, 12, 30, 31, 32, 63
_URL_PASSED = ("alert", "allow", "continue", "override")
_VENDOR = b"Palo Alto Networks"
_WEB, _FLOW = {b"threat", b"url"}, {b"traffic", b"end"}
_URL_FILTERING = b"9999"
"""The threat that URL filtering is, where a format says it in the place of the subtype."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            return _event_entry(line, tools)
        fields = comma_separated(line[start.start() :])
        if len(fields) <= _SUBTYPE:
            raise Unreadable("shape")
        kind = (fields[_TYPE].upper(), fields[_SUBTYPE].lower())
        if kind == ("THREAT", "url"):
            return _url_entry(fields, tools)
        return _traffic_entry(fields, tools) if kind == ("TRAFFIC", "end") else None

    return parse


def _url_entry(fields: list[str], tools: Tools) -> Entry | None:
    if len(fields) <= _URL:
        raise Unreadable("shape")
    if fields[_ACTION].lower() not in _URL_PASSED:
        return None
    tunnel = len(fields) > _METHOD and fields[_METHOD].upper() == "CONNECT"
    return _entry(fields, fields[_URL], "", "tunnel" if tunnel else "request", tools)


def _traffic_entry(fields: list[str], tools: Tools) -> Entry | None:
    if len(fields) <= _SENT:
        raise Unreadable("shape")
    if fields[_ACTION].lower() != "allow":
        return None
    return _entry(fields, "", fields[_SENT], "flow", tools)


def _entry(fields: list[str], target: str, sent: str, family: Family, tools: Tools) -> Entry:
    instant = tools.clock.iso(fields[_GENERATED].encode())
    client, user = fields[_SOURCE].encode(), fields[_USER].encode()
    return tools.entry(instant, client, user, target.encode(), sent.encode(), family)


_Said = tuple[set[bytes], Pairs, bytes, Callable[[Clock], float]]
"""What an event is, its pairs, the bytes it sent, and how to know when."""


def _event_entry(line: bytes, tools: Tools) -> Entry | None:
    labels, pairs, sent, instant = _from_cef(line) if is_cef(line, _VENDOR) else _from_leef(line)
    action = first_of(pairs, (b"act", b"action", b"Action")).lower().decode(errors="replace")
    client, user = pairs.get(b"src", b""), first_of(pairs, (b"suser", b"usrName"))
    if labels >= _WEB and action in _URL_PASSED:
        url = first_of(pairs, (b"request", b"Miscellaneous", b"URL")).strip(b'\\"')
        method = first_of(pairs, (b"requestMethod", b"PanOSHTTPMethod", b"RequestMethod", b"HTTPMethod"))
        return tools.entry(instant(tools.clock), client, user, url, b"", family_of(method))
    if labels >= _FLOW and action == "allow":
        return tools.entry(instant(tools.clock), client, user, b"", sent, "flow")
    return None


def _from_cef(line: bytes) -> _Said:
    event = cef_event(line)
    labels = {event.event.lower(), event.name.lower(), event.first(b"cat").lower()}
    if any(_URL_FILTERING in label for label in labels):
        labels.add(b"url")
    sent = event.first(b"in") if event.product.upper() == b"PAN-OS" else b""
    return labels, event.pairs, sent, lambda clock: cef_instant(event, line, clock)


def _from_leef(line: bytes) -> _Said:
    event = leef_event(line)
    labels = {event.first(b"cat").lower(), event.first(b"Subtype", b"SubType").lower()}
    return labels, event.pairs, event.first(b"srcBytes"), lambda clock: leef_instant(event, line, clock)


def _recognises(line: bytes) -> bool:
    return _START.search(line) is not None or is_cef(line, _VENDOR) or is_leef(line, _VENDOR)


READER = Reader(
    name="paloalto",
    title="Palo Alto Networks (PAN-OS 9 à 11)",
    families=("request", "tunnel", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
