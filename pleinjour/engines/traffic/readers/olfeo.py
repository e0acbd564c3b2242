"""Olfeo on site (an access log of its own, by syslog) and Olfeo SaaS (JSON lines); see docs/dpo-rssi/formats/olfeo.md.

On site, the two numbers that follow the status are no sizes; only the SaaS says what was sent.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import ABSENT, is_address
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, names_no_site, request_line
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_MARK = re.compile(rb'\[(\d\d)/(\d\d)/(\d{4}) (\d\d:\d\d:\d\d)\] "')
_STATUS = re.compile(rb"\s+(\d{3})(?=\s|$)")
_REFUSED = (b"403", b"407")
_SAAS = re.compile(rb'"(?:user_sent_bytes|user_status_code|display_name)"')


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        mark = _MARK.search(line)
        if mark is not None:
            return _on_site(line, mark, tools)
        return _saas(json_object(line, line.find(b"{")), tools)

    return parse


def _on_site(line: bytes, mark: re.Match[bytes], tools: Tools) -> Entry | None:
    client, user = _who(line[: mark.start()].split())
    method, url, end = request_line(line, mark.end())
    status = _STATUS.match(line, end) if end >= 0 else None
    if status is None:
        raise Unreadable("shape")
    if status[1] in _REFUSED or names_no_site(url):
        return None
    day, month, year, time = mark.groups()
    instant = tools.clock.iso(b"%s-%s-%s %s" % (year, month, day, time))
    return tools.entry(instant, client, user, url, b"", family_of(method))


def _who(words: list[bytes]) -> tuple[bytes, bytes]:
    """(client, user): the last address that a dash follows, then the words of the account."""
    for place in range(len(words) - 2, -1, -1):
        if words[place + 1] == b"-" and is_address(words[place]):
            return words[place], b" ".join(words[place + 2 :])
    raise Unreadable("shape")


def _saas(event: JSONObject, tools: Tools) -> Entry | None:
    kind = text_at(event, "type")
    if kind not in (b"proxy", b"dns") or text_at(event, "action").lower() != b"allow":
        return None
    family: Family = "dns" if kind == b"dns" else family_of(text_at(event, "http_method"))
    domain = text_at(event, "domain")
    return tools.entry(
        tools.clock.milliseconds(text_at(event, "timestamp")),
        text_at(event, "src_ip"),
        text_at(event, "user_id"),
        text_at(event, "url") if domain in ABSENT else domain,
        text_at(event, "user_sent_bytes"),
        family,
    )


def _recognises(line: bytes) -> bool:
    brace = line.find(b"{")
    return _MARK.search(line) is not None or (brace >= 0 and _SAAS.search(line, brace) is not None)


READER = Reader(
    name="olfeo",
    title="Olfeo, sur site et SaaS",
    families=("request", "tunnel", "dns"),
    recognises=_recognises,
    parser=parse_with,
)
