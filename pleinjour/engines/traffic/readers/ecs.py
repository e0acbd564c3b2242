"""Events in Elastic's common schema (ECS), one JSON object a line, whatever the product behind.

Elastic, *Elastic Common Schema Reference*. A field is nested (`{"source": {"ip": …}}`) or dotted (`{"source.ip": …}`).
"""

import re
from collections.abc import Iterable

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_MARK = b'"@timestamp"'
_SPEAKS_OF_NETWORK = re.compile(rb'"(?:source|client)(?:"|\.(?:ip|address)")')
_REFUSALS = frozenset((b"blocked", b"block", b"denied", b"deny", b"drop", b"dropped", b"reset", b"rejected"))
_SENT = ("http.request.bytes", "source.bytes", "client.bytes")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if "@timestamp" not in event:
            raise Unreadable("shape")
        seen = _seen(event)
        if seen is None or _refused(event):
            return None
        target, family = seen
        instant = tools.clock.iso(text_at(event, "@timestamp"))
        client, user = _first(event, ("source.ip", "client.ip", "source.address")), _first(event, ("user.name",))
        return tools.entry(instant, client, user, target, _first(event, _SENT), family)

    return parse


def _seen(event: JSONObject) -> tuple[bytes, Family] | None:
    """What was asked for, and how; None for an event that asks for nothing."""
    question = _first(event, ("dns.question.name",))
    if question:
        kind = _first(event, ("dns.question.type",)).upper()
        return (question, "dns") if kind in ADDRESS_QUESTIONS else None
    url = _first(event, ("url.domain", "url.full", "url.original"))
    if url:
        return url, family_of(_first(event, ("http.request.method",)))
    name = _first(event, ("tls.client.server_name", "destination.domain", "server.domain"))
    return (name, "flow") if name else None


def _refused(event: JSONObject) -> bool:
    said = {_first(event, ("event.action",)).lower(), *_types(event)}
    return not said.isdisjoint(_REFUSALS) or _first(event, ("http.response.status_code",)) == b"407"


def _types(event: JSONObject) -> set[bytes]:
    """`event.type`, which ECS makes a list."""
    nested = event.get("event")
    types = event.get("event.type", nested.get("type") if isinstance(nested, dict) else None)
    listed = types if isinstance(types, list) else [types]
    return {one.lower().encode(errors="replace") for one in listed if isinstance(one, str)}


def _first(event: JSONObject, names: Iterable[str]) -> bytes:
    """The first of these fields that says something, dotted or nested."""
    return next((said for name in names if (said := text_at(event, name) or text_at(event, *name.split(".")))), b"")


READER = Reader(
    name="ecs",
    title="Schéma commun d’Elastic (ECS), JSON",
    families=("request", "tunnel", "dns", "flow"),
    recognises=lambda line: _MARK in line and b"{" in line and _SPEAKS_OF_NETWORK.search(line) is not None,
    parser=parse_with,
    is_generic=True,
)
