"""Unbound: docs/dpo-rssi/formats/unbound.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, since_1970, start_of_line, syslog_date
from tests.engines.traffic.naive_resolvers import is_question
from tests.engines.traffic.naive_values import BadLine, Fields, is_ip_address, words


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"\[[0-9]+:[0-9a-fA-F]+\] (info|query|reply): (.*)", line)
    if not start:
        if "unbound" in line:
            return None
        raise BadLine("shape")
    message = words(start[2])
    if start[1] == "reply" or len(message) != 4 or not is_ip_address(message[0]):
        return None
    if not is_question(message[2], message[3]):
        return None
    return Fields(date_of(line, clock), "dns", client=message[0], address=message[1])


def date_of(line: str, clock: Clock) -> datetime | None:
    epoch = re.match(r"\[([0-9]{1,11})(\.[0-9]+)?\]", start_of_line(line))
    return since_1970(int(epoch[1])) if epoch else syslog_date(line, clock)


def write(visit: Visit, chance: Random) -> str:
    level = chance.choice(("info", "info", "query", "reply"))
    answer = " NOERROR 0.012000 0 56" if level == "reply" or chance.random() < 0.15 else ""
    kind, network = chance.choice(TYPES), "CH" if chance.random() < 0.01 else "IN"
    message = f"[812:0] {level}: {visit.client} {asked(visit, chance)}. {kind} {network}{answer}"
    if chance.random() < 0.02:
        message = "[812:0] info: generate keytag query _ta-4f66. NULL IN"
    local = visit.local.isoformat(timespec="milliseconds")
    return chance.choice(
        (
            f"[{int(visit.at.timestamp())}] unbound{message}",
            f"[{int(visit.at.timestamp())}] unbound{message}",
            f"{bsd_date(visit)} unbound{message}",
            f"{bsd_date(visit)} resolveur unbound[812]: {message}",
            f"{local} unbound{message}",
            f'<30>1 {local} resolveur unbound 812 - [meta sequenceId="7"] {message}',
        )
    )


SAMPLE = Sample(
    name="unbound",
    reads=lambda: read,
    write=write,
    by_name={
        "plain": lambda name: f"[1773476813] unbound[1234:0] info: 10.0.4.21 {name} A IN",
    },
)
