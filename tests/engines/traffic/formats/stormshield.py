"""Stormshield SNS: docs/dpo-rssi/formats/stormshield.md."""

import re
from datetime import datetime
from random import Random

from pleinjour.base.tallies import Family
from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields, has_scheme


def read(line: str, clock: Clock) -> Fields | None:
    start = line.find("id=firewall")
    if start < 0:
        raise BadLine("shape")
    values = pairs_of(line[start:], r'([^ \t=]+)=("[^"]*"|[^ \t]*)')
    method = values.get("op", "")
    family = family_of(values)
    if family is None or values.get("action", "").lower() not in ("", "pass"):
        return None
    arg = values.get("arg", "")
    is_web = kind_of(values) == "web"
    by_arg = is_web and (has_scheme(arg) or (method.upper() == "CONNECT" and arg))
    return Fields(
        date_of(values, clock),
        family,
        client=values.get("src", ""),
        user=values.get("user", ""),
        address=arg if by_arg else values.get("dstname", ""),
        method=method,
        sent=values.get("sent", ""),
    )


def kind_of(values: dict[str, str]) -> str:
    if "logtype" in values:
        return values["logtype"]
    if "op" in values:
        return "web"
    return "connection" if "sent" in values else ""


def family_of(values: dict[str, str]) -> Family | None:
    kinds: dict[str, Family] = {"ssl": "tunnel", "connection": "flow", "plugin": "flow"}
    if kind_of(values) == "web":
        return web_family(values.get("op", ""))
    return kinds.get(kind_of(values))


def date_of(values: dict[str, str], clock: Clock) -> datetime | None:
    text = values.get("startime") or values.get("time", "")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return None
    return clock.of_text(text, values.get("tz", ""))


def write(visit: Visit, chance: Random) -> str:
    kind = chance.choice(("web", "web", "ssl", "connection", "connection", "plugin", "filter", "alarm"))
    when = visit.local_text("%Y-%m-%d %H:%M:%S")
    start = "" if chance.random() < 0.1 else f' startime="{when}"'
    zone = "" if chance.random() < 0.1 else f" tz={visit.offset}"
    user = f' user="{visit.user}"' if kind != "connection" or visit.user else ""
    action = chance.choice(("block", "Block")) if visit.refused else chance.choice(("pass", "pass", "pass", ""))
    logtype = "" if kind in ("web", "connection") and chance.random() < 0.1 else f' logtype="{kind}"'
    header = syslog(visit, "asqd", chance)
    return (
        f'{header}id=firewall time="{when}" fw="SN310-MAIRIE"{zone}{start} pri=5 src={visit.client} srcport=51544 '
        f"dst=192.0.2.10 dstport=443{write_name(visit, kind, chance)} ipv=4 sent={visit.sent} "
        f"rcvd={visit.received} duration=1.42{user} action={action}{write_request(visit, kind, chance)}{logtype}"
    )


def write_name(visit: Visit, kind: str, chance: Random) -> str:
    name = visit.question if chance.random() < 0.9 else visit.question.upper() + "."
    if chance.random() < 0.1:
        return chance.choice(("", " dstname=Serveur_IA"))
    return f' dstname="{name}"' if kind == "ssl" else f" dstname={name}"


def write_request(visit: Visit, kind: str, chance: Random) -> str:
    if kind == "ssl":
        return ' msg="Connection not deciphered (claude.ai)"'
    if kind != "web":
        return ""
    arg = visit.target if visit.method == "CONNECT" or chance.random() < 0.2 else visit.path
    return f' op={visit.method} arg="{arg}" result=200 cat_site="{{news}}"'


SAMPLE = Sample(
    name="stormshield",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": lambda url: (
            f'id=firewall time="2026-03-14 09:26:53" tz=+0100 src=10.0.4.21 sent=8 op=GET arg="{url}" logtype="web"'
        ),
    },
    by_name={
        "ssl": lambda name: f'id=firewall time="2026-03-14 09:26:53" src=10.0.4.21 dstname={name} sent=8 logtype="ssl"',
    },
)
