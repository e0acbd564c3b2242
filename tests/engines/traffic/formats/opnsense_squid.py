"""OPNsense's Squid in JSON: docs/dpo-rssi/formats/opnsense-squid.md."""

import json
import urllib.parse
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import no_web_address, object_of, refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    if at(event, "event", "dataset") != "squid.access":
        raise BadLine("shape")
    url, code = at(event, "url", "original"), at(event, "labels", "request_status")
    if refused_by_squid(code) or at(event, "http", "response", "body", "status_code") == "407":
        return None
    if no_web_address(url or "-"):
        return None
    method, user = at(event, "http", "request", "method"), urllib.parse.unquote(at(event, "user", "name"))
    return Fields(clock.iso(at(event, "@timestamp")), web_family(method), at(event, "source", "ip"), user, url, method)


def at(event: object, *path: str) -> str:
    for key in path:
        event = event.get(key) if isinstance(event, dict) else None
    return str(event) if isinstance(event, (str, int)) and not isinstance(event, bool) else ""


def write(visit: Visit, chance: Random) -> str:
    user = {"name": visit.user.replace("\\", "%5C")} if visit.user else chance.choice(({}, {"name": "-"}))
    code = "TCP_DENIED" if visit.refused else chance.choice(("TCP_MISS", "NONE_NONE", "TCP_TUNNEL"))
    event = {
        "@timestamp": f"{visit.at:%Y-%m-%dT%H:%M:%S}+0000"
        if chance.random() < 0.5
        else f"{visit.local:%Y-%m-%dT%H:%M:%S%z}",
        "ecs": {"version": "1.0.0"},
        "service": {"name": "proxy", "type": "squid"},
        "http": {
            "request": {"method": visit.method, "referrer": "https://claude.ai/"},
            "response": {"bytes": visit.received, "body": {"status_code": chance.choice((200, 200, 404, 407))}},
        },
        "source": {"ip": visit.client},
        "event": {"duration": "28", "dataset": "squid.access"},
        "message": f"{visit.method} {visit.target} HTTP/1.1",
        "user": user,
        "url": {"original": visit.target},
        "labels": {"request_status": code, "hierarchy_status": "HIER_DIRECT"},
    }
    return syslog(visit, "(squid-1)[6802]", chance) + json.dumps(event, ensure_ascii=chance.random() < 0.5)


def by_url(url: str) -> str:
    return (
        '<166>Mar 14 09:26:54 opnsense (squid-1)[6802]: {"@timestamp":"2026-03-14T08:26:53+0000","http":{"request":'
        '{"method":"GET"},"response":{"bytes":3162,"body":{"status_code":200}}},"source":{"ip":"10.0.4.21"},"event":'
        f'{{"dataset":"squid.access"}},"url":{{"original":"{url}"}},"labels":{{"request_status":"TCP_MISS"}}}}'
    )


SAMPLE = Sample(name="opnsense-squid", reads=lambda: read, write=write, by_url={"url": by_url})
