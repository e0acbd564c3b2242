"""The public register under 50 requests a second, no copy kept: `python -m bench.register [--sheets N] [--rate R]`.

A site of its own on SQLite, then on PostgreSQL where it is installed: one authority, 5,000 sheets. Searches (words,
filters, pages) are pressed first, then sheets; the client runs on the same two cores. Exits with 1 when one is missed.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from bench.bars import tell_missed
from bench.pressing import press
from bench.site import Site, new_site, serving

BASE = "/ouvert/exemple/registre/"
MOST_SEARCH_MS, MOST_SHEET_MS = 80.0, 40.0
WORDS = [
    "assistant",
    "mairie",
    "délibérations",
    "courriers",
    "écoles",
    "places",
    "voirie",
    "accueil",
    "habitants",
    "traduction",
    "résumé",
    "service",
    "agents",
    "état",
    "civil",
    "urbanisme",
    "permis",
    "crèche",
    "cantine",
    "subvention",
    "marché",
    "facture",
    "réunion",
    "compte",
    "rendu",
    "modèle",
    "données",
]
POSTGRES = Path(__file__).resolve().parent.parent / "bin/postgres-for-tests"


def main() -> int:
    """Press each database, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sheets", type=int, default=5_000, metavar="N")
    options.add_argument("--rate", type=float, default=50, metavar="R")
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.fill:
        return fill(chosen.sheets)
    missed: dict[str, bool] = {}
    with server() as address:
        for name, database in (("SQLite", ""), *([("PostgreSQL", address)] if address else [])):
            missed |= measure(name, database, chosen.sheets, chosen.rate, chosen.seconds)
    return tell_missed(missed)


def measure(name: str, database: str, sheets: int, rate: float, seconds: float) -> dict[str, bool]:
    """Which bars this database misses; its figures are printed."""
    with tempfile.TemporaryDirectory(prefix="pleinjour-bench-") as folder:
        environment = new_site(Path(folder), database)
        subprocess.run(
            [sys.executable, "-m", "bench.register", "--fill", "--sheets", str(sheets)], env=environment, check=True
        )
        with serving(Path(folder), environment) as site:
            found = {
                "search": [BASE + query for query in questions()],
                "sheet": [f"{BASE}{number}/" for number in range(1, sheets + 1, 7)],
            }
            p95 = {what: _p95(f"{name}, {what}", site, paths, rate, seconds) for what, paths in found.items()}
    return {
        f"{name}: search p95 ≤ {MOST_SEARCH_MS:.0f} ms": p95["search"] > MOST_SEARCH_MS,
        f"{name}: sheet p95 ≤ {MOST_SHEET_MS:.0f} ms": p95["sheet"] > MOST_SHEET_MS,
    }


def questions() -> list[str]:
    """What is asked, none twice: the site remembers what it answered. Each word is in nearly every sheet: the worst."""
    chance = random.Random(8)
    filters = ("", "&part=aide", "&personal_data=oui", "&stage=signale", "&origin=libre&page=3", "&unit=Voirie")
    shapes = ("{0}", "{0} {1}", '"{0} {1}"', "{0} {3}", "{0} {1} {2}")
    asked = []
    for rank in range(3_000):
        words = chance.choice(shapes).format(*chance.sample(WORDS, 3), f"outil{rank}")
        asked.append(f"?{urlencode({'q': words})}{chance.choice(filters)}")
    return list(dict.fromkeys(asked))


def _p95(what: str, site: Site, paths: list[str], rate: float, seconds: float) -> float:
    warm = int(3 * rate)
    press(site.port, paths[:warm], rate, 3)
    before = _processor(site)
    took = press(site.port, paths[warm:], rate, seconds)
    spent = (_processor(site) - before) / len(took)
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"{what}: {len(took)} at {rate:.0f}/s, p50 {p50:.0f} ms, p95 {p95:.0f} ms, processor {spent:.0f} ms each")
    return p95


def _processor(site: Site) -> float:
    """Milliseconds of processor that the site's processes have spent, its database's aside where it has one."""
    ticks = 0
    for pid in site.workers():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def fill(count: int) -> int:
    """One authority with `count` sheets, in the database of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "pleinjour.web.config.settings"
    import django

    django.setup()
    from pleinjour.web.organizations.models import Authority, Kind
    from pleinjour.web.publish.content import Content, Facts, Words
    from pleinjour.web.publish.models import Sheet, SheetEdition, SheetWords
    from pleinjour.web.publish.search import words_by
    from pleinjour.web.registry.models import System

    chance = random.Random(4)
    authority = Authority.objects.create(name="Commune d’Exemple", slug="exemple", siren="732829320", kind=Kind.COMMUNE)
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def text(length: int) -> str:
        return " ".join(chance.choices(WORDS, k=length))

    systems = System.objects.bulk_create(System(authority=authority, name=f"Outil{rank}") for rank in range(count))
    contents = [
        Content(
            Facts(system.name, text(12), text(3), text(4), chance.choice(["aide", "aucune"]), "Voirie"),
            Words(text(40), text(40), text(30), supervision=text(20), risks=text(20), contact="ia@exemple.example"),
        )
        for system in systems
    ]  # fmt: skip
    editions = SheetEdition.objects.bulk_create(
        SheetEdition(
            authority=authority, system=system, number=1, version=1, basis=1, content=content.written(),
            published_at=now, published_by_role="dpo",
        )
        for system, content in zip(systems, contents, strict=True)
    )  # fmt: skip
    sheets = Sheet.objects.bulk_create(
        Sheet(
            authority=authority, system=edition.system, edition=edition, name=edition.system.name,
            part=content.facts.part, origin=chance.choice(["libre", "produit"]), units="|Voirie|",
            personal_data=chance.choice(["oui", "non"]),
        )
        for edition, content in zip(editions, contents, strict=True)
    )  # fmt: skip
    SheetWords.objects.bulk_create(
        SheetWords(authority=authority, sheet=sheet, **words_by(content))
        for sheet, content in zip(sheets, contents, strict=True)
    )
    return 0


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL of its own; empty where it is not installed."""
    started = subprocess.run([POSTGRES, "start"], capture_output=True, text=True, check=False)
    try:
        yield started.stdout.strip()
    finally:
        if started.stdout.strip():
            subprocess.run([POSTGRES, "stop", started.stdout.strip()], check=True)


if __name__ == "__main__":
    sys.exit(main())
