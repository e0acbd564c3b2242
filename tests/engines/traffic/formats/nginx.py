"""nginx and Apache that name the host: docs/dpo-rssi/formats/nginx.md."""

import json
import re
import urllib.parse
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit, among_neighbours, syslog
from tests.engines.traffic.naive_clocks import Clock, month_number, since_1970
from tests.engines.traffic.naive_proxies import (
    after_quotes,
    first_of_list,
    object_of,
    request_of,
    text_or_number,
    web_family,
    who_before,
)
from tests.engines.traffic.naive_values import BadLine, Fields, is_host_like, words

STAMP = r"\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    if '"remote_addr"' in line:
        return from_json(object_of(line, line.find("{")), clock)
    stream = re.search(rf"(?<!\S)(\S+) {STAMP}(TCP|UDP) (\d+) \d+ (\d+) [0-9.]+(?= |$)", line, re.ASCII)
    if stream:
        host = first_host(line[stream.end() :])
        if stream[4] != "200" or not host:
            return None
        return Fields(apache(stream[2], clock), "flow", stream[1], address=host, sent=stream[5])
    return from_request(line, clock)


def from_request(line: str, clock: Clock) -> Fields | None:
    start = re.search(rf'[ \t]{STAMP}"', line, re.ASCII)
    who = who_before(line[: start.start()]) if start else None
    if not start or not who:
        raise BadLine("shape")
    rest = line[start.end() :]
    request, tail = request_of(rest), after_quotes(rest)
    status = re.match(" ([0-9]{3}) ([0-9]+|-)(?= |$)", tail)
    if not status:
        raise BadLine("shape")
    if not request or status[1] == "407":
        return None
    (word, client, user), (method, url) = who, request[:2]
    if url.startswith("/") or url in ("-", "*"):
        url = word if is_host_like(word) else first_host(tail[status.end() :])
    if not url:
        return None
    return Fields(apache(start[1], clock), web_family(method), client, urllib.parse.unquote(user), url, method)


def first_host(text: str) -> str:
    values = (found[1] or found[2] or "" for found in re.finditer(r'"((?:[^"\\]|\\.)*)"|([^\s]+)', text, re.ASCII))
    return next((value for value in values if is_host_like(value)), "")


def apache(text: str, clock: Clock) -> datetime | None:
    found = re.fullmatch(r"(\d{1,2})/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d\d:?\d\d)", text, re.ASCII)
    if not found:
        return None
    day, month, year, *time, offset = found.groups()
    return clock.at((int(year), month_number(month), int(day), *map(int, time)), offset)


def from_json(event: dict[str, object], clock: Clock) -> Fields | None:
    values = {key: text_or_number(value) for key, value in event.items()}
    method, url = [*words(values.get("request", "")), "", ""][:2]
    method, url = values.get("request_method") or method, url or values.get("request_uri", "")
    if url.startswith("/") or url in ("", "-", "*"):
        url = first(values, "http_host host server_name ssl_preread_server_name")
    family = "flow" if not method and values.get("ssl_preread_server_name") else web_family(method)
    status = values.get("status", "")
    if url in ("", "-") or status == "407" or (family == "flow" and status != "200"):
        return None
    return Fields(
        json_date(first(values, "time_iso8601 time_local msec time timestamp @timestamp"), clock),
        family,
        first_of_list(values.get("remote_addr", "")),
        urllib.parse.unquote(values.get("remote_user", "")),
        url,
        method,
        first(values, "request_length bytes_received"),
    )


def first(values: dict[str, str], names: str) -> str:
    return next((values[name] for name in names.split() if values.get(name)), "")


def json_date(text: str, clock: Clock) -> datetime | None:
    if text[4:5] == "-":
        return clock.iso(text)
    if "/" in text:
        return apache(text, clock)
    return since_1970(float(text)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def write(visit: Visit, chance: Random) -> str:
    status = 407 if visit.refused else chance.choice((200, 304, 404))
    stamp = visit.local_text("%d/%b/%Y:%H:%M:%S %z")
    user = visit.user.replace("\\", "%5C") or "-"
    form = chance.randrange(2 if visit.method == "CONNECT" else 5)
    if form == 0:
        end = f'{502 if visit.refused else 200} {visit.received} {visit.sent} 1.204 "{visit.question}" 192.0.2.10:443'
        return f"{syslog(visit, 'nginx', chance)}{visit.client} [{stamp}] TCP {end}"
    if form == 1:
        event = {
            "time_iso8601": visit.local.isoformat(timespec="seconds"),
            "remote_addr": chance.choice((visit.client, visit.client, f"{visit.client}, 192.0.2.1")),
            "remote_user": user,
            "request": f"{visit.method} {visit.target if visit.method == 'CONNECT' else visit.path} HTTP/1.1",
            "http_host": visit.authority.rpartition("@")[2],
            "status": status if chance.random() < 0.5 else str(status),
            "request_length": str(visit.sent),
        }
        return syslog(visit, "nginx", chance) + json.dumps(event, ensure_ascii=chance.random() < 0.5)
    target = visit.target if chance.random() < 0.03 else "/x?u=https://voisin.example/"
    client = chance.choice(
        (visit.client,) * 4 + (f"{visit.client}, 192.0.2.1", f'"{visit.client}, 192.0.2.1" 192.0.2.2')
    )
    request = f'{client} - {user} [{stamp}] "{visit.method} {target} HTTP/1.1" {status} {visit.received}'
    agent = chance.choice(('"-" "Mozilla/5.0 (X11)"', r'"https://voisin.example/" "curl/8 \"beta\""', '"-" "-"'))
    if form == 3:
        return f"{syslog(visit, 'nginx', chance)}{visit.question} {request} {agent}"
    return f'{syslog(visit, "nginx", chance)}{request} {agent} "{visit.question}" TLSv1.3 0.012'


CLIENT = '10.0.4.21 - agent042 [14/Mar/2026:09:26:53 +0100] "GET {} HTTP/1.1" 200 2750 "-" "Mozilla/5.0 (X11)"'
SAMPLE = Sample(
    name="nginx",
    reads=reads,
    write=among_neighbours(write),
    by_name={
        "before": lambda name: f"{name} {CLIENT.format('/c')}",
        "after": lambda name: f'{CLIENT.format("/c")} "{name}" TLSv1.3',
        "stream": lambda name: f'10.0.4.21 [14/Mar/2026:09:26:53 +0100] TCP 200 48213 836 1.204 "{name}"',
        "JSON": lambda name: json.dumps(
            {"msec": "1773476813.412", "remote_addr": "10.0.4.21", "request": "GET /c HTTP/1.1", "host": name}
        ),
    },
    hostile={
        "stamps": (b"", b"a - a [14/Mar/2026:09:26:53 +0100] "),
        "values": (CLIENT.encode(), b'"\\" '),
        "unclosed values": (CLIENT.encode() + b" ", b'"a '),
        "hosts": (CLIENT.encode(), b" a.a"),
        "addresses": (b"", b"1.1.1.1, "),
        "addresses before a date": (b"", b'10.0.4.21, [14/Mar/2026:09:26:53 +0100] "'),
        "a long name": (CLIENT.encode() + b" ", b"%2E"),
    },
)
