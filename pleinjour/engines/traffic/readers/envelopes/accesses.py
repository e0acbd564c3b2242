"""Apache's access line, `client ident account [time] "request" status bytes …`, which Squid and nginx write too.

https://httpd.apache.org/docs/2.4/logs.html#common. Where `X-Forwarded-For` stands for the client, it is a list: each
relay adds at its end the address that asked it, so that the first one is the workstation's.
"""

import re
from typing import NamedTuple

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import is_address, without_port
from pleinjour.engines.traffic.readers.envelopes.requests import is_host_like, request_line

_STAMP = re.compile(rb'[ \t]\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\][ \t]++"')
_STATUS = re.compile(rb"[ \t]++(\d{3})[ \t]++(?:\d++|-)(?=\s|$)")
_VALUE = re.compile(rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"|(\S++)', re.DOTALL)
_AFTER_CLIENT = 2
"""The words between the client and the time: ident and account."""


class AccessLine(NamedTuple):
    """What a line says. `before`: the word before the client; `end`: where what follows the bytes starts."""

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
    words, stamp = _start(line)
    method, url, end = request_line(line, stamp.end()) if stamp else (b"", b"", -1)
    status = _STATUS.match(line, end) if end >= 0 else None
    if stamp is None or status is None:
        raise Unreadable("shape")
    before = words[-4] if len(words) > _AFTER_CLIENT + 1 else b""
    return AccessLine(before, words[-3], words[-1], stamp[1], method, url, status[1], status.end())


def is_access_line(line: bytes) -> bool:
    """Whether a line starts so, be it cut short after that."""
    return _start(line)[1] is not None


def _start(line: bytes) -> tuple[list[bytes], re.Match[bytes] | None]:
    """The words before the first time that has enough of them, and that time."""
    for stamp in _STAMP.finditer(line):
        words = _words_before(line[: stamp.start()])
        if len(words) > _AFTER_CLIENT:
            return words, stamp
    return [], None


def _words_before(text: bytes) -> list[bytes]:
    """The words before the time, of which the last four at least stand alone."""
    return _one_client(text.split()) if b"," in text else text.rsplit(None, _AFTER_CLIENT + 2)


def _one_client(words: list[bytes]) -> list[bytes]:
    """The words, with one client where a list stood: addresses that commas part, in quotes or before one more."""
    end = len(words) - _AFTER_CLIENT
    start = end - 1
    if start > 1 and words[start - 2].endswith(b",") and is_address(words[start - 1].rstrip(b'"')):
        start -= 1
    while start > 0 and words[start - 1].endswith(b","):
        start -= 1
    return [*words[: max(start, 0)], first_client(b" ".join(words[start:end])), *words[end:]]


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
    """The host in the word before the client, else the first one from `end` on; b"" when neither holds one."""
    return before if is_host_like(before) else first_host(line, end)


def first_host(line: bytes, start: int) -> bytes:
    """The first value from `start` on, in quotes or not, that is the name of a host; b"" when none is."""
    values = (quoted or bare for quoted, bare in _VALUE.findall(line, start))
    return next((value for value in values if is_host_like(value)), b"")


def names_host_apart(line: bytes) -> bool:
    """Whether a line asks for a bare path and names its host elsewhere."""
    try:
        access = access_line(line)
    except Unreadable:
        return False
    return not is_whole(access.url) and bool(host_apart(access.before, line, access.end))
