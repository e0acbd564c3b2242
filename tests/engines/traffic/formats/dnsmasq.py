"""dnsmasq and Pi-hole: docs/dpo-rssi/formats/dnsmasq.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    found = re.search(r"(?<![A-Za-z0-9_-])dnsmasq(\[[0-9]+\])?: (.*)", line)
    if not found:
        if "dnsmasq-" in line:
            return None
        raise BadLine("shape")
    query = re.fullmatch(r"([0-9]+ \S+/[0-9]+ )?query\[([^]\s]*)\] (\S+) from (\S+)", found[2], re.ASCII)
    if not query or query[2].upper() not in (*ADDRESS_TYPES, "TYPE=65"):
        return None
    return Fields(syslog_date(line, clock), "dns", client=query[4], address=query[3])


def write(visit: Visit, chance: Random) -> str:
    kind = chance.choice((*TYPES, "type=65"))
    message = f"query[{kind}] {asked(visit, chance)} from {visit.client}"
    if chance.random() < 0.3:
        message = f"{chance.randrange(9999)} {visit.client}/51234 {message}"
    if chance.random() < 0.2:
        message = chance.choice(
            ("reply {} is 192.0.2.10", "forwarded {} to 192.0.2.53", "gravity blocked {} is 0.0.0.0")
        )
        message = message.format(asked(visit, chance))
    tag = "dnsmasq-dhcp[812]" if chance.random() < 0.02 else "dnsmasq[812]"
    host = chance.choice(("", "", "resolveur "))
    start = visit.local.isoformat(timespec="seconds") if chance.random() < 0.1 else bsd_date(visit)
    return f"{start} {host}{tag}: {message}"


SAMPLE = Sample(
    name="dnsmasq",
    reads=lambda: read,
    write=write,
    by_name={
        "query": lambda name: f"Mar 14 09:26:53 dnsmasq[812]: query[A] {name} from 10.0.4.21",
        "extra": lambda name: f"Mar 14 09:26:53 ns dnsmasq[812]: 17 10.0.4.21/51234 query[AAAA] {name} from 10.0.4.21",
    },
    hostile={"brackets": (b"dnsmasq: query[", b"["), "tags": (b"", b"dnsmasq[1")},
)
