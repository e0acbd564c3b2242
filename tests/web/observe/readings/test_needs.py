"""A need is read from its categories, month after month; hidden is never zero."""

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import load_needs
from pleinjour.web.observe.readings.bounds import Use, read_use
from pleinjour.web.observe.readings.needs import NeedReading, most_used_first, read_need, units_of_need
from pleinjour.web.observe.readings.trend import Trend
from tests.web.observe.readings.cells import MARCH, ROUNDING, cell, use_of

NEEDS = load_needs().needs
METHOD = load_needs().trend


def read(name: str, *uses: Use | None) -> NeedReading:
    """The need `name` over months that end with March."""
    past = [(MARCH.shifted(place + 1 - len(uses)), use) for place, use in enumerate(uses)]
    return read_need(NEEDS[name], past, METHOD)


def shown(days: int) -> Use:
    return use_of(cell(5_000), cell(days, "translation"))


def test_a_need_of_one_category_is_its_figure() -> None:
    reading = read("translate", shown(185))
    assert reading.days is not None
    assert reading.days.is_one
    assert reading.days.low == 185


def test_a_need_of_two_categories_is_said_with_its_doubt() -> None:
    reading = read("video_and_voice", use_of(cell(500), cell(60, "video"), cell(40, "audio")))
    assert reading.days is not None
    assert (reading.days.low, reading.days.high) == (60, 100)


def test_a_hidden_need_and_a_missing_month_are_told_apart_and_are_never_zero() -> None:
    reading = read("translate", None, use_of(cell(500), cell(None, "translation")), shown(40))
    assert [one.days is None for one in reading.months] == [True, True, False]
    assert [one.is_published for one in reading.months] == [False, True, True]
    assert reading.months[0].month == Month(2026, 1)
    assert len(reading.known) == 1


def test_months_add_up_and_hidden_ones_are_left_out() -> None:
    reading = read("translate", shown(30), use_of(cell(500)), shown(40))
    assert reading.days_over_months == 70


def test_a_need_that_rises_for_three_months_rises() -> None:
    assert read("translate", *map(shown, (100, 100, 100, 150, 150, 150))).trend is Trend.RISES
    assert read("translate", shown(100), shown(150)).trend is Trend.UNSURE


def test_needs_that_show_come_first_the_most_used_before_the_others() -> None:
    use = use_of(cell(500), cell(40, "translation"), cell(90, "writing"))
    names = [one.need.id for one in most_used_first(read(name, use) for name in NEEDS)]
    assert names[:2] == ["write", "translate"]
    assert names[2:] == [name for name in NEEDS if name not in ("write", "translate")]


def test_a_unit_without_a_figure_is_not_named() -> None:
    cells = [cell(40, "translation", unit="Voirie"), cell(None, "translation", unit="Archives")]
    uses = [(unit, read_use(cells, ROUNDING, unit)) for unit in ("Archives", "Voirie")]
    assert [unit for unit, _days in units_of_need(NEEDS["translate"], uses)] == ["Voirie"]
