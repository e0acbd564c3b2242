"""Clavister cOS Core: docs/dpo-rssi/formats/clavister.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import last_date, refused, said
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"(?:^|[ \t])([A-Z0-9_]{2,24}: prio=[0-9] id=[0-9]{8} )", line)
    if not start:
        raise BadLine("shape")
    values = pairs_of(line[start.start(1) :], r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')
    is_web = values.get("event") == "request_url" or bool(values.get("wcf_url"))
    is_end = values.get("event") in ("conn_close", "conn_close_natsat")
    if not (is_web or is_end) or refused(values.get("action", "")):
        return None
    return Fields(
        last_date(line[: start.start(1)], clock),
        "request" if is_web else "flow",
        said(values, "connsrcip", "srcip"),
        said(values, "user", "username", "srcusername"),
        said(values, "wcf_url", "url") if is_web else "",
        sent="" if is_web else values.get("origsent", ""),
    )


def write(visit: Visit, chance: Random) -> str:
    local = visit.local
    head = chance.choice((f"<134>[{local:%Y-%m-%d %H:%M:%S}] EFW:", f"<134>{visit.at:%Y-%m-%dT%H:%M:%SZ} fw EFW:"))
    user = f' username="{visit.user}"' if visit.user else ""
    ends = (
        f"connipproto=TCP connrecvif=lan connsrcip={visit.client} connsrcport=1 conndestip=192.0.2.10 conndestport=443"
    )
    counts = f"origsent={visit.sent} termsent={visit.received}"
    action = "block" if visit.refused else "allow"
    url = visit.authority + visit.path if chance.random() < 0.8 else visit.question
    if chance.random() < 0.75:
        key = chance.choice(("url", "url", "wcf_url"))
        return (
            f'{head} ALG: prio=2 id=00200125 rev=2 event=request_url action={action} categories="a, claude.ai" '
            f'audit=off override=no {ends} {counts}{user} {key}="{url}" algname=sortie algmod=http algsesid=100330'
        )
    event = chance.choice(("conn_close", "conn_close_natsat", "conn_open"))
    return (
        f"{head} CONN: prio=1 id=00600005 rev=1 event={event} action=close rule=sortie conn=close {ends} {counts}{user}"
    )


def by_url(url: str) -> str:
    return (
        '<134>[2026-03-14 09:26:53] EFW: ALG: prio=2 id=00200125 rev=2 event=request_url action=allow categories="a" '
        f'connsrcip=10.0.4.21 connsrcport=51544 url="{url}" algname=sortie'
    )


SAMPLE = Sample(
    name="clavister",
    reads=lambda: read,
    write=write,
    by_url={"url": by_url},
    hostile={
        "starts of Clavister": (b"", b"ALG: prio=2 "),
        "capitals": (b"", b"A"),
        "fields of Clavister": (b"ALG: prio=2 id=00200125 event=request_url ", b"a= "),
    },
)
