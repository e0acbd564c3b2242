"""Sophos Firewall: docs/dpo-rssi/formats/sophos-xg.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import said, zone_of
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_values import BadLine, Fields, target_of


def read(line: str, clock: Clock) -> Fields | None:
    if 'log_component="' not in line:
        raise BadLine("shape")
    values = pairs_of(line, r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')
    if values.get("log_subtype") != "Allowed":
        return None
    kind = (values.get("log_type"), values.get("log_component"))
    client, user = values.get("src_ip", ""), said(values, "user_name", "user")
    sent = said(values, "bytes_sent", "sent_bytes")
    if kind == ("Content Filtering", "HTTP"):
        target = target_of(values.get("url", ""), values.get("domain", ""))
        return Fields(date_of(values, clock), "request", client, user, target, sent=sent)
    event = said(values, "con_event", "connevent").lower()
    if kind == ("Firewall", "Firewall Rule") and event not in ("start", "interim"):
        return Fields(date_of(values, clock), "flow", client, user, sent=sent)
    return None


def date_of(values: dict[str, str], clock: Clock) -> datetime | None:
    if values.get("timestamp"):
        return clock.iso(values["timestamp"])
    text = f"{values.get('date', '')} {values.get('time', '')}"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return None
    zone = values.get("timezone", "")
    return clock.of_text(text, "+0530" if zone == "IST" else zone_of(zone) or "")


def write(visit: Visit, chance: Random) -> str:
    old = chance.random() < 0.4
    kind = chance.choice(
        ('type="Content Filtering" log_component="HTTP"',) * 4 + ('type="Firewall" log_component="Firewall Rule"',)
    )
    subtype = "Denied" if visit.refused else chance.choice(("Allowed",) * 9 + ("Warned",))
    head = f'{when(visit, chance, old)} log_id=050901616001 log_{kind} log_subtype="{subtype}"'
    user = f' user_name="{visit.user}"' if old or visit.user else ""
    sent, received = ("sent_bytes", "recv_bytes") if old else ("bytes_sent", "bytes_received")
    body = f" fw_rule_id=2{user} src_ip={visit.client if old else chr(34) + visit.client + chr(34)} dst_ip=192.0.2.10"
    if "HTTP" in kind:
        url = f"https://{visit.authority}{visit.path}" if chance.random() < 0.9 else ""
        body += f' url="{url}" domain={visit.question} user_agent="Mozilla/5.0 (claude.ai=oui)" exceptions= reason=""'
    else:
        body += f' connevent="{chance.choice(("Stop", "Stop", "Start", "Interim"))}" application="claude.ai"'
    return f"{syslog(visit, 'sfos', chance)}{head}{body} {sent}={visit.sent} {received}={visit.received}"


def when(visit: Visit, chance: Random, old: bool) -> str:
    if not old:
        return f'device_name="SFW" timestamp="{visit.local:%Y-%m-%dT%H:%M:%S%z}" device_model="XGS107"'
    zone = "CEST" if visit.offset == "+0200" else "CET"
    zone = chance.choice((zone, zone, "IST"))
    return f'device="SFW" {visit.local:date=%Y-%m-%d time=%H:%M:%S} timezone="{zone}" device_name="XG230"'


def by_url(url: str) -> str:
    return (
        'device_name="SFW" timestamp="2026-03-14T09:26:53+0100" log_type="Content Filtering" log_component="HTTP" '
        f'log_subtype="Allowed" url="{url}" src_ip="10.0.4.21" bytes_sent=836'
    )


def by_name(name: str) -> str:
    return (
        '<30>device="SFW" date=2026-03-14 time=09:26:53 timezone="CET" log_type="Content Filtering" '
        f'log_component="HTTP" log_subtype="Allowed" user_name="" url="" src_ip=10.0.4.21 sent_bytes=836 domain={name}'
    )


SAMPLE = Sample(
    name="sophos-xg",
    reads=lambda: read,
    write=write,
    by_url={"url": by_url},
    by_name={"domain": by_name},
    hostile={
        "fields of Sophos": (b'log_component="HTTP" log_subtype="Allowed" ', b"a="),
        "marks": (b"", b'log_component="'),
    },
)
