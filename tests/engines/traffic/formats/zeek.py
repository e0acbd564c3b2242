"""Zeek: docs/dpo-rssi/formats/zeek.md."""

import json
from collections.abc import Mapping
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields

COLUMNS = ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "version", "cipher", "curve", "server_name"]
HEADING = "\t".join(("#fields", *COLUMNS))


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#fields\t"):
            columns[:] = [name.lower() for name in line.split("\t")[1:]]
            return None
        if "{" in line.encode()[:256].decode("utf-8", "replace"):
            found = object_of(line, line.find("{"))
            if "id.orig_h" not in found:
                raise BadLine("shape")
            return meaning({name: text_or_number(value) for name, value in found.items()}, clock)
        values = line.split("\t")
        if not columns or len(values) != len(columns):
            raise BadLine("shape")
        row = {name: "" if value in ("-", "(empty)") else value for name, value in zip(columns, values, strict=True)}
        return meaning(row, clock)

    return read


def meaning(row: Mapping[str, str], clock: Clock) -> Fields | None:
    when, client = instant(row.get("ts", ""), clock), row.get("id.orig_h", "")
    if "server_name" in row:
        return Fields(when, "flow", client, address=row["server_name"])
    if "qtype_name" in row:
        asked_for_use = row["qtype_name"].upper() in ADDRESS_TYPES
        return Fields(when, "dns", client, address=row.get("query", "")) if asked_for_use else None
    if "method" in row:
        family, sent = web_family(row["method"]), row.get("request_body_len", "")
        return Fields(when, family, client, row.get("username", ""), row.get("host", ""), row["method"], sent)
    if "conn_state" in row:
        return Fields(when, "flow", client, sent=row.get("orig_bytes", ""))
    return None


def instant(text: str, clock: Clock) -> datetime | None:
    if "T" in text:
        return clock.iso(text)
    try:
        return since_1970(float(text))
    except ValueError:
        return None


def write(visit: Visit, chance: Random) -> str:
    stamp = f"{visit.at.timestamp():.6f}"
    if chance.random() < 0.5:
        name = asked(visit, chance) if chance.random() < 0.9 else "-"
        return "\t".join((stamp, "C1", visit.client, "51544", "192.0.2.10", "443", "TLSv13", "-", "x25519", name))
    kind = chance.choice(("ssl", "http", "dns", "conn", "weird"))
    event: dict[str, object] = {"ts": float(stamp), "uid": "C1", "id.orig_h": visit.client, "id.resp_h": "192.0.2.10"}
    if chance.random() < 0.3:
        event["ts"] = visit.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    event |= in_json(visit, kind, chance)
    return json.dumps(event, separators=(",", ":"))


def in_json(visit: Visit, kind: str, chance: Random) -> dict[str, object]:
    if kind == "ssl":
        return {"version": "TLSv13", "server_name": asked(visit, chance)}
    if kind == "dns":
        return {"query": asked(visit, chance), "qtype_name": chance.choice(TYPES), "rejected": False}
    if kind == "conn":
        return {"proto": "tcp", "conn_state": "SF", "orig_bytes": visit.sent, "resp_bytes": visit.received}
    if kind == "http":
        host = visit.authority.rpartition("@")[2]
        user = {"username": visit.user} if visit.user else {}
        return {"method": visit.method, "host": host, "uri": visit.path, "request_body_len": visit.sent, **user}
    return {"name": "dns_unmatched_reply", "addl": visit.question}


def in_columns(name: str) -> str:
    return "\t".join(("1773476813.4", "C1", "10.0.4.21", "51544", "192.0.2.10", "443", "TLSv13", "-", "-", name))


SAMPLE = Sample(
    name="zeek",
    reads=reads,
    write=write,
    headings=("#separator \\x09", "#path\tssl", HEADING, "#types\ttime\tstring"),
    marks=("#fields\t",),
    by_name={
        "ssl": in_columns,
        "dns, JSON": lambda name: (
            f'{{"ts":1773476813.4,"id.orig_h":"10.0.4.21","query":"{name}","qtype_name":"A","rejected":false}}'
        ),
        "http, JSON": lambda name: f'{{"ts":1773476813.4,"id.orig_h":"10.0.4.21","method":"GET","host":"{name}"}}',
    },
    hostile={"tabulations": (b"1773476813.4", b"\t"), "open objects": (b"{", b'{"id.orig_h":')},
)
