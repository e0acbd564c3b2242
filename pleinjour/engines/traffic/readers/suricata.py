"""Suricata's EVE JSON: TLS and QUIC sessions, HTTP requests, DNS questions, flows.

https://docs.suricata.io/en/latest/output/eve/eve-json-format.html. DNS events: versions 1 and 2 say `query`, version 3
`request` with its questions in a list.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_Seen = tuple[bytes, bytes, Family]
"""Target, bytes sent, family."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        kind = text_at(event, "event_type")
        if not kind:
            raise Unreadable("shape")
        seen = _seen(kind, event)
        if seen is None:
            return None
        target, sent, family = seen
        instant = tools.clock.iso(text_at(event, "timestamp"))
        return tools.entry(instant, text_at(event, "src_ip"), b"", target, sent, family)

    return parse


def _seen(kind: bytes, event: JSONObject) -> _Seen | None:
    if kind in (b"tls", b"quic"):
        return text_at(event, kind.decode(), "sni"), b"", "flow"
    if kind == b"http":
        return text_at(event, "http", "hostname"), b"", family_of(text_at(event, "http", "http_method"))
    if kind == b"flow":
        return b"", text_at(event, "flow", "bytes_toserver"), "flow"
    return _question(event) if kind == b"dns" else None


def _question(event: JSONObject) -> _Seen | None:
    if text_at(event, "dns", "type") not in (b"query", b"request"):
        return None
    asked = _first_question(event)
    name, kind = (text_at(event, "dns", key) or text_at(asked, key) for key in ("rrname", "rrtype"))
    return (name, b"", "dns") if kind.upper() in ADDRESS_QUESTIONS else None


def _first_question(event: JSONObject) -> JSONObject:
    dns = event.get("dns")
    questions = dns.get("queries") if isinstance(dns, dict) else None
    first = questions[0] if isinstance(questions, list) and questions else None
    return first if isinstance(first, dict) else {}


READER = Reader(
    name="suricata",
    title="Suricata, EVE JSON",
    families=("request", "tunnel", "dns", "flow"),
    recognises=lambda line: b"{" in line and b'"event_type"' in line and b'"timestamp"' in line,
    parser=parse_with,
)
