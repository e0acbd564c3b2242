"""Skyhigh (McAfee) Secure Web Gateway: docs/dpo-rssi/formats/skyhigh.md."""

import csv
import re
from collections.abc import Mapping
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.formats.nginx import apache
from tests.engines.traffic.logs_visits import Visit, among_neighbours, bsd_date, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970, syslog_date
from tests.engines.traffic.naive_events import cef_of, leef_of, refused, said, written
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields, target_of, words

USUAL = ["time_stamp", "auth_user", "src_ip", "status_code", "req_line"]
HEADING = (
    '#time_stamp "auth_user" src_ip status_code "req_line" "categories" "rep_level" "media_type" bytes_to_client '
    'bytes_from_client "user_agent" "virus_name" "block_res" "application_name"'
)
CLOUD = (
    "user_id,username,source_ip,http_action,server_to_client_bytes,client_to_server_bytes,requested_host,"
    "requested_path,result,virus,request_timestamp_epoch,request_timestamp,uri_scheme,category"
)
STAMP = r"\[\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]"


def reads() -> Read:
    columns, cloud = list(USUAL), list[str]()

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith("#time_stamp"):
            columns[:] = [name.strip('"').lower() for name in words(line[1:])]
            return None
        if line.startswith(('"user_id"', "user_id,")):
            cloud[:] = [name.strip().lower() for name in row_of(line)]
            return None
        for of in (from_cef, from_leef):
            try:
                found = of(line, clock)
            except BadLine:
                continue
            if found:
                return use(*found)
        start = re.search(rf'(^|[ \t])({STAMP} ")', line, re.ASCII)
        if start:
            return use(*from_access(dict(zip(columns, values(line[start.start(2) :], columns), strict=True)), clock))
        if "McAfeeWG|" in line:
            pieces = line[line.index("McAfeeWG|") :].split("|")
            return use(
                *from_access({key: value for key, _, value in (piece.partition("=") for piece in pieces)}, clock)
            )
        row = row_of(line)
        if not cloud or len(row) != len(cloud):
            raise BadLine("shape")
        return use(*from_cloud(dict(zip(cloud, row, strict=True))))

    return read


Said = tuple[bool, Fields]
"""Whether it was blocked, and the rest."""


def use(blocked: bool, fields: Fields) -> Fields | None:
    return None if blocked or not fields.address or fields.method.upper() == "CERTVERIFY" else fields


def is_ours(head: list[str]) -> bool:
    products = ("web gateway", "secure web gateway")
    return head[0].lower() in ("mcafee", "skyhigh") and head[1].lower() in products


def row_of(line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        raise BadLine("shape") from None


def from_cef(line: str, clock: Clock) -> Said | None:
    head, pairs = cef_of(line)
    if not is_ours(head):
        return None
    labels = [key for key, value in pairs.items() if key.endswith("Label") and value.lower() == "block reason"]
    reason = pairs.get(labels[0].removesuffix("Label"), "") if labels else ""
    stamp, method = said(pairs, "rt", "end", "start"), said(pairs, "requestMethod")
    when = written(stamp, clock, said(pairs, "dtz")) if stamp else syslog_date(line, clock)
    address = target_of(said(pairs, "request"), said(pairs, "dhost"))
    fields = Fields(when, web_family(method), said(pairs, "src"), said(pairs, "suser"), address, method)
    return reason not in ("", "-", "0") or refused(said(pairs, "act")), fields


def from_leef(line: str, clock: Clock) -> Said | None:
    head, pairs = leef_of(line)
    if not is_ours(head):
        return None
    stamp, method = said(pairs, "devTime"), said(pairs, "requestMethod", "Meth")
    when = written(stamp, clock) if stamp else syslog_date(line, clock)
    address = target_of(said(pairs, "url", "request"))
    fields = Fields(when, web_family(method), said(pairs, "src"), said(pairs, "usrName"), address, method)
    return said(pairs, "blockReason") not in ("", "0") or refused(said(pairs, "action")), fields


def values(text: str, names: list[str]) -> list[str]:
    found = []
    for _name in names:
        value = re.match(r'[ \t]*("((?:[^"\\]|\\.)*)"|(\[[^]]*\])|([^ \t"][^ \t]*))([ \t]|$)', text)
        if not value:
            raise BadLine("shape")
        found.append(value[2] if value[2] is not None else value[1])
        text = text[value.end(1) :]
    return found


def from_access(row: Mapping[str, str], clock: Clock) -> Said:
    method, url = [*words(row.get("req_line", "")), "", ""][:2]
    method, url = method or row.get("method", ""), url or row.get("url", "")
    blocked = any(row.get(name, "") not in ("", "-", "0") for name in ("block_res", "block_reason"))
    when = apache(row.get("time_stamp", "").strip("[]"), clock)
    client, user, sent = row.get("src_ip", ""), row.get("auth_user", ""), row.get("bytes_from_client", "")
    return blocked, Fields(when, web_family(method), client, user, target_of(url), method, sent)


def from_cloud(row: dict[str, str]) -> Said:
    stamp, method = row.get("request_timestamp_epoch", ""), said(row, "http_action")
    when = since_1970(float(stamp)) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stamp) else None
    client, user, sent = said(row, "source_ip", "client_ip"), said(row, "username"), said(row, "client_to_server_bytes")
    fields = Fields(when, web_family(method), client, user, said(row, "requested_host"), method, sent)
    return row.get("result", "").upper() != "OBSERVED", fields


def write(visit: Visit, chance: Random) -> str:
    return chance.choice((write_access, write_access, write_pairs, write_cef, write_leef))(visit, chance)


def write_pairs(visit: Visit, chance: Random) -> str:
    pairs = [f"time_stamp=[{visit.local_text('%d/%b/%Y:%H:%M:%S %z')}]", f"auth_user={visit.user}"]
    pairs += [
        f"src_ip={visit.client}",
        "server_ip=192.0.2.10",
        f"bytes_from_client={visit.sent}",
        "host=voisin.example",
    ]
    pairs += [f"method={visit.method}", f"url={visit.target}", f"block_res={'10' if visit.refused else '0'}"]
    return f"{syslog(visit, 'mwg', chance)}McAfeeWG|{'|'.join(pairs)}|"


def write_access(visit: Visit, chance: Random) -> str:
    method = "CERTVERIFY" if visit.method == "CONNECT" and chance.random() < 0.1 else visit.method
    stamp, agent = visit.local_text("%d/%b/%Y:%H:%M:%S %z"), chance.choice(("Mozilla/5.0", r"curl \"8\"", ""))
    block, target = chance.choice(("10", "81")) if visit.refused else "0", visit.target
    return (
        f'{syslog(visit, "mwg", chance)}[{stamp}] "{visit.user}" {visit.client} 200 "{method} {target} HTTP/1.1" '
        f'"voisin.example" "Minimal Risk" "" {visit.received} {visit.sent} "{agent}" "" "{block}" "-"'
    ).replace("MAIRIE\\", "MAIRIE\\\\")


def write_cef(visit: Visit, chance: Random) -> str:
    user = "suser=" + visit.user.replace("\\", "\\\\") + " " if visit.user else ""
    vendor = chance.choice(("McAfee|Web Gateway", "Skyhigh|Secure Web Gateway"))
    return (
        f"<30>{bsd_date(visit)} passerelle mwg: CEF:0|{vendor}|12.2.7|200|voisin.example|2|"
        f"rt={visit.local_text('%b %d %Y %H:%M:%S')} cat=Access Log dst=192.0.2.10 {user}src={visit.client} "
        f"requestMethod={visit.method} request={visit.target.replace('=', chr(92) + '=')} cs1= cs1Label=Virus Name "
        f"cn1={10 if visit.refused else 0} cn1Label=Block Reason out={visit.received}"
    )


def write_leef(visit: Visit, chance: Random) -> str:
    pairs = [f"devTime={int(visit.at.timestamp())}", f"src={visit.client}", f"usrName={visit.user}", "dst=192.0.2.10"]
    pairs += [
        "httpStatus=200",
        f"blockReason={'Blocked by URL filtering' if visit.refused else chance.choice(('', '0'))}",
    ]
    pairs += [f"Meth={visit.method}", f"url={visit.target}"]
    return f"<30>{bsd_date(visit)} mwg: LEEF:1.0|McAfee|Web Gateway|7.0|0|" + chance.choice("\t|").join(pairs)


ACCESS = '[14/Mar/2026:09:26:53 +0100] "agent042" 10.0.4.21 200 "GET {} HTTP/1.1" "" "" "" 1 836 "" "" "0" ""'
SAMPLE = Sample(
    name="skyhigh",
    reads=reads,
    write=among_neighbours(write),
    headings=(HEADING,),
    marks=("#time_stamp",),
    by_url={"access.log": ACCESS.format},
    hostile={
        "stamps of Skyhigh": (b"", b'[14/Mar/2026:09:26:53 +0100] "'),
        "values of Skyhigh": (b'[14/Mar/2026:09:26:53 +0100] "', b'" "'),
        "escapes of Skyhigh": (b'[14/Mar/2026:09:26:53 +0100] "', b"\\"),
        "heads of McAfee": (b"", b"CEF:0|McAfee|"),
    },
)
