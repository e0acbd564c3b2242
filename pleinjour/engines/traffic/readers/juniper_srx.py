"""Juniper SRX: `RT_UTM - WEBFILTER_URL_PERMITTED [junos@… url="…"]`, and the older form without structure.

Juniper, *System Log Explorer*: WEBFILTER_URL_PERMITTED, RT_FLOW_SESSION_CLOSE, with `_LS` for logical systems.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.syslog import last_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEAD = re.compile(rb"(?<!\w)RT_[A-Z]{2,6}(?: - |: )([A-Z_]{4,64})(?: \[|: )")
_PERMITTED = re.compile(
    rb'WebFilter: ACTION="[^"]*+" ([^\s(]+)\(\d+\)->.{0,400}? URL=(\S*) OBJ=\S*(?: username[ =](\S+))?', re.IGNORECASE
)
_CLOSED = re.compile(rb"session closed .{0,64}?: ([^\s/]++)/\d++->\S++ .{0,600}? \d+\(\d+\) \d+\(\d+\) ")
_SENT = re.compile(rb" \d+\((\d+)\) \d+\(\d+\) ")
_NOBODY = (b"N/A", b"unknown")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        head = _HEAD.search(line)
        if head is None:
            raise Unreadable("shape")
        event = head[1].removesuffix(b"_LS")
        if event not in (b"WEBFILTER_URL_PERMITTED", b"RT_FLOW_SESSION_CLOSE"):
            return None
        is_web = event.startswith(b"WEB")
        structured = line.endswith(b"[", 0, head.end())
        read = _structured if structured else _permitted if is_web else _closed
        client, user, url, sent = read(line[head.end() :])
        instant = last_instant(line, head.start(), tools.clock)
        user = b"" if user in _NOBODY else user
        return tools.entry(instant, client, user, url if is_web else b"", sent, "request" if is_web else "flow")

    return parse


_Seen = tuple[bytes, bytes, bytes, bytes]
"""Client, user, URL, bytes sent."""


def _structured(text: bytes) -> _Seen:
    get = quoted_pairs(text).get
    return get(b"source-address", b""), get(b"username", b""), get(b"url", b""), get(b"bytes-from-client", b"")


def _permitted(text: bytes) -> _Seen:
    found = _PERMITTED.match(text)
    if found is None:
        raise Unreadable("shape")
    client, url, user = found.groups(b"")
    return client, user, url, b""


def _closed(text: bytes) -> _Seen:
    found = _CLOSED.match(text)
    sent = _SENT.search(text)
    if found is None or sent is None:
        raise Unreadable("shape")
    return found[1], b"", b"", sent[1]


READER = Reader(
    name="juniper-srx",
    title="Juniper SRX",
    families=("request", "flow"),
    recognises=lambda line: _HEAD.search(line) is not None,
    parser=parse_with,
)
