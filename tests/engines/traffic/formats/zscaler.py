"""Zscaler Internet Access: docs/dpo-rssi/formats/zscaler.md."""

import json
import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample, schemeless
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, month_number
from tests.engines.traffic.naive_events import cef_of, written, zone_of
from tests.engines.traffic.naive_proxies import csv_fields, object_of, text_or_number
from tests.engines.traffic.naive_values import BadLine, Fields

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


ZSCALER_CEF = {
    "rt": "time", "suser": "login", "app": "proto", "dhost": "host", "request": "url", "act": "action", "out": "sent",
    "spriv": "location", "src": "client", "requestMethod": "method"
}  # fmt: skip


def read(line: str, clock: Clock) -> Fields | None:
    found = values_of(line)
    if found["action"].lower() != "allowed":
        return None
    login = given(found["login"])
    if login.lower() == found["location"].lower():
        login = ""
    secret = {"TUNNEL", "TUNNEL_SSL", "SSL", "HTTP_PROXY"}
    tunnel = found["proto"].upper() in secret or found["method"].upper() == "CONNECT"
    return Fields(
        date_of(found["time"], clock),
        "tunnel" if tunnel else "request",
        client=given(found["client"]),
        user=login,
        address=given(found.get("host", "")) or given(found["url"]),
        method=given(found["method"]),
        sent=given(found["sent"]),
    )


def given(text: str) -> str:
    return "" if text.lower() in ("", "-", "none", "na", "n/a") else text


def values_of(line: str) -> dict[str, str]:
    if re.search(r"(?<![A-Za-z0-9])CEF: ?[0-9.]+\|Zscaler\|NSSWeblog\|", line, re.IGNORECASE):
        _, pairs = cef_of(line)
        return {name: "" if pairs.get(key) == "-" else pairs.get(key, "") for key, name in ZSCALER_CEF.items()}
    if "\t" in line:
        return values_of_names(tab_pairs(line))
    braces = re.search(r'\{[ ]*"', line)
    if braces:
        event = object_of(line, braces.start())
        inner = event.get("event")
        named = inner if isinstance(inner, dict) else event
        return values_of_names({key.lower(): text_or_number(value) for key, value in named.items()})
    return values_of_csv(line)


def values_of_names(values: dict[str, str]) -> dict[str, str]:
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


def values_of_csv(line: str) -> dict[str, str]:
    fields = csv_fields(line[line.index('"') :]) if '"' in line else []
    if len(fields) < 25:
        raise BadLine("shape")
    values = {name: fields[position] for name, position in ZSCALER_CSV.items()}
    return {**values, "sent": fields[7] if re.fullmatch("[0-9]+", fields[7]) else fields[8]}


def date_of(text: str, clock: Clock) -> datetime | None:
    day_and_time = "([A-Za-z]{3}) +([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})"
    long = re.fullmatch(f"[A-Za-z]{{3}} {day_and_time}(?: ([^ ]+))? ([0-9]{{4}})", text)
    if long:
        offset = zone_of(long[6] or "")
        day, *time, year = map(int, (*long.groups()[1:5], long[7]))
        return None if offset is None else clock.at((year, month_number(long[1]), day, *time), offset)
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return clock.of_text(text)
    return written(text, clock) if re.match("[A-Za-z]{3} +[0-9]{1,2} [0-9]{4} ", text) else None


def write(visit: Visit, chance: Random) -> str:
    write = chance.choice((write_csv, write_csv, write_tabs, write_json, write_cef))
    location = visit.user if visit.user and chance.random() < 0.05 else "Siege"
    method = "NA" if visit.method == "CONNECT" and chance.random() < 0.3 else visit.method
    protocol = "TUNNEL_SSL" if method == "NA" else "HTTP_PROXY" if method == "CONNECT" else "HTTPS"
    values = {
        "time": visit.local_text(f"Sat %b %d %H:%M:%S{chance.choice(['', ' %z'])} %Y"),
        "login": visit.user or chance.choice(("None", location, location.upper())),
        "proto": protocol,
        "eurl": visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path,
        "action": "Blocked" if visit.refused else "Allowed",
        "reqsize": str(visit.sent),
        "respsize": str(visit.received),
        "location": location,
        "cip": visit.client,
        "reqmethod": method,
    }
    return write(visit, values, chance)


def write_cef(visit: Visit, values: dict[str, str], chance: Random) -> str:
    login, url = values["login"].replace("\\", "\\\\"), values["eurl"].replace("=", "\\=")
    return (
        f"{visit.local_text('%b %d %H:%M:%S')} zscaler-nss CEF:0|Zscaler|NSSWeblog|5.7|{values['action']}|None|3|"
        f"act={values['action']} app={values['proto']} dhost={chance.choice((visit.question, 'None'))} dst=192.0.2.10 "
        f"src={values['cip']} in={values['respsize']} out={values['reqsize']} request={url} "
        f"rt={visit.local_text('%b %d %Y %H:%M:%S')} requestMethod={values['reqmethod']} suser={login} "
        f"spriv={values['location']} requestClientApplication=Mozilla/5.0 (X11, claude.ai) cs1Label=dept cs1=Accueil"
    )


def write_csv(visit: Visit, values: dict[str, str], chance: Random) -> str:
    """34 values; in one edition of the feed, a status stands before the sizes."""
    given = [values[key] for key in ("time", "login", "proto", "eurl", "action")]
    names = ["ChatGPT", "AI and ML Applications"]
    sizes = [values["reqsize"], values["respsize"]]
    if chance.random() < 0.3:
        names.insert(1, "Sanctioned")
        middle = ["Business Use", "IT", "AI", "None", "None", "0", "High", "None", "None"]
    else:
        middle = ["120", "180", "Business Use", "IT", "AI", "None", "None", "0", "None", "None"]
    end = [values["location"], "Accueil", values["cip"], "192.0.2.10", values["reqmethod"], "200"]
    rest = ['Mozilla/5.0 (""X11"", chatgpt.com)', "claude.ai/", *["None"] * 3, "None", "NA", "NA", "N/A"]
    return ",".join(f'"{value}"' for value in given + names + sizes + middle + end + rest)


def write_tabs(visit: Visit, values: dict[str, str], chance: Random) -> str:
    named = {
        "reason": values["action"],
        "event_id": "6748427317914894361",
        "protocol": values["proto"],
        "action": values["action"],
        "responsesize": values["respsize"],
        "requestsize": values["reqsize"],
        "requestmethod": values["reqmethod"],
        "refererURL": '"https://claude.ai/"',
        "location": values["location"],
        "ClientIP": values["cip"],
        "status": "200",
        "user": values["login"],
        "url": f'"{values["eurl"]}"',
        "hostname": chance.choice((visit.host, "None")),
        "clientpublicIP": "192.0.2.1",
    }
    when = visit.local_text("%Y-%m-%d %H:%M:%S")
    return "\t".join([syslog(visit, "nss", chance) + when, *(f"{key}={value}" for key, value in named.items())])


def write_json(visit: Visit, values: dict[str, str], chance: Random) -> str:
    if chance.random() < 0.5:
        return json.dumps({"sourcetype": "zscalernss-web", "event": values}, ensure_ascii=chance.random() < 0.5)
    event = {
        "datetime": visit.local_text("%Y-%m-%d %H:%M:%S"),
        "user": values["login"],
        "protocol": values["proto"],
        "url": values["eurl"],
        "hostname": visit.host,
        "action": values["action"],
        "requestsize": int(values["reqsize"]),
        "ClientIP": values["cip"],
        "requestmethod": values["reqmethod"],
        "location": values["location"],
    }
    return json.dumps(event, ensure_ascii=chance.random() < 0.5)


def by_csv(url: str) -> str:
    start = f'"Sat Mar 14 09:26:53 2026","agent042","HTTPS","{schemeless(url)}","Allowed","X","Y","836","4664","1","1"'
    return (
        start + ',"A","B","C","None","None","0","None","None","Siege","Accueil","10.0.4.21","192.0.2.10","POST","200"'
    )


SAMPLE = Sample(
    name="zscaler",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": by_csv,
        "CEF": lambda url: (
            "Mar 14 09:26:54 nss CEF:0|Zscaler|NSSWeblog|5.7|Allowed|None|3|act=Allowed app=HTTPS src=10.0.4.21 "
            f"request={schemeless(url)} rt=Mar 14 2026 09:26:53 requestMethod=GET"
        ),
        "tabulations": lambda url: (
            f"2026-03-14 09:26:53\taction=Allowed\trequestsize=8\turl={schemeless(url)}\tclientip=10.0.4.21"
        ),
        "JSON": lambda url: (
            '{"event":{"time":"Sat Mar 14 09:26:53 2026","action":"Allowed","reqsize":"8",'
            f'"eurl":"{schemeless(url)}","cip":"10.0.4.21"}}}}'
        ),
    },
)
