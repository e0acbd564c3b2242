"""Apache's access line, `client ident account [time] "request" status bytes …`, which Squid and nginx write too.

https://httpd.apache.org/docs/2.4/logs.html#common. Where `X-Forwarded-For` stands for the client, it is a list: each
relay adds at its end the address that asked it, so that the first one is the workstation's.
"""

import re
from typing import NamedTuple

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import is_address, without_port
from pleinjour.engines.traffic.readers.envelopes.patterns import APACHE_TIME, ESCAPED_TEXT
from pleinjour.engines.traffic.readers.envelopes.requests import first_host_like, is_host_like, request_line

_START = re.compile(rb'(?<!\S)(\S++)[ \t]++\S++[ \t]++(\S++)[ \t]++\[(%b)\][ \t]++"' % APACHE_TIME)
_STATUS = re.compile(rb"[ \t]++(\d{3})[ \t]++(?:\d++|-)(?=\s|$)")
_VALUE = re.compile(rb'"(%b)"|(\S++)' % ESCAPED_TEXT, re.DOTALL)


class AccessLine(NamedTuple):
    """What a line says. `before`: what stands before the client; `end`: where what follows the bytes starts."""

    before: bytes
    client: bytes
    user: bytes
    time: bytes
    method: bytes
    url: bytes
    status: bytes
    end: int


def access_line(line: bytes) -> AccessLine:
    """The first such line in a line, perhaps behind words of a relay. Raises Unreadable("shape")."""
    start = _START.search(line)
    method, url, end = request_line(line, start.end()) if start else (b"", b"", -1)
    status = _STATUS.match(line, end) if end >= 0 else None
    if start is None or status is None:
        raise Unreadable("shape")
    client, user, time = start.groups()
    before = line[: start.start()]
    if before or b"," in client:
        before, client = _one_client([*before.split(), client])
    return AccessLine(before, client, user, time, method, url, status[1], status.end())


def is_access_line(line: bytes) -> bool:
    """Whether a line starts so, be it cut short after that."""
    return _START.search(line) is not None


def _one_client(words: list[bytes]) -> tuple[bytes, bytes]:
    """What stands before a list that ends with the client, and the one client that it names."""
    start = len(words) - 1
    if _is_forwarded(words[:start]):
        start -= 1
    while start > 0 and words[start - 1].endswith(b","):
        start -= 1
    return b" ".join(words[:start]), first_client(b", ".join(words[start:]))


def _is_forwarded(before: list[bytes]) -> bool:
    """Whether the word before the client belongs to its list, though no comma parts them: it ends a list, stands in
    quotes, or is an address behind the name of a host.
    """
    word = before[-1] if before else b""
    if word.startswith(b'"') and word.endswith(b'"'):
        return True
    is_last = len(before) > 1 and (before[-2].endswith(b",") or is_host_like(before[-2]))
    return is_last and is_address(without_port(word.rstrip(b'"')))


def first_client(listed: bytes) -> bytes:
    """The workstation of `client, relay, relay`: the first if it is an address, else the last."""
    if b"," not in listed:
        return listed
    first = without_port(listed.partition(b",")[0].strip(b'" '))
    return first if is_address(first) else listed.replace(b",", b" ").rpartition(b" ")[2]


def is_whole(url: bytes) -> bool:
    """Whether a URL names its host: it is neither a path, nor `*`, nor absent."""
    return not url.startswith(b"/") and url not in (b"", b"-", b"*")


def host_apart(before: bytes, line: bytes, end: int) -> bytes:
    """The host in the last word before the client, else the first one from `end` on; b"" when neither holds one."""
    word = b"".join(before.rsplit(None, 1)[-1:])
    return word if is_host_like(word) else first_host(line, end)


def first_host(line: bytes, start: int) -> bytes:
    """The first value from `start` on, in quotes or not, that is the name of a host; b"" when none is."""
    return first_host_like(quoted or bare for quoted, bare in _VALUE.findall(line, start))


def names_host_apart(line: bytes) -> bool:
    """Whether a line asks for a bare path and names its host elsewhere."""
    try:
        access = access_line(line)
    except Unreadable:
        return False
    return not is_whole(access.url) and bool(host_apart(access.before, line, access.end))
