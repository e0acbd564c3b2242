"""OPNsense's Squid when it logs in JSON: `{"@timestamp":…,"event":{"dataset":"squid.access"},"url":{"original":…}}`.

OPNsense, template of squid.conf (`logformat opnsense`). What Squid's codes mean is as in its native log.
"""

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, names_no_site, refused_by_squid
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_MARK = b'"squid.access"'


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if text_at(event, "event", "dataset") != b"squid.access":
            raise Unreadable("shape")
        code, status = (
            text_at(event, "labels", "request_status"),
            text_at(event, "http", "response", "body", "status_code"),
        )
        url = text_at(event, "url", "original")
        if refused_by_squid(code, status) or names_no_site(url):
            return None
        instant = tools.clock.iso(text_at(event, "@timestamp"))
        client, user = text_at(event, "source", "ip"), account(text_at(event, "user", "name"))
        return tools.entry(instant, client, user, url, b"", family_of(text_at(event, "http", "request", "method")))

    return parse


READER = Reader(
    name="opnsense-squid",
    title="OPNsense, mandataire Squid en JSON",
    families=("request", "tunnel"),
    recognises=lambda line: _MARK in line and b'"@timestamp"' in line,
    parser=parse_with,
)
