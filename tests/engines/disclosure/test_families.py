"""Two kinds of logs saw the same people: what one hides to protect a small unit, the other does not give back."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from bench.disclosure import SECRET, Visit, count
from pleinjour.base.tallies import Cell, Family, Tally
from pleinjour.engines.disclosure import protect, revise
from tests.engines.disclosure.scatter import scatter


def of_family(family: Family, visits: Iterable[Visit]) -> list[Tally]:
    return [replace(tally, key=replace(tally.key, family=family)) for tally in count(visits)]


def seen_twice(seed: int) -> tuple[list[Tally], list[Tally]]:
    """The proxy saw everyone; the resolver, a few devices more."""
    visits = scatter(seed, people=150)
    draw = np.random.default_rng(seed)
    units = sorted({visit.unit for visit in visits})
    devices = [
        Visit(1000 + n, unit, "c0", "s0", int(draw.integers(1, 20)))
        for n, unit in enumerate(units)
        if draw.random() < 0.5
    ]
    return of_family("tunnel", visits), of_family("dns", [*visits, *devices])


def edition(tallies: list[Tally], before: list[list[Cell]]) -> list[Cell]:
    sheets = {(tally.key.month, tally.key.family) for tally in tallies}
    return revise(tallies, before, secret=SECRET, threshold=5, units=[f"u{n}" for n in range(4)], sheets=sheets)


def told(hidden_in: list[Cell], shown_in: list[Cell], tallies: list[Tally], threshold: int) -> list[Cell]:
    """The cells that one family hides though it has people enough, and the other shows."""
    enough = {tally.key for tally in tallies if tally.people >= threshold}
    shown = {replace(cell.key, family="flow") for cell in shown_in if not cell.suppressed}
    return [
        cell
        for cell in hidden_in
        if cell.suppressed and cell.key in enough and replace(cell.key, family="flow") in shown
    ]


def differ(cell: Cell, *tallies: list[Tally]) -> bool:
    """Whether one family saw twice as many people as the other in the cell, at the very least."""
    name = replace(cell.key, family="flow")
    people = [tally.people for of_one in tallies for tally in of_one if replace(tally.key, family="flow") == name]
    return max(people) >= 2 * min(people)


@pytest.mark.parametrize("seed", range(40))
def test_no_family_shows_the_companions_that_another_hides(seed: int) -> None:
    proxy, resolver = seen_twice(seed)
    cells = protect([*proxy, *resolver], secret=SECRET, threshold=5)
    by_proxy, by_resolver = cells[: len(proxy)], cells[len(proxy) :]
    for found in (told(by_proxy, by_resolver, proxy, 5), told(by_resolver, by_proxy, resolver, 5)):
        for cell in found:
            assert differ(cell, proxy, resolver), cell.key


def test_a_family_that_saw_few_people_takes_nothing_from_another() -> None:
    visits = [Visit(person, f"u{person % 3}", "a", f"a{person % 2}", 1) for person in range(240)]
    few = [visit for visit in visits if visit.person < 33]
    alone = protect(of_family("tunnel", visits), secret=SECRET)
    beside = protect([*of_family("request", few), *of_family("tunnel", visits)], secret=SECRET)
    assert alone == beside[len(of_family("request", few)) :]


@pytest.mark.parametrize("seed", range(10))
def test_a_family_that_comes_with_a_correction_shows_no_companion_of_those_before(seed: int) -> None:
    proxy, resolver = seen_twice(seed)
    first = edition(proxy, [])
    second = edition([*proxy, *resolver], [first])
    by_proxy, by_resolver = ([c for c in second if c.key.family == family] for family in ("tunnel", "dns"))
    for cell in told(by_proxy, by_resolver, proxy, 5):
        assert differ(cell, proxy, resolver), cell.key
