"""HAProxy: docs/dpo-rssi/formats/haproxy.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import MONTHS, Visit, among_neighbours
from tests.engines.traffic.naive_clocks import Clock, month_number
from tests.engines.traffic.naive_proxies import no_web_address, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, is_host_like, words

START = r"(?:^|[ \t])([^ \t]+):\d+ \[(\d\d)/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.\d+)?\] "


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    start = re.search(START, line, re.ASCII)
    if not start and "haproxy" not in line:
        raise BadLine("shape")
    if not start or re.match("[^ ]+: ", line[start.end() :]):
        return None
    client, day, month, year, *time = start.groups()
    when = clock.at((int(year), month_number(month), int(day), *map(int, time)))
    return session(line[start.end() :], client, when)


def session(text: str, client: str, when: datetime | None) -> Fields | None:
    pieces = text.split(" ")
    durations = r"[-+]?[0-9]+(/[-+]?[0-9]+){1,5}"
    place = next((place for place in (2, 3) if place < len(pieces) and re.fullmatch(durations, pieces[place])), 0)
    if not place or place + 1 == len(pieces) or not all(pieces[:place]) or not re.match("[^/]+/.", pieces[1]):
        raise BadLine("shape")
    server, added, rest = pieces[1].partition("/")[2], pieces[2] if place == 3 else "", pieces[place + 1 :]
    if pieces[place].count("/") == 4:
        return http(server, added, " ".join(rest), client, when)
    if len(rest) < 2 or not re.fullmatch("[-+]?[0-9]+", rest[0]) or not rest[1]:
        raise BadLine("shape")
    if server == "<NOSRV>" or rest[1][0] in "PL":
        return None
    return Fields(when, "flow", client, address=first_host([added]))


def http(server: str, added: str, text: str, client: str, when: datetime | None) -> Fields | None:
    shape = r'([-0-9]+) [-+]?[0-9]+ [^ ]+ [^ ]+ ([^ ]+) [^ ]+ [^ ]+ (?:\{([^}]*)\} )?(?:\{[^}]*\} )?"([^"]*)"?'
    found = re.match(shape, text)
    if not found:
        raise BadLine("shape")
    status, ending, headers, request = found.groups()
    if server == "<NOSRV>" or ending[0] in "PL" or status == "407":
        return None
    method, url = [*words(request), "", ""][:2]
    if not url or no_web_address(url):
        last = text[found.end() :].split(" ")[-1].split("/")[0]
        url = first_host([added, *(headers or "").split("|"), last])
    return Fields(when, web_family(method), client, address=url, method=method)


def first_host(names: list[str]) -> str:
    return next((name for name in names if is_host_like(name)), "")


def write(visit: Visit, chance: Random) -> str:
    port, refused = chance.randrange(1024, 65536), visit.refused
    month = MONTHS[visit.local.month - 1]
    stamp = f"{visit.local.day:02d}/{month}/{visit.local.year}:{visit.local_text('%H:%M:%S')}.412"
    head = f"{chance.choice(('', 'Mar 14 09:26:54 relais haproxy[812]: '))}{visit.client}:{port} [{stamp}] sortie"
    server = chance.choice(("sortie/<NOSRV>", "ia/srv1")) if refused else "ia/srv1"
    ending = chance.choice(("PR--", "LR--")) if refused else chance.choice(("----", "CD--", "--NI"))
    if chance.random() < 0.2:
        return f"{head} {server} {visit.question} 0/0/5007 {visit.received} {ending[:2]} 0/0/0/0/3 0/0"
    session = f"10/0/30/69/109 {200 if not refused else 403} {visit.received} - - {ending} 1/1/1/1/0 0/0"
    if visit.method == "CONNECT" or chance.random() < 0.3:
        return f'{head} {server} {session} {{voisin.example|curl/8}} {{}} "{visit.method} {visit.target} HTTP/1.1"'
    request = f'"{visit.method} /x?u=https://voisin.example/ HTTP/1.1"'
    return chance.choice(
        (
            f"{head} {server} {session} {{Mozilla/5.0 (X11)|{visit.question}}} {{nginx|text}} {request}",
            f"{head} {server} {session} {request} 0/0/0/0/1 {visit.question}/TLSv1.3/TLS_AES_256_GCM_SHA384",
            f"{head} {server} {visit.question}:443 {session} {request}",
            f'{head} {server} {session} {{{visit.question}}} "{visit.method} /{"a" * 40}',
        )
    )


HTTP = "10.0.4.21:33317 [14/Mar/2026:09:26:53.412] sortie ia/srv1 1/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "
SAMPLE = Sample(
    name="haproxy",
    reads=reads,
    write=among_neighbours(write),
    by_url={"URL": lambda url: f'{HTTP}{{claude.ai}} {{}} "GET {url} HTTP/1.1"'},
    by_name={
        "captured header": lambda name: f'{HTTP}{{{name}|Mozilla/5.0 (X11)}} {{}} "GET / HTTP/1.1"',
        "TLS name": lambda name: f'{HTTP}"GET / HTTP/1.1" 0/0/0/0/1 {name}/TLSv1.3/TLS_AES_256_GCM_SHA384',
        "TCP": lambda name: (
            f"10.0.4.21:33317 [14/Mar/2026:09:26:53.412] sortie ia/srv1 {name} 1/0/109 2750 -- 1/1/1/1/0 0/0"
        ),
    },
    hostile={
        "ports": (b"", b"a:1 "),
        "one long client": (b"", b":1"),
        "servers": (b"10.0.4.21:33317 [14/Mar/2026:09:26:53.412] sortie ", b"a/"),
        "captures": (HTTP.encode(), b"{a} "),
        "names": (HTTP.encode() + b"{", b"%2E"),
    },
)
