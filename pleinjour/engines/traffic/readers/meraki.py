"""Cisco Meraki MX and MR: `1773476813.412 MX84 urls src=… dst=… request: GET https://…`.

Cisco Meraki, *Syslog Event Types and Log Samples*. Only `urls` names sites; flows belong to no service.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import without_port
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEAD = re.compile(
    rb"(?<![\d.])(\d{9,11}\.\d{1,9}) \S{1,64} "
    rb"(urls|flows|\w{0,48}firewall|ip_flow_(?:start|end)|events|security_event|ids-alerts|airmarshal_events) "
)
_SOURCE = re.compile(rb"(?<!\S)src=(\S+)")
_REQUEST = b" request: "
_ALLOWED = re.compile(rb" (?:flows allow|pattern: (?:Group Policy )?allow)(?!\w)", re.IGNORECASE)
_TUNNELS = (b"UNKNOWN", b"CONNECT")
"""Meraki knows no method when the request is encrypted."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        head = _HEAD.search(line)
        if head is None:
            raise Unreadable("shape")
        time, kind = head.groups()
        source = _SOURCE.search(line, head.end())
        client = without_port(source[1]) if source is not None else b""
        if kind == b"urls":
            method, url = _request(line[head.end() :])
            instant = tools.clock.epoch(time)
            return tools.entry(instant, client, b"", url, b"", "tunnel" if method in _TUNNELS else "request")
        if kind == b"ip_flow_end" or ((kind == b"flows" or kind.endswith(b"firewall")) and _ALLOWED.search(line)):
            return tools.entry(tools.clock.epoch(time), client, b"", b"", b"", "flow")
        return None

    return parse


def _request(text: bytes) -> tuple[bytes, bytes]:
    place = text.rfind(_REQUEST)
    words = text[place + len(_REQUEST) :].split(b" ", 2) if place >= 0 else []
    if len(words) < 2:
        raise Unreadable("shape")
    return words[0].upper(), words[1]


READER = Reader(
    name="meraki",
    title="Cisco Meraki",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: _HEAD.search(line) is not None,
    parser=parse_with,
)
