"""Cisco Umbrella: docs/dpo-rssi/formats/umbrella.md."""

import csv
import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields

PLACES = ("", "Networks", "Network", "Internal Networks", "Sites", "Site", "Network Tunnels", "Tunnels")
TYPES = ("1 (A)", "1 (A)", "28 (AAAA)", "65 (HTTPS)", "16 (TXT)")


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r'"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", ?"', line, re.ASCII)
    if not start:
        raise BadLine("shape")
    try:
        row = next(csv.reader([line[start.start() :]], skipinitialspace=True, strict=True))
    except csv.Error:
        raise BadLine("shape") from None
    if re.search(r'"(Allowed|Blocked|Proxied)", ?"[0-9]{1,5} \([A-Za-z0-9]{1,10}\)", ?"[A-Z]+", ?"', line):
        return question(row, clock)
    if re.search('"(ALLOWED|BLOCKED)", ?"[a-z]{1,10}://', line):
        return request(row, clock)
    return None


def question(row: list[str], clock: Clock) -> Fields | None:
    if len(row) < 9:
        raise BadLine("shape")
    kind = re.fullmatch(r"[0-9]+ \((.+)\)", row[6])
    if row[5] == "Blocked" or row[7] != "NOERROR" or not kind or kind[1].upper() not in ADDRESS_TYPES:
        return None
    return Fields(when(row, clock), "dns", row[3] or row[4], account(row, 10), row[8])


def request(row: list[str], clock: Clock) -> Fields | None:
    if len(row) < 13:
        raise BadLine("shape")
    if row[6] == "BLOCKED" or row[10] == "407":
        return None
    method = row[25] if len(row) > 25 else ""
    return Fields(when(row, clock), web_family(method), row[2] or row[3], account(row, 21), row[7], method, row[11])


def when(row: list[str], clock: Clock) -> datetime | None:
    return clock.of_text(row[0], "Z")


def account(row: list[str], place: int) -> str:
    kind = row[place].split(",")[0].strip() if len(row) > place else ""
    return "" if kind in PLACES else row[1]


def quoted(values: list[str], chance: Random) -> str:
    return ",".join('"' + value.replace('"', '""') + '"' for value in values).replace(
        ',"', chance.choice((',"', ', "'))
    )


def write(visit: Visit, chance: Random) -> str:
    stamp, kind = visit.at.strftime("%Y-%m-%d %H:%M:%S"), "AD Users" if visit.user else chance.choice(("Networks", ""))
    who = visit.user or "Siege"
    if chance.random() < 0.5:
        action = "Blocked" if visit.refused else chance.choice(("Allowed", "Proxied"))
        code = "NOERROR" if chance.random() < 0.95 else "NXDOMAIN"
        row = [stamp, who, f"{who},Siege", visit.client, "192.0.2.1", action, chance.choice(TYPES), code]
        row += [f"{asked(visit, chance)}.", "Application"]
        return quoted(row + ([kind, f"{kind},Sites", ""] if kind else []), chance)
    url = f"https://{visit.authority}{visit.path}"
    row = [
        stamp,
        who,
        visit.client,
        "192.0.2.1",
        "192.0.2.10",
        "text/html",
        "BLOCKED" if visit.refused else "ALLOWED",
        url,
    ]
    row += ["", "Mozilla/5.0 (X11, Linux)", "200", str(visit.sent), str(visit.received), *[""] * 8, kind, "", who, kind]
    return quoted([*row, visit.method], chance)


def dns(name: str) -> str:
    end = '"Application","AD Users","AD Users",""'
    return f'"2026-03-14 08:26:53","a","a","10.0.4.21","192.0.2.1","Allowed","1 (A)","NOERROR","{name}",{end}'


def proxy(url: str) -> str:
    start = '"2026-03-14 08:26:53","siege","10.0.4.21","192.0.2.1","192.0.2.10","","ALLOWED"'
    return f'{start},"{url}","","Mozilla/5.0","200","836","12"'


SAMPLE = Sample(
    name="umbrella",
    reads=lambda: read,
    write=write,
    by_url={"proxy": proxy},
    by_name={"dns": dns},
    hostile={"decisions": (b"", b'"Allowed","1 (A)",'), "dates": (b"", b'"2026-03-14 08:26:53",')},
)
