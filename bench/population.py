"""An authority over many months, month by month: people join, leave and change unit; what each one uses stays the same.

The days and the connections of each use are drawn anew every month.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pleinjour.base.figures import Month
from pleinjour.base.tallies import CellKey, Tally

Numbers = npt.NDArray[np.int64]
ABSENT = -1
SERVICES = 40
CATEGORIES = 8
BASE = 64
"""More than there are units, categories or services."""


@dataclass(frozen=True, slots=True)
class Population:
    """`homes`: the unit of each person (row) in each month (column), ABSENT before they join and after they leave.

    `habits`: whether each person uses each service. `owners`: the category of each service.
    """

    homes: Numbers
    habits: npt.NDArray[np.bool_]
    owners: Numbers
    units: int


@dataclass(frozen=True, slots=True)
class Change:
    """What happens each month: how many leave, how many join. In the middle month, `moved` people change unit."""

    leaving: int = 0
    joining: int = 0
    moved: int = 0


def populate(agents: int, months: int, seed: int, change: Change, units: int = 20) -> Population:
    """Units of unequal size, services of unequal renown (Zipf), as in `bench.disclosure.simulate`."""
    draw = np.random.default_rng(seed)
    sizes = draw.pareto(1.2, units) + 0.5
    everyone = agents + change.joining * (months - 1)
    homes = np.repeat(draw.choice(units, everyone, p=sizes / sizes.sum())[:, None], months, axis=1)
    for month in range(1, months):
        homes[agents + change.joining * (month - 1) : agents + change.joining * month, :month] = ABSENT
        there = np.flatnonzero(homes[:, month] != ABSENT)
        homes[draw.choice(there, change.leaving, replace=False), month:] = ABSENT
    for person in _mates(homes[:, months // 2], change.moved):
        homes[person, months // 2 :] = (homes[person, months // 2 :] + 1) % units
    renown = 1 / np.arange(1, SERVICES + 1) ** 1.4
    owners = draw.choice(CATEGORIES, SERVICES, p=np.arange(CATEGORIES, 0, -1) / 36)
    return Population(homes, _habits(draw, everyone, renown / renown.sum()), owners, units)


def _mates(homes: Numbers, count: int) -> list[int]:
    """The first `count` people of the largest unit."""
    there = homes[homes != ABSENT]
    mates: list[int] = np.flatnonzero(homes == np.bincount(there).argmax())[:count].tolist()
    return mates


def _habits(draw: np.random.Generator, people: int, renown: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    habits = np.zeros((people, SERVICES), dtype=np.bool_)
    for person in np.flatnonzero(draw.random(people) < 0.5):
        habits[person, draw.choice(SERVICES, min(SERVICES, 1 + draw.poisson(1.5)), replace=False, p=renown)] = True
    return habits


def tallies_of(population: Population, month: int, seed: int) -> list[Tally]:
    """Every cell and margin of one month, counted exactly."""
    draw = np.random.default_rng((seed, month))
    homes = population.homes[:, month]
    person, service = np.nonzero(population.habits & (homes != ABSENT)[:, None])
    days = np.minimum(draw.geometric(0.2, len(person)), 22)
    use = np.repeat(np.arange(len(person)), days)
    ends = np.cumsum(days)
    day = (draw.integers(0, 22, len(person))[use] + np.arange(len(use)) - (ends - days)[use]) % 22
    facts = np.stack([person[use], homes[person[use]], population.owners[service[use]], service[use], day])
    return list(_count(facts, draw.geometric(0.15, len(use)), Month(2025, 1).shifted(month)))


def _count(facts: Numbers, connections: Numbers, month: Month) -> Iterator[Tally]:
    person, unit, category, service, day = facts
    nothing = np.full_like(unit, ABSENT)
    for row in (nothing, unit):
        for of_category, of_service in ((nothing, nothing), (category, nothing), (category, service)):
            codes = ((row + 1) * BASE + of_category + 1) * BASE + of_service + 1
            cells, cell_of = np.unique(codes, return_inverse=True)
            people = _distinct(cell_of, person, len(cells)).tolist()
            user_days = _distinct(cell_of, person * 32 + day, len(cells)).tolist()
            sums = np.bincount(cell_of, connections, len(cells)).astype(np.int64).tolist()
            for place, cell in enumerate(cells.tolist()):
                numbers = cell // BASE**2 - 1, cell // BASE % BASE - 1, cell % BASE - 1
                names = (_name(*pair) for pair in zip(("unit", "category", "service"), numbers, strict=True))
                key = CellKey(month, "request", *names)
                yield Tally(key, people[place], user_days[place], sums[place], 900 * sums[place])


def _name(noun: str, number: int) -> str | None:
    return None if number == ABSENT else f"{noun} {number:03d}"


def _distinct(cell_of: Numbers, values: Numbers, count: int) -> Numbers:
    """How many distinct values each cell holds."""
    pairs = np.unique(cell_of * (values.max(initial=0) + 1) + values)
    return np.bincount(pairs // (values.max(initial=0) + 1), minlength=count)
