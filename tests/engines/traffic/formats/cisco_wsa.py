"""Cisco Secure Web Appliance: docs/dpo-rssi/formats/cisco-wsa.md."""

import re
from collections.abc import Mapping
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.formats.w3c import values_of
from tests.engines.traffic.logs_visits import Visit, among_neighbours
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words

SQUID = "timestamp elapsed c-ip code-status sc-bytes cs-method cs-url cs-username way type x-acltag"
ADDRESS = r"([a-z]+://)?([0-9]{1,3}(\.[0-9]{1,3}){3}|\[[0-9a-f:.]+\])(:[0-9]+)?([/?#].*)?"
VERDICT = '<"IW_ai",6.9,1,"-",-,-,-,-,"-",-,-,-,"voisin.example",0.20,0,-,"-","-",-> - -'


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#Fields:"):
            columns[:] = [name.lower() for name in words(line.removeprefix("#Fields:"))]
            return None
        if columns:
            values = values_of(line)
            if len(values) != len(columns):
                raise BadLine("shape")
            return meaning(dict(zip(columns, values, strict=True)), clock)
        row = squid_row(line)
        return meaning(row, clock) if row else None

    return read


def squid_row(line: str) -> dict[str, str] | None:
    start = re.search(r"(^|[ \t])([0-9]{8,11}\.[0-9]{3}[ \t]+[0-9]+[ \t])", line)
    if not start and " Info: " in line:
        return None
    values = values_of(line[start.start(2) :].split(" <")[0]) if start else []
    if len(values) < 11 or "/" not in values[3]:
        raise BadLine("shape")
    row = dict(zip(SQUID.split(), values, strict=False))
    row["x-resultcode-httpstatus"] = row["code-status"]
    way, _, server = row["way"].partition("/")
    if way == "DIRECT" and re.fullmatch(ADDRESS, row["cs-url"], re.IGNORECASE):
        row["cs-url"] = server
    return row


def meaning(row: Mapping[str, str], clock: Clock) -> Fields | None:
    code, _, status = row.get("x-resultcode-httpstatus", "").partition("/")
    code, status = code or row.get("x-result-code", ""), status or row.get("sc-http-status", "")
    if refused_by_squid(code) or status == "407" or re.match("BLOCK|DROP|REDIRECT", row.get("x-acltag", "")):
        return None
    method = row.get("cs-method", "")
    names = ("cs-url", "cs-uri", "cs-host", "s-hostname")
    return Fields(
        when(row, clock),
        "tunnel" if method.upper() == "TCP_CONNECT" else web_family(method),
        row.get("c-ip", ""),
        row.get("cs-username", ""),
        next((row[name] for name in names if row.get(name, "-") not in ("", "-")), ""),
        method,
        row.get("cs-bytes", ""),
    )


def when(row: Mapping[str, str], clock: Clock) -> datetime | None:
    if "timestamp" in row:
        return since_1970(float(row["timestamp"])) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", row["timestamp"]) else None
    stamp = f"{row.get('date', '')} {row.get('time', '')}"
    dated = re.fullmatch(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d([.,]\d+)?", stamp, re.ASCII)
    return clock.of_text(stamp, "Z") if dated else None


def write(visit: Visit, chance: Random) -> str:
    code = "TCP_DENIED/403" if visit.refused else chance.choice(("TCP_MISS/200", "TCP_CLIENT_REFRESH_MISS_SSL/404"))
    tag = chance.choice(("DEFAULT_CASE_12", "ALLOW_WBRS_12", "DECRYPT_WEBCAT_7", "PASSTHRU_WBRS_7", "OTHER"))
    if visit.refused and chance.random() < 0.5:
        code, tag = "TCP_MISS/200", chance.choice(("BLOCK_WEBCAT_12", "DROP_WBRS_7", "BLOCK_CONTINUE_WEBCAT_12"))
    method, url, way = visit.method, visit.target, "DIRECT/192.0.2.10"
    if method == "CONNECT":
        host = visit.tunnel.removesuffix(":443")
        method, url, way = chance.choice(
            (
                ("CONNECT", f"tunnel://{visit.tunnel}/", f"DIRECT/{host}"),
                ("TCP_CONNECT", "192.0.2.10:443", f"DIRECT/{host}"),
                ("TCP_CONNECT", f"{visit.tunnel}", f"DEFAULT_PARENT/{host}"),
            )
        )
    user = f'"{visit.user}@Annuaire"' if visit.user and "@" not in visit.user else visit.user or "-"
    header = chance.choice(("", "", "<38>Mar 14 09:26:54 192.0.2.1 <14>Mar 14 09:26:54 ACCESS_LOGS: Info: "))
    return (
        f"{header}{visit.at.timestamp():.3f} {chance.randrange(9999)} {visit.client} {code} {visit.received} {method} "
        f"{url} {user} {way} text/html {tag}-Accueil-DefaultGroup-NONE-NONE-NONE-DefaultGroup-NONE {VERDICT}"
    )


def by_url(url: str) -> str:
    return f"1773476813.412 187 10.0.4.21 TCP_MISS/200 48 GET {url} - DIRECT/192.0.2.1 - DEFAULT_CASE_12-NONE {VERDICT}"


def by_name(name: str) -> str:
    line = f"187 10.0.4.21 TCP_MISS/200 48 TCP_CONNECT 192.0.2.1:443 - DIRECT/{name} - PASSTHRU_WBRS_7-NONE {VERDICT}"
    return f"1773476813.412 {line}"


SAMPLE = Sample(
    name="cisco-wsa",
    reads=reads,
    write=among_neighbours(write),
    marks=("#Fields:",),
    by_url={"GET": by_url},
    by_name={"server": by_name},
    hostile={
        "instants": (b"", b"1773476813.412 1 "),
        "tags": (b"1773476813.412 1 ", b" A-a"),
        "one long tag": (b"1773476813.412 1 ", b" A"),
    },
)
