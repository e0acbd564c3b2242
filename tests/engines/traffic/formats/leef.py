"""LEEF of any product: docs/dpo-rssi/formats/leef.md."""

from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, syslog
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import leef_of, refused, said, written, written_as
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import Fields, target_of

FIRST, SECOND = "LEEF:1.0|ACME|Passerelle|3.2|100|", "LEEF:2.0|ACME|Passerelle|3.2|100|"


def read(line: str, clock: Clock) -> Fields | None:
    _, values = leef_of(line)
    url, method = said(values, "url", "request"), said(values, "method", "requestMethod")
    target = target_of(url, said(values, "dhost", "dstHostName", "domain"))
    if refused(said(values, "action", "act")) or not (target or said(values, "dst")):
        return None
    stamp, pattern = said(values, "devTime"), said(values, "devTimeFormat")
    when = written_as(stamp, pattern, clock) if pattern else written(stamp, clock)
    family = web_family(method) if url or method else "flow"
    client, sent = said(values, "src", "identSrc"), said(values, "srcBytes")
    when = when if stamp else syslog_date(line, clock)
    return Fields(when, family, client, said(values, "usrName"), target, method, sent)


def write(visit: Visit, chance: Random) -> str:
    action = "Block" if visit.refused else chance.choice(("Allow", "permitted", "-"))
    pairs = [f"action={action}", *stamp(visit, chance), f"src={visit.client}", "dst=192.0.2.10", "sev=1"]
    pairs += [f"usrName={visit.user}"] if visit.user else []
    if chance.random() < 0.8:
        pairs += [f"method={visit.method}", f"url={visit.target}"]
    else:
        pairs += [f"dhost={visit.question}"]
    pairs += [f"srcBytes={visit.sent}", f"dstBytes={visit.received}", "policy=sortie web claude.ai"]
    head, delimiter = chance.choice(
        (
            (FIRST, "\t"),
            (FIRST, "\t"),
            (FIRST, "#011"),
            (FIRST, "|"),
            (SECOND, "\t"),
            (SECOND + "|", "\t"),
            (SECOND + "^|", "^"),
            (SECOND + "x7C|", "|"),
            (SECOND + "0x09|", "\t"),
        )
    )
    return syslog(visit, "passerelle", chance) + head + delimiter.join(pairs)


def stamp(visit: Visit, chance: Random) -> list[str]:
    local = visit.local_text
    zone = "CEST" if visit.offset == "+0200" else "CET"
    ways = (
        (str(int(visit.at.timestamp() * 1000)), ""),
        (str(int(visit.at.timestamp())), ""),
        (local("%b %d %Y %H:%M:%S"), ""),
        (local("%b %d %Y %H:%M:%S"), "MMM dd yyyy HH:mm:ss"),
        (local("%d/%m/%Y %H:%M:%S"), "dd/MM/yyyy HH:mm:ss"),
        (local("%m/%d/%Y %I:%M:%S %p"), "MM/dd/yyyy hh:mm:ss a"),
        (local("%Y-%m-%dT%H:%M:%S.250%z"), "yyyy-MM-dd'T'HH:mm:ss.SSSZ"),
        (local("%b %d %Y %H:%M:%S.250 ") + zone, "MMM dd yyyy HH:mm:ss.SSS zzz"),
    )
    text, pattern = chance.choice(ways)
    return [f"devTime={text}", *([f"devTimeFormat={pattern}"] if pattern else [])]


def by_url(url: str) -> str:
    return f"{FIRST}devTime=Mar 14 2026 09:26:53\tsrc=10.0.4.21\turl={url}\tmethod=GET\taction=Allow\tsrcBytes=836"


def by_name(name: str) -> str:
    return f"{SECOND}^|devTime=1773476813412^src=10.0.4.21^dst=192.0.2.10^dhost={name}^srcBytes=836"


SAMPLE = Sample(
    name="leef",
    reads=lambda: read,
    write=write,
    by_url={"url": by_url},
    by_name={"dhost": by_name},
    hostile={
        "heads of LEEF": (b"", b"LEEF:1.0|"),
        "pieces": (FIRST.encode(), b"a\t"),
        "spoilt pieces": (FIRST.encode(), b"#011a"),
        "keys between blanks": (FIRST.encode(), b"a= "),
        "a pattern without an end": (FIRST.encode() + b"dst=1\tdevTime=2026\tdevTimeFormat=", b"SsMm'"),
        "an instant without an end": (FIRST.encode() + b"dst=1\tdevTimeFormat=S.SSS\tdevTime=", b"1"),
    },
)
