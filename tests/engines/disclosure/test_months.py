"""Two years of pages together, attacked by linear programmes. At full size: `python -m bench.disclosure`."""

import pytest

from bench.disclosure import SECRET
from bench.disclosure_attacks import attack_correction, attack_months
from bench.population import Change, Population, populate, tallies_of
from bench.reader import MonthsTogether
from pleinjour.base.tallies import Cell, Tally
from pleinjour.engines.disclosure import protect
from pleinjour.engines.disclosure.rounding import blur, hide, round_to_base

ONE_A_MONTH = Change(leaving=1, joining=1)


def lay_months(population: Population, months: int) -> list[list[Tally]]:
    return [tallies_of(population, month, seed=1) for month in range(months)]


@pytest.mark.parametrize("change", [ONE_A_MONTH, Change(moved=3)], ids=["one a month", "units"])
def test_two_years_of_pages_tell_nobody_who_came_left_or_moved(change: Change) -> None:
    population = populate(120, 24, 1, change)
    months = lay_months(population, 24)
    cells = protect([tally for month in months for tally in month], secret=SECRET)
    pages = [[cell for cell in cells if cell.key.month == month[0].key.month] for month in months]
    attacked = attack_months(population, months, pages)
    assert attacked.sums > 1_000
    assert attacked.inferred == 0


def test_the_same_attack_finds_people_behind_numbers_that_are_rounded_alone() -> None:
    population = populate(120, 24, 7, ONE_A_MONTH)
    pages = [[round_alone(tally) for tally in month] for month in lay_months(population, 24)]
    reader = MonthsTogether(population, pages, rounding=2)
    assert reader.inferred(reader.movers(10))


def round_alone(tally: Tally) -> Cell:
    """What a threshold and the nearest multiple of five would show."""
    return blur(tally, round_to_base(tally.people, 5), 5) if tally.people >= 11 else hide(tally)


def test_a_correction_of_a_whole_organisation_is_about_many_people() -> None:
    assert attack_correction(populate(500, 1, 1, Change())).inferred == 0
