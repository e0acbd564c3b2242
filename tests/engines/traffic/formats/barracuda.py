"""Barracuda: docs/dpo-rssi/formats/barracuda.md."""

import json
import re
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit, among_neighbours, bsd_date, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_events import written
from tests.engines.traffic.naive_proxies import object_of, text_or_number, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, is_ip_address, words


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    if '"fw_rule"' in line and '"traffic_type"' in line:
        return from_json(object_of(line, line.find("{")), clock)
    start = re.search(r"\bhttp_?scan\[\d+\]: ", line, re.ASCII)
    message = words(line[start.end() :]) if start else []
    marks = [place for place, word in enumerate(message) if word in ("BYF", "BYS")]
    if not marks or len(message) < marks[0] + 2:
        raise BadLine("shape")
    before, after = message[: marks[0]], message[marks[0] + 1 :]
    if "BLOCK" in after[0].upper() or "DENI" in after[0].upper():
        return None
    clients = [word for word in before if is_ip_address(word)]
    names = [word for word in before if not re.fullmatch("[0-9]+", word)]
    user = after[15].strip("[]") if len(after) > 15 else ""
    when = since_1970(float(message[0])) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", message[0]) else None
    url = names[-1] if names else ""
    return Fields(when, "request", clients[0] if clients else "", "" if user == "ANON" else user, url)


def from_json(event: dict[str, object], clock: Clock) -> Fields | None:
    values = {key: text_or_number(value) for key, value in event.items()}
    if values.get("action") != "0":
        return None
    user = values.get("user", "") if values.get("user_type") == "1" else ""
    stamp, method = values.get("timestamp", ""), values.get("method", "")
    when = written(stamp, clock) if re.fullmatch("[0-9]{1,20}", stamp) else None
    address = values.get("name") or values.get("domain", "")
    return Fields(when, web_family(method), values.get("source_ip", ""), user, address, method)


def write(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.4:
        event = {
            "timestamp": int(visit.at.timestamp() * 1000),
            "traffic_type": 0,
            "action": 1 if visit.refused else 0,
            "source_ip": visit.client,
            "method": visit.method,
            "name": visit.target,
            "domain": "voisin.example",
            "user": visit.user or visit.client,
            "user_type": 1 if visit.user else 0,
            "fw_rule": "LAN",
        }
        return syslog(visit, "box", chance) + json.dumps(event, ensure_ascii=chance.random() < 0.5)
    user = chance.choice((f"[ldap0:{visit.user}]", f"ldap0:{visit.user}")) if visit.user else "ANON"
    anchor = chance.choice(("3 BYF", "BYF", "3 BYS"))
    decision = "BLOCKED CATEGORY" if visit.refused else chance.choice(("ALLOWED CLEAN", "DETECTED SPYWARE"))
    return (
        f"{bsd_date(visit)} passerelle {chance.choice(('http_scan', 'httpscan'))}[3365]: {int(visit.at.timestamp())} 1 "
        f"{visit.client} 192.0.2.10 text/html {visit.client} {visit.target} {visit.received} {anchor} "
        f"{decision} 2 1 0 1 3 - 1 adware 0 - 0 voisin.example computing {user} http://voisin.example/"
    )


def by_url(url: str) -> str:
    return (
        f"http_scan[33]: 1773476813 1 10.0.4.21 192.0.2.10 text/html 10.0.4.21 {url} 2704 3 BYF ALLOWED CLEAN 2 1 0 1"
    )


SAMPLE = Sample(
    name="barracuda",
    reads=reads,
    write=among_neighbours(write),
    by_url={
        "words": by_url,
        "JSON": lambda url: json.dumps(
            {
                "timestamp": 1773476813412,
                "traffic_type": 0,
                "action": 0,
                "source_ip": "10.0.4.21",
                "name": url,
                "fw_rule": "LAN",
            },
            ensure_ascii=False,
        ),
    },
    hostile={"marks of Barracuda": (b"http_scan[1]: ", b"BYF "), "starts of Barracuda": (b"", b"http_scan[1]: ")},
)
