"""Juniper SRX: docs/dpo-rssi/formats/juniper-srx.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import last_date
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_values import BadLine, Fields

WEB, FLOW = "WEBFILTER_URL_PERMITTED", "RT_FLOW_SESSION_CLOSE"


def read(line: str, clock: Clock) -> Fields | None:
    head = re.search(r"(?<![A-Za-z0-9_])RT_[A-Z]{2,6}(?: - |: )([A-Z_]{4,64})(?: (\[)|: )", line)
    if not head:
        raise BadLine("shape")
    event, text = head[1].removesuffix("_LS"), line[head.end() :]
    if event not in (WEB, FLOW):
        return None
    values = structured(text) if head[2] else loose_web(text) if event == WEB else loose_flow(text)
    user = values.get("username", "")
    return Fields(
        last_date(line[: head.start()], clock),
        "request" if event == WEB else "flow",
        values.get("source-address", ""),
        "" if user in ("N/A", "unknown") else user,
        values.get("url", "") if event == WEB else "",
        sent=values.get("bytes-from-client", ""),
    )


def structured(text: str) -> dict[str, str]:
    return pairs_of(text, r'(?<![^ \t=,"])([^ \t=,"]+)=("[^"]*"|[^ \t]*)')


def loose_web(text: str) -> dict[str, str]:
    found = re.match(
        r'WebFilter: ACTION="[^"]*" ([^ \t(]+)\([0-9]+\)->.{0,400}? URL=([^ \t]*) OBJ=[^ \t]*'
        r"(?: username[ =]([^ \t]+))?",
        text,
        re.IGNORECASE,
    )
    if not found:
        raise BadLine("shape")
    return {"source-address": found[1], "url": found[2], "username": found[3] or ""}


def loose_flow(text: str) -> dict[str, str]:
    found = re.match(
        r"session closed .{0,64}?: ([^ \t]+)/[0-9]+->[^ \t]+ .{0,600}? [0-9]+\([0-9]+\) [0-9]+\([0-9]+\) ", text
    )
    sent = re.search(r" [0-9]+\(([0-9]+)\) [0-9]+\([0-9]+\) ", text)
    if not found or not sent:
        raise BadLine("shape")
    return {"source-address": found[1], "bytes-from-client": sent[1]}


def write(visit: Visit, chance: Random) -> str:
    user = visit.user or "N/A"
    event = "WEBFILTER_URL_BLOCKED" if visit.refused else chance.choice((WEB, WEB, WEB, f"{WEB}_LS", FLOW))
    event = chance.choice((event,) * 9 + ("APPTRACK_SESSION_CLOSE",))
    url = visit.authority.rpartition("@")[2] if chance.random() < 0.5 else visit.question
    if chance.random() < 0.6:
        kind = "UTM" if "URL" in event else "FLOW"
        head = f"<14>1 {visit.local.isoformat(timespec='milliseconds')} srx RT_{kind}"
        what = f'url="{url}" obj="/claude.ai"' if "URL" in event else f'bytes-from-client="{visit.sent}" packets="1"'
        return (
            f'{head} - {event} [junos@2636.1.1.1.2.86 source-address="{visit.client}" source-port="1402" '
            f'destination-address="192.0.2.10" category="N/A" reason="BY_OTHER" {what} username="{user}" roles="N/A"]'
        )
    if "URL" not in event:
        return (
            f"{bsd_date(visit)} srx RT_FLOW: {event}: session closed TCP FIN: {visit.client}/51544->192.0.2.10/443 "
            f"junos-https 192.0.2.1/1->192.0.2.10/443 nat N/A N/A N/A 6 sortie trust untrust 5 6({visit.sent}) "
            f"4({visit.received}) 1 UNKNOWN UNKNOWN N/A(N/A) ge-0/0/0.0 No"
        )
    label = "URL Blocked" if visit.refused else "URL Permitted"
    named = f"username {user} roles N/A" if " " not in user else ""
    return (
        f'{bsd_date(visit)} srx RT_UTM: {event}: WebFilter: ACTION="{label}" {visit.client}(62054)->192.0.2.10(443) '
        f'CATEGORY="N/A" REASON="BY_OTHER" PROFILE="claude.ai" URL={url} OBJ=/claude.ai {named}'
    )


def by_name(name: str) -> str:
    return (
        "<14>1 2026-03-14T08:26:53.184Z srx RT_UTM - WEBFILTER_URL_PERMITTED [junos@2636.1.1.1.2.86 "
        f'source-address="10.0.4.21" destination-port="443" url="{name}" obj="/" username="N/A" roles="N/A"]'
    )


def by_loose(name: str) -> str:
    return (
        'Mar 14 09:26:53 srx RT_UTM: WEBFILTER_URL_PERMITTED: WebFilter: ACTION="URL Permitted" 10.0.4.21(62054)'
        f'->192.0.2.10(443) CATEGORY="N/A" REASON="X" PROFILE="p" URL={name} OBJ=/ username N/A roles N/A'
    )


SAMPLE = Sample(
    name="juniper-srx",
    reads=lambda: read,
    write=write,
    by_name={"structured": by_name, "loose": by_loose},
    hostile={
        "heads of Juniper": (b"", b"RT_UTM - A"),
        "addresses of Juniper": (b'RT_UTM: WEBFILTER_URL_PERMITTED: WebFilter: ACTION="a" 1(1)->', b" URL="),
        "ends of Juniper": (b"RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed a: ", b"/1->"),
        "counts of Juniper": (b"RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed a: 1/1->2 ", b" 1(1)"),
        "digits of Juniper": (b"RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed a: 1/1->2 ", b" 1"),
    },
)
