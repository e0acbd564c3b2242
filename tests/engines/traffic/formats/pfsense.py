"""filterlog of pfSense and OPNsense: docs/dpo-rssi/formats/pfsense.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import last_date
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    header = r"(\[[0-9]{1,10}\])?:? ([0-9]{1,10} [^ \t]{1,32} (-|\[[^\]]{0,200}\]) )?(?=[0-9]*,)"
    head = re.search(rf"(?<![A-Za-z0-9_])filterlog{header}", line)
    row = line[head.end() :].split(",") if head else []
    if not head or len(row) < 9:
        raise BadLine("shape")
    if row[6] != "pass" or row[7] != "in":
        return None
    place = {"4": 18, "6": 15}.get(row[8])
    if place is None or len(row) < place + 2:
        raise BadLine("shape")
    return Fields(last_date(line[: head.start()], clock), "flow", row[place])


def write(visit: Visit, chance: Random) -> str:
    action, way = "block" if visit.refused else "pass", chance.choice(("in", "in", "out"))
    start = f"146,,,1535324496,igb1.12,match,{action},{way}"
    if ":" in visit.client:
        row = f"{start},6,0x00,0xf6279,64,TCP,6,60,{visit.client},2001:db8::10,51544,443,0,S,1891286705"
    else:
        row = f"{start},4,0x0,,63,12617,0,DF,6,tcp,60,{visit.client},192.0.2.10,51544,443,0,S,1891286705,,64240,,mss;TS"
    old = f"<134>{bsd_date(visit)} pfsense filterlog[72237]: "
    new = f'<134>1 {visit.local.isoformat(timespec="seconds")} opnsense filterlog 76404 - [meta sequenceId="1"] '
    return chance.choice((old, old.replace("[72237]", ""), new)) + row


SAMPLE = Sample(
    name="pfsense",
    reads=lambda: read,
    write=write,
    names_sites=False,
    hostile={"heads of filterlog": (b"", b"filterlog 1 - "), "values of filterlog": (b"filterlog: 1", b",")},
)
