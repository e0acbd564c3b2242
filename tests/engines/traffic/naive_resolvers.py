"""Unbound, BIND and Suricata for the naive reader: docs/dpo-rssi/formats/ says each rule."""

import re
from datetime import datetime

from tests.engines.traffic.naive_clocks import Clock, month_number, since_1970, start_of_line, syslog_date
from tests.engines.traffic.naive_proxies import object_of, text_of, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, is_ip_address, words

ADDRESS_TYPES = ("A", "AAAA", "HTTPS", "TYPE65")


def is_question(kind: str, family: str) -> bool:
    return kind.upper() in ADDRESS_TYPES and family.upper() == "IN"


def read_unbound(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"\[[0-9]+:[0-9a-fA-F]+\] (info|query|reply): (.*)", line)
    if not start:
        if "unbound" in line:
            return None
        raise BadLine("shape")
    message = words(start[2])
    if start[1] == "reply" or len(message) != 4 or not is_ip_address(message[0]):
        return None
    if not is_question(message[2], message[3]):
        return None
    return Fields(unbound_date(line, clock), "dns", client=message[0], address=message[1])


def unbound_date(line: str, clock: Clock) -> datetime | None:
    epoch = re.match(r"\[([0-9]{1,11})(\.[0-9]+)?\]", start_of_line(line))
    return since_1970(int(epoch[1])) if epoch else syslog_date(line, clock)


BIND = re.compile(
    r"client (?:@0x[0-9a-fA-F]+ )?([^ \t#]+)#[0-9]+(?:/key [^ \t]+)?(?: \([^)]*\))?: "
    r"(?:view [^:]+: )?query: ([^ \t]+) ([^ \t]+) ([^ \t]+) ([+-])"
)


def read_bind(line: str, clock: Clock) -> Fields | None:
    if "query: " not in line:
        if "client " in line or "named" in line or re.search("[a-z]+: [a-z]+: ", line):
            return None
        raise BadLine("shape")
    found = BIND.search(line)
    if not found:
        raise BadLine("shape")
    client, name, family, kind, wish = found.groups()
    if wish == "-" or not is_question(kind, family):
        return None
    return Fields(bind_date(line, clock), "dns", client=client, address=name)


def bind_date(line: str, clock: Clock) -> datetime | None:
    own = re.match(r"([0-9]{2})-([A-Za-z]{3})-([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})", start_of_line(line))
    if not own:
        return syslog_date(line, clock)
    day, month, year, *time = own.groups()
    return clock.at((int(year), month_number(month), int(day), *map(int, time)))


def read_suricata(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    kind = text_of(event, "event_type")
    if not kind:
        raise BadLine("shape")
    when, client = clock.iso(text_of(event, "timestamp")), text_of(event, "src_ip")
    inner = event.get(kind)
    detail = inner if isinstance(inner, dict) else {}
    if kind in ("tls", "quic"):
        return Fields(when, "flow", client, address=text_of(detail, "sni"))
    if kind == "flow":
        return Fields(when, "flow", client, sent=detail.get("bytes_toserver"))
    if kind == "http":
        method = text_of(detail, "http_method")
        return Fields(when, web_family(method), client, "", text_of(detail, "hostname"), method)
    return suricata_question(when, client, detail) if kind == "dns" else None


def suricata_question(when: datetime | None, client: str, dns: dict[str, object]) -> Fields | None:
    if text_of(dns, "type") not in ("query", "request"):
        return None
    queries = dns.get("queries")
    first = queries[0] if isinstance(queries, list) and queries else None
    asked = dns if text_of(dns, "rrname") or not isinstance(first, dict) else first
    if text_of(asked, "rrtype").upper() not in ADDRESS_TYPES:
        return None
    return Fields(when, "dns", client, address=text_of(asked, "rrname"))
