"""Cato Networks: docs/dpo-rssi/formats/cato.md."""

import json
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import object_of, text_or_number
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    event = {key: text_or_number(value) for key, value in object_of(line, line.find("{")).items()}
    if "event_sub_type" not in event:
        raise BadLine("shape")
    if event["event_sub_type"].lower() != "internet firewall" or event.get("action", "").lower() not in (
        "allow",
        "monitor",
    ):
        return None
    user = event.get("user_name") or event.get("vpn_user_email") or ""
    address = event.get("domain_name") or event.get("url") or event.get("full_path_url") or ""
    return Fields(instant(event, clock), "flow", event.get("src_ip", ""), user, address)


def instant(event: dict[str, str], clock: Clock) -> datetime | None:
    milliseconds = event.get("time", "")
    if not milliseconds:
        return clock.iso(event.get("event_time", ""))
    return since_1970(int(milliseconds) / 1000) if milliseconds.isdigit() else None


def write(visit: Visit, chance: Random) -> str:
    milliseconds = str(int(visit.at.timestamp() * 1000))
    event: dict[str, object] = {
        "event_type": "Security",
        "event_sub_type": chance.choice(("Internet Firewall", "Internet Firewall", "Internet Firewall", "IPS")),
        "action": "Block" if visit.refused else chance.choice(("Allow", "Monitor")),
        "src_ip": visit.client,
        "event_count": "1",
    }
    event |= (
        {"time": milliseconds} if chance.random() < 0.7 else {"event_time": visit.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    )
    event |= {chance.choice(("user_name", "vpn_user_email")): visit.user} if visit.user else {}
    event |= (
        {"domain_name": visit.question} if chance.random() < 0.7 else {"url": f"https://{visit.authority}{visit.path}"}
    )
    return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)


def line_with(pairs: str) -> str:
    start = '{"event_sub_type":"Internet Firewall","action":"Allow","time":"1773476813412","src_ip":"10.0.4.21"'
    return f"{start},{pairs}}}"


SAMPLE = Sample(
    name="cato",
    reads=lambda: read,
    write=write,
    by_name={"domain": lambda name: line_with(f'"domain_name":"{name}"')},
    by_url={"url": lambda url: line_with(f'"full_path_url":"{url}"')},
    hostile={"open objects": (b'{"event_sub_type":', b'{"event_sub_type":')},
)
