"""Cloudflare Gateway through Logpush: DNS, HTTP and network events, one JSON object a line.

Cloudflare, *Logs: log fields*, data sets gateway_dns, gateway_http, gateway_network.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, first_text, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_QUESTIONS = ADDRESS_QUESTIONS | {b"1", b"28", b"65"}
_CLIENTS = ("SourceInternalIP", "SourceIP", "SrcIP")
_REFUSALS = frozenset((b"block", b"blocked", b"quarantine"))


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if "Datetime" not in event:
            raise Unreadable("shape")
        seen = _seen(event)
        if seen is None or _refused(event):
            return None
        target, family = seen
        client, user = first_text(event, _CLIENTS), first_text(event, ("Email", "DeviceID"))
        return tools.entry(_instant(text_at(event, "Datetime"), tools.clock), client, user, target, b"", family)

    return parse


def _seen(event: JSONObject) -> tuple[bytes, Family] | None:
    """What was asked for, and how; None for a question that is no use, or another data set."""
    if "QueryName" in event:
        kind = text_at(event, "QueryTypeName") or text_at(event, "QueryType")
        return (text_at(event, "QueryName"), "dns") if kind.upper() in _QUESTIONS else None
    if "HTTPHost" in event:
        host = text_at(event, "HTTPHost") or text_at(event, "URL")
        return host, family_of(text_at(event, "HTTPMethod"))
    return (text_at(event, "SNI"), "flow") if "SNI" in event else None


def _refused(event: JSONObject) -> bool:
    decision = text_at(event, "ResolverDecision").lower()
    return text_at(event, "Action").lower() in _REFUSALS or decision.startswith(b"block")


def _instant(text: bytes, clock: Clock) -> float:
    """RFC 3339, or seconds or nanoseconds since 1970: the job's `timestamp_format`."""
    if not text.isdigit():
        return clock.iso(text)
    return clock.epoch(text[:-9] + b"." + text[-9:] if len(text) > 11 else text)


READER = Reader(
    name="cloudflare",
    title="Cloudflare Gateway, Logpush",
    families=("request", "tunnel", "dns", "flow"),
    recognises=lambda line: (
        b'"Datetime":' in line and (b'"QueryName":' in line or b'"HTTPHost":' in line or b'"SNI":' in line)
    ),
    parser=parse_with,
)
