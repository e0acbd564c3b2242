"""Open Cybersecurity Schema Framework: docs/dpo-rssi/formats/ocsf.md."""

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


def under(event: dict[str, object], path: str) -> str:
    value: object = event
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return text_or_number(value)


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    if "class_uid" not in event:
        raise BadLine("shape")
    if under(event, "action_id") == "2" or under(event, "disposition_id") == "2":
        return None
    client = under(event, "src_endpoint.ip") or under(event, "src_endpoint.hostname")
    user = under(event, "actor.user.name") or under(event, "src_endpoint.owner.name")
    when, sent = instant(event, clock), under(event, "traffic.bytes_out")
    kind, activity = under(event, "class_uid"), under(event, "activity_id")
    if kind == "4002":
        paths = ("http_request.url.hostname", "http_request.url.url_string", "dst_endpoint.hostname")
        method = under(event, "http_request.http_method")
        address = next((under(event, path) for path in paths if under(event, path)), "")
        return Fields(when, web_family(method), client, user, address, method, sent)
    if kind == "4003" and activity != "2" and under(event, "query.type").upper() in ADDRESS_TYPES:
        return Fields(when, "dns", client, user, under(event, "query.hostname"), sent=sent)
    if kind == "4001" and activity not in ("1", "4", "5"):
        return Fields(
            when, "flow", client, user, under(event, "tls.sni") or under(event, "dst_endpoint.hostname"), sent=sent
        )
    return None


def instant(event: dict[str, object], clock: Clock) -> datetime | None:
    milliseconds = under(event, "time")
    if not milliseconds:
        return clock.iso(under(event, "time_dt"))
    return since_1970(int(milliseconds) / 1000) if milliseconds.isdigit() else None


def write(visit: Visit, chance: Random) -> str:
    kind = chance.choice((4001, 4002, 4002, 4003, 3002))
    event: dict[str, object] = {
        "class_uid": kind,
        "activity_id": chance.choice((1, 2, 6, 6, 6)),
        "time": int(visit.at.timestamp() * 1000),
        "action_id": 2 if visit.refused else 1,
        "src_endpoint": {"ip": visit.client, "port": 51544},
        "traffic": {"bytes_out": visit.sent, "bytes_in": visit.received},
    }
    if visit.user:
        event["actor"] = {"user": {"name": visit.user}}
    if chance.random() < 0.1:
        event |= {"time": "", "time_dt": visit.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    if kind == 4002:
        url = (
            {"url_string": f"https://{visit.authority}{visit.path}"}
            if chance.random() < 0.5
            else {"hostname": visit.host}
        )
        event["http_request"] = {"http_method": visit.method, "url": url}
    if kind == 4003:
        event["query"] = {"hostname": asked(visit, chance), "type": chance.choice(TYPES), "class": "IN"}
    if kind == 4001:
        event |= (
            {"tls": {"sni": visit.question}}
            if chance.random() < 0.5
            else {"dst_endpoint": {"hostname": visit.question}}
        )
    return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)


def common(kind: int) -> str:
    return f'{{"class_uid":{kind},"activity_id":6,"time":1773476813412,"src_endpoint":{{"ip":"10.0.4.21"}}'


SAMPLE = Sample(
    name="ocsf",
    reads=lambda: read,
    write=write,
    by_url={"http": lambda url: f'{common(4002)},"http_request":{{"url":{{"url_string":"{url}"}}}}}}'},
    by_name={
        "dns": lambda name: f'{common(4003)},"query":{{"hostname":"{name}","type":"A"}}}}',
        "network": lambda name: f'{common(4001)},"dst_endpoint":{{"hostname":"{name}"}}}}',
    },
    hostile={"open objects": (b'{"class_uid":', b'{"class_uid":')},
)
