"""Netskope: docs/dpo-rssi/formats/netskope.md."""

import json
import re
from collections.abc import Mapping
from random import Random

from pleinjour.base.tallies import Family
from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.formats.w3c import values_of
from tests.engines.traffic.logs_visits import Visit, among_neighbours, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_events import refused
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words

HEADING = (
    "#Fields: x-cs-timestamp date time c-ip x-cs-userip cs-username cs-method cs-host cs-bytes sc-status "
    "x-cs-access-method x-policy-action x-ssl-bypass cs-user-agent"
)


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#Fields:"):
            columns[:] = [name.lower() for name in words(line.removeprefix("#Fields:"))]
            return None
        if "{" in line:
            row = {key: text_or_number(value) for key, value in object_of(line, line.find("{")).items()}
            return transaction(row, clock) if "x-cs-timestamp" in row else page(row)
        values = values_of(line)
        if not columns or len(values) != len(columns):
            raise BadLine("shape")
        return transaction(dict(zip(columns, values, strict=True)), clock)

    return read


def first(row: Mapping[str, str], names: str) -> str:
    nothing = ("", "-", "notchecked", "notavailable", "null", "unknown")
    return next((row[name] for name in names.split() if row.get(name, "").lower() not in nothing), "")


def transaction(row: Mapping[str, str], clock: Clock) -> Fields | None:
    blocked = refused(first(row, "x-policy-action")) or row.get("x-cs-ssl-engine-action", "").lower() == "block"
    address = first(row, "cs-host x-cs-sni x-cs-url")
    if blocked or row.get("sc-status") == "407" or not address:
        return None
    stamp, method = first(row, "x-cs-timestamp"), row.get("cs-method", "")
    day = f"{row.get('date', '')} {row.get('time', '')}"
    if stamp:
        when = since_1970(float(stamp)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stamp) else None
    else:
        dated = re.fullmatch(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d([.,]\d+)?", day, re.ASCII)
        when = clock.of_text(day, "Z") if dated else None
    family: Family = "tunnel" if row.get("x-ssl-bypass", "").lower() == "yes" else web_family(method)
    client, user = first(row, "x-cs-userip x-cs-src-ip c-ip"), first(row, "cs-username")
    return Fields(when, family, client, user, address, method, first(row, "cs-bytes"))


def page(row: Mapping[str, str]) -> Fields | None:
    address = first(row, "domain page url")
    if row.get("type") not in ("page", "connection") or refused(first(row, "action")) or not address:
        return None
    stamp = row.get("timestamp", "")
    when = since_1970(float(stamp)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stamp) else None
    family: Family = "tunnel" if row.get("bypass_traffic", "").lower() == "yes" else "request"
    client, user = first(row, "userip srcip"), first(row, "user ur_normalized")
    return Fields(when, family, client, user, address, sent=first(row, "client_bytes"))


def write(visit: Visit, chance: Random) -> str:
    host, stamp = visit.authority.rpartition("@")[2], int(visit.at.timestamp())
    action = chance.choice(("block", "blockPage")) if visit.refused else chance.choice(("allow", "useralert", "-"))
    if chance.random() < 0.3:
        event = {
            "type": chance.choice(("page", "connection", "page", "nspolicy")),
            "timestamp": stamp,
            "user": visit.user or "unknown",
            "userip": visit.client,
            "action": action,
            "domain": host,
            "url": "voisin.example/c",
            "client_bytes": visit.sent,
            "bypass_traffic": chance.choice(("no", "yes")),
            "access_method": "Client",
        }
        return syslog(visit, "netskope", chance) + json.dumps(event, ensure_ascii=chance.random() < 0.5)
    values = {
        "x-cs-timestamp": chance.choice((str(stamp), "-")),
        "date": f"{visit.at:%Y-%m-%d}",
        "time": f"{visit.at:%H:%M:%S}",
        "c-ip": "203.0.113.9",
        "x-cs-userip": visit.client,
        "cs-username": visit.user or "-",
        "cs-method": visit.method,
        "cs-host": host,
        "cs-bytes": str(visit.sent),
        "sc-status": "200",
        "x-cs-access-method": "Client",
        "x-policy-action": action,
        "x-ssl-bypass": chance.choice(("No", "No", "Yes")),
        "cs-user-agent": "Mozilla/5.0 (X11; voisin.example)",
    }
    if chance.random() < 0.4:
        return syslog(visit, "netskope", chance) + json.dumps(values, ensure_ascii=chance.random() < 0.5)
    return " ".join(f'"{value}"' if " " in value else value for value in values.values())


def w3c(name: str) -> str:
    return f"1773476813 2026-03-14 08:26:53 203.0.113.9 10.0.4.21 - GET {name} 836 200 Client allow No -"


SAMPLE = Sample(
    name="netskope",
    reads=reads,
    write=among_neighbours(write),
    headings=(HEADING,),
    marks=("#Fields:",),
    by_name={
        "W3C": w3c,
        "page": lambda name: json.dumps(
            {
                "type": "page",
                "timestamp": 1773476813,
                "userip": "10.0.4.21",
                "domain": name,
                "access_method": "Client",
                "ccl": "low",
            }
        ),
    },
)
