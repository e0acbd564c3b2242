"""Zscaler Internet Access, NSS web feed: CEF, quoted CSV, tabbed pairs or JSON, told apart line by line.

https://help.zscaler.com/zia/nss-feed-output-format-web-logs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import cef_event, is_cef
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.keyvalue import tabbed_pairs
from pleinjour.engines.traffic.readers.envelopes.separated import separated_values
from pleinjour.engines.traffic.readers.envelopes.stamps import written_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_JSON = re.compile(rb'\{\s*"')
_CSV = re.compile(
    rb'^[^"{]*"(?:[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"'
    rb'(?:,"[^"]*+"){3},"(?:Allowed|Blocked|Cautioned)'
)
_TABBED_STAMP = re.compile(rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$")
_NOTHING = (b"", b"-", b"none", b"na", b"n/a")
_TUNNELS = (b"TUNNEL", b"TUNNEL_SSL", b"SSL", b"HTTP_PROXY")
_CSV_FIELDS = 25
_PRODUCT = (b"Zscaler", b"NSSWeblog")
_NAMES = {
    "time": ("time", "datetime"),
    "user": ("login", "user", "elogin"),
    "protocol": ("proto", "protocol"),
    "host": ("hostname", "ehost", "host"),
    "url": ("eurl", "url"),
    "action": ("action",),
    "sent": ("reqsize", "requestsize"),
    "location": ("location", "elocation"),
    "client": ("cip", "clientip"),
    "method": ("reqmethod", "requestmethod"),
}


@dataclass(frozen=True, slots=True)
class _Web:
    """What the four writings have in common."""

    time: bytes
    user: bytes
    protocol: bytes
    host: bytes
    url: bytes
    action: bytes
    sent: bytes
    location: bytes
    client: bytes
    method: bytes


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        web = _read(line)
        if web.action.lower() != b"allowed":
            return None
        user = b"" if web.user.lower() in (*_NOTHING, web.location.lower()) else web.user
        instant = _instant(web.time, tools.clock)
        target = _given(web.host) or _given(web.url)
        return tools.entry(instant, _given(web.client), user, target, _given(web.sent), _family(web))

    return parse


def _read(line: bytes) -> _Web:
    if is_cef(line, *_PRODUCT):
        return _from_cef(line)
    if b"\t" in line:
        return _from_pairs(_tabbed(line))
    found = _JSON.search(line)
    if found is not None:
        return _from_pairs(_flat(json_object(line, found.start())))
    return _from_csv(line)


def _from_cef(line: bytes) -> _Web:
    said = cef_event(line).first
    return _Web(
        time=said(b"rt"),
        user=said(b"suser"),
        protocol=said(b"app"),
        host=said(b"dhost"),
        url=said(b"request"),
        action=said(b"act"),
        sent=said(b"out"),
        location=said(b"spriv"),
        client=said(b"src"),
        method=said(b"requestMethod"),
    )


def _from_csv(line: bytes) -> _Web:
    start = line.find(b'"')
    fields = separated_values(line[start:]) if start >= 0 else []
    if len(fields) < _CSV_FIELDS:
        raise Unreadable("shape")
    return _Web(
        time=fields[0],
        user=fields[1],
        protocol=fields[2],
        host=b"",
        url=fields[3],
        action=fields[4],
        sent=fields[7] if fields[7].isdigit() else fields[8],
        location=fields[19],
        client=fields[21],
        method=fields[23],
    )


def _from_pairs(pairs: Mapping[str, bytes]) -> _Web:
    def first(names: tuple[str, ...]) -> bytes:
        return next((pairs[name] for name in names if pairs.get(name)), b"")

    return _Web(**{field: first(names) for field, names in _NAMES.items()})


def _tabbed(line: bytes) -> dict[str, bytes]:
    pairs = tabbed_pairs(line)
    if not any(pairs) or line.count(b'"') % 2:
        raise Unreadable("shape")
    stamp = _TABBED_STAMP.search(pairs.get(b"", b""))
    named = {key.decode(errors="replace"): value for key, value in pairs.items()}
    return {"time": stamp[1] if stamp else b""} | named


def _flat(found: JSONObject) -> dict[str, bytes]:
    event = found.get("event")
    keys = event if isinstance(event, dict) else found
    return {key.lower(): text_at(keys, key) for key in keys}


def _instant(text: bytes, clock: Clock) -> float:
    if text[:4].isdigit():
        return clock.iso(text)
    return clock.ctime(text) if text[-5:-4] == b" " else written_instant(text, clock)


def _given(value: bytes) -> bytes:
    return b"" if value.lower() in _NOTHING else value


def _family(web: _Web) -> Family:
    return "tunnel" if web.method.upper() == b"CONNECT" or web.protocol.upper() in _TUNNELS else "request"


def _recognises(line: bytes) -> bool:
    lower = line.lower()
    if is_cef(line, *_PRODUCT):
        return True
    return _CSV.match(line) is not None or (b"action" in lower and (b"reqsize" in lower or b"requestsize" in lower))


READER = Reader(
    name="zscaler",
    title="Zscaler Internet Access, flux NSS web",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
)
