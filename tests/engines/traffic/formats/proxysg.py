"""Symantec ProxySG: docs/dpo-rssi/formats/proxysg.md."""

import re
import urllib.parse
from collections.abc import Mapping
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.formats.w3c import values_of
from tests.engines.traffic.logs_visits import Visit, among_neighbours
from tests.engines.traffic.naive_clocks import Clock, month_number, since_1970
from tests.engines.traffic.naive_proxies import refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words

MAIN = (
    "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme cs-host cs-uri-port "
    "cs-uri-path cs-uri-query cs-username cs-auth-group s-supplier-name rs(Content-Type) cs(Referer) cs(User-Agent) "
    "sc-filter-result cs-categories x-virus-id s-ip"
)
REPORTER = "status action method type scheme host port path query extension agent s-ip received sent"
REPORTER_SSL = "status action method type scheme host port extension agent s-ip received sent"


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#Fields:"):
            columns[:] = [name.lower() for name in words(line.removeprefix("#Fields:"))]
            return None
        return meaning(named(line, columns) if columns else unnamed(line), clock)

    return read


def named(line: str, columns: list[str]) -> dict[str, str]:
    values = values_of(re.sub(r'(?:(?<=[ \t])|^)\[(\d\d/[^][" \t]* [^][" \t]*)\](?=[ \t]|$)', r'"\1"', line))
    if len(values) != len(columns):
        raise BadLine("shape")
    return dict(zip(columns, values, strict=True))


def unnamed(line: str) -> dict[str, str]:
    start = re.search(r"(^|[ \t])(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \d+ )", line, re.ASCII)
    if not start:
        raise BadLine("shape")
    values = values_of(line[start.start(2) :])
    if len(values) >= 15 and is_status(values[4]) and re.fullmatch("[A-Z_]+", values[5]):
        return dict(zip(MAIN.split(), values, strict=False)) | {"sc-filter-result": "-"}
    verdicts = [place for place in range(5, len(values)) if values[place] in ("OBSERVED", "PROXIED", "DENIED")]
    if not verdicts or len(values) < verdicts[0] + 3:
        raise BadLine("shape")
    after = values[verdicts[0] + 2 :]
    names = words(REPORTER_SSL if is_status(after[0]) else f"referer {REPORTER}")
    if len(after) < len(names):
        raise BadLine("shape")
    last = dict(zip(names, after, strict=False))
    return {
        "date": values[0],
        "time": values[1],
        "c-ip": values[3],
        "cs-username": values[4],
        "sc-filter-result": values[verdicts[0]],
        "sc-status": last["status"],
        "s-action": last["action"],
        "cs-method": last["method"],
        "cs-host": last["host"],
        "cs-bytes": last["sent"],
    }


def is_status(text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,3}", text))


def first(row: Mapping[str, str], names: str) -> str:
    return next((row[name] for name in names.split() if row.get(name, "-") not in ("", "-")), "")


def meaning(row: Mapping[str, str], clock: Clock) -> Fields | None:
    action, method = row.get("s-action", "").upper(), row.get("cs-method", "")
    denied = row.get("sc-filter-result", "").upper() == "DENIED"
    if denied or row.get("sc-status") == "407" or refused_by_squid(action):
        return None
    return Fields(
        when(row, clock),
        "tunnel" if action in ("TUNNELED", "TCP_TUNNELED") else web_family(method),
        first(row, "c-ip c-dns x-client-address"),
        urllib.parse.unquote(first(row, "cs-username cs-user cs-userdn")),
        first(row, "cs-host cs-uri-host cs-uri c-uri r-host"),
        method,
        row.get("cs-bytes", ""),
    )


def when(row: Mapping[str, str], clock: Clock) -> datetime | None:
    if "date" in row and "time" in row:
        stamp = f"{row['date']} {row['time']}"
        dated = re.fullmatch(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d([.,]\d+)?", stamp, re.ASCII)
        return clock.of_text(stamp, "Z") if dated else None
    gmt = re.fullmatch(r"\[?(\d\d)/(\d\d)/(\d{4}):(\d\d):(\d\d):(\d\d) GMT\]?", row.get("gmttime", ""), re.ASCII)
    if gmt:
        day, month, year, *time = (int(number) for number in gmt.groups())
        return clock.at((year, month, day, *time), "Z")
    if "localtime" in row:
        pattern = r"\[?(\d\d)/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]?"
        local = re.fullmatch(pattern, row["localtime"], re.ASCII)
        if not local:
            return None
        numbers = (int(local[3]), month_number(local[2]), int(local[1]), int(local[4]), int(local[5]), int(local[6]))
        return clock.at(numbers, local[7])
    seconds = first(row, "x-timestamp-unix timestamp")
    return since_1970(float(seconds)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", seconds) else None


def write(visit: Visit, chance: Random) -> str:
    action = "TCP_DENIED" if visit.refused else chance.choice(("TCP_NC_MISS", "TCP_HIT", "TCP_ACCELERATED"))
    method, scheme = visit.method, "https"
    if visit.method == "CONNECT" and not visit.refused and chance.random() < 0.5:
        action, method, scheme = "TUNNELED", "unknown", "ssl"
    agent = chance.choice(('"Mozilla/5.0 (X11; Linux) ""Pleinjour"""', '"curl/8"', "-"))
    host = visit.authority.rpartition("@")[2].partition(":")[0]
    user = visit.user.replace("\\", "%5C") or "-"
    values = (
        f"{chance.randrange(9999)} {visit.client} 200 {action} {visit.received} {visit.sent} {method} "
        f"{scheme} {host} 443 /a ?u=https://voisin.example/ {user} - voisin.example - - {agent} OBSERVED "
        f'"Search Engines/Portals" - 192.0.2.1'
    )
    return f"{visit.at:%Y-%m-%d %H:%M:%S} {values}"


def by_main(name: str) -> str:
    values = f"48 10.0.4.21 200 TCP_NC_MISS 1242 969 GET https {name} 443 / - agent042 - - - - - OBSERVED - - -"
    return f"2026-03-14 08:26:53 {values}"


SAMPLE = Sample(
    name="proxysg",
    reads=reads,
    write=among_neighbours(write),
    headings=("#Software: SGOS 7.3.1.1", f"#Fields: {MAIN}"),
    marks=("#Fields:",),
    by_name={"main": by_main},
    hostile={
        "dates": (b"", b"2026-03-14 08:26:53 1 a "),
        "verdicts": (b"2026-03-14 08:26:53 1 a ", b"DENIED "),
        "brackets": (b"x ", b"[11/a "),
    },
)
