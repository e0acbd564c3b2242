"""Check Point: docs/dpo-rssi/formats/checkpoint.md."""

import re
from random import Random

from pleinjour.base.tallies import Family
from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import cef_of, leef_of, said, written
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields, target_of

BLADES = (
    "vpn-1 & firewall-1",
    "vpn & firewall",
    "firewall",
    "url filtering",
    "application control",
    "https inspection",
)
PASSED = {"accept", "allow", "bypass", "inspect", "https bypass", "https inspect", "detect", "monitor", "inform user"}
PASSED |= {"encrypt", "decrypt"}


def values_of(line: str) -> tuple[dict[str, str], str]:
    head = re.search(r"(?<![A-Za-z0-9])(CEF|LEEF): ?[0-9.]+\|Check Point\|", line, re.IGNORECASE)
    if head:
        header, values = cef_of(line) if head[1] == "CEF" else leef_of(line)
        return values, header[1]
    values = {}
    for start in re.finditer(r'(?:^|(?<=[ \t;\[]))([A-Za-z0-9_-]+)::?"', line):
        if not inside_quotes(line, start.start()):
            values.setdefault(start[1], quoted(line[start.end() :]))
    if not values:
        raise BadLine("shape")
    return values, ""


def inside_quotes(line: str, place: int) -> bool:
    """Whether an opened value is still open there."""
    is_open, skip = False, False
    for number, letter in enumerate(line[:place]):
        if skip:
            skip = False
        elif is_open and letter == "\\":
            skip = True
        elif letter == '"':
            is_open = not is_open and line[number - 1 : number] == ":"
    return is_open


def quoted(text: str) -> str:
    found = re.match(r'((?:[^"\\]|\\.)*)"', text, re.DOTALL)
    if not found:
        raise BadLine("shape")
    return found[1]


def read(line: str, clock: Clock) -> Fields | None:
    values, product = values_of(line)
    if (values.get("product") or product).lower() not in BLADES:
        return None
    if said(values, "action", "act").lower() not in PASSED:
        return None
    url, name = said(values, "resource", "request", "url"), said(values, "http_host", "dhost", "tls_server_host_name")
    stamp = said(values, "time", "rt", "devTime")
    method = said(values, "method", "requestMethod")
    family: Family = "tunnel" if values.get("tls_server_host_name") else "flow"
    if url or said(values, "http_host"):
        family = web_family(method)
    return Fields(
        written(stamp, clock) if stamp else syslog_date(line, clock),
        family,
        values.get("src", ""),
        said(values, "src_user_name", "suser", "usrName", "user").strip(),
        target_of(url, name),
        method,
        said(values, "sent_bytes", "client_outbound_bytes", "out", "srcBytes"),
    )


def write(visit: Visit, chance: Random) -> str:
    seconds = int(visit.at.timestamp())
    action = (
        chance.choice(("Drop", "Block", "Redirect")) if visit.refused else chance.choice(("Accept", "Allow", "Detect"))
    )
    product = chance.choice(("URL Filtering",) * 3 + ("Application Control", "VPN-1 & FireWall-1", "Anti-Bot"))
    way = chance.choice((native, native, native, as_cef, as_leef))
    return way(visit, chance, seconds, action, product)


def native(visit: Visit, chance: Random, seconds: int, action: str, product: str) -> str:
    head = f"<134>1 {visit.at:%Y-%m-%dT%H:%M:%SZ} fw CheckPoint 1930 - "
    pairs = [f'action:"{action}"', 'origin:"192.0.2.1"']
    if chance.random() < 0.8:
        pairs.append(f'time:"{seconds}"')
    pairs += ['__policy_id_tag:"product=VPN-1 & FireWall-1[policy_name=\\"claude.ai\\"\\]"', 'layer_name:"Network"']
    if product != "VPN-1 & FireWall-1":
        way = chance.choice(("resource", "resource", "tls_server_host_name", "http_host"))
        pairs.append(f'{way}:"{visit.target if way == "resource" else visit.question}"')
        pairs.append(f'method:"{visit.method}"')
    pairs += [f'src_user_name:"{visit.user}"'] if visit.user else []
    pairs += [f'product:"{product}"', f'src:"{visit.client}"', 'dst:"192.0.2.10"', f'sent_bytes:"{visit.sent}"']
    pairs.append('sys_message::"claude.ai"')
    return f"{head}[{'; '.join(pairs)}]"


def as_cef(visit: Visit, chance: Random, seconds: int, action: str, product: str) -> str:
    head = f"CEF:0|Check Point|{product}|Check Point|Log|https|Unknown|act={action} rt={seconds}000 src={visit.client}"
    user = f" suser={visit.user.replace(chr(92), chr(92) * 2)}" if visit.user else ""
    url = "" if product == "VPN-1 & FireWall-1" else f" request={visit.target} requestMethod={visit.method}"
    return f"{head}{user} dst=192.0.2.10{url} product={product} out={visit.sent}"


def as_leef(visit: Visit, chance: Random, seconds: int, action: str, product: str) -> str:
    pairs = [f"cat={product}", f"devTime={seconds}", f"action={action}", f"src={visit.client}", "dst=192.0.2.10"]
    pairs += [f"usrName={visit.user}"] if visit.user else []
    pairs += [] if product == "VPN-1 & FireWall-1" else [f"resource={visit.target}", f"method={visit.method}"]
    return f"LEEF:2.0|Check Point|{product}|1.0|{action}|" + "\t".join([*pairs, f"sent_bytes={visit.sent}"])


def by_url(url: str) -> str:
    return (
        '<134>1 2026-03-14T08:26:53Z fw CheckPoint 1930 - [action:"Accept"; time:"1773476813"; '
        f'product:"URL Filtering"; resource:"{url}"; src:"10.0.4.21"; dst:"192.0.2.10"]'
    )


def by_cef(url: str) -> str:
    head = "CEF:0|Check Point|URL Filtering|Check Point|Log|x|Unknown"
    return f"{head}|act=Accept rt=1773476813000 src=10.0.4.21 request={url}"


def by_name(name: str) -> str:
    return (
        '<134>1 2026-03-14T08:26:53Z fw CheckPoint 1930 - [action:"HTTPS Bypass"; product:"HTTPS Inspection"; '
        f'tls_server_host_name:"{name}"; src:"10.0.4.21"]'
    )


SAMPLE = Sample(
    name="checkpoint",
    reads=lambda: read,
    write=write,
    by_url={"resource": by_url, "CEF": by_cef},
    by_name={"tls_server_host_name": by_name},
    hostile={
        "pairs of Check Point": (b'[product:"', b'a:"\\'),
        "keys of Check Point": (b"[", b"a:"),
        "products": (b"", b'; product:"'),
    },
)
