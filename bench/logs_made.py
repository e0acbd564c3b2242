"""Logs for the benches: plausible, as large as asked for, the same for the same seed.

A block of a few MiB is written line by line by the tests' generator of formats, from visits like those of a town hall
(a thousand people, two thousand sites of unequal renown, seven tunnels in ten, a tenth of the URLs with escapes in
their path). It is repeated with later times until the file is large enough.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from pleinjour.refdata.services import load_catalogue
from tests.engines.traffic.logs import WRITERS, heading
from tests.engines.traffic.logs_visits import Visit

DATA = Path(__file__).parent / "data"
MIB = 1 << 20
START = datetime(2026, 3, 2, 6, tzinfo=UTC)
PEOPLE, SITES, BLOCK = 1000, 2000, 4 * MIB
_DAYS = 24


@dataclass(frozen=True)
class Recipe:
    """One log to make: its format (`native` is Squid's without any relay), its size, its share of AI services, and of
    how many of them, None for all.
    """

    format: str
    size: int
    hit_rate: float
    services: int | None = None

    @property
    def path(self) -> Path:
        some = "" if self.services is None else f"-{self.services}-services"
        return DATA / f"{self.format}-{self.size // MIB}MiB-{self.hit_rate:.3f}{some}.log"


def domains_of(services: int | None) -> dict[str, str | None]:
    """What the catalogue looks for; for so many services only, taken evenly all along it, unless None."""
    catalogue = load_catalogue()
    if services is None:
        return dict(catalogue.domains)
    names = list(catalogue.services)
    kept = {names[rank * len(names) // services] for rank in range(services)}
    return {domain: service for domain, service in catalogue.domains.items() if service in kept}


def make(recipe: Recipe) -> Path:
    """The path of the log, written when it is not there yet."""
    if not recipe.path.exists():
        DATA.mkdir(exist_ok=True)
        unfinished = recipe.path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            file.writelines(blocks(recipe))
        unfinished.rename(recipe.path)
    return recipe.path


def make_gzip(plain: Path) -> Path:
    """The same log compressed as logrotate does (gzip -6, or pigz where it is installed)."""
    packed = plain.with_name(plain.name + ".gz")
    if not packed.exists():
        tool = shutil.which("pigz") or "gzip"
        with packed.with_suffix(".unfinished").open("wb") as file:
            subprocess.run([tool, "-6", "-c", str(plain)], stdout=file, check=True)
        packed.with_suffix(".unfinished").rename(packed)
    return packed


def blocks(recipe: Recipe) -> Iterator[bytes]:
    """Blocks of whole lines that add up to the size, each some hours after the one before."""
    written, number, count = 0, 0, recipe.size // BLOCK + 1
    first = list(first_block(recipe))
    while written < recipe.size:
        block = moved(recipe, first, timedelta(days=_DAYS) * number / count)
        yield block
        written += len(block)
        number += 1


def first_block(recipe: Recipe) -> Iterator[Visit]:
    chance = Random(f"{recipe.format} {recipe.hit_rate}")
    town = sites(chance)
    services = [domain for domain, service in domains_of(recipe.services).items() if service]
    renown = list(accumulate(1 / (rank + 1) for rank in range(len(town))))
    for number in range(BLOCK // 130):
        is_hit = chance.random() < recipe.hit_rate
        host = chance.choice(services) if is_hit else chance.choices(town, cum_weights=renown)[0]
        yield visit(chance, host, START + timedelta(seconds=number / 4, milliseconds=chance.randrange(1000)))


def sites(chance: Random) -> list[str]:
    """Names of sites; none belongs to a service of the catalogue."""
    ends = ("example", "gouv.example", "co.example", "cdn.example")
    syllables = ("ma", "ri", "vel", "to", "sen", "au", "ber", "gne", "lo", "is", "pa", "tri", "cou", "don", "ze")
    return [
        f"{chance.choice(('www', 'static', 'api', 'img', 'portail'))}."
        f"{''.join(chance.choices(syllables, k=chance.randrange(2, 6)))}{number}.{chance.choice(ends)}"
        for number in range(SITES)
    ]


def visit(chance: Random, host: str, at: datetime) -> Visit:
    person = int(PEOPLE * chance.random() ** 1.5)
    return Visit(
        at=at,
        client=f"10.{person % 4}.{person // 200}.{person % 200 + 10}",
        user="" if person % 3 == 0 else f"agent{person:04d}",
        host=host,
        authority=host,
        path=path(chance),
        method=chance.choices(("CONNECT", "GET", "POST"), (66, 28, 6))[0],
        sent=chance.randrange(200, 90_000),
        received=chance.randrange(200, 900_000),
        refused=chance.random() < 0.03,
    )


def path(chance: Random) -> str:
    words = chance.choices(("actes", "budget", "cantine", "images", "js", "v2", "planning", "voirie"), k=3)
    if chance.random() < 0.1:
        return f"/{words[0]}/d%C3%A9lib%20{chance.randrange(10**6)}?q={words[1]}%2F{words[2]}%3Fid"
    return f"/{'/'.join(words)}/{chance.randrange(10**8):x}.html?session={chance.randrange(10**12):x}"


def moved(recipe: Recipe, visits: list[Visit], later: timedelta) -> bytes:
    """The visits as lines, so much later. Writers are slow: lines are written once, then only their times change."""
    if recipe.format == "native":
        seconds = int(later.total_seconds())
        parts = native_parts(recipe, visits)
        return b"".join([b"%d%s" % (time + seconds, rest) for time, rest in parts])
    return retimed(written_once(recipe, visits), later)


_PARTS: dict[Recipe, list[tuple[int, bytes]]] = {}
_WRITTEN: dict[Recipe, bytes] = {}


def native_parts(recipe: Recipe, visits: list[Visit]) -> list[tuple[int, bytes]]:
    if recipe not in _PARTS:
        chance = Random(7)
        _PARTS[recipe] = [(int(each.at.timestamp()), native_rest(each, chance)) for each in visits]
    return _PARTS[recipe]


def native_rest(each: Visit, chance: Random) -> bytes:
    """What follows the seconds in Squid's native format."""
    tunnel = each.method == "CONNECT"
    target = f"{each.host}:443" if tunnel else f"http://{each.host}{each.path}"
    code = "TCP_DENIED/403" if each.refused else "TCP_TUNNEL/200" if tunnel else "TCP_MISS/200"
    kind = "-" if tunnel else "text/html"
    return (
        f".{each.at.microsecond // 1000:03d} {chance.randrange(9000):6d} {each.client} {code} {each.received} "
        f"{each.method} {target} {each.user or '-'} HIER_DIRECT/192.0.2.10 {kind}\n"
    ).encode()


def written_once(recipe: Recipe, visits: list[Visit]) -> bytes:
    if recipe not in _WRITTEN:
        chance = Random(7)
        write = WRITERS[recipe.format]
        body = b"".join(plain(each, write(each, chance)).encode() + b"\n" for each in visits)
        _WRITTEN[recipe] = heading(recipe.format) + body
    return _WRITTEN[recipe]


def plain(each: Visit, line: str) -> str:
    """The line without the names of services that the tests' generator puts in comments, to mislead readers."""
    if not each.host.endswith("example"):
        return line
    return line.replace("claude.ai", "www.site.example").replace("chatgpt.com", "site.example")


def retimed(block: bytes, later: timedelta) -> bytes:
    """The block some days later: every day of March and every count of seconds in it, moved alike."""
    days = later.days
    if not days:
        return block
    moves = {
        rb"\b(1772[4-5]\d\d\d\d\d)": lambda found: b"%d" % (int(found[1]) + 86400 * days),
        rb"(2026[-/]03[-/]|Mar {1,2}|\b)0?2(?=[-/ ](?:Mar|03|\d\d:))": lambda found: found[1] + b"%02d" % (2 + days),
        rb"(2026[-/]03[-/])02": lambda found: found[1] + b"%02d" % (2 + days),
    }
    for pattern, move in moves.items():
        block = re.sub(pattern, move, block)
    return block
