"""Sophos UTM: docs/dpo-rssi/formats/sophos-utm.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r'(?:^|[ \t])(id="[0-9]{4}" severity="[^"]*" sys="Secure)', line)
    if not start:
        raise BadLine("shape")
    values = pairs_of(line[start.start(1) :], r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')
    if values.get("sub") != "http" or values.get("action") != "pass" or values.get("statuscode") == "407":
        return None
    stamp = re.search(
        r"(?<![0-9])[0-9]{4}:[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}:[0-9]{2}(?![0-9])", line[: start.start(1)]
    )
    when = clock.of_text(stamp[0]) if stamp else syslog_date(line, clock)
    method = values.get("method", "")
    return Fields(
        when, web_family(method), values.get("srcip", ""), values.get("user", ""), values.get("url", ""), method
    )


def write(visit: Visit, chance: Random) -> str:
    action = chance.choice(("block", "warn")) if visit.refused else "pass"
    url = f"https://{visit.authority}{visit.path}" if visit.method != "CONNECT" else f"https://{visit.tunnel}/"
    status = chance.choice(("200",) * 9 + ("407",))
    header = syslog(visit, "utm", chance)
    stamp = "" if header and chance.random() < 0.5 else f"{visit.local_text('%Y:%m:%d-%H:%M:%S')} utm "
    return (
        f'{header}{stamp}httpproxy[6267]: id="0001" severity="info" sys="SecureWeb" sub="http" name="http access" '
        f'action="{action}" method="{visit.method}" srcip="{visit.client}" dstip="192.0.2.10" user="{visit.user}" '
        f'statuscode="{status}" size="{visit.received}" request="0x7f" url="{url}" referer="https://claude.ai/" '
        f'error="" ua="Mozilla/5.0 (a=b, claude.ai)" category="178"'
    )


def by_url(url: str) -> str:
    return (
        '2026:03:14-09:26:53 utm httpproxy[6267]: id="0001" severity="info" sys="SecureWeb" sub="http" '
        f'name="http access" action="pass" method="GET" srcip="10.0.4.21" user="" statuscode="200" url="{url}"'
    )


SAMPLE = Sample(
    name="sophos-utm",
    reads=lambda: read,
    write=write,
    by_url={"url": by_url},
    hostile={
        "stamps": (b"", b"2026:03:14-"),
        "identifiers": (b"", b'id="0001" severity="'),
        "fields of UTM": (b'id="0001" severity="info" sys="SecureWeb" sub="http" ', b'a="" '),
    },
)
