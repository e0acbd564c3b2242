"""Squid's common and combined formats: docs/dpo-rssi/formats/squid-common.md."""

import re
import urllib.parse
from random import Random

from tests.engines.traffic.formats import Sample, authority
from tests.engines.traffic.logs_proxies import quoted_user, squid_code
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, month_number
from tests.engines.traffic.naive_proxies import (
    after_quotes,
    no_web_address,
    refused_by_squid,
    request_of,
    web_family,
    who_before,
)
from tests.engines.traffic.naive_values import BadLine, Fields, words

COMMON = re.compile(
    r"(?<=[ \t])\[([0-9]{1,2})/([A-Za-z]{3})/([0-9]{4}):([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-][0-9]{4})\] "
    '"'
)


def read(line: str, clock: Clock) -> Fields | None:
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


def write(visit: Visit, chance: Random) -> str:
    code, status = squid_code(visit, chance)
    agent = r'"http://claude.ai/" "Mozilla/5.0 (\"X11\") chatgpt.com"' if chance.random() < 0.3 else '"-" "-"'
    browser = f" {agent}" if chance.random() < 0.6 else ""
    tail = f" {code}:HIER_DIRECT" if visit.refused or chance.random() < 0.9 else ""
    when = visit.local_text("%d/%b/%Y:%H:%M:%S %z")
    return (
        f"{syslog(visit, 'squid[812]', chance)}{visit.client} - {quoted_user(visit)} [{when}] "
        f'"{visit.method} {visit.target} HTTP/1.1" {status:0>3} {visit.received}{browser}{tail}'
    )


SAMPLE = Sample(
    name="squid-common",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": lambda url: (
            f'10.0.4.21 - - [14/Mar/2026:09:26:53 +0100] "GET {url} HTTP/1.1" 200 18 TCP_MISS:HIER_DIRECT'
        ),
        "tunnel": lambda url: (
            f'10.0.4.21 - - [14/Mar/2026:09:26:53 +0100] "CONNECT {authority(url)} HTTP/1.1" 200 18 "-" "-"'
        ),
    },
)
