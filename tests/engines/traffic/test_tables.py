"""Every cell, every margin: margins add up where they must, and people are never added."""

from collections import defaultdict
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.figures import Month
from pleinjour.base.tallies import CellKey, Tally
from pleinjour.engines.traffic import UnitRule, Units
from tests.engines.traffic.runs import squid, summary_of, tallies_of

UNITS = Units((UnitRule("A", "cidr", "10.0.0.0/31"), UnitRule("B", "cidr", "10.0.0.2/31")))
HOSTS = ("chatgpt.com", "claude.ai", "openai.com", "www.openai.com")
HITS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 90), st.sampled_from(HOSTS), st.sampled_from(["GET", "CONNECT"])),
    min_size=1,
    max_size=60,
)


def table_of(hits: list[tuple[int, int, str, str]], units: Units = UNITS) -> dict[CellKey, Tally]:
    log = b"".join(
        squid(f"http://{host}/", client=f"10.0.0.{person}", time=1767265200 + 86400 * day, method=method)
        for person, day, host, method in hits
    )
    tallies = tallies_of(summary_of(log, units=units))
    assert len({tally.key for tally in tallies}) == len(tallies)
    return {tally.key: tally for tally in tallies}


@given(HITS)
def test_connections_add_up_from_services_to_categories_to_the_whole(hits: list[tuple[int, int, str, str]]) -> None:
    table = table_of(hits)
    sums: dict[CellKey, int] = defaultdict(int)
    for key, tally in table.items():
        if key.service is not None:
            sums[CellKey(key.month, key.family, key.unit, key.category, None)] += tally.connections
            sums[CellKey(key.month, key.family, key.unit, None, None)] += tally.connections
    assert sums == {key: tally.connections for key, tally in table.items() if key.service is None}


@given(HITS)
def test_people_of_one_day_add_up_from_units_to_the_whole(hits: list[tuple[int, int, str, str]]) -> None:
    table = table_of([(person, 0, host, method) for person, _, host, method in hits])
    for key, tally in table.items():
        if key.unit is None:
            parts = [part for other, part in table.items() if other.unit and replace(other, unit=None) == key]
            assert sum(part.people for part in parts) == tally.people
            assert sum(part.user_days for part in parts) == tally.user_days
            assert sum(part.connections for part in parts) == tally.connections


@given(HITS)
def test_people_and_days_of_a_margin_are_distinct_not_added(hits: list[tuple[int, int, str, str]]) -> None:
    table = table_of(hits)
    for key, tally in table.items():
        if key.service is not None:
            whole = table[CellKey(key.month, key.family, key.unit, None, None)]
            assert tally.people <= whole.people
            assert tally.user_days <= whole.user_days
        assert 0 < tally.people <= tally.user_days <= tally.connections


@given(HITS)
def test_the_people_of_a_whole_are_no_more_than_those_of_its_parts_together(
    hits: list[tuple[int, int, str, str]],
) -> None:
    """Disclosure control takes what a whole leaves over as a lower bound for what is hidden."""
    table = table_of(hits)
    for key, tally in table.items():
        if key.service is None and key.unit is None:
            of_units = [part.people for other, part in table.items() if other.unit and replace(other, unit=None) == key]
            of_services = [
                part.people
                for other, part in table.items()
                if other.service and other.unit is None and key.category in (None, other.category)
                if (other.month, other.family) == (key.month, key.family)
            ]
            assert max(of_units) <= tally.people <= sum(of_units)
            assert max(of_services) <= tally.people <= sum(of_services)


def test_one_person_who_uses_two_services_is_one_person() -> None:
    table = table_of([(0, 0, "chatgpt.com", "GET"), (0, 0, "claude.ai", "GET"), (0, 0, "openai.com", "GET")], Units())
    whole = table[CellKey(Month(2026, 1), "request", None, None, None)]
    assert (whole.people, whole.user_days, whole.connections) == (1, 1, 3)
    assert table[CellKey(Month(2026, 1), "request", None, "dialogue", None)].connections == 2


def test_families_are_never_added() -> None:
    table = table_of([(0, 0, "chatgpt.com", "GET"), (0, 0, "chatgpt.com", "CONNECT")], Units())
    assert {key.family: tally.connections for key, tally in table.items() if key.category is None} == {
        "request": 1,
        "tunnel": 1,
    }


def test_without_units_there_is_no_cell_by_unit() -> None:
    assert {key.unit for key in table_of([(0, 0, "chatgpt.com", "GET")], Units())} == {None}


def test_a_service_without_a_category_is_in_the_unknown_one() -> None:
    tallies = tallies_of(summary_of(squid()), {})
    assert [(t.key.category, t.key.service) for t in tallies] == [
        (None, None),
        ("inconnu", None),
        ("inconnu", "chatgpt"),
    ]


def test_cells_come_in_a_steady_order() -> None:
    table = table_of([(n, n, host, "GET") for n in range(5) for host in HOSTS])
    keys = [(k.month, k.unit or "", k.category or "", k.service or "") for k in table]
    assert keys == sorted(keys)
