"""Months and figures: values that every room shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.figures import Figure, Month, Source

MONTHS = st.builds(Month, st.integers(1000, 8000), st.integers(1, 12))


@given(MONTHS)
def test_a_month_is_read_back_from_its_text(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert len(str(month)) == 7


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-14", "２０２６-03x", "mars"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@given(MONTHS, st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_shifts_add_up(month: Month, one: int, other: int) -> None:
    assert month.shifted(one).shifted(other) == month.shifted(one + other)
    assert month.shifted(one).shifted(-one) == month


def test_months_follow_each_other_over_the_new_year() -> None:
    assert Month(2025, 12).shifted(1) == Month(2026, 1)
    assert Month(2026, 1).shifted(-1) == Month(2025, 12)
    assert sorted([Month(2026, 1), Month(2025, 12), Month(2025, 2)])[0] == Month(2025, 2)
    assert Month(2026, 3).first_day.isoformat() == "2026-03-01"


@given(MONTHS)
def test_a_month_is_over_the_day_after_its_last_one(month: Month) -> None:
    following = month.shifted(1).first_day
    assert month.is_over(following)
    assert not month.is_over(month.last_day)
    assert (following - month.last_day).days == 1


def test_an_unknown_figure_is_not_zero() -> None:
    source = Source("Mairie", "Journaux du mandataire")
    unknown = Figure(None, "personnes", Month(2026, 3), source, "observe 1")
    assert unknown != Figure(0, "personnes", Month(2026, 3), source, "observe 1")
    assert source.read_on is None
