"""The daylight share says what published figures allow, and no more."""

from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey
from pleinjour.web.observe.readings.bounds import read_use
from pleinjour.web.observe.readings.daylight import UNKNOWN, Daylight, share_of_services

CATEGORY_OF = {"a": "assistants", "b": "assistants", "c": "translation"}


def cell(days: int | None, category: str | None = None, service: str | None = None, unit: str | None = None) -> Cell:
    key = CellKey(Month(2026, 3), "tunnel", unit, category, service)
    return Cell(key, days, days, days, None, days is None)


def share_of_daylight(cells: list[Cell], approved: set[str], category_of: dict[str, str]) -> Daylight:
    return share_of_services(read_use(cells, 5), approved, category_of)


def test_one_approved_service_that_is_shown_gives_one_share() -> None:
    cells = [cell(200), cell(50, "assistants", "a"), cell(150, "assistants", "b")]
    share = share_of_daylight(cells, {"a"}, CATEGORY_OF)
    assert (share.low, share.high) == (25.0, 25.0)
    assert share.is_sharp


def test_rounding_leaves_a_band_around_a_share() -> None:
    share = share_of_daylight([cell(200), cell(50, "assistants", "a")], {"a"}, CATEGORY_OF)
    assert (share.floor, share.ceiling) == (100 * 47.5 / 202.5, 100 * 52.5 / 197.5)


def test_an_approved_service_of_a_hidden_category_may_be_all_that_no_figure_explains() -> None:
    cells = [cell(200), cell(50, "assistants", "a"), cell(None, "translation"), cell(120, "assistants")]
    share = share_of_daylight(cells, {"a", "c"}, CATEGORY_OF)
    assert (share.low, share.high) == (25.0, 65.0)


def test_without_any_approved_service_the_share_is_zero() -> None:
    assert share_of_daylight([cell(200)], set(), CATEGORY_OF) == Daylight(0.0, 0.0, floor=0.0, ceiling=0.0)


def test_two_approved_services_may_serve_the_same_people() -> None:
    cells = [cell(200), cell(50, "assistants", "a"), cell(60, "translation", "c")]
    share = share_of_daylight(cells, {"a", "c"}, CATEGORY_OF)
    assert (share.low, share.high) == (30.0, 55.0)
    assert not share.is_sharp


def test_an_approved_service_that_is_not_shown_leaves_a_doubt() -> None:
    cells = [cell(200), cell(50, "assistants", "a"), cell(40, "translation")]
    share = share_of_daylight(cells, {"a", "c"}, CATEGORY_OF)
    assert (share.low, share.high, share.hidden_services) == (25.0, 45.0, 1)


def test_when_no_approved_service_is_shown_nothing_is_said() -> None:
    assert share_of_daylight([cell(200)], {"a"}, CATEGORY_OF) == Daylight(None, None, 1)


def test_when_the_total_is_hidden_nothing_is_known() -> None:
    assert share_of_daylight([cell(None)], {"a"}, CATEGORY_OF) is UNKNOWN


def test_units_do_not_enter_the_share() -> None:
    cells = [cell(200), cell(50, "assistants", "a"), cell(100, "assistants", "a", unit="Voirie")]
    assert share_of_daylight(cells, {"a"}, CATEGORY_OF).low == 25.0


@given(st.lists(st.integers(0, 300), min_size=2, max_size=2), st.integers(1, 400))
def test_the_low_end_never_passes_the_high_one(days: list[int], total: int) -> None:
    cells = [cell(total), cell(days[0], "assistants", "a"), cell(days[1], "translation", "c")]
    share = share_of_daylight(cells, {"a", "c"}, CATEGORY_OF)
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.high <= 100
