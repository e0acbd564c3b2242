"""CEF of any product: docs/dpo-rssi/formats/cef.md."""

from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_visits import Visit, bsd_date, syslog
from tests.engines.traffic.naive_clocks import Clock, syslog_date
from tests.engines.traffic.naive_events import cef_of, refused, said, written
from tests.engines.traffic.naive_proxies import web_family
from tests.engines.traffic.naive_values import Fields, target_of

HEAD = "CEF:0|ACME|Passerelle \\| web|3.2|100|Requête|3|"


def read(line: str, clock: Clock) -> Fields | None:
    _, values = cef_of(line)
    url, method = said(values, "request"), said(values, "requestMethod")
    target = target_of(url, said(values, "dhost", "destinationDnsDomain"))
    if refused(said(values, "act")) or not (target or said(values, "dst")):
        return None
    stamp = said(values, "rt", "end", "start")
    when = written(stamp, clock, said(values, "dtz")) if stamp else syslog_date(line, clock)
    family = web_family(method) if url or method else "flow"
    client, user = said(values, "src", "c6a2", "shost"), said(values, "suser", "suid")
    return Fields(when, family, client, user, target, method, said(values, "out"))


def write(visit: Visit, chance: Random) -> str:
    when, zone = stamp(visit, chance)
    pairs = [f"act={'Blocked' if visit.refused else chance.choice(('Allowed', 'permit', 'accept', '-'))}", *zone]
    pairs += [f"rt={when}", f"src={visit.client}", "dst=192.0.2.10", "cs1Label=Règle", "cs1=sortie web claude.ai"]
    if visit.user:
        pairs.append("suser=" + visit.user.replace("\\", "\\\\"))
    if chance.random() < 0.8:
        pairs += [f"requestMethod={visit.method}", "request=" + visit.target.replace("=", "\\=")]
    else:
        pairs += [f"dhost={visit.question}"]
    pairs += [f"out={visit.sent}", f"in={visit.received}", "msg=un usage\\=permis de chatgpt.com"]
    return syslog(visit, "passerelle", chance) + HEAD + " ".join(pairs)


def stamp(visit: Visit, chance: Random) -> tuple[str, list[str]]:
    """One of the ways to write a date, and the `dtz` that goes with it."""
    offset = visit.offset
    ways = (
        str(int(visit.at.timestamp() * 1000)),
        str(int(visit.at.timestamp())),
        visit.local_text("%b %d %Y %H:%M:%S"),
        visit.local_text("%b %d %Y %H:%M:%S.123 ") + ("CEST" if offset == "+0200" else "CET"),
        visit.local_text("%b %d %H:%M:%S"),
        visit.local.isoformat(timespec="milliseconds"),
        bsd_date(visit),
    )
    if chance.random() < 0.1:
        return f"{visit.at:%Y-%m-%d %H:%M:%S}", ["dtz=UTC"]
    return chance.choice(ways), chance.choice(([], [f"dtz={offset}"], ["dtz=Europe/Paris"]))


def by_url(url: str) -> str:
    return f"{HEAD}rt=Mar 14 2026 09:26:53 src=10.0.4.21 request={url} requestMethod=GET act=Allowed out=836"


def by_name(name: str) -> str:
    return f"{HEAD}rt=1773476813412 src=10.0.4.21 dst=192.0.2.10 dhost={name} act=Allowed out=836"


SAMPLE = Sample(
    name="cef",
    reads=lambda: read,
    write=write,
    by_url={"request": by_url},
    by_name={"dhost": by_name},
    hostile={
        "heads of CEF": (b"", b"CEF:0|"),
        "bars after CEF": (b"CEF:0", b"|\\"),
        "keys": (HEAD.encode(), b"a= "),
        "words without a key": (HEAD.encode(), b"a.b "),
        "a key without an end": (HEAD.encode(), b"a"),
        "backslashes": (HEAD.encode() + b"rt=", b"\\="),
        "a stamp without an end": (HEAD.encode() + b"dst=1 rt=Mar 14 2026 09:26:53.", b"1"),
    },
)
