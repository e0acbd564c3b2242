"""How much use stays visible after disclosure control, what attacks infer, how long it takes.

`python -m bench.disclosure` prints it.

Simulated organisations, seeds fixed: units of unequal size, services of unequal renown (Zipf), half of the agents use
some of them, a few use them much.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey, Family, Tally
from pleinjour.engines.disclosure import protect

MARCH = Month(2026, 3)
SHEET: Final[tuple[Month, Family]] = (MARCH, "request")
SECRET = b"a secret of the bench, known to all"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one person did on one service, one day."""

    person: int
    unit: str
    category: str
    service: str
    day: int
    connections: int = 1


def count(visits: Iterable[Visit], month: Month = MARCH) -> list[Tally]:
    """Every cell and margin that the visits fill."""
    people: dict[CellKey, set[int]] = defaultdict(set)
    days: dict[CellKey, set[tuple[int, int]]] = defaultdict(set)
    connections: dict[CellKey, int] = defaultdict(int)
    for visit in visits:
        for unit in (None, visit.unit):
            for category, service in (
                (None, None),
                (visit.category, None),
                (visit.category, visit.service),
            ):
                key = CellKey(month, "request", unit, category, service)
                people[key].add(visit.person)
                days[key].add((visit.person, visit.day))
                connections[key] += visit.connections
    return [Tally(key, len(people[key]), len(days[key]), connections[key], 900 * connections[key]) for key in people]


def simulate(agents: int, units: int, services: int, seed: int) -> list[Visit]:
    """A month of visits in an organisation of so many agents."""
    draw = np.random.default_rng(seed)
    sizes = draw.pareto(1.2, units) + 0.5
    homes = draw.choice(units, agents, p=sizes / sizes.sum())
    renown = 1 / np.arange(1, services + 1) ** 1.4
    owners = draw.choice(8, services, p=np.arange(8, 0, -1) / 36)
    return [
        Visit(
            person,
            f"unit {homes[person]:03d}",
            f"category {owners[service]}",
            f"service {service:03d}",
            int(day),
            int(draw.geometric(0.15)),
        )
        for person in np.flatnonzero(draw.random(agents) < 0.5).tolist()
        for service in draw.choice(
            services, min(services, 1 + draw.poisson(1.5)), replace=False, p=renown / renown.sum()
        ).tolist()
        for day in draw.choice(22, min(22, int(draw.geometric(0.2))), replace=False)
    ]


def fill(units: int, services: int, month: Month, seed: int) -> list[Tally]:
    """A full table: every unit uses every service, few of them much."""
    draw = np.random.default_rng(seed)
    people = draw.geometric(0.1, (units, services))
    owners = np.arange(services) % 10
    tallies = []
    for unit, rows in [(None, slice(None)), *((f"unit {u:03d}", slice(u, u + 1)) for u in range(units))]:
        part = people[rows].sum(axis=0)
        counts: dict[tuple[str | None, str | None], int] = {(None, None): int(part.sum())}
        counts |= {(f"category {c}", None): int(part[owners == c].sum()) for c in range(10)}
        counts |= {(f"category {owners[s]}", f"service {s:03d}"): int(part[s]) for s in range(services)}
        tallies += [
            Tally(CellKey(month, "request", unit, category, service), n, 3 * n, 9 * n, 1_000 * n)
            for (category, service), n in counts.items()
        ]
    return tallies


def kept(tallies: Iterable[Tally], cells: Iterable[Cell], level: str) -> float:
    """The share of user-days that stays visible at one level, in per cent."""
    chosen = [(t.user_days, c.suppressed) for t, c in zip(tallies, cells, strict=True) if level_of(t.key) == level]
    return 100 * sum(days for days, hidden in chosen if not hidden) / max(1, sum(days for days, _ in chosen))


def level_of(key: CellKey) -> str:
    """The level of the table at which a cell stands."""
    row = "organisation" if key.unit is None else "unit"
    column = "service" if key.service is not None else "category" if key.category is not None else "total"
    return f"{row} × {column}"


LEVELS = (
    "organisation × category",
    "organisation × service",
    "unit × total",
    "unit × category",
    "unit × service",
)


def passing(tallies: Iterable[Tally], level: str, threshold: int = 11) -> float:
    """The share of user-days, at one level, in cells that reach the threshold, in per cent."""
    chosen = [tally for tally in tallies if level_of(tally.key) == level]
    reached = sum(tally.user_days for tally in chosen if tally.people >= threshold)
    return 100 * reached / max(1, sum(tally.user_days for tally in chosen))


def time_a_year() -> float:
    """The seconds that a year of 200 units and 200 services takes."""
    year = [tally for n in range(1, 13) for tally in fill(200, 200, Month(2026, n), seed=n)]
    start = time.process_time()
    protect(year, secret=SECRET)
    return time.process_time() - start


if __name__ == "__main__":
    from bench.disclosure_attacks import main

    main()
