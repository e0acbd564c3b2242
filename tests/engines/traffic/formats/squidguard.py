"""SquidGuard: docs/dpo-rssi/formats/squidguard.md."""

import re
import urllib.parse
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit, among_neighbours, syslog
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields, words


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"(?:^|[ \t])(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[\d+\] ", line, re.ASCII)
    if not start:
        raise BadLine("shape")
    message = line[start.end() :]
    if not message.startswith("Request("):
        return None
    _request, url, client, user, method, decision, *_rest = [*words(message), *[""] * 7]
    if not method or "/" not in client:
        raise BadLine("shape")
    if decision not in ("PASS", "REWRITE"):
        return None
    account = urllib.parse.unquote(user)
    return Fields(clock.of_text(start[1]), web_family(method), client.split("/")[0], account, url, method)


def write(visit: Visit, chance: Random) -> str:
    header = f"{syslog(visit, 'squidGuard[26]', chance)}{visit.local_text('%Y-%m-%d %H:%M:%S')} [26] "
    if chance.random() < 0.02:
        return header + "New setting: logdir: /var/log/squidguard"
    decision = chance.choice(("REDIRECT", "")) if visit.refused else chance.choice(("PASS", "PASS", "REWRITE"))
    user = visit.user.replace("\\", "%5C") or "-"
    name = chance.choice(("-", visit.client, "voisin.example"))
    return f"{header}Request(agents/none/-) {visit.target} {visit.client}/{name} {user} {visit.method} {decision}"


def by_url(url: str) -> str:
    return f"2026-03-14 09:26:53 [26] Request(agents/none/-) {url} 10.0.4.21/- agent042 GET PASS"


SAMPLE = Sample(
    name="squidguard",
    reads=reads,
    write=among_neighbours(write),
    by_url={"GET": by_url},
    hostile={
        "stamps": (b"", b"2026-03-14 09:26:53 [1] "),
        "requests": (b"", b"2026-03-14 09:26:53 [1] Request("),
    },
)
