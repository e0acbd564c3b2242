"""Palo Alto Networks (PAN-OS 9 to 11): CSV by position, TRAFFIC and THREAT/url.

https://docs.paloaltonetworks.com/pan-os/11-0/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions.
A TRAFFIC line names no site: it is read, and belongs to no service.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.separated import comma_separated
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?<!\d)\d++,\d{4}/\d\d/\d\d \d\d:\d\d:\d\d,")
_TYPE, _SUBTYPE, _GENERATED, _SOURCE, _USER, _ACTION, _URL, _SENT, _METHOD = 3, 4, 6, 7, 12, 30, 31, 32, 63
_URL_PASSED = ("alert", "allow", "continue", "override")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
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


READER = Reader(
    name="paloalto",
    title="Palo Alto Networks (PAN-OS 9 à 11)",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
