"""Windows' DNS server, debug log: docs/dpo-rssi/formats/windows-dns.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields

PACKET = re.compile(
    r"(?<![0-9])([0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}) ([0-9]{1,2}:[0-9]{2}:[0-9]{2})( AM| PM)? "
    r"[0-9A-Fa-f]{3,8} PACKET +[0-9A-Fa-f]{4,16} +(?:UDP|TCP) (Rcv|Snd) +(\S+) +"
    r"[0-9A-Fa-f]{4} +(R +)?([A-Z?]) +\[[^]]{0,80}\] +(\S+) +(\S+)$",
    re.ASCII,
)


def read(line: str, clock: Clock) -> Fields | None:
    if " PACKET " not in line:
        return None
    found = PACKET.search(line)
    if not found:
        raise BadLine("shape")
    date, time, half, way, client, answer, operation, kind, name = found.groups()
    if way != "Rcv" or answer or operation != "Q" or kind.upper() not in (*ADDRESS_TYPES, "65"):
        return None
    return Fields(instant(date, time, half, clock), "dns", client=client, address=dotted(name))


def instant(date: str, time: str, half: str | None, clock: Clock) -> datetime | None:
    first, second, third = re.split("[-/.]", date)
    hour, minute, second_of_time = map(int, time.split(":"))
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == " PM" else 0)
    if len(first) == 4:
        year, month, day = first, second, third
    elif half:
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    return clock.at((int(year), int(month), int(day), hour, minute, second_of_time))


def dotted(name: str) -> str:
    if not re.fullmatch(r"(\([0-9]{1,2}\)[^()]+)+\(0\)", name, re.ASCII):
        return "(impossible)"
    return ".".join(re.findall(r"\)([^()]+)", name))


def spelled(name: str) -> str:
    return "".join(f"({len(label)}){label}" for label in name.removesuffix(".").split(".")) + "(0)"


def write(visit: Visit, chance: Random) -> str:
    when = visit.local
    hour, half = (when.hour % 12 or 12), ("PM" if when.hour >= 12 else "AM")
    date = chance.choice(
        (
            when.strftime("%d/%m/%Y %H:%M:%S"),
            when.strftime("%d.%m.%Y %H:%M:%S"),
            when.strftime("%Y-%m-%d %H:%M:%S"),
            f"{when.month}/{when.day}/{when.year} {hour}:{when:%M:%S} {half}",
        )
    )
    way = "Snd" if visit.refused else "Rcv"
    answer = "R" if chance.random() < 0.1 else " "
    operation = "U" if chance.random() < 0.02 else "Q"
    kind, name = chance.choice((*TYPES, "65")), spelled(asked(visit, chance))
    if chance.random() < 0.02:
        return "    QUESTION SECTION:"
    start = f"{date} 0E70 PACKET  000001D2A3B4C5D0 UDP {way} {visit.client:<15} 0002 "
    return f"{start}{answer} {operation} [0001   D   NOERROR] {kind:<6} {name}"


def french(name: str) -> str:
    start = "14/03/2026 09:26:53 0E70 PACKET  000001D2A3B4C5D0 UDP Rcv 10.0.4.21       0002   Q"
    return f"{start} [0001   D   NOERROR] A      {spelled(name)}"


def american(name: str) -> str:
    return f"3/14/2026 9:26:53 AM 0E70 PACKET 02306B10 TCP Rcv 10.0.4.21 be06 Q [0001 D NOERROR] AAAA {spelled(name)}"


SAMPLE = Sample(
    name="windows-dns",
    reads=lambda: read,
    write=write,
    by_name={"in French": french, "in American": american},
    hostile={"labels": (french("a").partition("(")[0].encode(), b"(1)a"), "dates": (b" PACKET ", b"1/1/1 1:11:11 ")},
)
