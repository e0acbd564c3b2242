"""PowerDNS: docs/dpo-rssi/formats/powerdns.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, since_1970, syslog_date
from tests.engines.traffic.naive_resolvers import ADDRESS_TYPES
from tests.engines.traffic.naive_values import BadLine, Fields

STRUCTURED = 'msg="Question"'


def read(line: str, clock: Clock) -> Fields | None:
    if STRUCTURED in line:
        return structured(line, clock)
    recursor = re.search(r"question for '([^'|\s]+)\|([^'|\s]+)' from (\S+)", line, re.ASCII)
    server = re.search(r"Remote (\S+) wants '([^'|\s]+)\|([^'|\s]+)'", line, re.ASCII)
    if recursor:
        name, kind, client = recursor.groups()
    elif server:
        client, name, kind = server.groups()
    elif "pdns" in line or 'subsystem="' in line:
        return None
    else:
        raise BadLine("shape")
    return question(syslog_date(line, clock), client, name, kind)


def structured(line: str, clock: Clock) -> Fields | None:
    rest = line[line.index(STRUCTURED) :]
    said: dict[str, str] = {}
    for key, value in re.findall(r'(?:(?<=\s)|^)([^\s=",]+)="((?:[^"\\]|\\.)*)"', rest, re.ASCII):
        said.setdefault(key, re.sub(r'\\(["\\])', r"\1", value))
    if re.sub(r"\\.", "", rest).count('"') % 2 or "qname" not in said:
        raise BadLine("shape")
    stamp = said.get("ts", "")
    when = (seconds(stamp) if stamp else syslog_date(line, clock)) or None
    return question(when, said.get("remote", ""), said["qname"], said.get("qtype", ""))


def seconds(stamp: str) -> datetime | None:
    return since_1970(float(stamp)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stamp) else None


def question(when: datetime | None, client: str, name: str, kind: str) -> Fields | None:
    if kind.upper() not in ADDRESS_TYPES:
        return None
    port = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+)):[0-9]+", client)
    return Fields(when, "dns", client=(port[1] or port[2]) if port else client, address=name)


def write(visit: Visit, chance: Random) -> str:
    kind, name = chance.choice(TYPES), asked(visit, chance)
    remote = f"[{visit.client}]:54573" if ":" in visit.client else f"{visit.client}:54573"
    start = chance.choice((bsd_date(visit), visit.local.isoformat(timespec="seconds")))
    message = chance.choice(("Question", "Question", "Question", "Answer"))
    stamp = f' ts="{visit.at.timestamp():.3f}"' if chance.random() < 0.9 else ""
    return chance.choice(
        (
            f'{start} msg="{message}" subsystem="syncres" level="0" prio="Info" tid="4"{stamp} ecs="" mtid="1" '
            f'proto="udp" qname="{name}" qtype="{kind}" remote="{remote}"',
            f"{start} ns1 pdns_recursor[812]: 3 [7/1] question for '{name}|{kind}' from {remote}",
            f"{start} ns1 pdns_server[812]: Remote {visit.client} wants '{name}|{kind}', do = 0, bufsize = 512: HIT",
        )
    )


def by_structure(name: str) -> str:
    said = f'msg="Question" subsystem="syncres" ts="1773476813.412" qname="{name}" qtype="A" remote="10.0.4.21:54573"'
    return f"Mar 14 09:26:53 {said}"


SAMPLE = Sample(
    name="powerdns",
    reads=lambda: read,
    write=write,
    by_name={
        "structured": by_structure,
        "recursor": lambda name: (
            f"Mar 14 09:26:53 ns1 pdns_recursor[812]: 3 [7/1] question for '{name}|AAAA' from 10.0.4.21"
        ),
        "server": lambda name: f"Mar 14 09:26:53 ns1 pdns_server[812]: Remote 10.0.4.21 wants '{name}|A', do = 0",
    },
    hostile={
        "questions": (b"", b"question for '"),
        "pairs": (b'msg="Question" ', b'a="'),
        "remotes": (b"", b"Remote a "),
    },
)
