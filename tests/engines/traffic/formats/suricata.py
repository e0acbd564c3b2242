"""Suricata's EVE JSON: docs/dpo-rssi/formats/suricata.md."""

import json
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import object_of, text_of, web_family
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    kind = text_of(event, "event_type")
    if not kind:
        raise BadLine("shape")
    when, client = clock.iso(text_of(event, "timestamp")), text_of(event, "src_ip")
    inner = event.get(kind)
    detail = inner if isinstance(inner, dict) else {}
    if kind in ("tls", "quic"):
        return Fields(when, "flow", client, address=text_of(detail, "sni"))
    if kind == "flow":
        return Fields(when, "flow", client, sent=detail.get("bytes_toserver"))
    if kind == "http":
        method = text_of(detail, "http_method")
        return Fields(when, web_family(method), client, "", text_of(detail, "hostname"), method)
    return question_of(when, client, detail) if kind == "dns" else None


def question_of(when: datetime | None, client: str, dns: dict[str, object]) -> Fields | None:
    if text_of(dns, "type") not in ("query", "request"):
        return None
    queries = dns.get("queries")
    first = queries[0] if isinstance(queries, list) and queries else None
    asked = dns if text_of(dns, "rrname") or not isinstance(first, dict) else first
    if text_of(asked, "rrtype").upper() not in ADDRESS_TYPES:
        return None
    return Fields(when, "dns", client, address=text_of(asked, "rrname"))


def write(visit: Visit, chance: Random) -> str:
    kind = chance.choice(("tls", "tls", "quic", "http", "dns", "dns", "flow", "alert", "stats"))
    event: dict[str, object] = {
        "timestamp": visit.local.strftime("%Y-%m-%dT%H:%M:%S.%f") + ("" if chance.random() < 0.05 else visit.offset),
        "flow_id": chance.randrange(10**15),
        "in_iface": "eth0",
        "event_type": kind,
        "src_ip": visit.client,
        "src_port": 51544,
        "dest_ip": "192.0.2.10",
        "dest_port": 443,
        "proto": "UDP" if kind in ("quic", "dns") else "TCP",
        kind: write_detail(visit, kind, chance),
    }
    prefix = "@cee: " if chance.random() < 0.05 else ""
    return prefix + json.dumps(event, separators=(",", ":") if chance.random() < 0.9 else None)


def write_detail(visit: Visit, kind: str, chance: Random) -> dict[str, object]:
    if kind in ("tls", "quic"):
        return (
            {"version": "TLS 1.3", "sni": asked(visit, chance)}
            if chance.random() < 0.9
            else {"version": "UNDETERMINED"}
        )
    if kind == "http":
        host = visit.authority.rpartition("@")[2]
        return {"hostname": host, "url": visit.path, "http_method": visit.method, "length": visit.received}
    if kind == "dns":
        return write_dns(asked(visit, chance), chance)
    if kind == "flow":
        return {"bytes_toserver": visit.sent, "bytes_toclient": visit.received, "state": "closed"}
    return {"signature": "ET INFO chatgpt.com", "sni": "claude.ai"}


def write_dns(name: str, chance: Random) -> dict[str, object]:
    question: dict[str, object] = {"rrname": name, "rrtype": chance.choice(TYPES)}
    if chance.random() < 0.5:
        return {"version": 2, "type": chance.choice(("query", "query", "answer")), "id": 7, **question}
    return {"version": 3, "type": chance.choice(("request", "request", "response")), "id": 7, "queries": [question]}


SAMPLE = Sample(
    name="suricata",
    reads=lambda: read,
    write=write,
    by_name={
        "tls": lambda name: (
            '{"timestamp":"2026-03-14T09:26:53.412345+0100","event_type":"tls","src_ip":"10.0.4.21",'
            f'"tls":{{"sni":"{name}"}}}}'
        ),
        "http": lambda name: (
            '{"timestamp":"2026-03-14T09:26:53.412345+0100","event_type":"http","src_ip":"10.0.4.21",'
            f'"http":{{"hostname":"{name}","http_method":"GET"}}}}'
        ),
        "dns": lambda name: (
            '{"timestamp":"2026-03-14T09:26:53.412345+0100","event_type":"dns","src_ip":"10.0.4.21",'
            f'"dns":{{"type":"request","queries":[{{"rrname":"{name}","rrtype":"A"}}]}}}}'
        ),
    },
)
