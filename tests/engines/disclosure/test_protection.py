"""What `protect` promises for every table."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disclosure import SECRET, Visit, count, simulate
from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT, Cell, CellKey, Tally
from pleinjour.engines.disclosure import RoundingTooFine, ThresholdTooLow, UnsoundTable, protect
from tests.engines.disclosure.scatter import scatter

SEEDS = st.integers(0, 1_000_000)
THRESHOLDS = st.integers(5, 15)


def shown_keys(cells: list[Cell]) -> set[CellKey]:
    return {cell.key for cell in cells if not cell.suppressed}


def visits_of(*uses: tuple[str, str, int]) -> list[Visit]:
    """Visits from (unit, service, how many new people); a service's category is its first letter."""
    people = iter(range(10_000))
    return [Visit(next(people), unit, service[0], service, 1) for unit, service, size in uses for _ in range(size)]


def key(unit: str | None = None, category: str | None = None, service: str | None = None) -> CellKey:
    return CellKey(Month(2026, 3), "request", unit, category, service)


@settings(max_examples=60)
@given(SEEDS, THRESHOLDS)
def test_every_tally_gets_one_cell_in_the_same_place(seed: int, threshold: int) -> None:
    tallies = count(scatter(seed))
    assert [cell.key for cell in protect(tallies, secret=SECRET, threshold=threshold)] == [
        tally.key for tally in tallies
    ]


@settings(max_examples=60)
@given(SEEDS, THRESHOLDS)
def test_no_cell_under_the_threshold_is_shown(seed: int, threshold: int) -> None:
    tallies = count(scatter(seed))
    for tally, cell in zip(tallies, protect(tallies, secret=SECRET, threshold=threshold), strict=True):
        assert cell.suppressed or tally.people >= threshold


@settings(max_examples=60)
@given(SEEDS)
def test_a_hidden_cell_says_nothing_and_a_shown_one_is_rounded(seed: int) -> None:
    tallies = count(scatter(seed))
    for tally, cell in zip(tallies, protect(tallies, secret=SECRET, threshold=5), strict=True):
        counts = (cell.people, cell.user_days, cell.connections)
        if cell.suppressed:
            assert (*counts, cell.bytes_sent) == (None, None, None, None)
        else:
            exact = (tally.people, tally.user_days, tally.connections)
            errors = [abs(c - e) if c is not None and c % 5 == 0 else 9 for c, e in zip(counts, exact, strict=True)]
            assert errors[0] <= 5
            assert max(errors[1:]) <= 2


@settings(max_examples=40)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_tallies_changes_nothing(seed: int, shuffler: random.Random) -> None:
    tallies = count(scatter(seed))
    expected = {cell.key: cell for cell in protect(tallies, secret=SECRET, threshold=5)}
    shuffler.shuffle(tallies)
    assert {cell.key: cell for cell in protect(tallies, secret=SECRET, threshold=5)} == expected


@settings(max_examples=60)
@given(SEEDS, THRESHOLDS)
def test_in_every_sum_the_hidden_parts_are_none_or_enough_people(seed: int, threshold: int) -> None:
    visits = scatter(seed)
    tallies = count(visits)
    shown = shown_keys(protect(tallies, secret=SECRET, threshold=threshold))
    for whole, parts in sums([tally.key for tally in tallies]):
        hidden = [part for part in parts if part not in shown]
        if whole in shown and hidden:
            behind = {v.person for v in visits if any(stands_in(v, part) for part in hidden)}
            assert len(behind) >= threshold


def sums(keys: list[CellKey]) -> list[tuple[CellKey, list[CellKey]]]:
    """Each total of the table with its parts: over units, over categories, over the services of a category."""
    by_unit = [(k, [p for p in keys if p.unit is not None and replace(p, unit=None) == k]) for k in keys]
    by_category = [
        (k, [p for p in keys if p.category and not p.service and replace(p, category=None) == k]) for k in keys
    ]
    by_service = [(k, [p for p in keys if p.service and replace(p, service=None) == k]) for k in keys]
    return [(whole, parts) for whole, parts in by_unit + by_category + by_service if parts]


def stands_in(visit: Visit, cell: CellKey) -> bool:
    return (
        cell.unit in (None, visit.unit)
        and cell.category in (None, visit.category)
        and cell.service in (None, visit.service)
    )


def test_a_table_in_which_everyone_is_many_is_shown_whole() -> None:
    tallies = count(visits_of(("u1", "a1", 21), ("u1", "a2", 40), ("u2", "a1", 30), ("u2", "b1", 21)))
    assert not any(cell.suppressed for cell in protect(tallies, secret=SECRET))


def test_an_organisation_under_the_threshold_shows_nothing() -> None:
    tallies = count(visits_of(("u1", "a1", 6), ("u2", "a1", 4)))
    assert all(cell.suppressed for cell in protect(tallies, secret=SECRET))


def test_a_small_service_takes_the_least_used_other_with_it_and_leaves_the_totals() -> None:
    tallies = count(visits_of(("u1", "a1", 50), ("u1", "a2", 30), ("u1", "a3", 3)))
    assert shown_keys(protect(tallies, secret=SECRET)) >= {key(), key(None, "a"), key(None, "a", "a1")}
    assert not shown_keys(protect(tallies, secret=SECRET)) & {key(None, "a", "a2"), key(None, "a", "a3")}


def test_enough_small_services_hide_together_without_another() -> None:
    tallies = count(visits_of(("u1", "a1", 50), ("u1", "a2", 6), ("u1", "a3", 7)))
    assert key(None, "a", "a1") in shown_keys(protect(tallies, secret=SECRET))


def test_the_same_few_people_on_two_services_are_not_counted_twice() -> None:
    same = [Visit(p, "u1", "a", service, 1) for p in range(6) for service in ("a2", "a3")]
    others = [Visit(100 + p, "u1", "a", "a1", 1) for p in range(50)]
    assert key(None, "a", "a1") not in shown_keys(protect(count([*same, *others]), secret=SECRET))


def test_a_single_unit_shows_what_the_organisation_shows() -> None:
    cells = protect(count(visits_of(("u1", "a1", 50), ("u1", "a2", 30), ("u1", "a3", 3))), secret=SECRET)
    shown = shown_keys(cells)
    assert {replace(k, unit=None) for k in shown if k.unit} == {k for k in shown if not k.unit}


def test_people_of_no_declared_unit_cover_for_the_others() -> None:
    small = [("u1", "a1", 30), ("u1", "a2", 3), ("u2", "a1", 40), ("u2", "a2", 50)]
    shown = shown_keys(
        protect(count(visits_of(*small, (UNKNOWN_UNIT, "a1", 20), (UNKNOWN_UNIT, "a2", 20))), secret=SECRET)
    )
    assert {key("u1"), key("u2"), key("u2", "a", "a1"), key("u2", "a", "a2")} <= shown
    assert key(UNKNOWN_UNIT, "a", "a1") not in shown


def test_months_and_families_are_protected_apart() -> None:
    march = count(visits_of(("u1", "a1", 50), ("u2", "a1", 3)))
    april = [replace(t, key=replace(t.key, month=Month(2026, 4))) for t in march]
    names = [replace(t, key=replace(t.key, family="dns")) for t in march]
    alone = [cell.suppressed for cell in protect(march, secret=SECRET)]
    assert [cell.suppressed for cell in protect([*march, *april, *names], secret=SECRET)] == alone * 3


def test_most_use_of_a_large_organisation_stays_visible() -> None:
    tallies = count(simulate(5_000, units=20, services=40, seed=0))
    cells = protect(tallies, secret=SECRET)
    days = {t.key: t.user_days for t in tallies if t.key.unit is None and t.key.service is not None}
    assert sum(days[k] for k in shown_keys(cells) if k in days) >= 0.95 * sum(days.values())


def test_no_tally_gives_no_cell() -> None:
    assert protect([], secret=SECRET) == []


def test_a_threshold_under_five_is_refused() -> None:
    with pytest.raises(ThresholdTooLow, match="au moins 5 personnes"):
        protect([], secret=SECRET, threshold=4)


def test_a_rounding_under_one_is_refused() -> None:
    with pytest.raises(RoundingTooFine):
        protect([], secret=SECRET, rounding=0)


FULL = count(visits_of(("u1", "a1", 20), ("u1", "a2", 20), ("u2", "a1", 20)))


@pytest.mark.parametrize("missing", FULL, ids=lambda tally: f"{tally.key.unit}-{tally.key.service}")
def test_a_table_without_one_of_its_cells_is_refused(missing: Tally) -> None:
    with pytest.raises(UnsoundTable, match="2026-03"):
        protect([tally for tally in FULL if tally != missing], secret=SECRET)


def test_a_table_with_a_cell_twice_is_refused() -> None:
    with pytest.raises(UnsoundTable):
        protect([*FULL, FULL[-1]], secret=SECRET)


def test_a_service_without_a_category_is_refused() -> None:
    with pytest.raises(UnsoundTable):
        protect([*FULL, replace(FULL[0], key=key(None, None, "a1"))], secret=SECRET)


def test_a_margin_with_fewer_people_than_a_part_is_refused() -> None:
    broken = [replace(t, people=5) if t.key == key() else t for t in FULL]
    with pytest.raises(UnsoundTable):
        protect(broken, secret=SECRET)
