"""Forcepoint Web Security: docs/dpo-rssi/formats/forcepoint.md."""

import csv
import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit, among_neighbours, bsd_date, syslog
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import cef_of, leef_of, refused, said, spread_pairs, unescaped, written
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields, target_of

VENDORS = ("forcepoint", "websense")
CSV = r'(^|[ \t])("(\d\d)/(\d\d)/(\d{4})","(\d\d):(\d\d):(\d\d)",)'


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    for of in (from_cef, from_leef):
        try:
            fields = of(line, clock)
        except BadLine:
            continue
        if fields:
            return use(*fields)
    pairs = re.search(r"(^|[ \t])(vendor=(Forcepoint|Websense)([ \t]|$))", line)
    return use(*(from_pairs(line[pairs.start(2) :], line, clock) if pairs else from_csv(line, clock)))


Said = tuple[str, Fields]
"""The decision, and the rest."""


def use(action: str, fields: Fields) -> Fields | None:
    return None if refused(action) or not fields.address else fields


def from_cef(line: str, clock: Clock) -> Said | None:
    head, values = cef_of(line)
    if head[0].lower() not in VENDORS:
        return None
    method, address = said(values, "requestMethod"), target_of(said(values, "request"), said(values, "dhost"))
    stamp = said(values, "rt", "end", "start")
    when = written(stamp, clock, said(values, "dtz")) if stamp else syslog_date(line, clock)
    client, user, sent = said(values, "src"), said(values, "suser"), said(values, "out")
    return said(values, "act"), Fields(when, web_family(method), client, user, address, method, sent)


def from_leef(line: str, clock: Clock) -> Said | None:
    head, values = leef_of(line)
    if head[0].lower() not in VENDORS:
        return None
    method, stamp = said(values, "method"), said(values, "devTime")
    when = written(stamp, clock) if stamp else syslog_date(line, clock)
    client, user, sent = said(values, "src"), said(values, "usrName", "loginID"), said(values, "srcBytes")
    return head[3], Fields(when, web_family(method), client, user, target_of(said(values, "url")), method, sent)


def from_pairs(text: str, line: str, clock: Clock) -> Said:
    values = {key: unescaped(value) for key, value in spread_pairs(text).items()}
    user = said(values, "user")
    if " user=" in text and text.find(" user=") < text.find(" src_host="):
        user = text[text.index(" user=") + 6 : text.index(" src_host=")].strip(" \t")
    method, address = said(values, "http_method"), target_of(said(values, "url"), said(values, "dst_host"))
    client, sent = said(values, "src_host"), said(values, "bytes_out")
    fields = Fields(syslog_date(line, clock), web_family(method), client, user, address, method, sent)
    return said(values, "action"), fields


def from_csv(line: str, clock: Clock) -> Said:
    start = re.search(CSV, line, re.ASCII)
    try:
        values = next(csv.reader([line[start.start(2) :]], strict=True)) if start else []
    except csv.Error:
        values = []
    if not start or len(values) < 17:
        raise BadLine("shape")
    values = ["" if value.lower() in ("-", "none", "not available", "anonymous") else value for value in values]
    day, month, year, *time = (int(number) for number in start.groups()[2:])
    when: datetime | None = clock.at((year, month, day, *time), "Z")
    method = values[16]
    return values[5], Fields(when, web_family(method), values[11] or values[9], values[2], target_of(values[8]), method)


def write(visit: Visit, chance: Random) -> str:
    return chance.choice((write_cef, write_leef, write_pairs, write_pairs, write_csv))(visit, chance)


def write_cef(visit: Visit, chance: Random) -> str:
    user = f"suser=LDAP://192.0.2.4 OU\\=A/{visit.user} ".replace("\\a", "/a") if visit.user else ""
    user = user.replace("MAIRIE\\", "MAIRIE-")
    act = "blocked" if visit.refused else "permitted"
    return (
        f"{syslog(visit, 'passerelle', chance)}CEF:0|{chance.choice(('Forcepoint', 'Websense'))}|Security|8.5.4|9|"
        f"Transaction {act}|1| act={act} app=https dvc=192.0.2.2 dst=192.0.2.3 src={visit.client} {user}"
        f"rt={int(visit.at.timestamp() * 1000)} in={visit.received} out={visit.sent} requestMethod={visit.method} "
        f"reason=- cs1Label=Policy cs1=voisin.example request={visit.target}".replace("?id=", "?id\\=")
    )


def write_leef(visit: Visit, chance: Random) -> str:
    act = chance.choice(("permitted", "permitted")) if not visit.refused else "blocked"
    pairs = ["sev=1", "cat=203", f"usrName={visit.user or '-'}", "loginID=-", f"src={visit.client}"]
    pairs += [f"srcBytes={visit.sent}", f"dstBytes={visit.received}", "dst=192.0.2.3", f"method={visit.method}"]
    pairs += ["policy=voisin.example", "userAgent=-", f"url={visit.target}"]
    head = f"<159>{bsd_date(visit)} 192.0.2.1 LEEF:1.0|Forcepoint|Security|8.5.0|transaction:{act}|"
    return head + "\t".join(pairs)


def write_pairs(visit: Visit, chance: Random) -> str:
    user = chance.choice((f"LDAP://192.0.2.4 OU=A,DC=x/{visit.user}", f"WinNT://{visit.user}")) if visit.user else "-"
    zone, action = chance.choice(("", " CET")), "blocked" if visit.refused else "permitted"
    url = f"https://{visit.authority}" if visit.method == "CONNECT" else visit.target
    return (
        f"<159>{bsd_date(visit)}{zone} 192.0.2.1 vendor={chance.choice(('Websense', 'Forcepoint'))} product=Security "
        f"action={action} severity=1 user={user} src_host={visit.client} src_port=62 dst_host={visit.question} "
        f"bytes_out={visit.sent} bytes_in={visit.received} http_method={visit.method} "
        f"http_user_agent=Mozilla/5.0 (X11; =voisin.example) reason=- url={url}"
    )


def write_csv(visit: Visit, chance: Random) -> str:
    values = [f"{visit.at:%d/%m/%Y}", f"{visit.at:%H:%M:%S}", visit.user or "anonymous", "Not available"]
    values += [
        "Business, voisin.example",
        "Blocked" if visit.refused else "Allowed",
        "Business Usage,None",
        "Politique",
    ]
    url = visit.tunnel + "/" if visit.method == "CONNECT" else visit.target
    values += [url, "203.0.113.9", "192.0.2.3", visit.client, "None", "None", 'Mozilla/5.0 ""X11""', "200"]
    return syslog(visit, "nuage", chance) + ",".join(f'"{value}"' for value in [*values, visit.method.capitalize()])


def pairs_of(url: str) -> str:
    return (
        "<159>Mar 14 09:26:53 192.0.2.1 vendor=Forcepoint product=Security action=permitted user=agent042 "
        f"src_host=10.0.4.21 dst_host=192.0.2.3 bytes_out=836 http_method=GET url={url}"
    )


SAMPLE = Sample(
    name="forcepoint",
    reads=reads,
    write=among_neighbours(write),
    by_url={
        "pairs": pairs_of,
        "CSV": lambda url: (
            f'"14/03/2026","08:26:53","agent042","-","-","Allowed","-","-","{url}","-","-","10.0.4.21","-","-","-","2","Get"'
        ),
        "LEEF": lambda url: (
            "<159>Mar 14 09:26:53 192.0.2.1 LEEF:1.0|Forcepoint|Security|8.5.0|transaction:permitted|"
            f"sev=1\tsrc=10.0.4.21\tmethod=GET\turl={url}"
        ),
    },
    by_name={
        "CEF": lambda name: (
            f"CEF:0|Forcepoint|Security|8.5|9|permitted|1|act=permitted rt=1773476813412 src=10.0.4.21 dhost={name}"
        ),
    },
    hostile={
        "vendors": (b"", b"vendor=Forcepoint "),
        "dates": (b"", b'"14/03/2026","08:26:53", '),
        "keys of Forcepoint": (b"vendor=Forcepoint ", b"user= "),
    },
)
