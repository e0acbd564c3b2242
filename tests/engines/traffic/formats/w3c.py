"""W3C's extended format: docs/dpo-rssi/formats/w3c.md."""

import re
import urllib.parse
from collections.abc import Mapping
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words

NAMES = ("cs-host", "cs(host)", "cs-uri-host", "cs-uri", "cs-url", "r-host")
HEADING = "#Fields: date time c-ip cs-username cs-method cs-uri s-action sc-status cs-bytes cs(user-agent)"


def reads() -> Read:
    columns: list[str] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#Fields:"):
            columns[:] = [name.lower() for name in words(line.removeprefix("#Fields:"))]
            return None
        values = values_of(line)
        if not columns or len(values) != len(columns):
            raise BadLine("shape")
        return meaning(dict(zip(columns, values, strict=True)), clock)

    return read


def values_of(line: str) -> list[str]:
    """Values one after the other, letter by letter."""
    values, rest = [], line.strip(" \t")
    while rest:
        if rest.startswith('"'):
            found = re.match('"((?:[^"]|"")*)"([ \t]+|$)', rest)
            if not found:
                raise BadLine("shape")
            values.append(found[1].replace('""', '"'))
        else:
            found = re.match('([^ \t"][^ \t]*)([ \t]+|$)', rest)
            if not found:
                raise BadLine("shape")
            values.append(found[1])
        rest = rest[found.end() :]
    return values


def meaning(row: Mapping[str, str], clock: Clock) -> Fields | None:
    denied = row.get("sc-filter-result", "").upper() == "DENIED"
    if denied or row.get("sc-status") == "407" or refused_by_squid(row.get("s-action", "").upper()):
        return None
    stamp = row.get("date", "") + " " + row.get("time", "")
    dated = re.fullmatch(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d([.,]\d+)?", stamp, re.ASCII)
    client = next((row[name] for name in ("c-ip", "c-dns") if row.get(name, "-") not in ("", "-")), "")
    address = next((row[name] for name in NAMES if row.get(name, "-") not in ("", "-")), "")
    method = row.get("cs-method", "")
    return Fields(
        clock.of_text(stamp, "Z") if dated else None,
        web_family(method),
        client,
        urllib.parse.unquote(row.get("cs-username", "")),
        address,
        method,
        row.get("cs-bytes", ""),
    )


def write(visit: Visit, chance: Random) -> str:
    action = "TCP_DENIED" if visit.refused else chance.choice(("TCP_NC_MISS", "TCP_TUNNELED", "TCP_HIT"))
    user = visit.user.replace("\\", "%5C") or "-"
    target = visit.target.replace(" ", "%20")
    agent = chance.choice(('"Mozilla/5.0 (X11; Linux) ""Pleinjour"""', "curl/8", "-"))
    if chance.random() < 0.01:
        return HEADING
    return (
        f"{visit.at:%Y-%m-%d %H:%M:%S} {visit.client} {user} {visit.method} {target} {action} 200 {visit.sent} {agent}"
    )


def by_url(url: str) -> str:
    return f"2026-03-14 08:26:53 10.0.4.21 agent042 GET {url} TCP_MISS 200 836 -"


SAMPLE = Sample(
    name="w3c",
    reads=reads,
    write=write,
    headings=("#Software: passerelle", HEADING),
    marks=("#Fields:",),
    by_url={"GET": by_url},
    hostile={"quotes": (b"x ", b'"" '), "an unclosed quote": (b'"', b'""')},
)
