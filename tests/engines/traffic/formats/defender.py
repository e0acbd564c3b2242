"""Microsoft Defender, DeviceNetworkEvents: docs/dpo-rssi/formats/defender.md."""

import csv
import json
from collections.abc import Mapping
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import object_of, text_or_number
from tests.engines.traffic.naive_values import BadLine, Fields

COLUMNS = [
    "Timestamp",
    "DeviceName",
    "ActionType",
    "RemoteIP",
    "RemotePort",
    "RemoteUrl",
    "LocalIP",
    "InitiatingProcessAccountName",
]
HEADING = ",".join(COLUMNS)
STARTS = ("Timestamp,", '"Timestamp",', "TimeGenerated,", '"TimeGenerated",')
SYSTEM = ("system", "local service", "network service", "root")


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("{"):
            event = object_of(line, 0)
            inner = event.get("properties")
            if not isinstance(inner, dict) or "DeviceNetworkEvents" not in text_or_number(event.get("category")):
                raise BadLine("shape")
            return meaning({key.lower(): text_or_number(value) for key, value in inner.items()}, clock)
        try:
            values = next(csv.reader([line], strict=True), [])
        except csv.Error:
            raise BadLine("shape") from None
        if line.startswith(STARTS):
            columns[:] = [name.strip().lower() for name in values]
            return None
        if not columns or len(values) != len(columns):
            raise BadLine("shape")
        return meaning(dict(zip(columns, values, strict=True)), clock)

    return read


def meaning(row: Mapping[str, str], clock: Clock) -> Fields | None:
    if row.get("actiontype", "").lower() != "connectionsuccess":
        return None
    stamp = row.get("timestamp") or row.get("timegenerated") or ""
    account = row.get("initiatingprocessaccountname", "")
    user = "" if account.lower() in SYSTEM else account
    when = clock.iso(stamp.removesuffix("Z").replace(" ", "T") + "Z")
    return Fields(when, "flow", row.get("localip") or row.get("devicename") or "", user, row.get("remoteurl", ""))


def write(visit: Visit, chance: Random) -> str:
    action = "ConnectionFailed" if visit.refused else chance.choice(("ConnectionSuccess", "SslConnectionInspected"))
    target = chance.choice((visit.question, f"https://{visit.authority}{visit.path}"))
    stamp = visit.at.strftime("%Y-%m-%dT%H:%M:%S.%f0Z")
    user = visit.user or chance.choice(("", "system"))
    row = [stamp, "poste-021", action, "192.0.2.10", "443", target, visit.client, user]
    if chance.random() < 0.3:
        event = {"category": "AdvancedHunting-DeviceNetworkEvents", "properties": dict(zip(COLUMNS, row, strict=True))}
        return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)
    if chance.random() < 0.01:
        return HEADING
    return ",".join(f'"{value}"' if chance.random() < 0.5 or "," in value else value for value in row)


def by_url(url: str) -> str:
    return f"2026-03-14T08:26:53.4123456Z,poste-021,ConnectionSuccess,192.0.2.10,443,{url},10.0.4.21,agent042"


def in_json(name: str) -> str:
    seen = f'"ActionType":"ConnectionSuccess","RemoteUrl":"{name}","LocalIP":"10.0.4.21"'
    inner = f'{{"Timestamp":"2026-03-14T08:26:53Z",{seen}}}'
    return f'{{"category":"AdvancedHunting-DeviceNetworkEvents","properties":{inner}}}'


SAMPLE = Sample(
    name="defender",
    reads=reads,
    write=write,
    headings=(HEADING,),
    by_url={"CSV": by_url},
    by_name={"JSON": in_json},
    hostile={"open objects": (b'{"category":"DeviceNetworkEvents","properties":', b'{"properties":')},
)
