"""BIND 9: docs/dpo-rssi/formats/bind.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_resolvers import bind_date, is_question
from tests.engines.traffic.naive_values import BadLine, Fields

BIND = re.compile(
    r"client (?:@0x[0-9a-fA-F]+ )?([^ \t#]+)#[0-9]+(?:/key [^ \t]+)?(?: \([^)]*\))?: "
    r"(?:view [^:]+: )?query: ([^ \t]+) ([^ \t]+) ([^ \t]+) ([+-])"
)


def read(line: str, clock: Clock) -> Fields | None:
    if "query: " not in line:
        if "client " in line or "named" in line or re.search("[a-z]+: [a-z]+: ", line):
            return None
        raise BadLine("shape")
    found = BIND.search(line)
    if not found:
        raise BadLine("shape")
    client, name, family, kind, wish = found.groups()
    if wish == "-" or not is_question(kind, family):
        return None
    return Fields(bind_date(line, clock), "dns", client=client, address=name)


def write(visit: Visit, chance: Random) -> str:
    name = asked(visit, chance)
    pointer = chance.choice(("@0x7f3c4c0a9d68 ", "@0x7f3c4c0a9d68 ", ""))
    view = chance.choice(("", "", "view interne: "))
    key = "/key transfert" if chance.random() < 0.02 else ""
    repeated = f" ({name})" if chance.random() < 0.8 else ""
    flags = chance.choice(("+", "+", "+E(0)K", "+TE(0)DC", "+SV", "-E(0)DC"))
    subnet = " [ECS 192.0.2.0/24/0]" if chance.random() < 0.1 else ""
    query = f"query: {name} IN {chance.choice(TYPES)} {flags} (10.0.0.53){subnet}"
    if visit.refused:
        query = f"query (cache) '{name}/A/IN' denied"
    client = f"client {pointer}{visit.client}#{chance.randrange(1024, 65535)}{key}{repeated}: {view}{query}"
    return write_head(visit, chance) + client


def write_head(visit: Visit, chance: Random) -> str:
    category = chance.choice(("", "queries: info: "))
    milliseconds = f"{visit.local.microsecond // 1000:03d}"
    return chance.choice(
        (
            visit.local_text(f"%d-%b-%Y %H:%M:%S.{milliseconds} ") + category,
            visit.local_text(f"%d-%b-%Y %H:%M:%S.{milliseconds} ") + category,
            visit.local_text(f"%Y-%m-%dT%H:%M:%S.{milliseconds} ") + category,
            f"{visit.at:%Y-%m-%dT%H:%M:%S}.{milliseconds}Z {category}",
            f"<30>{bsd_date(visit)} ns1 named[812]: {category}",
            f"{bsd_date(visit)} ns1 named[812]: {category}",
        )
    )


SAMPLE = Sample(
    name="bind",
    reads=lambda: read,
    write=write,
    by_name={
        "plain": lambda name: (
            f"14-Mar-2026 09:26:53.412 queries: info: client @0x7f 10.0.4.21#5312 ({name}): query: {name} IN A +"
        ),
    },
)
