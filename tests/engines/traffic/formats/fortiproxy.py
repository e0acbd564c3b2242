"""FortiProxy: docs/dpo-rssi/formats/fortiproxy.md."""

import re
from random import Random

from tests.engines.traffic.formats import Read, Sample, fortigate
from tests.engines.traffic.formats.fortigate import named
from tests.engines.traffic.logs_visits import Visit, among_neighbours, bsd_date
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"(?:^|[ \t,>])(date=)", line)
    if not start:
        raise BadLine("shape")
    escaped = pairs_of(line[start.start(1) :], r'([A-Za-z0-9_]+)=("(?:\\.|[^"\\])*"|[^ \t,]*)')
    values = {key: re.sub(r'\\(["\\])', r"\1", value) for key, value in escaped.items()}
    kind, sub = values.get("type"), values.get("subtype")
    url = values.get("url", "")
    names = [values.get("hostname", ""), url if re.match("[A-Za-z][A-Za-z0-9+.-]*://", url) else ""]
    method = ""
    if (kind, sub) == ("traffic", "http-transaction"):
        status, method = values.get("statuscode", ""), values.get("httpmethod", "")
        generated = values.get("resptype", "").lower() == "generated"
        if status == "407" or (generated and re.fullmatch("[4-9][0-9]{2}", status)):
            return None
        family = web_family(method)
    elif (kind, sub) == ("traffic", "forward"):
        if fortigate.family_of(values) is None:
            return None
        family, names = "flow", [*names, values.get("dstname", "")]
    else:
        return fortigate.read(line, clock)
    return Fields(
        fortigate.date_of(values, clock),
        family,
        values.get("srcip", ""),
        named(values.get("user", "")) or named(values.get("unauthuser", "")),
        next((name for name in names if name not in ("", "-")), ""),
        method,
        values.get("sentbyte", ""),
    )


def write(visit: Visit, chance: Random) -> str:
    pairs = [*fortigate.write_head(visit, chance), 'devid="FPXVM0000000001"', 'vd="root"']
    pairs += chance.choice((transaction, transaction, fortigate.write_traffic, fortigate.write_web))(visit, chance)
    user = [f'user="{visit.user.replace(chr(92), chr(92) * 2)}"'] if visit.user else []
    header = chance.choice(("", "<189>", f"{bsd_date(visit)} fpx "))
    return header + " ".join([*pairs, f"srcip={visit.client}", *user])


def transaction(visit: Visit, chance: Random) -> list[str]:
    status, answer = ("403", "generated") if visit.refused else chance.choice((("200", "normal"), ("404", "normal")))
    if visit.method == "CONNECT" and not visit.refused:
        status, answer = "200", "generated"
    hostname = [f'hostname="{visit.question}"'] if chance.random() < 0.8 else []
    return [
        'logid="0010000099"',
        'type="traffic"',
        'subtype="http-transaction"',
        *hostname,
        f'url="https://{visit.authority}/"',
        f"sentbyte={visit.sent}",
        f'resptype="{answer}"',
        f'httpmethod="{visit.method}"',
        f'statuscode="{status}"',
        r'agent="Mozilla \"voisin.example\""',
    ]


HEAD = 'date=2026-03-14 time=09:26:53 tz="+0100" devid="FPXVM01" type="traffic" srcip=10.0.4.21 sentbyte=8 '
SAMPLE = Sample(
    name="fortiproxy",
    reads=reads,
    write=among_neighbours(write),
    by_url={
        "transaction": lambda url: f'{HEAD}subtype="http-transaction" url="{url}" httpmethod="GET" statuscode="200"'
    },
    by_name={
        "transaction's host": lambda name: f'{HEAD}subtype="http-transaction" hostname="{name}" httpmethod="GET"',
        "forward": lambda name: f'{HEAD}subtype="forward" action="accept" hostname="{name}"',
    },
)
