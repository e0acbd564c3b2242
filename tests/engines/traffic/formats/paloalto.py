"""Palo Alto Networks: docs/dpo-rssi/formats/paloalto.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Sample, schemeless
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import cef_of, leef_of, said, written, written_as
from tests.engines.traffic.naive_proxies import csv_fields, web_family
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(r"[0-9]+,[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},", line)
    if not start:
        return read_event(line, clock)
    fields = csv_fields(line[start.start() :])
    if len(fields) < 5:
        raise BadLine("shape")
    kind = (fields[3].upper(), fields[4].lower())
    if kind == ("THREAT", "url"):
        return read_url(fields, clock)
    return read_traffic(fields, clock) if kind == ("TRAFFIC", "end") else None


def read_event(line: str, clock: Clock) -> Fields | None:
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


def read_url(fields: list[str], clock: Clock) -> Fields | None:
    if len(fields) < 32:
        raise BadLine("shape")
    if fields[30].lower() not in ("alert", "allow", "continue", "override"):
        return None
    method = fields[63] if len(fields) > 63 else ""
    when = date_of(fields[6], clock)
    return Fields(when, web_family(method), fields[7], fields[12], fields[31], method)


def read_traffic(fields: list[str], clock: Clock) -> Fields | None:
    if len(fields) < 33:
        raise BadLine("shape")
    if fields[30].lower() != "allow":
        return None
    return Fields(date_of(fields[6], clock), "flow", fields[7], fields[12], sent=fields[32])


def date_of(text: str, clock: Clock) -> datetime | None:
    found = re.fullmatch("[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text)
    return clock.of_text(text) if found else None


def write(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return chance.choice((write_cef, write_leef))(visit, chance)
    kind = chance.choice((("THREAT", "url"),) * 6 + (("TRAFFIC", "end"), ("TRAFFIC", "start"), ("THREAT", "spyware")))
    allowed = "allow" if kind[0] == "TRAFFIC" else chance.choice(("alert", "alert", "alert", "continue", "override"))
    refused = "deny" if kind[0] == "TRAFFIC" else chance.choice(("block-url", "block-continue", "reset-both"))
    when = visit.local_text("%Y/%m/%d %H:%M:%S")
    head = (
        f"1,{when},012001000000,{kind[0]},{kind[1]},2561,{when},{visit.client},192.0.2.10,192.0.2.1,192.0.2.10,"
        f"Sortie-web,{visit.user},,ssl,vsys1,LAN,WAN,ae1,ae2,Envoi,{when},33711,1,51544,443,41022,443,0x40b000,tcp,"
        f"{refused if visit.refused else allowed},"
    )
    tail = write_traffic(visit) if kind[0] == "TRAFFIC" else write_url(visit, chance)
    header = f"<14>{bsd_date(visit)} PA-MAIRIE " if chance.random() < 0.5 else ""
    return header + head + tail


def write_cef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.8
    kinds = ("THREAT", "url") if web else ("TRAFFIC", chance.choice(("end", "start")))
    product, pair = chance.choice((("PAN-OS|11.0", kinds[::-1]), ("LF|2.0", kinds)))
    when = f"rt={visit.local_text('%b %d %Y %H:%M:%S')}"
    if product.startswith("LF"):
        when = f"dtz=UTC rt={visit.at:%Y-%m-%d %H:%M:%S}" if chance.random() < 0.5 else when
    account = visit.user.replace("\\", "\\\\")
    user = f" suser={account}" if visit.user else ""
    action = "deny" if visit.refused else "alert" if web else "allow"
    url = visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path.replace("=", "\\=")
    what = f'request="{url}" requestMethod={visit.method.lower()}' if web else f"in={visit.sent} out={visit.received}"
    return (
        f"<14>{bsd_date(visit)} PA CEF:0|Palo Alto Networks|{product}|{'|'.join(pair)}|1|{when} src={visit.client} "
        f"dst=192.0.2.10{user} cs1Label=Rule cs1=Sortie web act={action} {what} cs2=claude.ai"
    )


def write_leef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.8
    action = "deny" if visit.refused else "continue" if web else "allow"
    what = [f'Miscellaneous="{visit.authority}{visit.path}"'] if web else [f"srcBytes={visit.sent}", "dstBytes=1"]
    kinds = ("THREAT", "url") if web else ("TRAFFIC", "end")
    when = visit.at.strftime(f"{visit.local_text('%b')} %d %Y %H:%M:%S GMT") if chance.random() < 0.1 else ""
    when = when if visit.at.month == visit.local.month else ""
    pairs = [f"cat={kinds[0]}", f"Subtype={kinds[1]}", f"devTime={when or visit.local_text('%b %d %Y %H:%M:%S')}"]
    pairs += [f"src={visit.client}", f"usrName={visit.user}", f"action={action}", *what, "URLCategory=claude.ai"]
    head, delimiter = chance.choice((("1.0|Palo Alto Networks|PAN-OS", "|"), ("2.0|Palo Alto Networks|PAN-OS", "|")))
    named = "x7C|" if head.startswith("2") else ""
    return f"LEEF:{head}|11.0|{kinds[1]}|{named}{delimiter.join(pairs)}"


def write_traffic(visit: Visit) -> str:
    when = visit.local_text("%Y/%m/%d %H:%M:%S")
    return (
        f"{visit.sent + visit.received},{visit.sent},{visit.received},24,{when},12,any,,7000000001,"
        "0x0,10.0.0.0-10.255.255.255,France,,12,12,tcp-fin,0,0,0,0,,chatgpt.com,from-policy"
    )


def write_url(visit: Visit, chance: Random) -> str:
    url = visit.tunnel if visit.method == "CONNECT" else visit.authority + visit.path
    agent = chance.choice(('"Mozilla/5.0 (X11, Linux)"', '"un ""agent"" claude.ai"', ""))
    tail = (
        f'"{url}",(9999),computer-and-internet-info,informational,client-to-server,7000000002,0x0,'
        f'10.0.0.0-10.255.255.255,France,,text/html,0,,,1,{agent},,,"https://claude.ai/",,,,0,0,0,0,,PA-MAIRIE,,,,'
    )
    newer = ",0,,0,,N/A,unknown,AppThreat-0-0,0x0,0,4294967295,,AI-chatgpt.com,rule,0,,,,,,,,,,"
    return f"{tail}{visit.method.lower()}{newer if chance.random() < 0.7 else ''}"


def by_url(url: str) -> str:
    start = "<14>Mar 14 09:26:54 PA-MAIRIE 1,2026/03/14 09:26:54,0120,THREAT,url,2561,2026/03/14 09:26:53,10.0.4.21"
    middle = ",192.0.2.10,192.0.2.1,192.0.2.10,Sortie,agent042,,ssl,vsys1,LAN,WAN,ae1,ae2,Envoi,2026/03/14 09:26:54"
    return f'{start}{middle},33711,1,51544,443,41022,443,0x40b000,tcp,alert,"{schemeless(url)}",(9999),réseau'


SAMPLE = Sample(
    name="paloalto",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": by_url,
        "CEF": lambda url: (
            "<14>Mar 14 09:26:54 PA CEF:0|Palo Alto Networks|PAN-OS|11.0|url|THREAT|1|rt=Mar 14 2026 09:26:53 "
            f'src=10.0.4.21 act=alert request="{schemeless(url)}"'
        ),
        "LEEF": lambda url: (
            "LEEF:1.0|Palo Alto Networks|PAN-OS Syslog Integration|11.0|url|cat=THREAT|Subtype=url|devTime=Mar 14 2026 "
            f'09:26:53|src=10.0.4.21|action=alert|Miscellaneous="{schemeless(url)}"'
        ),
    },
)
