"""How long does a search of the register take? `python -m bench.search [--systems N] [--tries N]`.

A database of its own, SQLite, or the PostgreSQL that PLEINJOUR_TEST_POSTGRES names, holds one authority with N systems
(5,000) of 60 words each. Each question is asked as the page asks: what was found counted, then the first fifty read in
their order, with where they were found. The best of some tries on one connection: the machine does other things; the
slowest question is held against the bar. Filling the register is timed apart.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.bars import tell_missed

BAR = 30.0
"""Milliseconds for the slowest question: the database and the excerpts, not the page."""

QUESTIONS = {
    "nothing": "",
    "a rare word": "outil4321 ",
    "a common word": "courriers ",
    "three common words": "délibérations écoles service ",
    "the beginning of a word": "cour",
    "one letter": "a",
    "a phrase": '"assistant de la mairie"',
    "nowhere": "introuvable ",
}
_WORDS = [
    "assistant", "de", "la", "mairie", "délibérations", "courriers", "écoles", "places", "voirie",
    "accueil", "habitants", "traduction", "résumé", "service", "agents", "état", "civil", "urbanisme",
    "permis", "crèche", "cantine", "subvention", "marché", "facture", "réunion", "compte", "rendu",
    "modèle", "données",
]  # fmt: skip


def main() -> int:
    """Fill a register, ask each question, and print the best times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--systems", type=int, default=5_000, metavar="N")
    options.add_argument("--tries", type=int, default=21, metavar="N")
    chosen = options.parse_args()
    with database() as vendor:
        print(f"{vendor}: {chosen.systems} systems kept and indexed in {_fill(chosen.systems):.1f} s")
        slowest = max(_ask(typed, name, chosen.tries) for name, typed in QUESTIONS.items())
    return tell_missed({f"slowest question ≤ {BAR:g} ms": slowest > BAR})


@contextmanager
def database() -> Iterator[str]:
    """An empty database of its own, SQLite or PostgreSQL, until the block ends; which one it is."""
    with tempfile.TemporaryDirectory(prefix="pleinjour-bench-") as folder:
        os.environ["PLEINJOUR_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "pleinjour.web.config.settings"
        import django

        django.setup()
        from django.db import connection

        from tests.conftest import _choose_database

        _choose_database()
        name = connection.creation.create_test_db(verbosity=0)
        try:
            yield connection.vendor
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def _fill(count: int) -> float:
    from pleinjour.web.organizations.actions.authorities import Profile, open_authority
    from pleinjour.web.organizations.models import Kind
    from pleinjour.web.registry.models import System
    from pleinjour.web.registry.search import keep_words

    chance = random.Random(4)
    authority = open_authority(Profile(name="Commune d’Exemple", siren="732829320", kind=Kind.COMMUNE))
    began = time.perf_counter()
    System.objects.bulk_create(
        (
            System(authority=authority, name=f"Outil{number}", purpose=" ".join(chance.choices(_WORDS, k=60)))
            for number in range(count)
        ),
        batch_size=500,
    )
    keep_words(*System.objects.all())
    return time.perf_counter() - began


def _ask(typed: str, name: str, tries: int) -> float:
    from pleinjour.web.organizations.text_index import read_query
    from pleinjour.web.registry.models import System
    from pleinjour.web.registry.search import Wish, search_systems, show_found, with_texts

    wish = Wish(read_query(typed))
    systems = System.objects.select_related("authority")
    found = search_systems(systems, wish)
    count = 0

    def ask() -> None:
        nonlocal count
        count = found.count()
        for system in with_texts(systems.filter(pk__in=list(found[:50]))):
            show_found(system, wish.query)

    took = min(_milliseconds(ask) for _ in range(tries))
    print(f"{name}: {took:.1f} ms, {count} found")
    return took


def _milliseconds(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    raise SystemExit(main())
