"""dnstap in JSON: what Knot Resolver, Unbound, BIND, PowerDNS or dnsdist tell, as two tools write it.

`dnstap -j` of dnstap/golang-dnstap, whose JsonFormat.go gives the keys and whose messages are written as dig does; and
dmachard/DNS-collector, docs/dnsjson.md.
"""

import re
from typing import NamedTuple

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_QUESTION = re.compile(rb"\n;; QUESTION SECTION:\n;(\S++)[ \t]++(\S++)[ \t]++(\S++)")


class _Asked(NamedTuple):
    """A question, or an answer, which nobody asked for."""

    message: bytes
    time: bytes
    client: bytes
    name: bytes
    dns_class: bytes
    kind: bytes


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        asked = _collected(event) if "dnstap" in event else _tapped(event)
        if asked.message != b"CLIENT_QUERY" or asked.kind not in ADDRESS_QUESTIONS or asked.dns_class != b"IN":
            return None
        return tools.entry(tools.clock.iso(asked.time), asked.client, b"", asked.name, b"", "dns")

    return parse


def _tapped(event: JSONObject) -> _Asked:
    message = text_at(event, "message", "type")
    question = _QUESTION.search(text_at(event, "message", "query_message"))
    if not message or (message == b"CLIENT_QUERY" and question is None):
        raise Unreadable("shape")
    name, dns_class, kind = question.groups() if question else (b"", b"", b"")
    time, client = text_at(event, "message", "query_time"), text_at(event, "message", "query_address")
    return _Asked(message, time, client, name, dns_class, kind)


def _collected(event: JSONObject) -> _Asked:
    return _Asked(
        message=text_at(event, "dnstap", "operation"),
        time=text_at(event, "dnstap", "timestamp-rfc3339ns"),
        client=text_at(event, "network", "query-ip"),
        name=text_at(event, "dns", "qname"),
        dns_class=text_at(event, "dns", "qclass") or b"IN",
        kind=text_at(event, "dns", "qtype"),
    )


READER = Reader(
    name="dnstap",
    title="dnstap en JSON (Knot Resolver…)",
    families=("dns",),
    recognises=lambda line: (
        (b'"socket_family":' in line and b'"message":' in line) or (b'"query-ip":' in line and b'"qname":' in line)
    ),
    parser=parse_with,
)
