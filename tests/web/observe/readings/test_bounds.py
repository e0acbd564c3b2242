"""Bounds hold the truth, whatever people did and whatever is hidden."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.tallies import Cell
from pleinjour.engines.disclosure.rounding import round_to_base
from pleinjour.web.observe.readings.bounds import NOTHING, Bounds, bound_categories, bound_services, read_use
from tests.web.observe.readings.cells import ROUNDING, cell, use_of

CATEGORY_OF = {"a": "writing", "b": "writing", "c": "translation", "d": "image"}
CATEGORIES = ("writing", "translation", "image")
Visit = tuple[int, int, str]
"""Who, which day, which service."""

visits = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from(sorted(CATEGORY_OF))), min_size=1, max_size=40
)


def count(found: list[Visit]) -> tuple[int, int]:
    """User-days, connections."""
    return len({(who, day) for who, day, _service in found}), len(found)


def publish(found: list[Visit], hidden: set[str]) -> list[Cell]:
    """Every figure of the organisation, rounded; those named in `hidden` are hidden."""
    groups: list[tuple[str | None, str | None, list[Visit]]] = [(None, None, found)]
    groups += [(c, None, [visit for visit in found if CATEGORY_OF[visit[2]] == c]) for c in CATEGORIES]
    groups += [(c, s, [visit for visit in found if visit[2] == s]) for s, c in CATEGORY_OF.items()]
    return [
        cell(None, category, service)
        if (service or category) in hidden
        else cell(rounded(count(part)[0]), category, service, connections=rounded(count(part)[1]))
        for category, service, part in groups
    ]


def rounded(value: int) -> int:
    return round_to_base(value, ROUNDING)


@given(visits, st.sets(st.sampled_from([*CATEGORY_OF, *CATEGORIES])), st.sets(st.sampled_from(sorted(CATEGORY_OF))))
def test_the_truth_about_services_is_between_the_ends(found: list[Visit], hidden: set[str], wanted: set[str]) -> None:
    bounds = bound_services(read_use(publish(found, hidden), ROUNDING), wanted, CATEGORY_OF)
    truth, _connections = count([visit for visit in found if visit[2] in wanted])
    if bounds is not None:
        assert bounds.floor <= truth <= bounds.ceiling
        assert bounds.low <= bounds.high


@given(visits, st.sets(st.sampled_from([*CATEGORY_OF, *CATEGORIES])), st.sets(st.sampled_from(CATEGORIES)))
def test_the_truth_about_categories_is_between_the_ends(found: list[Visit], hidden: set[str], wanted: set[str]) -> None:
    bounds = bound_categories(read_use(publish(found, hidden), ROUNDING), wanted)
    truth, _connections = count([visit for visit in found if CATEGORY_OF[visit[2]] in wanted])
    if bounds is not None:
        assert bounds.floor <= truth <= bounds.ceiling
        assert bounds.low <= bounds.high


def test_one_service_that_is_shown_is_one_value_but_for_its_rounding() -> None:
    use = use_of(cell(200), cell(120, "writing"), cell(60, "writing", "a"))
    assert bound_services(use, {"a"}, CATEGORY_OF) == Bounds(60, 60, 57.5, 62.5)


def test_two_services_may_serve_the_same_people_on_the_same_days() -> None:
    use = use_of(cell(200), cell(60, "writing", "a"), cell(40, "translation", "c"))
    assert bound_services(use, {"a", "c"}, CATEGORY_OF) == Bounds(60, 100, 57.5, 105)


def test_what_shown_services_leave_of_a_category_bounds_the_hidden_ones() -> None:
    use = use_of(
        cell(200, connections=900),
        cell(120, "writing", connections=400),
        cell(100, "writing", "b", connections=380),
        cell(50, "translation", "c"),
    )
    bounds = bound_services(use, {"a", "c"}, CATEGORY_OF)
    assert bounds is not None
    assert bounds.high == 50 + 400 - 380


def test_a_hidden_category_leaves_what_no_figure_explains() -> None:
    use = use_of(cell(200), cell(None, "writing"), cell(70, "translation"), cell(50, "translation", "c"))
    bounds = bound_services(use, {"a", "c"}, CATEGORY_OF)
    assert bounds is not None
    assert bounds.high == 50 + 200 - 70


def test_a_category_that_is_hidden_shows_at_least_what_its_services_show() -> None:
    use = use_of(cell(200), cell(None, "writing"), cell(80, "writing", "a"), cell(50, "translation"))
    bounds = bound_categories(use, ["writing"])
    assert bounds is not None
    assert (bounds.low, bounds.high) == (80, 150)
    assert not bounds.is_one


def test_what_is_not_shown_at_all_is_not_said() -> None:
    use = use_of(cell(200), cell(None, "writing"))
    assert bound_services(use, {"a"}, CATEGORY_OF) is None
    assert bound_categories(use, ["writing"]) is None


def test_no_service_at_all_is_nothing_for_sure() -> None:
    assert bound_services(use_of(cell(200)), set(), CATEGORY_OF) is NOTHING


def test_without_a_total_there_may_be_any_amount_beside() -> None:
    bounds = bound_categories(use_of(cell(None), cell(40, "writing", "a")), ["writing"])
    assert bounds is not None
    assert (bounds.low, bounds.high) == (40, inf)


def test_units_and_the_organisation_are_read_apart() -> None:
    cells = [cell(200), cell(40, "writing", unit="Voirie"), cell(90, "writing")]
    assert bound_categories(read_use(cells, ROUNDING, "Voirie"), ["writing"]) == Bounds(40, 40, 37.5, 42.5)
