"""Cisco Meraki: docs/dpo-rssi/formats/meraki.md."""

import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_values import BadLine, Fields

KINDS = "urls|flows|[A-Za-z0-9_]{0,48}firewall|ip_flow_start|ip_flow_end|events|security_event|ids-alerts"
KINDS += "|airmarshal_events"


def read(line: str, _clock: Clock) -> Fields | None:
    head = re.search(rf"(?<![0-9.])([0-9]{{9,11}}\.[0-9]{{1,9}}) [^ \t]{{1,64}} ({KINDS}) ", line)
    if not head:
        raise BadLine("shape")
    when, rest = since_1970(float(head[1])), line[head.end() :]
    source = re.search(r"(?:^|[ \t])src=([^ \t]+)", rest)
    client = bare(source[1]) if source else ""
    if head[2] == "urls":
        asked = rest.rpartition(" request: ")[2].split(" ") if " request: " in rest else []
        if len(asked) < 2:
            raise BadLine("shape")
        method = asked[0].upper()
        return Fields(when, "tunnel" if method in ("UNKNOWN", "CONNECT") else "request", client, "", asked[1], method)
    allowed = re.search(r" (flows allow|pattern: (Group Policy )?allow)(?![A-Za-z0-9_])", line, re.IGNORECASE)
    if head[2] == "ip_flow_end" or (allowed and (head[2] == "flows" or head[2].endswith("firewall"))):
        return Fields(when, "flow", client)
    return None


def bare(text: str) -> str:
    """An address without its port: `10.0.4.21:51544`, `[2001:db8::1]:443`."""
    bracketed = re.match(r"\[([^\]]*)", text)
    if bracketed:
        return bracketed[1]
    return text.split(":")[0] if text.count(":") == 1 else text


def write(visit: Visit, chance: Random) -> str:
    head = f"{chance.choice(('<134>1 ', '', 'Mar 14 09:26:54 relais '))}{visit.at.timestamp():.9f} MX84"
    client = f"[{visit.client}]:51544" if ":" in visit.client else f"{visit.client}:51544"
    if chance.random() < 0.8:
        method = "UNKNOWN" if visit.method == "CONNECT" else visit.method
        agent = chance.choice(("", " agent='Mozilla/5.0 (request: a, claude.ai)'"))
        url = f"https://{visit.authority}{visit.path if method != 'UNKNOWN' else '/...'}".replace(" ", "")
        return f"{head} urls src={client} dst=192.0.2.10:443 mac=00:00:5E:00:53:00{agent} request: {method} {url}"
    rule = "deny" if visit.refused else "allow"
    kind, pattern = chance.choice((("flows", f" pattern: {rule} all"), ("ip_flow_end", ""), ("ip_flow_start", "")))
    kind, pattern = chance.choice(((kind, pattern), (f"flows {rule}", ""), ("firewall", f" pattern: {rule} (dst a)")))
    return f"{head} {kind} src={visit.client} dst=192.0.2.10 protocol=tcp sport=51544 dport=443{pattern}"


def by_url(url: str) -> str:
    head = "<134>1 1773476813.412345678 MX84 urls src=10.0.4.21:51544 dst=192.0.2.10:443"
    return f"{head} mac=00:00:5E:00:53:00 request: GET {url}"


SAMPLE = Sample(
    name="meraki",
    reads=lambda: read,
    write=write,
    by_url={"urls": by_url},
    hostile={
        "instants": (b"", b"1773476813.4 "),
        "requests": (b"1773476813.4 MX84 urls src=10.0.4.21:1 ", b" request: "),
        "patterns": (b"1773476813.4 MX84 flows src=10.0.4.21 ", b" pattern: "),
    },
)
