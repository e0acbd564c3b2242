"""The grid that leaves the house: hidden and empty look alike."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disclosure import MARCH, SECRET, SHEET, Visit, count
from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT, Family, Tally
from pleinjour.engines.disclosure import lay_out, protect
from tests.engines.disclosure.scatter import scatter

CROWD = [Visit(person, "u1", "a", "a1", 1) for person in range(40)]
FEW = [Visit(100 + person, "u2", "a", "a1", 1) for person in range(3)]
FEW_COUNTS = (3, 3, 3, None)
APRIL = Month(2026, 4)
CURIOUS = [Visit(200, "u1", "a", "a2", 1)]


def test_a_unit_with_few_users_looks_like_a_unit_with_none() -> None:
    others = [Visit(300 + person, "u3", "a", "a1", 1) for person in range(30)]
    with_few = lay_out(protect(count([*CROWD, *FEW, *others]), secret=SECRET), units=["u1", "u2", "u3"], sheets=[SHEET])
    with_none = lay_out(protect(count([*CROWD, *others]), secret=SECRET), units=["u1", "u2", "u3"], sheets=[SHEET])
    rows = [[c for c in grid if c.key.unit == "u2"] for grid in (with_few, with_none)]
    assert rows[0] == rows[1]
    assert all(cell.suppressed for cell in rows[0])


def test_a_service_hidden_everywhere_does_not_come_out() -> None:
    grid = lay_out(protect(count([*CROWD, *CURIOUS]), secret=SECRET), units=["u1"], sheets=[SHEET])
    assert "a2" not in {cell.key.service for cell in grid}


def test_a_declared_unit_without_any_use_comes_out() -> None:
    grid = lay_out(protect(count(CROWD), secret=SECRET), units=["u1", "u9"], sheets=[SHEET])
    assert "u9" in {cell.key.unit for cell in grid}


def test_a_unit_that_is_not_declared_never_comes_out() -> None:
    grid = lay_out(protect(count(CROWD), secret=SECRET), units=["u2"], sheets=[SHEET])
    assert {cell.key.unit for cell in grid} == {None, "u2", UNKNOWN_UNIT}


def test_a_month_or_a_family_in_which_nobody_did_anything_looks_like_a_hidden_one() -> None:
    few = [Tally(replace(tally.key, family="dns"), *FEW_COUNTS) for tally in count(FEW)]
    sheets: list[tuple[Month, Family]] = [SHEET, (MARCH, "dns"), (APRIL, "request")]
    grids = [
        lay_out(protect([*count(CROWD), *more], secret=SECRET), units=["u1", "u2"], sheets=sheets) for more in ([], few)
    ]
    assert grids[0] == grids[1]
    assert {(cell.key.month, cell.key.family) for cell in grids[0]} == set(sheets)


def test_what_the_logs_do_not_cover_never_comes_out() -> None:
    assert lay_out(protect(count(CROWD), secret=SECRET), units=["u1"], sheets=[(APRIL, "request")])[0].suppressed


def test_a_single_person_of_no_declared_unit_does_not_show() -> None:
    stranger = [Visit(500, UNKNOWN_UNIT, "a", "a1", 1)]
    grids = [
        lay_out(protect(count(visits), secret=SECRET), units=["u1", "u2"], sheets=[SHEET])
        for visits in (CROWD, [*CROWD, *stranger])
    ]
    rows = [[cell for cell in grid if cell.key.unit == UNKNOWN_UNIT] for grid in grids]
    assert rows[0] == rows[1]
    assert rows[0]
    assert all(cell.suppressed for cell in rows[0])


@settings(max_examples=30)
@given(st.integers(0, 1_000_000))
def test_the_grid_is_full_and_shows_what_was_shown(seed: int) -> None:
    cells = protect(count(scatter(seed)), secret=SECRET, threshold=5)
    grid = lay_out(cells, units={cell.key.unit for cell in cells if cell.key.unit}, sheets=[SHEET])
    columns = {(cell.key.category, cell.key.service) for cell in grid}
    assert len(grid) == len({cell.key for cell in grid}) == len(columns) * len({cell.key.unit for cell in grid})
    assert {cell for cell in grid if not cell.suppressed} <= set(cells)
