"""Squid's native format: docs/dpo-rssi/formats/squid.md."""

import re
import urllib.parse
from random import Random

from tests.engines.traffic.formats import Sample, authority
from tests.engines.traffic.logs_proxies import quoted_user, squid_code
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import no_web_address, refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words


def read(line: str, clock: Clock) -> Fields | None:
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


def write(visit: Visit, chance: Random) -> str:
    code, status = squid_code(visit, chance)
    if chance.random() < 0.005:
        return f"{visit.at.timestamp():.3f} 0 {visit.client} NONE_NONE/000 0 NONE error:invalid-request - HIER_NONE/- -"
    mime = "text/html" if visit.method == "GET" else "-"
    extra = r" [Host: claude.ai\r\n]" if chance.random() < 0.02 else ""
    return (
        f"{syslog(visit, 'squid[812]', chance)}{visit.at.timestamp():.3f} {chance.randrange(99999):6d} {visit.client} "
        f"{code}/{status:0>3} {visit.received} {visit.method} {visit.target} {quoted_user(visit)} "
        f"HIER_DIRECT/192.0.2.10 {mime}{extra}"
    )


SAMPLE = Sample(
    name="squid",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": lambda url: f"1773476813.412 187 10.0.4.21 TCP_MISS/200 48 GET {url} - HIER_DIRECT/192.0.2.1 -",
        "tunnel": lambda url: (
            f"1773476813.412 187 10.0.4.21 TCP_TUNNEL/200 48 CONNECT {authority(url)} - HIER_DIRECT/192.0.2.1 -"
        ),
    },
)
