"""FortiGate: docs/dpo-rssi/formats/fortigate.md."""

import re
from datetime import datetime
from random import Random

from pleinjour.base.tallies import Family
from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, bsd_date
from tests.engines.traffic.naive_clocks import Clock, since_1970, syslog_date
from tests.engines.traffic.naive_events import cef_of, said
from tests.engines.traffic.naive_firewalls import pairs_of
from tests.engines.traffic.naive_values import ABSENT, BadLine, Fields, has_scheme

PASSED_BY_WEBFILTER = ("", "passthrough", "allow", "allowed", "exempt", "exempted")


STOPPED_BY_POLICY = ("deny", "start", "ip-conn", "block", "blocked")


CEF_NAMES = {
    "FTNTFGTeventtime": "eventtime", "FTNTFGTlogid": "logid", "src": "srcip", "dhost": "hostname", "request": "url",
    "FTNTFGTunauthuser": "unauthuser", "out": "sentbyte", "act": "action", "FTNTFGTutmaction": "utmaction"
}  # fmt: skip


def read(line: str, clock: Clock) -> Fields | None:
    values = values_of(line)
    family = family_of(values)
    if family is None:
        return None
    spare = values.get("url", "") if family == "request" else values.get("dstname", "")
    if family == "request" and not has_scheme(spare):
        spare = ""
    host = values.get("hostname", "")
    return Fields(
        date_of(values, clock) if "date" in values or values.get("eventtime") else syslog_date(line, clock),
        family,
        client=values.get("srcip", ""),
        user=named(values.get("user", "")) or named(values.get("unauthuser", "")),
        address=spare if host in ABSENT else host,
        sent=values.get("sentbyte", ""),
    )


def values_of(line: str) -> dict[str, str]:
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


def family_of(values: dict[str, str]) -> Family | None:
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


def date_of(values: dict[str, str], clock: Clock) -> datetime | None:
    stamp = values.get("eventtime", "")
    if re.fullmatch("[0-9]{1,20}", stamp):
        thousands = 0 if len(stamp) <= 11 else 1 if len(stamp) <= 14 else 2 if len(stamp) <= 17 else 3
        return since_1970(int(stamp) // 1000**thousands)
    text = f"{values.get('date', '')} {values.get('time', '')}"
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}", text):
        return None
    return clock.of_text(text, values.get("tz", ""))


def write(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return write_cef(visit, chance)
    pairs = write_head(visit, chance)
    pairs += write_web(visit, chance) if chance.random() < 0.6 else write_traffic(visit, chance)
    user = chance.choice(("", 'user="N/A"')) if not visit.user else f'user="{visit.user.replace(chr(92), chr(92) * 2)}"'
    if visit.user and chance.random() < 0.1:
        user = f'user="N/A" unauth{user}'
    pairs += [f"srcip={visit.client}", *([user] if user else [])]
    joined = ("," if chance.random() < 0.1 else " ").join(pairs)
    header = chance.choice(("", "", "<189>", f"{bsd_date(visit)} fgt "))
    return header + joined


def write_cef(visit: Visit, chance: Random) -> str:
    web = chance.random() < 0.7
    logid = "0317013312" if web else chance.choice(("0000000013",) * 3 + ("0000000020",))
    when = f"FTNTFGTeventtime={int(visit.at.timestamp() * 1000)}000000 " if chance.random() < 0.8 else ""
    action = ("blocked" if web else "deny") if visit.refused else "passthrough" if web else "close"
    account = visit.user.replace("\\", "\\\\")
    user = f" {chance.choice(('suser', 'duser'))}={account}" if visit.user else ""
    host = f" dhost={visit.question}" if chance.random() < 0.7 else ""
    url = f" request={chance.choice((visit.path, f'https://{visit.authority}{visit.path}'))}" if web else ""
    return (
        f"<189>{bsd_date(visit)} fgt CEF: 0|Fortinet|{chance.choice(('Fortigate', 'FortiGate'))}|v7.4.3|{logid[-5:]}|x|"
        f"3|deviceExternalId=FGT60F {when}FTNTFGTlogid={logid} cat={'utm:webfilter' if web else 'traffic:forward'} "
        f"src={visit.client} dst=192.0.2.10{host} act={action}{url} out={visit.sent}{user} msg=une règle, claude.ai"
    )


def write_head(visit: Visit, chance: Random) -> list[str]:
    nanoseconds = int(visit.at.timestamp() * 1000) * 1_000_000
    stamp = chance.choice((nanoseconds, nanoseconds, int(visit.at.timestamp()), nanoseconds // 1_000_000))
    head = [f"date={visit.local_text('%Y-%m-%d')}", f"time={visit.local_text('%H:%M:%S')}", 'devname="FGT-MAIRIE"']
    if chance.random() < 0.8:
        head.append(f"eventtime={stamp}")
    if chance.random() < 0.8:
        head.append(f'tz="{visit.offset}"')
    return head


def write_web(visit: Visit, chance: Random) -> list[str]:
    action = "blocked" if visit.refused else chance.choice(("passthrough", "passthrough", "allowed"))
    url = f"https://{visit.authority}{visit.path}"
    named = chance.random() < 0.7
    return [
        'logid="0317013312"',
        'type="utm"',
        f'subtype="{chance.choice(("webfilter",) * 9 + ("dns",))}"',
        *([f'hostname="{visit.question}"'] if named else []),
        f'action="{action}"',
        f'url="{url}"' if not named or chance.random() < 0.5 else f'url="{visit.path}"',
        *([f"sentbyte={visit.sent}"] if chance.random() < 0.9 else []),
        r'msg="une \"règle\", claude.ai"',
    ]


def write_traffic(visit: Visit, chance: Random) -> list[str]:
    closed = chance.choice(("close", "client-rst", "server-rst", "timeout", "accept", "start", "ip-conn"))
    name = chance.choice(("hostname", "dstname", "dstinetsvc"))
    return [
        f'logid="{chance.choice(("0000000013",) * 5 + ("0000000020",))}"',
        "type=traffic" if chance.random() < 0.2 else 'type="traffic"',
        f'subtype="{chance.choice(("forward",) * 9 + ("local",))}"',
        f'action="{"deny" if visit.refused else closed}"',
        *(['utmaction="block"'] if chance.random() < 0.05 else []),
        f'{name}="{visit.question}"',
        f"sentbyte={visit.sent}",
    ]


SAMPLE = Sample(
    name="fortigate",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": lambda url: (
            'date=2026-03-14 time=09:26:53 tz="+0100" logid="0317013312" type="utm" subtype="webfilter" '
            f'srcip=10.0.4.21 action="passthrough" url="{url}" sentbyte=836'
        ),
        "CEF": lambda url: (
            "<189>Mar 14 09:26:53 fgt CEF: 0|Fortinet|Fortigate|v7.4.3|13312|utm:webfilter ftgd_allow|3|"
            f"FTNTFGTlogid=0317013312 cat=utm:webfilter src=10.0.4.21 act=passthrough request={url} out=836"
        ),
    },
    by_name={
        "traffic": lambda name: (
            'date=2026-03-14 time=09:26:53 tz="+0100" logid="0000000013" type="traffic" subtype="forward" '
            f'srcip=10.0.4.21 action="close" hostname="{name}" sentbyte=836'
        ),
    },
)
