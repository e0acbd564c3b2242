"""E2guardian and DansGuardian: docs/dpo-rssi/formats/e2guardian.md."""

import re
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.logs_visits import Visit, among_neighbours, syslog
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import BadLine, Fields

DATE = r'(?:^|[ \t"])(\d{4}\.\d{1,2}\.\d{1,2} \d{1,2}:\d\d:\d\d)( \d{8,11}\.\d{3})?(","|\t| )'


def reads() -> Read:
    return read


def read(line: str, clock: Clock) -> Fields | None:
    dated = re.search(DATE, line, re.ASCII)
    if not dated:
        return stamped(line)
    when, mark, rest = clock.of_text(dated[1]), dated[3], line[dated.end() :]
    if mark == " ":
        return meaning(when, *by_blanks(rest))
    values = rest.split(mark)
    if len(values) < 10:
        raise BadLine("shape")
    user, client, url, why, method = values[:5]
    return meaning(when, user, client, url, why, method, values[9])


def by_blanks(text: str) -> tuple[str, str, str, str, str, str]:
    start = re.match(r"([^ \t]*) ([^ \t]+) ([^ \t]+) ", text)
    rest = text[start.end() :] if start else ""
    method = re.search("(^| )([A-Z]+) [0-9]+ -?[0-9]+ ", rest)
    if not start or not method:
        raise BadLine("shape")
    status = re.search(" [0-9]+ ([0-9]{3}) ", rest[method.end() - 1 :])
    return start[1], start[2], start[3], rest[: method.start()], method[2], status[1] if status else ""


def stamped(line: str) -> Fields | None:
    start = re.search(r"(?:^|[ \t])([0-9]{8,11}\.[0-9]{3})\t", line)
    values = line[start.start(1) :].split("\t") if start else []
    for place in (4, 5):
        if len(values) >= place + 11 and re.fullmatch("[A-Z]+ [0-9]{3}", " ".join(values[place + 1 : place + 3])):
            url, method, status = values[place : place + 3]
            why = values[place + 10]
            return meaning(since_1970(float(values[0])), values[2], values[3], url, why, method, status)
    raise BadLine("shape")


def meaning(
    when: datetime | None, user: str, client: str, url: str, why: str, method: str, status: str
) -> Fields | None:
    if status == "407" or re.search(r"\*(DENIED|Acc[^*]{1,2}s interdit|INFECT|NETERR)", why):
        return None
    return Fields(when, web_family(method), client, user, url, method)


def write(visit: Visit, chance: Random) -> str:
    refusal = chance.choice(
        ("*DENIED* Banned site: voisin.example", "*Accès interdit-POST* Site interdit : voisin.example")
    )
    why = refusal if visit.refused else chance.choice(("", "*SCANNED* ", "*EXCEPTION* Exception site match."))
    url = f"https://{visit.tunnel}" if visit.method == "CONNECT" else visit.target
    user, status = visit.user or "-", "403" if visit.refused else "200"
    day = f"{visit.local.year}.{visit.local.month}.{visit.local.day}"
    when = chance.choice((visit.local_text("%Y.%m.%d %H:%M:%S"), f"{day} {visit.local_text('%H:%M:%S')}"))
    sizes = ("Réseaux sociaux", "1", status, "text/html", "poste", "agents", "Mozilla/5.0 (X11)", "-")
    dated = (user, visit.client, url, why, visit.method, str(visit.received), "-20", *sizes)
    hosts = (visit.client, "poste") if chance.random() < 0.5 else (visit.client,)
    told = (url, visit.method, status, str(visit.received), "text/html", "Mozilla/5.0", "-", "187", "-", "500", why)
    stamp = f"{visit.at.timestamp():.3f}"
    line = chance.choice(
        (
            " ".join((when, *dated)),
            '"' + '","'.join((when, *dated)) + '"',
            "\t".join((when, *dated)),
            "\t".join((stamp, "passerelle", user, *hosts, *told, "0", "-", "agents", "1", "-", "voisin.example")),
        )
    )
    return syslog(visit, "e2guardian[812]", chance) + line


def dated(mark: str) -> str:
    return mark.join(("agent042", "10.0.4.21", "{}", "", "GET", "482", "0", "", "1", "200", "text/html", "-"))


LINES = {
    "blanks": "2026.03.14 09:26:53 " + dated(" "),
    "CSV": '"2026.03.14 09:26:53","' + dated('","') + '"',
    "tabulations": "2026.03.14 09:26:53\t" + dated("\t"),
    "stamp": "1773476813.412\t-\tagent042\t10.0.4.21\t{}\tGET\t200\t482\t-\t-\t-\t187\t-\t0\t\t0\t-\tagents\t1",
}

SAMPLE = Sample(
    name="e2guardian",
    reads=reads,
    write=among_neighbours(write),
    by_url={form: line.format for form, line in LINES.items()},
    hostile={
        "dates": (b"", b"2026.03.14 09:26:53 "),
        "methods": (b"2026.03.14 09:26:53 a b c ", b" A 1"),
        "marks": (b"2026.03.14 09:26:53\t", b"*Acc"),
        "stamps": (b"", b"1773476813.412 "),
    },
)
