"""What other months show, and units that change name."""

from dataclasses import replace

import pytest

from bench.disclosure import SECRET, Visit, count
from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey
from pleinjour.engines.disclosure import protect
from pleinjour.engines.disclosure.memory import Memory

APRIL = CellKey(Month(2026, 4), "request", "voirie", None, None)


def shown(month: int, unit: str, people: int | None) -> Cell:
    key = CellKey(Month(2026, month), "request", unit, None, None)
    return Cell(key, people, people, people, people, suppressed=people is None)


def test_the_nearest_months_come_first_before_and_after() -> None:
    cells = [shown(month, "voirie", people) for month, people in ((1, 40), (2, None), (3, 50), (4, 60), (6, 70))]
    assert Memory(cells).pasts(APRIL, 55, {"voirie"}) == ([50, None, 40], [70])


def test_families_do_not_meet() -> None:
    other = replace(APRIL, family="dns")
    assert Memory([shown(3, "voirie", 50)]).pasts(other, 50, {"voirie"}) == ([], [])


def test_a_new_unit_is_held_to_the_nearest_of_those_that_are_gone() -> None:
    memory = Memory([shown(3, "routes", 50), shown(3, "parcs", 90), shown(3, "culture", 60)])
    assert memory.pasts(APRIL, 58, {"voirie", "culture"}) == ([50], ())


@pytest.mark.parametrize("people", range(50, 61))
def test_a_renamed_unit_does_not_tell_that_fewer_than_the_threshold_left_it(people: int) -> None:
    before = lay_month(3, "routes", 60, [])
    after = lay_month(4, "voirie", people, before)
    numbers = [c.people or 0 for c in [*before, *after] if c.key.unit in {"routes", "voirie"} and c.key.service is None]
    assert max(numbers) - min(numbers) <= 10


def lay_month(month: int, unit: str, people: int, before: list[Cell]) -> list[Cell]:
    here = [Visit(person, unit, "a", "a1", day) for person in range(people) for day in (1, 2)]
    others = [Visit(1_000 + person, "culture", "a", "a1", day) for person in range(60) for day in (1, 2)]
    return protect(count([*here, *others], Month(2026, month)), secret=SECRET, before=before)
