"""Squid's `common` and `combined` access logs: `client ident user [time] "request" status bytes … code:hierarchy`.

https://www.squid-cache.org/Doc/config/logformat. Bytes are those delivered to the client.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.accesses import access_line, is_access_line, names_host_apart
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, names_no_site, refused_by_squid
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

# A text that is never closed stays (group 1), and nothing is looked for in it: each quote would search it again.
_QUOTED = re.compile(rb'("(?:[^"\\]|\\.)*+\\?\Z)|"(?:[^"\\]|\\.)*+"')
_CODE = re.compile(rb"(?:^|\s)((?:TCP|UDP|NONE)\w*):\w+")


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        access = access_line(line)
        code = _CODE.search(_unquoted(line[access.end :]))
        if refused_by_squid(code[1] if code else b"", access.status) or names_no_site(access.url):
            return None
        instant, user = clock.apache(access.time), account(access.user)
        return entry(instant, access.client, user, access.url, b"", family_of(access.method))

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
    recognises=lambda line: is_access_line(line) and not names_host_apart(line),
    parser=parse_with,
)
