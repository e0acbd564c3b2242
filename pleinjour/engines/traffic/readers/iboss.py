"""iboss Cloud: one JSON object a request, behind a syslog header.

Datadog, integrations-core, iboss/assets/logs: names of keys, and lines that show that `logTime` is UTC, since it agrees
with `proxyTransactionStartTime`, which counts seconds since 1970.
"""

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import ABSENT
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word, target_of
from pleinjour.engines.traffic.readers.envelopes.values import first_said
from pleinjour.engines.traffic.readers.envelopes.web_use import WebUse
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if "logType" not in event or "sourceIpAddress" not in event:
            raise Unreadable("shape")
        # A DLP record tells again a request that a WEB_LOG tells already.
        return _use(event).entry(tools) if text_at(event, "logType").upper() == b"WEB_LOG" else None

    return parse


def _use(event: JSONObject) -> WebUse:
    return WebUse(
        lambda clock: _instant(event, clock),
        client=first_said((text_at(event, "sourceIpAddress"), text_at(event, "privateIp"))),
        user=text_at(event, "username"),
        method=text_at(event, "requestMethod"),
        target=target_of(text_at(event, "url"), first_said([text_at(event, "host")])),
        is_refused=refused_by_word(text_at(event, "action")),
        sent=text_at(event, "upstreamByteUsage"),
    )


def _instant(event: JSONObject, clock: Clock) -> float:
    start = text_at(event, "proxyTransactionStartTime")
    if start not in ABSENT:
        return clock.epoch(start)
    return clock.iso(text_at(event, "logTime") + b"T" + text_at(event, "time") + b"Z")


READER = Reader(
    name="iboss",
    title="iboss Cloud",
    families=("request", "tunnel"),
    recognises=lambda line: b'"logType":' in line and b'"sourceIpAddress":' in line,
    parser=parse_with,
)
