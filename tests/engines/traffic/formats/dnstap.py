"""dnstap in JSON: docs/dpo-rssi/formats/dnstap.md."""

import json
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import object_of, text_of
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields, words

HEAD = ";; QUESTION SECTION:"


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    message, time, client, question = collected(event) if "dnstap" in event else tapped(event)
    if message != "CLIENT_QUERY" or question[1] != "IN" or question[2] not in ADDRESS_TYPES:
        return None
    return Fields(clock.iso(time), "dns", client, "", question[0])


def tapped(event: dict[str, object]) -> tuple[str, str, str, list[str]]:
    message = inside(event, "message")
    kind, lines = text_of(message, "type"), text_of(message, "query_message").split("\n")
    after = lines[lines.index(HEAD, 1) + 1] if HEAD in lines[1:-1] else ""
    question = words(after[1:]) if after.startswith(";") else []
    if not kind or (kind == "CLIENT_QUERY" and len(question) < 3):
        raise BadLine("shape")
    return kind, text_of(message, "query_time"), text_of(message, "query_address"), question


def collected(event: dict[str, object]) -> tuple[str, str, str, list[str]]:
    tap, network, dns = (inside(event, key) for key in ("dnstap", "network", "dns"))
    question = [text_of(dns, "qname"), text_of(dns, "qclass") or "IN", text_of(dns, "qtype")]
    return text_of(tap, "operation"), text_of(tap, "timestamp-rfc3339ns"), text_of(network, "query-ip"), question


def inside(event: dict[str, object], key: str) -> dict[str, object]:
    found = event.get(key)
    return found if isinstance(found, dict) else {}


def write(visit: Visit, chance: Random) -> str:
    message = chance.choice(("CLIENT_QUERY",) * 6 + ("CLIENT_RESPONSE", "RESOLVER_QUERY"))
    time = visit.at.strftime("%Y-%m-%dT%H:%M:%S.%f") + chance.choice(("Z", "123Z"))
    kind, dns_class = chance.choice(TYPES), "IN" if chance.random() < 0.98 else "CH"
    name = asked(visit, chance)
    if chance.random() < 0.5:
        return written({
            "network": {"family": "INET", "protocol": "UDP", "query-ip": visit.client, "query-port": "53124"},
            "dns": {"length": 45, "rcode": "NOERROR", "qname": name, "qtype": kind}
            | ({} if dns_class == "IN" else {"qclass": dns_class}),
            "dnstap": {"operation": message, "identity": "resolveur", "timestamp-rfc3339ns": time},
        })  # fmt: skip
    text = f";; opcode: QUERY, status: NOERROR\n;; flags: rd; QUERY: 1\n\n{HEAD}\n;{name}.\t{dns_class}\t {kind}\n"
    side = "response" if message == "CLIENT_RESPONSE" else "query"
    return written({
        "type": "MESSAGE",
        "identity": "resolveur",
        "message": {
            "type": message,
            "query_time": time,
            "socket_family": "INET6" if ":" in visit.client else "INET",
            "socket_protocol": chance.choice(("UDP", "TCP", "DOT")),
            "query_address": visit.client,
            "query_port": 53124,
            f"{side}_message": text,
        },
    })  # fmt: skip


def written(event: dict[str, object]) -> str:
    return json.dumps(event, separators=(",", ":"))


def by_tool(name: str) -> str:
    return (
        '{"type":"MESSAGE","message":{"type":"CLIENT_QUERY","query_time":"2026-03-14T08:26:53.412Z","socket_family":'
        '"INET","socket_protocol":"UDP","query_address":"10.0.4.21","query_message":";; opcode: QUERY\\n\\n'
        f';; QUESTION SECTION:\\n;{name}\\tIN\\t A\\n"}}}}'
    )


def by_collector(name: str) -> str:
    return (
        f'{{"network":{{"query-ip":"10.0.4.21"}},"dns":{{"qname":"{name}","qtype":"A"}},'
        '"dnstap":{"operation":"CLIENT_QUERY","timestamp-rfc3339ns":"2026-03-14T08:26:53.412Z"}}'
    )


SAMPLE = Sample(
    name="dnstap",
    reads=lambda: read,
    write=write,
    by_name={"dnstap -j": by_tool, "DNS-collector": by_collector},
    hostile={
        "open objects": (b'{"socket_family":', b'{"message":'),
        "questions": (b'{"socket_family":"INET","message":{"query_message":"', b"\\n;; QUESTION SECTION:\\n;"),
    },
)
