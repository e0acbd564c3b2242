"""Stormshield, FortiGate and Palo Alto for the naive reader: docs/dpo-rssi/formats/ says each rule."""

import re
from datetime import datetime

from pleinjour.base.tallies import Family
from tests.engines.traffic.naive_clocks import Clock, since_1970, syslog_date
from tests.engines.traffic.naive_events import cef_of, leef_of, said, written, written_as
from tests.engines.traffic.naive_proxies import csv_fields, web_family
from tests.engines.traffic.naive_values import ABSENT, BadLine, Fields

SCHEME = re.compile("[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def pairs_of(text: str, pattern: str) -> dict[str, str]:
    """`key=value` pairs, the first of each key. A quote that a value opens and never closes spoils the line."""
    values: dict[str, str] = {}
    for key, value in re.findall(pattern, text):
        if value.startswith('"') and (len(value) == 1 or not value.endswith('"')):
            raise BadLine("shape")
        values.setdefault(key, value[1:-1] if value.startswith('"') else value)
    return values


def read_stormshield(line: str, clock: Clock) -> Fields | None:
    start = line.find("id=firewall")
    if start < 0:
        raise BadLine("shape")
    values = pairs_of(line[start:], r'([^ \t=]+)=("[^"]*"|[^ \t]*)')
    method = values.get("op", "")
    family = stormshield_family(values)
    if family is None or values.get("action", "").lower() not in ("", "pass"):
        return None
    arg = values.get("arg", "")
    is_web = stormshield_kind(values) == "web"
    by_arg = is_web and (SCHEME.match(arg) or (method.upper() == "CONNECT" and arg))
    return Fields(
        stormshield_date(values, clock),
        family,
        client=values.get("src", ""),
        user=values.get("user", ""),
        address=arg if by_arg else values.get("dstname", ""),
        method=method,
        sent=values.get("sent", ""),
    )


def stormshield_kind(values: dict[str, str]) -> str:
    if "logtype" in values:
        return values["logtype"]
    if "op" in values:
        return "web"
    return "connection" if "sent" in values else ""


def stormshield_family(values: dict[str, str]) -> Family | None:
    kinds: dict[str, Family] = {"ssl": "tunnel", "connection": "flow", "plugin": "flow"}
    if stormshield_kind(values) == "web":
        return web_family(values.get("op", ""))
    return kinds.get(stormshield_kind(values))


def stormshield_date(values: dict[str, str], clock: Clock) -> datetime | None:
    text = values.get("startime") or values.get("time", "")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return None
    return clock.of_text(text, values.get("tz", ""))


PASSED_BY_WEBFILTER = ("", "passthrough", "allow", "allowed", "exempt", "exempted")
STOPPED_BY_POLICY = ("deny", "start", "ip-conn", "block", "blocked")


def read_fortigate(line: str, clock: Clock) -> Fields | None:
    values = fortigate_values(line)
    family = fortigate_family(values)
    if family is None:
        return None
    spare = values.get("url", "") if family == "request" else values.get("dstname", "")
    if family == "request" and not SCHEME.match(spare):
        spare = ""
    host = values.get("hostname", "")
    return Fields(
        fortigate_date(values, clock) if "date" in values or values.get("eventtime") else syslog_date(line, clock),
        family,
        client=values.get("srcip", ""),
        user=named(values.get("user", "")) or named(values.get("unauthuser", "")),
        address=spare if host in ABSENT else host,
        sent=values.get("sentbyte", ""),
    )


CEF_NAMES = {
    "FTNTFGTeventtime": "eventtime", "FTNTFGTlogid": "logid", "src": "srcip", "dhost": "hostname", "request": "url",
    "FTNTFGTunauthuser": "unauthuser", "out": "sentbyte", "act": "action", "FTNTFGTutmaction": "utmaction"
}  # fmt: skip


def fortigate_values(line: str) -> dict[str, str]:
    if re.search(r"(?<![A-Za-z0-9])CEF: ?[0-9.]+\|Fortinet\|Fortigate\|", line, re.IGNORECASE):
        _, pairs = cef_of(line)
        named = {CEF_NAMES[key]: value for key, value in pairs.items() if key in CEF_NAMES and value != "-"}
        user = said(pairs, "suser", "duser", "FTNTFGTuser")
        kind, _, subtype = pairs.get("cat", "").partition(":")
        return {**named, "user": user, "type": kind, "subtype": subtype}
    start = re.search(r"(?:^|[ \t,>])(date=)", line)
    if not start:
        raise BadLine("shape")
    escaped = pairs_of(line[start.start(1) :], r'([A-Za-z0-9_]+)=("(?:\\.|[^"\\])*"|[^ \t,]*)')
    return {key: re.sub(r'\\(["\\])', r"\1", value) for key, value in escaped.items()}


def fortigate_family(values: dict[str, str]) -> Family | None:
    action = values.get("action", "").lower()
    kind = (values.get("type"), values.get("subtype"))
    if kind == ("utm", "webfilter"):
        return "request" if action in PASSED_BY_WEBFILTER else None
    if kind != ("traffic", "forward") or action in STOPPED_BY_POLICY:
        return None
    if values.get("utmaction", "").lower() in ("block", "blocked") or values.get("logid", "").endswith("000020"):
        return None
    return "flow"


def named(user: str) -> str:
    return "" if user.upper() in ("", "-", "N/A") else user


def fortigate_date(values: dict[str, str], clock: Clock) -> datetime | None:
    stamp = values.get("eventtime", "")
    if re.fullmatch("[0-9]{1,20}", stamp):
        thousands = 0 if len(stamp) <= 11 else 1 if len(stamp) <= 14 else 2 if len(stamp) <= 17 else 3
        return since_1970(int(stamp) // 1000**thousands)
    text = f"{values.get('date', '')} {values.get('time', '')}"
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return None
    return clock.of_text(text, values.get("tz", ""))


def read_paloalto(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"[0-9]+,[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},", line)
    if not start:
        return read_paloalto_event(line, clock)
    fields = csv_fields(line[start.start() :])
    if len(fields) < 5:
        raise BadLine("shape")
    kind = (fields[3].upper(), fields[4].lower())
    if kind == ("THREAT", "url"):
        return paloalto_url(fields, clock)
    return paloalto_traffic(fields, clock) if kind == ("TRAFFIC", "end") else None


def read_paloalto_event(line: str, clock: Clock) -> Fields | None:
    """The same, in CEF or LEEF."""
    if re.search(r"(?<![A-Za-z0-9])CEF: ?[0-9.]+\|Palo Alto Networks\|", line, re.IGNORECASE):
        header, values = cef_of(line)
        labels = {header[3].lower(), header[4].lower(), values.get("cat", "").lower()}
        labels |= {"url"} if any("9999" in label for label in labels) else set()
        sent = said(values, "in") if header[1].upper() == "PAN-OS" else ""
        stamp = said(values, "rt", "end", "start")
        when = written(stamp, clock, said(values, "dtz")) if stamp else syslog_date(line, clock)
    else:
        _, values = leef_of(line)
        labels = {said(values, "cat").lower(), said(values, "Subtype", "SubType").lower()}
        sent, stamp, pattern = said(values, "srcBytes"), said(values, "devTime"), said(values, "devTimeFormat")
        when = written_as(stamp, pattern, clock) if pattern else written(stamp, clock)
        when = when if stamp else syslog_date(line, clock)
    action = said(values, "act", "action", "Action").lower()
    client, user = values.get("src", ""), said(values, "suser", "usrName")
    if labels >= {"threat", "url"} and action in ("alert", "allow", "continue", "override"):
        method = said(values, "requestMethod", "PanOSHTTPMethod", "RequestMethod", "HTTPMethod")
        url = said(values, "request", "Miscellaneous", "URL").strip('\\"')
        return Fields(when, web_family(method), client, user, url, method)
    return Fields(when, "flow", client, user, sent=sent) if labels >= {"traffic", "end"} and action == "allow" else None


def paloalto_url(fields: list[str], clock: Clock) -> Fields | None:
    if len(fields) < 32:
        raise BadLine("shape")
    if fields[30].lower() not in ("alert", "allow", "continue", "override"):
        return None
    method = fields[63] if len(fields) > 63 else ""
    when = paloalto_date(fields[6], clock)
    return Fields(when, web_family(method), fields[7], fields[12], fields[31], method)


def paloalto_traffic(fields: list[str], clock: Clock) -> Fields | None:
    if len(fields) < 33:
        raise BadLine("shape")
    if fields[30].lower() != "allow":
        return None
    return Fields(paloalto_date(fields[6], clock), "flow", fields[7], fields[12], sent=fields[32])


def paloalto_date(text: str, clock: Clock) -> datetime | None:
    found = re.fullmatch("[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text)
    return clock.of_text(text) if found else None
