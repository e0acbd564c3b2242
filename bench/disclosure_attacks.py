"""Attacks at full size: two years of pages, months alone, corrections. `python -m bench.disclosure` prints them.

What counts as inferred: that some of a group of fewer than 11 people who joined, left or moved use a service; that a
cell under the threshold holds somebody and surely fewer than 11; its connections, nearer than half; that a change which
can be computed between two editions is about fewer than 11 people.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from bench.disclosure import LEVELS, SECRET, kept, passing, time_a_year
from bench.population import ABSENT, Change, Population, populate, tallies_of
from bench.reader import MonthsTogether, small_and_hidden
from pleinjour.base.tallies import Cell, Tally
from pleinjour.engines.disclosure import lay_out, protect, revise
from pleinjour.engines.disclosure.protection import units_of
from pleinjour.engines.disclosure.units import PROTECTION
from tests.engines.disclosure.attack import Attack, holds

MONTHS = 24
THRESHOLD = 11
SIZES = {120: 5, 500: 3, 1_500: 2, 5_000: 1, 20_000: 1}
"""Agents, and how many organisations of that size are made."""

MOST_TURNOVER = 5_000
"""Above, so many people come and go each month that they are no small groups, and the programmes are too large."""


@dataclass(frozen=True, slots=True)
class Attacked:
    """How many sums were attacked, how many gave way."""

    sums: int
    inferred: int


def scenarios(agents: int) -> Iterator[tuple[str, Change]]:
    yield "one leaves and one joins each month", Change(leaving=1, joining=1)
    if agents <= MOST_TURNOVER:
        yield "2 % leave and as many join each month", Change(leaving=agents // 50, joining=agents // 50)
    yield "three people change unit", Change(moved=3)


def attack_months(population: Population, months: list[list[Tally]], pages: list[list[Cell]]) -> Attacked:
    """All months together: who joined, left or moved, and the cells under the threshold."""
    reader = MonthsTogether(population, pages)
    movers = reader.movers(THRESHOLD - 1)
    small = [
        reader.people_of(key, month)
        for month, (tallies, cells) in enumerate(zip(months, pages, strict=True))
        for key in small_and_hidden(tallies, cells, THRESHOLD)
    ]
    found = len(reader.inferred(movers))
    found += sum(reader.most(people) < THRESHOLD for people in reader.inferred(small))
    return Attacked(len(movers) + len(small), found)


def attack_alone(tallies: list[Tally], cells: list[Cell]) -> Attacked:
    """One month, before rounding: the connections of each cell under the threshold."""
    attack = Attack(tallies, cells)
    small = [cell.key for cell in cells if attack.tallies[cell.key].people < THRESHOLD]
    found = 0
    for key in small:
        true, fewest = attack.tallies[key].connections, sum(holds(key, leaf) for leaf in attack.leaves)
        found += attack.interval(key)[0] > true - min(PROTECTION * true, true - fewest) + 1e-6
    return Attacked(len(small), found)


def attack_correction(population: Population) -> Attacked:
    """A first edition that missed a tenth of the people, and its correction: the people behind each change."""
    late = np.random.default_rng(0).random(len(population.homes)) < 0.1
    seen, missed = (
        replace(population, homes=np.where(absent[:, None], ABSENT, population.homes)) for absent in (late, ~late)
    )
    first, after = tallies_of(seen, 0, seed=0), tallies_of(population, 0, seed=0)
    units, sheets = units_of([*first, *after]), [(after[0].key.month, after[0].key.family)]
    old = lay_out(protect(first, secret=SECRET), units=units, sheets=sheets)
    new = revise(after, [old], secret=SECRET, units=units, sheets=sheets)
    moved = {one.key for one, other in zip(old, new, strict=True) if one != other}
    come = {tally.key: tally for tally in tallies_of(missed, 0, seed=0)}
    tallies = [come.get(tally.key, replace(tally, people=0)) for tally in after]
    attack = Attack(tallies, [Cell(t.key, 0, 0, 0, 0, suppressed=t.key not in moved) for t in tallies])
    few = [key for key in set(attack.leaves) & set(attack.hidden) if 0 < attack.tallies[key].people < THRESHOLD]
    if not moved:
        return Attacked(len(few), 0)
    return Attacked(len(few), sum(attack.lightest_group(key) < THRESHOLD - 1e-6 for key in few))


def run(agents: int, organizations: int) -> None:
    """Print one line for each scenario of one size."""
    for name, change in scenarios(agents):
        start, attacked, shares, bare = time.perf_counter(), [], [], []
        for seed in range(organizations):
            population = populate(agents, MONTHS, seed, change)
            months = [tallies_of(population, month, seed) for month in range(MONTHS)]
            tallies = [tally for month in months for tally in month]
            cells = protect(tallies, secret=SECRET)
            pages = [[cell for cell in cells if cell.key.month == month[0].key.month] for month in months]
            attacked += [attack_months(population, months, pages), attack_correction(population)]
            attacked += [attack_alone(months[month], pages[month]) for month in (0, MONTHS // 2)]
            shares.append([kept(tallies, cells, level) for level in LEVELS])
            bare.append(passing(tallies, LEVELS[1]))
        columns = [agents, name, sum(one.sums for one in attacked), sum(one.inferred for one in attacked)]
        columns += [f"{share:.0f} %" for share in np.mean(shares, axis=0)]
        columns += [f"{np.mean(bare):.0f} %", f"{time.perf_counter() - start:.0f} s"]
        print("| " + " | ".join(map(str, columns)) + " |", flush=True)


def main() -> None:
    """Every size, or those that are named: `python -m bench.disclosure 120 500`."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print("| Agents | 24 months in which | Attacked | Inferred |", " | ".join(LEVELS), "| threshold alone | time |")
    print("|" + "---|" * 11)
    for agents in sizes:
        run(agents, SIZES[agents])
    print(f"200 units × 200 services × 12 months: {time_a_year():.1f} s of processor")
