"""Logs of an imaginary town hall: plausible, varied, hostile at times, and the same for the same seed.

Tests compare two readers on them, the bench times them, the fuzzer starts from them. The addresses are those that
RFC 1918, 3849 and 5737 set aside; accounts are numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from urllib.parse import quote

from tests.engines.traffic.formats import headings_of, samples
from tests.engines.traffic.logs_visits import Visit

WRITERS = {name: sample.write for name, sample in samples().items()}

AI_HOSTS = (
    "chatgpt.com",
    "ab.chatgpt.com",
    "api.openai.com",
    "status.openai.com",
    "claude.ai",
    "chat.mistral.ai",
    "www.perplexity.ai",
    "gemini.google.com",
    "copilot.microsoft.com",
    "www.deepl.com",
    "évian-ia.example",
)
TOWN_HOSTS = (
    "intranet.mairie.example",
    "www.service-public.fr",
    "www.legifrance.gouv.fr",
    "www.impots.gouv.fr",
    "chorus-pro.gouv.fr",
    "www.meteofrance.com",
    "outlook.office365.com",
    "fe3cr.delivery.mp.microsoft.com",
    "clients4.google.com",
    "www.ouest-france.fr",
    "agenda.agglo.example",
    "fr.wikipedia.org",
)
LOOK_ALIKES = (
    "notopenai.com",
    "openai.com.evil.fr",
    "my-claude.ai",
    "claude.ai.example",
    "chatgpt.com-login.evil.fr",
    "xchatgpt.com",
    "google.com",
    "mistral.ain.fr",
    "chatgpt.community",
)
WORDS = ("acte", "budget", "cantine", "deliberation", "etat-civil", "marche", "planning", "voirie")


@dataclass(frozen=True)
class Town:
    """Who asks, when, and how often for an AI service. `garbage`: share of lines that are no log lines."""

    people: int = 40
    start: date = date(2026, 3, 1)
    days: int = 31
    hit_rate: float = 0.05
    garbage: float = 0.01
    hosts: Sequence[str] = AI_HOSTS


def heading(format: str) -> bytes:
    """The lines with which a file of that format begins, newlines included."""
    return "".join(f"{line}\n" for line in headings_of(format)).encode()


def lines(format: str, seed: int, count: int, town: Town | None = None) -> Iterator[bytes]:
    """`count` lines without their newline, in the order of time."""
    chance, place = Random(f"{format} {seed}"), town or Town()
    write = WRITERS[format]
    for number in range(count):
        visit = visit_of(place, instant_of(place, number / count, chance), chance)
        line = write(visit, chance).encode()
        yield spoiled(line, chance) if chance.random() < place.garbage else line


def instant_of(town: Town, share: float, chance: Random) -> datetime:
    """Nine visits in ten between 7 and 19 hours UTC, the others at night, which tries the change of day."""
    day, within = divmod(share * town.days, 1)
    if chance.random() < 0.9:
        seconds = 7 * 3600 + within * 12 * 3600
    else:
        seconds = (19 * 3600 + chance.random() * 12 * 3600) % 86400
    start = datetime(town.start.year, town.start.month, town.start.day, tzinfo=UTC)
    return start + timedelta(days=day, seconds=int(seconds), milliseconds=chance.randrange(1000))


def visit_of(town: Town, at: datetime, chance: Random) -> Visit:
    person = int(town.people * chance.random() ** 2)
    is_hit = chance.random() < town.hit_rate
    host = chance.choice(town.hosts if is_hit else TOWN_HOSTS if chance.random() < 0.9 else LOOK_ALIKES)
    if is_hit and chance.random() < 0.2:
        host = f"{chance.choice(WORDS)}.{host}"
    return Visit(
        at=at,
        client=client_of(person),
        user=user_of(person, chance),
        host=host,
        authority=disguised(host, chance),
        path=path_of(chance),
        method=chance.choice(("CONNECT", "CONNECT", "CONNECT", "GET", "GET", "POST")),
        sent=chance.randrange(200, 90_000),
        received=chance.randrange(200, 900_000),
        refused=chance.random() < 0.08,
    )


def client_of(person: int) -> str:
    if person % 7 == 3:
        return f"2001:db8:{person % 5:x}::{person + 16:x}"
    return f"10.{person % 4}.{person % 250}.{person % 200 + 10}"


def user_of(person: int, chance: Random) -> str:
    """No account for one person in five; for the others, always the same one, whatever its case."""
    if person % 5 == 0:
        return ""
    account = f"agent{person:03d}"
    written = (account, f"MAIRIE\\{account}", f"{account}@mairie.example", f"{account}@ecoles.mairie.example")[
        person % 4
    ]
    return written.upper() if chance.random() < 0.1 else written


def disguised(host: str, chance: Random) -> str:
    """The same host as browsers, scripts and pranksters may write it in a URL."""
    case = chance.randrange(40)
    plain = {
        1: host.replace(".", "%2E", 1),
        2: host.upper(),
        3: host + ".",
        4: "".join(f"%{byte:02X}" for byte in host[:2].encode()) + host[2:],
        5: host.encode("idna").decode("ascii"),
        12: quote(host),
    }.get(case, host)
    user = {6: "agent:secret@", 7: "claude.ai@", 8: "http%3A%2F%2Fopenai.com@"}.get(case, "")
    port = {9: ":443", 10: ":8443", 11: ":"}.get(case, "")
    return user + plain + port


def path_of(chance: Random) -> str:
    """A path where the name of a service is no visit to it."""
    word = chance.choice(WORDS)
    return chance.choice(
        ("/", f"/{word}", f"/{word}?id={chance.randrange(999)}", f"/?u=https://claude.ai/{word}", "/chatgpt.com/x")
    )


def spoiled(line: bytes, chance: Random) -> bytes:
    """What a full disk, a rotation or a curious hand leaves in a log."""
    kind = chance.randrange(6)
    if kind == 0:
        return line[: chance.randrange(len(line))]
    if kind == 1:
        return b""
    if kind == 2:
        return b"# rotated: https://chatgpt.com/ 10.0.0.1"
    if kind == 3:
        return bytes(chance.randrange(256) for _ in range(60)).replace(b"\n", b"")
    if kind == 4:
        return b"\xff" + line[20:] + b" chatgpt.com"
    return line + b"\r"
