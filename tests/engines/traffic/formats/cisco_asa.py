"""Cisco ASA and FTD: docs/dpo-rssi/formats/cisco-asa.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_events import last_date, said
from tests.engines.traffic.naive_values import BadLine, Fields, target_of

NOBODY = ("no authentication required", "no authentication", "not found", "unknown")


def read(line: str, clock: Clock) -> Fields | None:
    head = re.search(r"%(ASA|FTD|FWSM|PIX|NGIPS)-([a-z]+-)?[0-9]-(?P<id>[0-9]{6}): ?", line)
    if not head:
        raise BadLine("shape")
    before, message = line[: head.start()], line[head.end() :]
    if head["id"] == "304001":
        return accessed(before, message, clock)
    if head["id"] in ("302014", "302016"):
        return closed(before, message, clock)
    return connection(before, pairs(message), clock) if head["id"] == "430003" else None


def accessed(before: str, message: str, clock: Clock) -> Fields:
    who, _, what = message.partition(" Accessed ")
    found = re.fullmatch(r"(?:([^ \t@]*)@)?([^ \t@(]+)(?:\(([^) \t]*)\))?", who)
    url = re.match(r"(?:JAVA )?URL [^ \t]+?:((?:[a-z]{1,10}://|/)[^ \t]*)", what)
    if not found or not url:
        raise BadLine("shape")
    target = "" if url[1].startswith("/") else url[1]
    return Fields(last_date(before, clock), "request", found[2], found[3] or found[1] or "", target)


def closed(before: str, message: str, clock: Clock) -> Fields:
    found = re.match(
        r"Teardown (?:TCP|UDP) connection [0-9]+ for .{0,300}? to [^ \t:]+:([^ \t/]+)/[0-9]+(?:\(([^) \t]*)\))?",
        message,
    )
    if not found:
        raise BadLine("shape")
    return Fields(last_date(before, clock), "flow", found[1], found[2] or "")


def pairs(message: str) -> dict[str, str]:
    """Split where a comma and a blank are followed by a key: words that begin with a capital, then a colon."""
    values: dict[str, str] = {}
    key = r"[A-Z][A-Za-z_]*(?: [A-Za-z]+){0,4}: "
    for piece in re.split(rf", (?={key})", message) if re.match(key, message) else []:
        name, _, value = piece.partition(": ")
        values.setdefault(name, value.rstrip(", "))
    return values


def connection(before: str, values: dict[str, str], clock: Clock) -> Fields | None:
    if values.get("AccessControlRuleAction", "").lower() not in ("allow", "trust", "monitor", "fastpath"):
        return None
    question = values.get("DNSQuery", "")
    if question and values.get("DNSRecordType", "").lower() not in ("a host address", "ip6 address"):
        return None
    host = target_of(values.get("URL", ""), said(values, "ReferencedHost", "SSLServerName"))
    first, user = values.get("FirstPacketSecond", ""), values.get("User", "")
    return Fields(
        clock.iso(first) if first else last_date(before, clock),
        "dns" if question else "flow",
        values.get("SrcIP", ""),
        "" if user.lower() in NOBODY else user,
        question or host,
        sent="" if question else values.get("InitiatorBytes", ""),
    )


def write(visit: Visit, chance: Random) -> str:
    way = chance.choice((url_line, event_line, event_line, event_line, teardown_line))
    return stamp(visit, chance) + way(visit, chance)


def stamp(visit: Visit, chance: Random) -> str:
    day = visit.local.day
    return chance.choice(
        (
            f"<189>{visit.at:%Y-%m-%dT%H:%M:%SZ} ftd  ",
            f"{visit.local_text('%b')} {day:02d} {visit.local:%Y %H:%M:%S} asa : ",
            f"<189>{visit.local_text('%b')} {day:2d} {visit.local:%H:%M:%S}: ",
            f"{visit.at:%Y-%m-%dT%H:%M:%S}+00:00 relais {visit.local_text('%b')} {day:02d} {visit.local:%Y %H:%M:%S}: ",
        )
    )


def url_line(visit: Visit, chance: Random) -> str:
    client = f"{visit.user.rpartition('@')[0]}@{visit.client}" if "@" in visit.user and chance.random() < 0.3 else ""
    named = client or visit.client + (f"({visit.user})" if visit.user else "")
    if visit.refused:
        return f"%ASA-5-304002: Access denied URL {visit.target} SRC {visit.client} DEST 192.0.2.10 on interface inside"
    return f"%ASA-5-304001: {named} Accessed URL 192.0.2.10:http://{visit.authority}{visit.path.replace(' ', '')}"


def event_line(visit: Visit, chance: Random) -> str:
    action = (
        chance.choice(("Block", "Block with reset")) if visit.refused else chance.choice(("Allow", "Trust", "Monitor"))
    )
    number = chance.choice(("430003",) * 5 + ("430002",))
    first = f"FirstPacketSecond: {visit.at:%Y-%m-%dT%H:%M:%SZ}, " if chance.random() < 0.5 else ""
    user = visit.user or chance.choice(NOBODY).title()
    what = chance.choice(
        (
            f"URL: https://{visit.authority}{visit.path}",
            f"UserAgent: Mozilla (KHTML, like Gecko, claude.ai), ReferencedHost: {visit.question}, URL: /claude.ai",
            f"DNSQuery: {visit.question}, DNSRecordType: a host address",
            f"DNSQuery: {visit.question}, DNSRecordType: {chance.choice(('IP6 Address', 'mail exchange'))}",
            f"SSLServerName: {visit.question}",
            "ApplicationProtocol: HTTPS",
        )
    )
    return (
        f"%FTD-1-{number}: EventPriority: Low, {first}AccessControlRuleAction: {action}, SrcIP: {visit.client}, DstIP: "
        f"192.0.2.10, Protocol: tcp, Prefilter Policy: Défaut, User: {user}, InitiatorBytes: {visit.sent}, {what}"
    )


def teardown_line(visit: Visit, chance: Random) -> str:
    user = f"({visit.user})" if visit.user else ""
    return (
        f"%ASA-session-6-302014: Teardown TCP connection {visit.sent} for outside:192.0.2.10/443 to "
        f"inside:{visit.client}/51544{user} duration 0:01:08 bytes {visit.received} TCP FINs"
    )


def by_url(url: str) -> str:
    return f"Mar 14 2026 09:26:53 asa : %ASA-5-304001: 10.0.4.21 Accessed URL 192.0.2.10:{url}"


def by_event(url: str) -> str:
    start = "<189>2026-03-14T08:26:53Z ftd  %FTD-1-430003: AccessControlRuleAction: Allow, SrcIP: 10.0.4.21"
    return f"{start}, User: agent042, InitiatorBytes: 836, URL: {url}"


def by_question(name: str) -> str:
    start = "<189>2026-03-14T08:26:53Z ftd  %FTD-1-430003: AccessControlRuleAction: Allow, SrcIP: 10.0.4.21"
    return f"{start}, DNSQuery: {name}, DNSRecordType: a host address"


SAMPLE = Sample(
    name="cisco-asa",
    reads=lambda: read,
    write=write,
    by_url={"304001": by_url, "430003": by_event},
    by_name={"DNSQuery": by_question},
    hostile={
        "keys of FTD": (b"%FTD-1-430003: ", b"A B: , "),
        "words of FTD": (b"%FTD-1-430003: ", b"Aa Bb "),
        "colons after a URL": (b"Mar 14 2026 09:26:53 %ASA-5-304001: 10.0.4.21 Accessed URL ", b"a:"),
        "ends of a connection": (b"%ASA-6-302014: Teardown TCP connection 1 for ", b" to a:b"),
        "heads of ASA": (b"", b"%ASA-"),
        "dates": (b"", b"Mar 14 2026 "),
    },
)
