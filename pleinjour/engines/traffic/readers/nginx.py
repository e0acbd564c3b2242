"""nginx, or Apache, when the log names the host apart from the path: before the client, after the bytes, or in JSON;
and the TLS streams that nginx relays.

https://nginx.org/en/docs/http/ngx_http_log_module.html, https://nginx.org/en/docs/stream/ngx_stream_log_module.html.
"""

import re
from collections.abc import Iterator

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, is_host_like, request_line
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_STAMP = rb"\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "
_REQUEST = re.compile(rb"(?:(?<!\S)(\S++) )?(?<!\S)(\S++) \S++ (\S++) " + _STAMP + b'"')
_STREAM = re.compile(rb"(?<!\S)(\S++) " + _STAMP + rb"(?:TCP|UDP) (\d+) \d+ (\d+) [\d.]+(?= |$)")
_STATUS = re.compile(rb" (\d{3}) (?:\d+|-)(?= |$)")
_VALUE = re.compile(rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"|(\S++)', re.DOTALL)
_ADDRESS_KEY = b'"remote_addr"'
_TIMES = ("time_iso8601", "time_local", "msec", "time", "timestamp", "@timestamp")
_HOSTS = ("http_host", "host", "server_name", "ssl_preread_server_name")
_TARGET_KEYS = [f'"{key}"'.encode() for key in ("request", "request_uri", *_HOSTS)]


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        if _ADDRESS_KEY in line:
            return _from_json(json_object(line, line.find(b"{")), tools)
        stream = _STREAM.search(line)
        if stream is None:
            return _from_request(line, tools)
        client, time, status, received = stream.groups()
        host = next(_host_likes(line, stream.end()), b"")
        if status != b"200" or not host:
            return None
        return tools.entry(tools.clock.apache(time), client, b"", host, received, "flow")

    return parse


def _from_request(line: bytes, tools: Tools) -> Entry | None:
    start = _REQUEST.search(line)
    if start is None:
        raise Unreadable("shape")
    before, client, user, time = start.groups()
    method, url, end = request_line(line, start.end())
    status = _STATUS.match(line, end) if end >= 0 else None
    if status is None:
        raise Unreadable("shape")
    target = url if _is_whole(url) else _host_apart(before or b"", line, status.end())
    if not method or not target or status[1] == b"407":
        return None
    return tools.entry(tools.clock.apache(time), client, account(user), target, b"", family_of(method))


def _from_json(found: JSONObject, tools: Tools) -> Entry | None:
    words = text_at(found, "request").split()
    method, url = text_at(found, "request_method") or b"".join(words[:1]), b"".join(words[1:2])
    url = url or text_at(found, "request_uri")
    target, status = url if _is_whole(url) else _first(found, _HOSTS), text_at(found, "status")
    family: Family = family_of(method)
    if not method and text_at(found, "ssl_preread_server_name"):
        family = "flow"
    if not target or target == b"-" or status == b"407" or (family == "flow" and status != b"200"):
        return None
    client, user = text_at(found, "remote_addr"), account(text_at(found, "remote_user"))
    sent = text_at(found, "request_length") or text_at(found, "bytes_received")
    return tools.entry(_instant(_first(found, _TIMES), tools.clock), client, user, target, sent, family)


def _is_whole(url: bytes) -> bool:
    """Whether a URL names its host: it is neither a path, nor `*`, nor absent."""
    return not url.startswith(b"/") and url not in (b"", b"-", b"*")


def _host_apart(before: bytes, line: bytes, end: int) -> bytes:
    """The host in the word before the client, else the first one after the bytes; b"" when neither holds one."""
    return before if is_host_like(before) else next(_host_likes(line, end), b"")


def _host_likes(line: bytes, start: int) -> Iterator[bytes]:
    values = (quoted or bare for quoted, bare in _VALUE.findall(line, start))
    return (value for value in values if is_host_like(value))


def _first(found: JSONObject, keys: tuple[str, ...]) -> bytes:
    return next((text for key in keys if (text := text_at(found, key))), b"")


def _instant(text: bytes, clock: Clock) -> float:
    if text[4:5] == b"-":
        return clock.iso(text)
    return clock.apache(text) if b"/" in text else clock.epoch(text)


def names_host_apart(line: bytes) -> bool:
    """Whether a line in Apache's style asks for a bare path and names its host elsewhere."""
    start = _REQUEST.search(line)
    _method, url, end = request_line(line, start.end()) if start else (b"", b"", -1)
    status = _STATUS.match(line, end) if end >= 0 and not _is_whole(url) else None
    return start is not None and status is not None and bool(_host_apart(start[1] or b"", line, status.end()))


def _recognises(line: bytes) -> bool:
    if _ADDRESS_KEY in line:
        return any(key in line for key in _TARGET_KEYS)
    return _STREAM.search(line) is not None or names_host_apart(line)


READER = Reader(
    name="nginx",
    title="nginx ou Apache qui écrivent l’hôte, flux TLS d’nginx",
    families=("request", "tunnel", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
