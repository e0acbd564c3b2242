"""SonicWall: docs/dpo-rssi/formats/sonicwall.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import refused
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r'(?:^|[ \t])(id=[^ \t]{1,64} {1,2}sn=[^ \t]{1,64} time=")', line)
    if not start:
        raise BadLine("shape")
    values = pairs_of(line[start.start(1) :], r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')
    if values.get("m") not in ("97", "537") or refused(values.get("fw_action", "")):
        return None
    stamp = values.get("time", "")
    dated = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}( UTC)?", stamp)
    user = values.get("usr", "")
    address = values.get("src", "").partition(":")[0]
    return Fields(
        clock.of_text(stamp, "Z" if stamp.endswith("UTC") else "") if dated else None,
        "request" if values["m"] == "97" else "flow",
        address if "." in address else values.get("srcV6", ""),
        "" if user.startswith("Unknown") else user,
        values.get("dstname", "") if values["m"] == "97" else "",
        sent=values.get("sent", ""),
    )


def write(visit: Visit, chance: Random) -> str:
    kind, message = chance.choice(
        (("97", "Web site hit"),) * 4 + (("537", "Connection Closed"), ("98", "Connection Opened"))
    )
    if visit.refused:
        kind, message = chance.choice((("14", "Web site access denied"), ("97", "Web site hit")))
    when = visit.local_text("%Y-%m-%d %H:%M:%S") if chance.random() < 0.5 else f"{visit.at:%Y-%m-%d %H:%M:%S} UTC"
    client = f"src={visit.client}:51544:X0:poste" if "." in visit.client else f"src=::X0 srcV6={visit.client}"
    user = f' usr="{visit.user or "Unknown (SSO failed)"}"' if visit.user or chance.random() < 0.5 else ""
    name = visit.question if chance.random() < 0.7 else visit.authority.rpartition("@")[2]
    action = "drop" if visit.refused else "NA"
    return (
        f'{syslog(visit, "sonicwall", chance)}id=firewall sn=0040103CE114 time="{when}" fw=192.0.2.1 pri=6 c=1024 '
        f'm={kind} msg="{message}" {client} dst=192.0.2.10:443:X1{user} proto=tcp/https sent={visit.sent} '
        f"rcvd={visit.received} appName='General HTTPS' dstname={name} arg=/claude.ai code=29 note=\"a=b, claude.ai\" "
        f'n=12 fw_action="{action}" dpi=1'
    )


def by_name(name: str) -> str:
    return (
        'id=firewall sn=0040103CE114 time="2026-03-14 08:26:53 UTC" fw=192.0.2.1 pri=6 c=1024 m=97 msg="Web site hit" '
        f"src=10.0.4.21:51544:X0 dst=192.0.2.10:443:X1 sent=836 dstname={name} arg=/"
    )


SAMPLE = Sample(
    name="sonicwall",
    reads=lambda: read,
    write=write,
    by_name={"dstname": by_name},
    hostile={
        "starts of SonicWall": (b"", b'id=firewall sn=1 time="'),
        "identifiers of SonicWall": (b"", b"id="),
        "fields of SonicWall": (b'id=firewall sn=1 time="2026" m=97 ', b"a="),
    },
)
