"""Squid, Olfeo and Zscaler for the naive reader: docs/dpo-rssi/formats/ says each rule."""

import csv
import json
import re
import urllib.parse
from datetime import datetime

from pleinjour.base.tallies import Family
from tests.engines.traffic.naive_clocks import Clock, month_number, since_1970
from tests.engines.traffic.naive_events import cef_of, written
from tests.engines.traffic.naive_values import BadLine, Fields, is_ip_address, without_port, words


def web_family(method: str) -> Family:
    return "tunnel" if method.upper() == "CONNECT" else "request"


def refused_by_squid(code: str) -> bool:
    tags = code.split("_")
    return "DENIED" in tags or "REDIRECT" in tags or code.startswith("UDP")


def no_web_address(url: str) -> bool:
    return url == "-" or url.startswith(("error:", "/"))


def read_squid(line: str, clock: Clock) -> Fields | None:
    every = words(line)
    starts = [i for i, word in enumerate(every[:9]) if re.fullmatch(r"[0-9]{8,11}\.[0-9]{3}", word)]
    fields = every[starts[0] :] if starts else []
    if len(fields) < 10 or "/" not in fields[3]:
        raise BadLine("shape")
    code, _, status = fields[3].partition("/")
    method, url, user = fields[5], fields[6], urllib.parse.unquote(fields[7])
    if refused_by_squid(code) or status == "407" or no_web_address(url):
        return None
    return Fields(
        since_1970(float(fields[0])), web_family(method), client=fields[2], user=user, address=url, method=method
    )


def request_of(text: str) -> tuple[str, str, str] | None:
    """Method, URL and what follows the closing quote, of `GET http://… HTTP/1.1" …`; None for a lone word."""
    closing = re.search(r'(?<!\\)"', text)
    if not closing:
        raise BadLine("shape")
    parts = words(text[: closing.start()])
    if parts and parts[-1].startswith("HTTP/"):
        parts.pop()
    if len(parts) < 2:
        return None
    return parts[0], parts[1], text[closing.end() :]


COMMON = re.compile(
    r"(?<=[ \t])\[([0-9]{1,2})/([A-Za-z]{3})/([0-9]{4}):([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-][0-9]{4})\] "
    '"'
)


def read_squid_common(line: str, clock: Clock) -> Fields | None:
    start = COMMON.search(line)
    who = who_before(line[: start.start()]) if start else None
    if not start or not who:
        raise BadLine("shape")
    request, tail = request_of(line[start.end() :]), after_quotes(line[start.end() :])
    if not re.match(r"[ \t]+[0-9]{3}[ \t]+([0-9]+|-)([ \t]|$)", tail):
        raise BadLine("shape")
    if request is None or words(tail)[0] == "407" or no_web_address(request[1]):
        return None
    bare = re.sub(r'"(\\.|[^"\\])*"', '""', tail)
    code = re.search("[ \t]((?:TCP|UDP|NONE)[A-Z_]*):", bare)
    if code and refused_by_squid(code[1]):
        return None
    day, month, year, *time = start.groups()[:-1]
    when = clock.at((int(year), month_number(month), int(day), *map(int, time)), start[7])
    _, client, user = who
    return Fields(when, web_family(request[0]), client, urllib.parse.unquote(user), request[1], request[0])


def who_before(text: str) -> tuple[str, str, str] | None:
    """(word before the client, client, account) of what stands before the date; the client may be a list."""
    every = words(text)
    if len(every) < 3:
        return None
    *before, last, _, user = every
    listed = [last]
    if len(before) > 1 and before[-2].endswith(",") and is_ip_address(before[-1].removesuffix('"')):
        listed.insert(0, before.pop())
    while before and before[-1].endswith(","):
        listed.insert(0, before.pop())
    return before[-1] if before else "", first_of_list(" ".join(listed)), user


def first_of_list(listed: str) -> str:
    first, comma, _ = listed.partition(",")
    first = without_port(first.lstrip('"'))
    return first if comma and is_ip_address(first) else re.split("[ ,]", listed)[-1]


def after_quotes(text: str) -> str:
    closing = re.search(r'(?<!\\)"', text)
    return text[closing.end() :] if closing else ""


OLFEO = re.compile(r'\[([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})\] "')


def read_olfeo(line: str, clock: Clock) -> Fields | None:
    start = OLFEO.search(line)
    if not start:
        return read_olfeo_json(line, clock)
    before, rest = words(line[: start.start()]), line[start.end() :]
    places = [i for i in range(len(before) - 1) if is_ip_address(before[i]) and before[i + 1] == "-"]
    request, tail = request_of(rest), after_quotes(rest)
    if not places or not re.match(r"[ \t]+[0-9]{3}([ \t]|$)", tail):
        raise BadLine("shape")
    if request is None or words(tail)[0] in ("403", "407") or no_web_address(request[1]):
        return None
    day, month, year, *time = (int(number) for number in start.groups())
    user = " ".join(before[places[-1] + 2 :])
    when = clock.at((year, month, day, *time))
    return Fields(when, web_family(request[0]), before[places[-1]], user, request[1], request[0])


def object_of(line: str, start: int) -> dict[str, object]:
    try:
        value = json.loads(line[start:]) if start >= 0 else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise BadLine("shape")
    return value


def text_of(event: dict[str, object], key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""


def read_olfeo_json(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    kind, method = text_of(event, "type"), text_of(event, "http_method")
    if kind not in ("proxy", "dns") or text_of(event, "action").lower() != "allow":
        return None
    stamp = str(event.get("timestamp", ""))
    when = since_1970(int(stamp) / 1000) if re.fullmatch("[0-9]{1,15}", stamp) else None
    domain = text_of(event, "domain")
    return Fields(
        when,
        "dns" if kind == "dns" else web_family(method),
        client=text_of(event, "src_ip"),
        user=text_of(event, "user_id"),
        address=text_of(event, "url") if domain in ("", "-") else domain,
        method="" if method == "-" else method,
        sent=event.get("user_sent_bytes"),
    )


ZSCALER_CSV = {
    "time": 0, "login": 1, "proto": 2, "url": 3, "action": 4, "location": 19, "client": 21, "method": 23
}  # fmt: skip
ZSCALER_KEYS = {
    "time": ("time", "datetime"),
    "login": ("login", "user", "elogin"),
    "proto": ("proto", "protocol"),
    "host": ("hostname", "ehost", "host"),
    "url": ("eurl", "url"),
    "action": ("action",),
    "sent": ("reqsize", "requestsize"),
    "location": ("location", "elocation"),
    "client": ("cip", "clientip"),
    "method": ("reqmethod", "requestmethod"),
}


def read_zscaler(line: str, clock: Clock) -> Fields | None:
    found = zscaler_values(line)
    if found["action"].lower() != "allowed":
        return None
    login = said(found["login"])
    if login.lower() == found["location"].lower():
        login = ""
    secret = {"TUNNEL", "TUNNEL_SSL", "SSL", "HTTP_PROXY"}
    tunnel = found["proto"].upper() in secret or found["method"].upper() == "CONNECT"
    return Fields(
        zscaler_date(found["time"], clock),
        "tunnel" if tunnel else "request",
        client=said(found["client"]),
        user=login,
        address=said(found.get("host", "")) or said(found["url"]),
        method=said(found["method"]),
        sent=said(found["sent"]),
    )


def said(text: str) -> str:
    return "" if text.lower() in ("", "-", "none", "na", "n/a") else text


ZSCALER_CEF = {
    "rt": "time", "suser": "login", "app": "proto", "dhost": "host", "request": "url", "act": "action", "out": "sent",
    "spriv": "location", "src": "client", "requestMethod": "method"
}  # fmt: skip


def zscaler_values(line: str) -> dict[str, str]:
    if re.search(r"(?<![A-Za-z0-9])CEF: ?[0-9.]+\|Zscaler\|NSSWeblog\|", line, re.IGNORECASE):
        _, pairs = cef_of(line)
        return {name: "" if pairs.get(key) == "-" else pairs.get(key, "") for key, name in ZSCALER_CEF.items()}
    if "\t" in line:
        return zscaler_named(tab_pairs(line))
    braces = re.search(r'\{[ ]*"', line)
    if braces:
        event = object_of(line, braces.start())
        inner = event.get("event")
        named = inner if isinstance(inner, dict) else event
        return zscaler_named({key.lower(): text_or_number(value) for key, value in named.items()})
    return zscaler_fields(line)


def text_or_number(value: object) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def zscaler_named(values: dict[str, str]) -> dict[str, str]:
    return {name: next((values[key] for key in keys if values.get(key)), "") for name, keys in ZSCALER_KEYS.items()}


def tab_pairs(line: str) -> dict[str, str]:
    pieces = line.split("\t")
    values: dict[str, str] = {}
    for piece in pieces:
        key, equals, value = piece.partition("=")
        if key and equals:
            closed = len(value) > 1 and value[0] == value[-1] == '"'
            values.setdefault(key.lower(), value[1:-1] if closed else value)
    if not values or line.count('"') % 2:
        raise BadLine("shape")
    dates = [re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}$", piece) for piece in pieces if "=" not in piece]
    first = next((date[0] for date in dates if date), "")
    return values if values.get("time") or values.get("datetime") else {**values, "time": first}


def csv_fields(message: str) -> list[str]:
    """The values of one CSV line; none when it was cut inside quotes."""
    try:
        return [] if message.count('"') % 2 else next(csv.reader([message]))
    except csv.Error:
        return []


def zscaler_fields(line: str) -> dict[str, str]:
    fields = csv_fields(line[line.index('"') :]) if '"' in line else []
    if len(fields) < 25:
        raise BadLine("shape")
    values = {name: fields[position] for name, position in ZSCALER_CSV.items()}
    return {**values, "sent": fields[7] if re.fullmatch("[0-9]+", fields[7]) else fields[8]}


def zscaler_date(text: str, clock: Clock) -> datetime | None:
    long = re.fullmatch("[A-Za-z]{3} ([A-Za-z]{3}) +([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([0-9]{4})", text)
    if long:
        day, *time, year = (int(number) for number in long.groups()[1:])
        return clock.at((year, month_number(long[1]), day, *time))
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return clock.of_text(text)
    return written(text, clock) if re.match("[A-Za-z]{3} +[0-9]{1,2} [0-9]{4} ", text) else None
