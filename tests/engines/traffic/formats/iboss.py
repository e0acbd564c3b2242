"""iboss Cloud: docs/dpo-rssi/formats/iboss.md."""

import json
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample, schemeless
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_events import refused, said
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, target_of


def read(line: str, clock: Clock) -> Fields | None:
    event = {key: text_or_number(value) for key, value in object_of(line, line.find("{")).items()}
    if "logType" not in event or "sourceIpAddress" not in event:
        raise BadLine("shape")
    target = target_of(event.get("url", ""), said(event, "host"))
    if event["logType"].upper() != "WEB_LOG" or refused(event.get("action", "")) or not target:
        return None
    return Fields(
        instant(event, clock),
        web_family(event.get("requestMethod", "")),
        client=said(event, "sourceIpAddress", "privateIp"),
        user=said(event, "username"),
        address=target,
        sent=event.get("upstreamByteUsage", ""),
    )


def instant(event: dict[str, str], clock: Clock) -> datetime | None:
    start = said(event, "proxyTransactionStartTime")
    if not start:
        return clock.iso(f"{event.get('logTime', '')}T{event.get('time', '')}Z")
    try:
        return since_1970(float(start))
    except ValueError:
        return None


def write(visit: Visit, chance: Random) -> str:
    whole = chance.random() < 0.7
    event = {
        "logType": chance.choice(("WEB_LOG",) * 9 + ("DLP", "AUDIT")),
        "action": chance.choice(("Blocked", "Soft-blocked")) if visit.refused else "Allowed",
        "sourceIpAddress": visit.client,
        "privateIp": chance.choice(("-", "192.168.1.20")),
        "username": visit.user or "-",
        "host": visit.authority.rpartition("@")[2],
        "url": visit.target if whole or visit.method == "CONNECT" else schemeless(visit.target),
        "requestMethod": visit.method,
        "responseCode": "200",
        "upstreamByteUsage": str(visit.sent),
        "downstreamByteUsage": str(visit.received),
        "logTime": visit.at.strftime("%Y-%m-%d"),
        "time": visit.at.strftime("%H:%M:%S"),
        "proxyTransactionStartTime": "-" if chance.random() < 0.3 else f"{visit.at.timestamp():.3f}",
    }
    if chance.random() < 0.1:
        event |= {"sourceIpAddress": "-", "privateIp": visit.client}
    message = json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)
    return syslog(visit, "iboss", chance) + (message.replace("/", "\\/") if chance.random() < 0.3 else message)


def line_with(url: str, host: str) -> str:
    return (
        f'{{"logType":"WEB_LOG","action":"Allowed","sourceIpAddress":"10.0.4.21","username":"-","host":"{host}",'
        f'"url":"{url}","requestMethod":"GET","upstreamByteUsage":"836","logTime":"2026-03-14","time":"08:26:53"}}'
    )


SAMPLE = Sample(
    name="iboss",
    reads=lambda: read,
    write=write,
    by_url={"url": lambda url: line_with(url, "-")},
    by_name={"host": lambda name: line_with("/plu", name)},
    hostile={"open objects": (b'{"logType":"WEB_LOG","sourceIpAddress":', b'{"logType":')},
)
