"""Attacks on what is shown: none may isolate fewer people than the threshold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disclosure import Visit, count, simulate
from pleinjour.base.tallies import CellKey
from pleinjour.engines.disclosure import protect
from pleinjour.engines.disclosure.units import PROTECTION
from tests.engines.disclosure.attack import Attack, holds

SMALL = st.lists(
    st.builds(
        Visit,
        person=st.integers(0, 40),
        unit=st.just(""),
        category=st.just(""),
        service=st.sampled_from(["a1", "a2", "b1", "b2"]),
        day=st.integers(1, 2),
        connections=st.integers(1, 60),
    ),
    min_size=5,
    max_size=90,
)


def settle(visits: list[Visit]) -> list[Visit]:
    """The visits with each person in a unit (and a few in two), each service in its category."""
    return [
        Visit(v.person, f"u{(v.person % 3 + v.person // 38) % 3}", v.service[0], v.service, v.day, v.connections)
        for v in visits
    ]


def people_behind(group: tuple[CellKey, ...], visits: list[Visit]) -> set[int]:
    return {v.person for v in visits if any(k.unit == v.unit and k.service == v.service for k in group)}


@settings(max_examples=300, deadline=None)
@given(SMALL)
def test_no_sum_that_can_be_computed_is_about_fewer_people_than_the_threshold(drawn: list[Visit]) -> None:
    visits = settle(drawn)
    tallies = count(visits)
    for group in Attack(tallies, protect(tallies, threshold=5)).groups_given_away():
        assert len(people_behind(group, visits)) >= 5, group


@pytest.mark.parametrize(("agents", "units", "services"), [(150, 6, 12), (500, 12, 20), (1_500, 10, 16)])
@pytest.mark.parametrize("seed", [1, 2])
def test_no_hidden_cell_can_be_placed_more_closely_than_promised(
    agents: int, units: int, services: int, seed: int
) -> None:
    tallies = count(simulate(agents, units, services, seed))
    cells = protect(tallies)
    attack = Attack(tallies, cells)
    for key in [cell.key for cell in cells if cell.suppressed and attack.tallies[cell.key].people < 11]:
        true = attack.tallies[key].connections
        low, high = attack.interval(key)
        lowest = sum(holds(key, leaf) for leaf in attack.leaves)
        assert high - low >= min(PROTECTION * true, true - lowest) - 1, (key, true, low, high)
