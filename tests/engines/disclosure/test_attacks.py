"""Attacks on what is shown: none may isolate fewer people than the threshold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disclosure import SECRET, Visit, count, simulate
from pleinjour.base.tallies import CellKey
from pleinjour.engines.disclosure import protect
from pleinjour.engines.disclosure.units import PROTECTION
from tests.engines.disclosure.attack import Attack, holds
from tests.engines.disclosure.scatter import crowd, scatter

WITHOUT_SMALL_CELLS = (11, 17)
"""Seeds that scatter nobody thinly: there is nothing to attack."""


@settings(max_examples=150)
@given(st.integers(0, 1_000_000))
def test_no_sum_that_can_be_computed_is_about_fewer_people_than_the_threshold(seed: int) -> None:
    visits = scatter(seed, people=70)
    tallies = count(visits)
    for group in Attack(tallies, protect(tallies, secret=SECRET, threshold=5)).groups_given_away():
        assert len(people_behind(group, visits)) >= 5, group


def people_behind(group: tuple[CellKey, ...], visits: list[Visit]) -> set[int]:
    cells = {(key.unit, key.service) for key in group}
    return {visit.person for visit in visits if (visit.unit, visit.service) in cells}


@pytest.mark.parametrize("seed", range(6))
def test_no_weighing_of_a_larger_table_isolates_fewer_people_than_the_threshold(seed: int) -> None:
    tallies = count(crowd(seed, units=8, services=10))
    attack = Attack(tallies, protect(tallies, secret=SECRET, threshold=5))
    attacked = set(attack.leaves) & set(attack.hidden)
    assert attacked
    for key in attacked:
        assert attack.lightest_group(key) >= 5 - 1e-6, key


@pytest.mark.parametrize("seed", [seed for seed in range(22) if seed not in WITHOUT_SMALL_CELLS])
def test_no_small_cell_of_a_scattered_table_can_be_placed_closely(seed: int) -> None:
    assert check_small_cells(scatter(seed, units=8, services=8, people=300), threshold=5)


@pytest.mark.parametrize(("agents", "units", "services"), [(150, 6, 12), (500, 12, 20), (1_500, 10, 16)])
def test_no_small_cell_of_an_organisation_can_be_placed_closely(agents: int, units: int, services: int) -> None:
    assert check_small_cells(simulate(agents, units, services, seed=1), threshold=11) > 10


def check_small_cells(visits: list[Visit], threshold: int) -> int:
    """How many small cells were attacked; each must be able to hold less by the share promised."""
    tallies = count(visits)
    cells = protect(tallies, secret=SECRET, threshold=threshold)
    attack = Attack(tallies, cells)
    small = [cell.key for cell in cells if attack.tallies[cell.key].people < threshold]
    for key in small:
        true = attack.tallies[key].connections
        fewest = sum(holds(key, leaf) for leaf in attack.leaves)
        low, _ = attack.interval(key)
        assert low <= true - min(PROTECTION * true, true - fewest) + 1e-6, (key, true, low)
    return len(small)
