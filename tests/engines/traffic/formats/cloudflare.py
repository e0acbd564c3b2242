"""Cloudflare Gateway: docs/dpo-rssi/formats/cloudflare.md."""

import json
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    event = {key: text_or_number(value) for key, value in object_of(line, line.find("{")).items()}
    if "Datetime" not in event:
        raise BadLine("shape")
    action, decision = event.get("Action", "").lower(), event.get("ResolverDecision", "").lower()
    if action in ("block", "blocked", "quarantine") or decision.startswith("block"):
        return None
    client = event.get("SourceInternalIP") or event.get("SourceIP") or event.get("SrcIP") or ""
    user, when = event.get("Email") or event.get("DeviceID") or "", instant(event["Datetime"], clock)
    if "QueryName" in event:
        kind = event.get("QueryTypeName") or event.get("QueryType") or ""
        asked_for_use = kind.upper() in (*ADDRESS_TYPES, "1", "28", "65")
        return Fields(when, "dns", client, user, event["QueryName"]) if asked_for_use else None
    if "HTTPHost" in event:
        method = event.get("HTTPMethod", "")
        return Fields(when, web_family(method), client, user, event["HTTPHost"] or event.get("URL", ""), method)
    return Fields(when, "flow", client, user, event["SNI"]) if "SNI" in event else None


def instant(text: str, clock: Clock) -> datetime | None:
    if not text.isdigit():
        return clock.iso(text)
    return since_1970(int(text) / 1e9 if len(text) > 11 else int(text))


def write(visit: Visit, chance: Random) -> str:
    stamps = (
        visit.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        str(int(visit.at.timestamp())),
        f"{int(visit.at.timestamp())}000000000",
    )
    event: dict[str, object] = {"Datetime": chance.choice(stamps), "DeviceID": "", "SourceIP": visit.client}
    if visit.user:
        event["Email"] = visit.user
    kind = chance.choice(("dns", "http", "network", "audit"))
    if kind == "dns":
        decision = "blockedByCategory" if visit.refused else "allowedOnNoPolicyMatch"
        event |= {
            "QueryName": asked(visit, chance),
            "QueryTypeName": chance.choice(TYPES),
            "ResolverDecision": decision,
        }
    if kind == "http":
        event |= {
            "HTTPHost": visit.authority.rpartition("@")[2],
            "HTTPMethod": visit.method,
            "URL": "https://x.example/",
        }
        event["Action"] = "block" if visit.refused else "allow"
    if kind == "network":
        event |= {"SNI": visit.question, "Action": "block" if visit.refused else "allow"}
    return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)


def line_with(pairs: str) -> str:
    return f'{{"Datetime":"2026-03-14T08:26:53Z","SourceIP":"10.0.4.21",{pairs}}}'


SAMPLE = Sample(
    name="cloudflare",
    reads=lambda: read,
    write=write,
    by_name={
        "dns": lambda name: line_with(f'"QueryName":"{name}","QueryTypeName":"A"'),
        "http": lambda name: line_with(f'"HTTPHost":"{name}","HTTPMethod":"GET","Action":"allow"'),
        "network": lambda name: line_with(f'"SNI":"{name}","Action":"allow"'),
    },
    by_url={"http": lambda url: line_with(f'"HTTPHost":"","URL":"{url}","HTTPMethod":"GET"')},
    hostile={"open objects": (b'{"Datetime":', b'{"Datetime":')},
)
