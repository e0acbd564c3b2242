"""How long does the import of a register take? `python -m bench.exchange [--lines N]`.

A database of its own, SQLite, or the PostgreSQL that PLEINJOUR_TEST_POSTGRES names. A file of N lines (10,000: two
systems for each three uses), 37 of them wrong, is tried in each format: read, judged and kept for the person to look
at. Then the same without mistakes is tried, imported, exported and tried again, when every line must be unchanged.
"""

import argparse
import csv
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bench.bars import tell_missed
from bench.search import database

MOST_SECONDS = 10.0
WRONG = 37
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def main() -> int:
    """Try, import, export and try again, and print how long each took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=10_000, metavar="N")
    with database() as vendor:
        print(vendor)
        return _measure(options.parse_args().lines)


def _measure(count: int) -> int:
    from pleinjour.web.organizations.actions.authorities import Profile, open_authority
    from pleinjour.web.organizations.models import Account, Kind, Membership, Role
    from pleinjour.web.registry.exchange.actions import confirm_import, try_import
    from pleinjour.web.registry.exchange.fates import Outcome, read_fates
    from pleinjour.web.registry.exchange.table import rows_of
    from pleinjour.web.registry.models import System
    from pleinjour.web.registry.selectors import in_force

    authority = open_authority(Profile(name="Commune d’Exemple", siren="732829320", kind=Kind.COMMUNE))
    actor = Account.objects.create_account("dpo@exemple.example", None, display_name="DPO")
    Membership.objects.create(account=actor, authority=authority, role=Role.DPO)
    watch = _Watch()
    for kind, content in _files(_lines(count, wrong=WRONG)).items():
        with watch.timing(f"{kind} of {count} lines, {WRONG} wrong, {len(content) / 1e6:.1f} MB, tried"):
            trial = try_import(actor, authority, content, NOW)
        problems = [problem for fate in read_fates(trial.fates) for problem in fate.problems]
        assert len(problems) == WRONG
        assert all(problem.column and problem.sentence for problem in problems)
        assert not System.objects.exists()
    with watch.timing("csv without mistakes, tried"):
        trial = try_import(actor, authority, _files(_lines(count))["csv"], NOW)
    with watch.timing("csv without mistakes, imported"):
        confirm_import(actor, trial, NOW)
    with watch.timing("written in three formats"):
        files = _files(list(rows_of(in_force(System.objects.prefetch_related("uses__unit")))))
    for kind, content in files.items():
        with watch.timing(f"{kind}, the same again, tried"):
            trial = try_import(actor, authority, content, NOW)
        assert {fate.outcome for fate in read_fates(trial.fates)} == {Outcome.UNCHANGED}
    return tell_missed({f"each ≤ {MOST_SECONDS:g} s": max(watch.took) > MOST_SECONDS})


class _Watch:
    def __init__(self) -> None:
        self.took: list[float] = []

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.took.append(time.perf_counter() - began)
        print(f"{name}: {self.took[-1]:.1f} s", flush=True)


def _lines(count: int, wrong: int = 0) -> list[tuple[str, ...]]:
    """Rows of the register's file: of five, two systems and three uses. The wrong ones are spread over them."""
    from pleinjour.web.registry.exchange.columns import NAMES

    places = {rank * count // wrong for rank in range(wrong)} if wrong else set()
    return [tuple(_line(number, number in places).get(name, "") for name in NAMES) for number in range(count)]


def _line(number: int, is_wrong: bool) -> dict[str, str]:
    group, rank = divmod(number, 5)
    system = {"Ligne": "système", "Système": f"Outil {group}-{rank % 2}"}
    if rank < 2:
        purpose = f"Aider le service {number} à classer les demandes des habitants, puis à préparer les réponses."
        hosting = "Lune" if is_wrong else "En France"
        return system | {"À quoi il sert": purpose, "Fournisseur": "Éditeur", "Hébergement": hosting}
    since = "32/01/2026" if is_wrong else "2026-01-31"
    return system | {"Ligne": "usage", "Usage": f"Classer les demandes du guichet {number}.", "Depuis": since}


def _files(rows: list[tuple[str, ...]]) -> dict[str, bytes]:
    from pleinjour.web.organizations.spreadsheet import write_ods
    from pleinjour.web.registry.exchange.columns import NAMES
    from pleinjour.web.registry.exchange.table import write_json

    written = io.StringIO()
    csv.writer(written).writerows([NAMES, *rows])
    ods = write_ods({"Registre": [NAMES, *rows]})
    return {"csv": written.getvalue().encode(), "ods": ods, "json": write_json(rows).encode()}


if __name__ == "__main__":
    raise SystemExit(main())
