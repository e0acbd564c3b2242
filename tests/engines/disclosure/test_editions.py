"""A corrected month: both editions together isolate no few people, nor does the difference between them."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.disclosure import SECRET, SHEET, Visit, count
from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey
from pleinjour.engines.disclosure import lay_out, protect, revise
from tests.engines.disclosure.attack import Attack
from tests.engines.disclosure.scatter import scatter

UNITS = ["u0", "u1", "u2", "u3"]


def first(visits: list[Visit], threshold: int = 11) -> list[Cell]:
    return lay_out(protect(count(visits), secret=SECRET, threshold=threshold), units=UNITS, sheets=[SHEET])


def second(visits: list[Visit], *editions: list[Cell], threshold: int = 11) -> list[Cell]:
    return revise(count(visits), editions, secret=SECRET, threshold=threshold, units=UNITS, sheets=[SHEET])


def crowd(size: int, unit: str = "u1", service: str = "a1", start: int = 0) -> list[Visit]:
    return [Visit(start + person, unit, service[0], service, day) for person in range(size) for day in (1, 2)]


def people(cells: Iterable[Cell], unit: str | None = None) -> int | None:
    return next(cell.people for cell in cells if cell.key.unit == unit and cell.key.category is None)


@settings(max_examples=60)
@given(st.integers(0, 1_000_000), st.sampled_from(["few", "some", "others"]))
def test_no_difference_of_two_editions_is_about_fewer_people_than_the_threshold(seed: int, kind: str) -> None:
    visits = scatter(seed, people=90)
    share = {"few": 0.97, "some": 0.6, "others": 0.3}[kind]
    kept = np.random.default_rng(seed).random(91) < share
    before = [visit for visit in visits if kept[visit.person]]
    old = first(before, threshold=5)
    assume(not all(cell.suppressed for cell in old))
    new = second(visits, old, threshold=5)
    for group in groups_that_differ(old, new, before, visits):
        assert len(set(changed(group, before, visits))) >= 5, group


def groups_that_differ(
    old: list[Cell], new: list[Cell], before: list[Visit], visits: list[Visit]
) -> list[tuple[CellKey, ...]]:
    """The groups of finest cells in which the difference can be computed, and somebody changed."""
    moved = {one.key for one, other in zip(old, new, strict=True) if one != other}
    tallies = count([*before, *visits])
    cells = [Cell(t.key, 0, 0, 0, 0, suppressed=t.key not in moved) for t in tallies]
    groups = Attack(tallies, cells).groups_given_away()
    return [group for group in groups if changed(group, before, visits)]


def changed(group: tuple[CellKey, ...], before: list[Visit], visits: list[Visit]) -> set[int]:
    """The people who do not do the same in the cells of the group."""
    cells = {(key.unit, key.service) for key in group}
    inside = [{visit for visit in some if (visit.unit, visit.service) in cells} for some in (before, visits)]
    return {visit.person for visit in inside[0] ^ inside[1]}


@settings(max_examples=60)
@given(st.integers(0, 1_000_000))
def test_what_was_hidden_stays_hidden_beside_what_was_shown(seed: int) -> None:
    visits = scatter(seed, people=90)
    old = first([visit for visit in visits if visit.person % 3], threshold=5)
    new = second(visits, old, threshold=5)
    if any(not cell.suppressed for cell in old):
        assert [cell.key for cell in new] == [cell.key for cell in old]
        assert all(cell == hidden for cell, hidden in zip(new, old, strict=True) if hidden.suppressed)


@settings(max_examples=30)
@given(st.integers(0, 1_000_000))
def test_the_same_logs_again_give_the_same_figures(seed: int) -> None:
    visits = scatter(seed, people=90)
    old = first(visits, threshold=5)
    assert second(visits, old, threshold=5) == old


@pytest.mark.parametrize("more", range(11))
def test_a_few_people_more_change_nothing(more: int) -> None:
    old = first(crowd(60))
    assert second([*crowd(60), *crowd(more, start=1_000)], old) == old


def test_many_people_more_are_shown() -> None:
    new = second([*crowd(60), *crowd(60, start=1_000)], first(crowd(60)))
    assert people(new) in {115, 120, 125}


def test_more_days_of_the_same_people_are_shown_when_many_must_have_changed() -> None:
    busy = [Visit(person, "u1", "a", "a1", day) for person in range(60) for day in range(1, 29)]
    old, new = first(crowd(60)), second(busy, first(crowd(60)))
    assert new[0].user_days != old[0].user_days


def test_a_third_edition_is_held_to_the_first_too() -> None:
    one = first(crowd(60))
    two = second(crowd(120), one)
    assert second(crowd(63), one, two) == two


def test_a_lower_threshold_shows_nothing_that_was_hidden() -> None:
    visits = [*crowd(60), *crowd(7, service="a2", start=100)]
    assert second(visits, first(visits), threshold=5) == first(visits)


def test_another_list_of_units_does_not_tell_who_moved() -> None:
    old = first([*crowd(60), *crowd(60, unit="u2", start=100)])
    moved = [replace(visit, unit="u2") if visit.person < 4 else visit for visit in crowd(60)]
    new = second([*moved, *crowd(60, unit="u2", start=100)], old)
    assert new == old
    split = [replace(visit, unit="u9") if visit.person < 4 else visit for visit in crowd(60)]
    assert second([*split, *crowd(60, unit="u2", start=100)], old) == old


def test_a_month_of_which_nothing_was_shown_is_protected_like_a_first_edition() -> None:
    assert people(second(crowd(60), first(crowd(4)))) in {55, 60, 65}


def test_a_kind_of_log_that_was_missing_is_protected_like_a_first_edition() -> None:
    names = [replace(tally, key=replace(tally.key, family="dns")) for tally in count(crowd(60))]
    new = revise(
        [*count(crowd(60)), *names], [first(crowd(60))], secret=SECRET, units=UNITS, sheets=[SHEET, (SHEET[0], "dns")]
    )
    assert {cell.key.family for cell in new if not cell.suppressed} == {"request", "dns"}


def test_logs_that_were_left_out_by_mistake_do_not_empty_the_month() -> None:
    old = first(crowd(60))
    assert second([], old) == old


def test_other_months_hold_a_correction_too() -> None:
    february = protect(count(crowd(110), Month(2026, 2)), secret=SECRET)
    new = revise(count(crowd(104)), [first(crowd(60))], secret=SECRET, before=february, units=UNITS, sheets=[SHEET])
    numbers = [people(february) or 0, people(new) or 0]
    assert abs(numbers[0] - numbers[1]) <= 10


def test_other_months_may_come_one_by_one() -> None:
    february = protect(count(crowd(110), Month(2026, 2)), secret=SECRET)
    for size in range(100, 110):
        month, old = count(crowd(size)), [first(crowd(4))]
        given = revise(month, old, secret=SECRET, before=iter(february), units=UNITS, sheets=[SHEET])
        assert given == revise(month, old, secret=SECRET, before=february, units=UNITS, sheets=[SHEET])
