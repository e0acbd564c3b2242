"""Elastic's common schema: docs/dpo-rssi/formats/ecs.md."""

import json
from collections.abc import Sequence
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields

REFUSALS = ("blocked", "block", "denied", "deny", "drop", "dropped", "reset", "rejected")


def said(event: dict[str, object], *names: str) -> str:
    for name in names:
        dotted = text_or_number(event.get(name))
        value: object = event
        for key in name.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if dotted or text_or_number(value):
            return dotted or text_or_number(value)
    return ""


def types_of(event: dict[str, object]) -> Sequence[object]:
    inner = event.get("event")
    types = event["event.type"] if "event.type" in event else inner.get("type") if isinstance(inner, dict) else None
    return types if isinstance(types, list) else [types]


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    if "@timestamp" not in event:
        raise BadLine("shape")
    decisions = [said(event, "event.action").lower(), *(str(one).lower() for one in types_of(event))]
    if any(one in REFUSALS for one in decisions) or said(event, "http.response.status_code") == "407":
        return None
    when, client = clock.iso(said(event, "@timestamp")), said(event, "source.ip", "client.ip", "source.address")
    user, sent = said(event, "user.name"), said(event, "http.request.bytes", "source.bytes", "client.bytes")
    question, url = said(event, "dns.question.name"), said(event, "url.domain", "url.full", "url.original")
    name = said(event, "tls.client.server_name", "destination.domain", "server.domain")
    if question:
        asked_for_use = said(event, "dns.question.type").upper() in ADDRESS_TYPES
        return Fields(when, "dns", client, user, question, sent=sent) if asked_for_use else None
    if url:
        method = said(event, "http.request.method")
        return Fields(when, web_family(method), client, user, url, method, sent)
    return Fields(when, "flow", client, user, name, sent=sent) if name else None


def write(visit: Visit, chance: Random) -> str:
    event: dict[str, object] = {"@timestamp": visit.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "ecs": {"version": "8.11"}}
    dotted = chance.random() < 0.3
    flat: dict[str, object] = {"source.ip": visit.client, "source.bytes": visit.sent}
    flat |= {"user.name": visit.user} if visit.user else {}
    flat["event.type"] = ["connection", "denied" if visit.refused else "allowed"]
    kind = chance.choice(("url", "url", "dns", "tls", "none"))
    if kind == "url":
        flat |= {chance.choice(("url.full", "url.original")): f"https://{visit.authority}{visit.path}"}
        flat |= {"http.request.method": visit.method}
    if kind == "dns":
        flat |= {"dns.question.name": asked(visit, chance), "dns.question.type": chance.choice(TYPES)}
    if kind == "tls":
        flat |= {"tls.client.server_name": asked(visit, chance)}
    for name, value in flat.items():
        place(event, [name] if dotted else name.split("."), value)
    return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)


def place(event: dict[str, object], keys: list[str], value: object) -> None:
    if len(keys) == 1:
        event[keys[0]] = value
        return
    inner = event.setdefault(keys[0], {})
    assert isinstance(inner, dict)
    place(inner, keys[1:], value)


SAMPLE = Sample(
    name="ecs",
    reads=lambda: read,
    write=write,
    by_url={
        "levels": lambda url: (
            f'{{"@timestamp":"2026-03-14T08:26:53Z","source":{{"ip":"10.0.4.21"}},"url":{{"full":"{url}"}}}}'
        )
    },
    by_name={
        "dots": lambda name: f'{{"@timestamp":"2026-03-14T08:26:53Z","source.ip":"10.0.4.21","url.domain":"{name}"}}',
        "tls": lambda name: (
            f'{{"@timestamp":"2026-03-14T08:26:53Z","client":{{"ip":"10.0.4.21"}},"destination":{{"domain":"{name}"}}}}'
        ),
    },
    hostile={"open objects": (b'{"@timestamp":', b'{"source":')},
)
