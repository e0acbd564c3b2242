"""Squid's `common` and `combined` access logs: `client ident user [time] "request" status bytes … code:hierarchy`.

https://www.squid-cache.org/Doc/config/logformat. Bytes are those delivered to the client.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.requests import (
    account,
    family_of,
    names_no_site,
    refused_by_squid,
    request_line,
)
from pleinjour.engines.traffic.readers.nginx import names_host_apart
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(
    rb"(?<!\S)(\S++)[ \t]++\S++[ \t]++(\S++)[ \t]++\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\][ \t]+\""
)
_END = re.compile(rb"[ \t]+(\d{3})[ \t]+(?:\d+|-)(?=\s|$)")
# A text that is never closed stays (group 1), and nothing is looked for in it: each quote would search it again.
_QUOTED = re.compile(rb'("(?:[^"\\]|\\.)*+\\?\Z)|"(?:[^"\\]|\\.)*+"')
_CODE = re.compile(rb"(?:^|\s)((?:TCP|UDP|NONE)\w*):\w+")


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        method, url, end = request_line(line, start.end())
        status = _END.match(line, end) if end >= 0 else None
        if status is None:
            raise Unreadable("shape")
        code = _CODE.search(_unquoted(line[status.end() :]))
        if refused_by_squid(code[1] if code else b"", status[1]) or names_no_site(url):
            return None
        client, user, time = start.groups()
        return entry(clock.apache(time), client, account(user), url, b"", family_of(method))

    return parse


def _unquoted(text: bytes) -> bytes:
    """The text without what stands between quotes; the quick way where no quote is escaped."""
    if b"\\" in text or text.count(b'"') % 2:
        return _QUOTED.sub(rb"\1", text)
    return b"".join(text.split(b'"')[::2])


READER = Reader(
    name="squid-common",
    title="Squid, formats common et combined",
    families=("request", "tunnel"),
    recognises=lambda line: _START.search(line) is not None and not names_host_apart(line),
    parser=parse_with,
)
