"""Olfeo on site and SaaS: docs/dpo-rssi/formats/olfeo.md."""

import json
import re
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import after_quotes, no_web_address, object_of, request_of, text_of, web_family
from tests.engines.traffic.naive_values import BadLine, Fields, is_ip_address, words

OLFEO = re.compile(r'\[([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})\] "')


def read(line: str, clock: Clock) -> Fields | None:
    start = OLFEO.search(line)
    if not start:
        return read_json(line, clock)
    before, rest = words(line[: start.start()]), line[start.end() :]
    places = [i for i in range(len(before) - 1) if is_ip_address(before[i]) and before[i + 1] == "-"]
    request, tail = request_of(rest), after_quotes(rest)
    if not places or not re.match(r"[ \t]+[0-9]{3}([ \t]|$)", tail):
        raise BadLine("shape")
    if request is None or words(tail)[0] in ("403", "407") or no_web_address(request[1]):
        return None
    day, month, year, *time = (int(number) for number in start.groups())
    user = " ".join(before[places[-1] + 2 :])
    when = clock.at((year, month, day, *time))
    return Fields(when, web_family(request[0]), before[places[-1]], user, request[1], request[0])


def read_json(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    kind, method = text_of(event, "type"), text_of(event, "http_method")
    if kind not in ("proxy", "dns") or text_of(event, "action").lower() != "allow":
        return None
    stamp = str(event.get("timestamp", ""))
    when = since_1970(int(stamp) / 1000) if re.fullmatch("[0-9]{1,15}", stamp) else None
    domain = text_of(event, "domain")
    return Fields(
        when,
        "dns" if kind == "dns" else web_family(method),
        client=text_of(event, "src_ip"),
        user=text_of(event, "user_id"),
        address=text_of(event, "url") if domain in ("", "-") else domain,
        method="" if method == "-" else method,
        sent=event.get("user_sent_bytes"),
    )


def write(visit: Visit, chance: Random) -> str:
    if chance.random() < 0.3:
        return write_json(visit, chance)
    status = chance.choice((403, 407)) if visit.refused else chance.choice((200, 200, 304, 404))
    url = f"https://{visit.authority}" if visit.method == "CONNECT" else visit.target
    return (
        f"{syslog(visit, 'olfeo', chance)}{visit.client} - {visit.user or '-'} "
        f'[{visit.local_text("%d/%m/%Y %H:%M:%S")}] "{visit.method} {url} HTTP/1.1" {status} - - 1000 '
        f"{chance.choice(('Services aux entreprises', 'chatgpt.com', 'Achats'))}"
    )


def write_json(visit: Visit, chance: Random) -> str:
    is_dns = chance.random() < 0.3
    event: dict[str, object] = {
        "user_id": visit.user or "-",
        "display_name": "-",
        "url": "" if is_dns else f"https://{visit.authority}{visit.path}",
        "action": "block" if visit.refused else "allow",
        "domain": visit.question if is_dns or chance.random() < 0.8 else "-",
        "src_ip": visit.client,
        "timestamp": int(visit.at.timestamp() * 1000),
        "http_method": "" if is_dns else visit.method,
        "user_sent_bytes": "" if is_dns else str(visit.sent),
        "type": "dns" if is_dns else chance.choice(("proxy", "proxy", "proxy", "mail")),
    }
    return json.dumps(event, ensure_ascii=chance.random() < 0.5, separators=(",", ":"))


SAMPLE = Sample(
    name="olfeo",
    reads=lambda: read,
    write=write,
    by_url={
        "plain": lambda url: f'10.0.4.21 - agent042 [14/03/2026 09:26:53] "GET {url} HTTP/1.1" 200 - - 1 Web',
        "SaaS": lambda url: (
            f'{{"user_id":"u","url":"{url}","action":"allow","src_ip":"10.0.4.21","timestamp":1773476813412,'
            '"http_method":"GET","user_sent_bytes":"8","type":"proxy"}'
        ),
    },
    by_name={
        "dns": lambda name: (
            f'{{"user_id":"u","domain":"{name}","action":"allow","src_ip":"10.0.4.21","timestamp":1773476813412,'
            '"user_sent_bytes":"","type":"dns"}'
        ),
    },
)
