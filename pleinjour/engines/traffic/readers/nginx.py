"""nginx, or Apache, when the log names the host apart from the path: before the client, after the bytes, or in JSON;
and the TLS streams that nginx relays.

https://nginx.org/en/docs/http/ngx_http_log_module.html, https://nginx.org/en/docs/stream/ngx_stream_log_module.html.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.accesses import (
    access_line,
    first_client,
    first_host,
    host_apart,
    is_whole,
    names_host_apart,
)
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, first_text, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.patterns import APACHE_TIME
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_STREAM_MARKS = (b"] TCP ", b"] UDP ")
_STREAM = re.compile(rb"(?<!\S)(\S++) \[(%b)\] (?:TCP|UDP) (\d+) \d+ (\d+) [\d.]+(?= |$)" % APACHE_TIME)
_ADDRESS_KEY = b'"remote_addr"'
_TIMES = ("time_iso8601", "time_local", "msec", "time", "timestamp", "@timestamp")
_HOSTS = ("http_host", "host", "server_name", "ssl_preread_server_name")
_TARGET_KEYS = [f'"{key}"'.encode() for key in ("request", "request_uri", *_HOSTS)]


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        if _ADDRESS_KEY in line:
            return _from_json(json_object(line, line.find(b"{")), tools)
        stream = _stream(line)
        if stream is None:
            return _from_request(line, tools)
        client, time, status, received = stream.groups()
        host = first_host(line, stream.end())
        if status != b"200" or not host:
            return None
        return tools.entry(tools.clock.apache(time), client, b"", host, received, "flow")

    return parse


def _stream(line: bytes) -> re.Match[bytes] | None:
    return _STREAM.search(line) if any(mark in line for mark in _STREAM_MARKS) else None


def _from_request(line: bytes, tools: Tools) -> Entry | None:
    access = access_line(line)
    target = access.url if is_whole(access.url) else host_apart(access.before, line, access.end)
    if not access.method or not target or access.status == b"407":
        return None
    instant, user = tools.clock.apache(access.time), account(access.user)
    return tools.entry(instant, access.client, user, target, b"", family_of(access.method))


def _from_json(found: JSONObject, tools: Tools) -> Entry | None:
    words = text_at(found, "request").split()
    method, url = text_at(found, "request_method") or b"".join(words[:1]), b"".join(words[1:2])
    url = url or text_at(found, "request_uri")
    target, status = url if is_whole(url) else first_text(found, _HOSTS), text_at(found, "status")
    family: Family = family_of(method)
    if not method and text_at(found, "ssl_preread_server_name"):
        family = "flow"
    if not target or target == b"-" or status == b"407" or (family == "flow" and status != b"200"):
        return None
    client, user = first_client(text_at(found, "remote_addr")), account(text_at(found, "remote_user"))
    sent = text_at(found, "request_length") or text_at(found, "bytes_received")
    return tools.entry(_instant(first_text(found, _TIMES), tools.clock), client, user, target, sent, family)


def _instant(text: bytes, clock: Clock) -> float:
    if text[4:5] == b"-":
        return clock.iso(text)
    return clock.apache(text) if b"/" in text else clock.epoch(text)


def _recognises(line: bytes) -> bool:
    if _ADDRESS_KEY in line:
        return any(key in line for key in _TARGET_KEYS)
    return _stream(line) is not None or names_host_apart(line)


READER = Reader(
    name="nginx",
    title="nginx ou Apache qui écrivent l’hôte, flux TLS d’nginx",
    families=("request", "tunnel", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
