"""WatchGuard Firebox: docs/dpo-rssi/formats/watchguard.md."""

import re
from random import Random

from pleinjour.base.tallies import Family
from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import said
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    head = re.search(r'msg_id="[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}" ([A-Za-z]+) ', line)
    if not head:
        raise BadLine("shape")
    values = pairs_of(line[head.start() :], r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')
    message = values.get("msg", "").lower()
    is_end = not message and values.get("duration", "0") != "0" and "sent_bytes" in values
    if head[1].lower() != "allow" or not (is_end or message in ("http request", "https request")):
        return None
    ends = re.search(
        r"[ \t](?:tcp|udp|[0-9]{1,3}/tcp|https?(?:/tcp)?) (?:[0-9]+ [0-9]+ )?([^ \t]+) [^ \t]+ [0-9]+ [0-9]+(?![^ \t])",
        line[head.end() : head.end() + 400],
    )
    if not ends:
        raise BadLine("shape")
    family: Family = "flow" if is_end else "tunnel"
    host = "" if is_end else said(values, "sni", "dstname")
    if message == "http request":
        family, host = web_family(values.get("op", "")), values.get("dstname", "")
    stamp = re.search(r"\(([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\)", line[: head.start()])
    when = clock.of_text(stamp[1], "Z") if stamp else syslog_date(line, clock)
    return Fields(when, family, ends[1], values.get("src_user", ""), host, sent=values.get("sent_bytes", ""))


def write(visit: Visit, chance: Random) -> str:
    old = f"<142>{bsd_date(visit)} Firebox FVE6035 ({visit.at:%Y-%m-%dT%H:%M:%S}) http-proxy[10]: "
    new = f"{visit.at:%Y-%m-%dT%H:%M:%S.250000}+00:00 FW-A 80D8 FW https-proxy[4148]: "
    disposition = "Deny" if visit.refused else "Allow"
    user = f' src_user="{visit.user}"' if visit.user else ""
    ends = (
        f"{chance.choice(('1-Trusted', 'Collector WAN - Sortie'))} 0-External tcp {visit.client} 192.0.2.10 51544 443"
    )
    name = visit.question if chance.random() < 0.7 else visit.authority.rpartition("@")[2]
    number, rest = chance.choice(
        (
            ("1AFF-0024", f'msg="HTTP request" op="{visit.method}" dstname="{name}" arg="/claude.ai"'),
            ("2CFF-0000", f'msg="HTTPS Request" proxy_act="a=b" sni="{name}" cn="*.claude.ai"'),
            ("2CFF0000", f'msg="HTTPS Request" proxy_act="a=b" sni="" dstname="{name}"'),
            ("2CFF-0003", f'msg="ProxyAllow: HTTPS domain name match" sni="{name}"'),
            ("3000-0151", 'app_id="63" duration="80"'),
            ("3000-0148", 'duration="0"'),
        )
    )
    sent = f'sent_bytes="{visit.sent}" rcvd_bytes="{visit.received}"'
    return f'{chance.choice((old, new))}msg_id="{number}" {disposition} {ends} {rest} {sent}{user} (HTTP-proxy-00)'


def by_name(name: str) -> str:
    return (
        '<142>Mar 14 09:26:54 Firebox FVE6 (2026-03-14T08:26:53) https-proxy[1]: msg_id="2CFF-0000" Allow 1-Trusted '
        f'0-External tcp 10.0.4.21 192.0.2.10 51544 443 msg="HTTPS Request" sni="{name}" sent_bytes="8" (HTTPS-00)'
    )


def by_url(url: str) -> str:
    return (
        '<142>Mar 14 09:26:54 Firebox FVE6 (2026-03-14T08:26:53) http-proxy[1]: msg_id="1AFF-0024" Allow 1-Trusted '
        f'0-External tcp 10.0.4.21 192.0.2.10 51544 80 msg="HTTP request" op="GET" dstname="{url}" sent_bytes="8"'
    )


SAMPLE = Sample(
    name="watchguard",
    reads=lambda: read,
    write=write,
    by_url={"dstname": by_url},
    by_name={"sni": by_name},
    hostile={
        "heads of WatchGuard": (b"", b'msg_id="1AFF-0024" Allow '),
        "addresses of WatchGuard": (b'msg_id="1AFF-0024" Allow duration="1" sent_bytes="1" ', b" tcp 1 1 "),
        "fields of WatchGuard": (b'msg_id="1AFF-0024" Allow ', b'a="" '),
        "stamps of WatchGuard": (b"", b"(2026-03-14T"),
    },
)
