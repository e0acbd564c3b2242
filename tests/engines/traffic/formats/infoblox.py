"""Answers of Infoblox NIOS and EfficientIP SOLIDserver: docs/dpo-rssi/formats/infoblox.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, month_number, syslog_date
from tests.engines.traffic.naive_resolvers import bind_date, is_question
from tests.engines.traffic.naive_values import BadLine, Fields

ANSWER = re.compile(
    r"((?<![0-9])[0-9]{2}-[A-Za-z]{3}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)? )?client (?:@0x[0-9a-fA-F]+ )?"
    r"([^\s#]+)#[0-9]+(?: \([^)]{0,1100}\))?:? (?:UDP|TCP): query: (\S+) (\S+) (\S+) response: ([A-Z]+)",
    re.ASCII,
)


def read(line: str, clock: Clock) -> Fields | None:
    found = ANSWER.search(line)
    if not found:
        if "response:" not in line and any(word in line for word in ("client ", "named", "dhcpd")):
            return None
        raise BadLine("shape")
    date, client, name, family, kind, code = found.groups()
    if code != "NOERROR" or not is_question(kind, family):
        return None
    when = written(date, clock) if date else bind_date(line, clock) or syslog_date(line, clock)
    return Fields(when, "dns", client=client, address=name)


def written(date: str, clock: Clock) -> datetime | None:
    day, month, year, *time = re.split("[- :.]", date.strip())
    return clock.at((int(year), month_number(month), int(day), *map(int, time[:3])))


def write(visit: Visit, chance: Random) -> str:
    name, kind = asked(visit, chance), chance.choice(TYPES)
    code = "REFUSED" if visit.refused else chance.choice(("NOERROR", "NOERROR", "NOERROR", "NXDOMAIN", "SERVFAIL"))
    pointer = chance.choice(("", "@0x7f3c4c0a9d68 "))
    repeated = chance.choice((f" ({name}):", ":", ""))
    message = f"client {pointer}{visit.client}#57398{repeated} UDP: query: {name} IN {kind} response: {code} +A"
    records = f" {name}. 300 IN A 192.0.2.10; {name}. 300 IN A 192.0.2.11;" if code == "NOERROR" else ""
    milliseconds = f"{visit.local.microsecond // 1000:03d}"
    stamp = visit.local_text(f"%d-%b-%Y %H:%M:%S.{milliseconds} ")
    start = chance.choice(
        (stamp, f"<30>{bsd_date(visit)} ns1 named[812]: {stamp}", f"{bsd_date(visit)} ns1 named[812]: ")
    )
    if chance.random() < 0.02:
        return f"{bsd_date(visit)} ns1 dhcpd[99]: DHCPACK on {visit.client} to 00:00:5e:00:53:01 via eth2"
    return f"{start}{message}{records}"


SAMPLE = Sample(
    name="infoblox",
    reads=lambda: read,
    write=write,
    by_name={
        "Infoblox": lambda name: (
            "<30>Mar 14 09:26:53 ns1 named[8]: 14-Mar-2026 09:26:53.412 client 10.0.4.21#57398: UDP: "
            f"query: {name} IN A response: NOERROR +A"
        ),
        "EfficientIP": lambda name: (
            "Mar 14 09:26:53 ns1 named[8]: client @0x7f 10.0.4.21#57398 (x): UDP: "
            f"query: {name} IN AAAA response: NOERROR +"
        ),
    },
    hostile={
        "clients": (b"", b"client a#1"),
        "views": (b"client a#1 (", b" ("),
        "stamps": (b"", b"14-Mar-2026 09:26:53.1"),
    },
)
