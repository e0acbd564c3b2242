"""Barracuda Web Security Gateway (words, in syslog), and the web log of CloudGen Firewall (JSON).

Barracuda, Syslog and the Barracuda Web Security Gateway, https://campus.barracuda.com/doc/168742383.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import is_address
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.stamps import since_1970
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"\bhttp_?scan\[\d+\]: ")
_MARKS = (b"BYF", b"BYS")
_STOPPED = re.compile(rb"BLOCK|DENI", re.IGNORECASE)
_USER_AFTER_MARK = 16
_NOBODY = (b"ANON", b"-", b"")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        if _is_json(line):
            return _from_json(json_object(line, line.find(b"{")), tools)
        start = _START.search(line)
        words = line[start.end() :].split() if start else []
        mark = next((place for place, word in enumerate(words) if word in _MARKS), -1)
        if mark < 0 or len(words) <= mark + 1:
            raise Unreadable("shape")
        if _STOPPED.search(words[mark + 1]):
            return None
        client = next((word for word in words[:mark] if is_address(word)), b"")
        url = next((word for word in reversed(words[:mark]) if not word.isdigit()), b"")
        user = b"".join(words[mark + _USER_AFTER_MARK : mark + _USER_AFTER_MARK + 1]).strip(b"[]")
        instant = tools.clock.epoch(words[0])
        return tools.entry(instant, client, b"" if user in _NOBODY else user, url, b"", "request")

    return parse


def _is_json(line: bytes) -> bool:
    return b'"fw_rule"' in line and b'"traffic_type"' in line


def _from_json(found: JSONObject, tools: Tools) -> Entry | None:
    if text_at(found, "action") != b"0":
        return None
    user = text_at(found, "user") if text_at(found, "user_type") == b"1" else b""
    target = text_at(found, "name") or text_at(found, "domain")
    instant = since_1970(text_at(found, "timestamp"), tools.clock)
    return tools.entry(instant, text_at(found, "source_ip"), user, target, b"", family_of(text_at(found, "method")))


def _recognises(line: bytes) -> bool:
    return _is_json(line) or (_START.search(line) is not None and any(b" %b " % mark in line for mark in _MARKS))


READER = Reader(
    name="barracuda",
    title="Barracuda Web Security Gateway et CloudGen Firewall",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
)
