"""Charts: what is drawn is what was counted, and what is not known is never drawn as zero."""

import xml.etree.ElementTree as ElementTree  # the charts are ours
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.web.ui import specimens
from pleinjour.web.ui.charts import (
    Bar,
    BarChart,
    Chart,
    Gap,
    HorizonChart,
    LineChart,
    Part,
    StripChart,
    Value,
    Wording,
    draw,
    tabulate,
)
from pleinjour.web.ui.charts.bars import LONGEST
from pleinjour.web.ui.charts.horizon import HORIZON, SKY_HEIGHT
from pleinjour.web.ui.charts.lines import PLOT_BOTTOM, PLOT_TOP
from pleinjour.web.ui.charts.scale import column_middle
from pleinjour.web.ui.charts.svg import percent

WORDS = Wording()
EVERY = (specimens.horizon(), specimens.line(), specimens.banded_line(), specimens.bars(), specimens.strip())
VALUES = st.lists(st.floats(0, 1e9) | st.sampled_from(Gap), min_size=1, max_size=24).map(tuple)
LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def parse(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(draw(chart, WORDS))  # noqa: S314


def of_class(chart: Chart, name: str) -> list[ElementTree.Element]:
    return [element for element in parse(chart).iter() if name in element.get("class", "").split()]


def texts(chart: Chart) -> list[str]:
    return ["".join(element.itertext()) for element in parse(chart).iter("text")]


def measure(length: str | None) -> float:
    assert length is not None
    return float(length.removesuffix("%").removesuffix("em"))


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.key)
def test_a_chart_names_and_describes_itself(chart: Chart) -> None:
    root = parse(chart)
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    assert named[root.get("aria-labelledby")] == chart.title
    assert named[root.get("aria-describedby")] == chart.summary


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.key)
def test_a_chart_carries_no_inline_style(chart: Chart) -> None:
    assert not any(element.get("style") or element.tag == "style" for element in parse(chart).iter())


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.key)
def test_the_table_says_all_that_is_drawn(chart: Chart) -> None:
    table = tabulate(chart, WORDS)
    items = getattr(chart, "points", None) or getattr(chart, "bars", None) or getattr(chart, "parts", None)
    assert items is not None
    assert [row[0] for row in table.rows] == [item.label for item in items]
    assert [row[1] for row in table.rows] == [WORDS.say(item.value, chart.unit, chart.digits) for item in items]
    assert all(len(row) == len(table.columns) for row in table.rows)


def bar_chart(*values: Value) -> BarChart:
    rows = tuple(Bar(f"n° {place}", value) for place, value in enumerate(values))
    return BarChart("essai", "Essai", "Un essai.", "jours", "Ligne", rows)


def test_bars_are_as_long_as_their_values() -> None:
    widths = [measure(bar.get("width")) for bar in of_class(bar_chart(200, 50, 0), "bar")]
    assert widths == pytest.approx([100 * LONGEST, 25 * LONGEST, 0])


def test_a_zero_is_written() -> None:
    assert "0" in texts(bar_chart(12, 0))


@pytest.mark.parametrize(("gap", "word"), [(Gap.HIDDEN, "masqué"), (Gap.UNKNOWN, "inconnu")])
def test_a_bar_without_a_number_says_why(gap: Gap, word: str) -> None:
    chart = bar_chart(12, gap)
    assert word in texts(chart)
    assert len(of_class(chart, "bar")) == 1
    assert len(of_class(chart, f"bar-{gap.value}")) == 1


def test_bars_that_are_all_zero_have_no_length() -> None:
    assert [measure(bar.get("width")) for bar in of_class(bar_chart(0, 0), "bar")] == [0, 0]


def test_a_long_label_is_shortened_in_the_drawing_and_whole_in_the_table() -> None:
    label = "Un service dont le nom n’en finit pas et déborde de partout"
    chart = replace(bar_chart(1), bars=(Bar(label, 1),))
    assert label not in texts(chart)
    assert any(text.endswith("…") for text in texts(chart))
    assert tabulate(chart, WORDS).rows[0][0] == label


def line_chart(*values: Value) -> LineChart:
    return LineChart("essai", "Essai", "Un essai.", "jours", "Mois", specimens.points(values))


def horizon_chart(*values: Value) -> HorizonChart:
    return HorizonChart("essai", "Essai", "Un essai.", "Mois", specimens.points(values))


def test_a_gap_cuts_the_line() -> None:
    chart = line_chart(1, 2, Gap.HIDDEN, 4, 5, Gap.UNKNOWN, 7)
    middles = [percent(column_middle(place, 7)) for place in range(7)]
    pieces = [(piece.get("x1"), piece.get("x2")) for piece in of_class(chart, "line")]
    assert pieces == [(middles[0], middles[1]), (middles[3], middles[4])]
    assert len(of_class(chart, "gap-hidden")) == len(of_class(chart, "gap-unknown")) == 1


def test_a_line_stands_on_zero() -> None:
    heights = [measure(dot.get("cy")) for dot in of_class(line_chart(0, 100, 50), "dot")]
    assert heights == pytest.approx([PLOT_BOTTOM, PLOT_TOP, (PLOT_BOTTOM + PLOT_TOP) / 2])


def test_the_last_known_value_is_written_on_the_line() -> None:
    assert ["".join(text.itertext()) for text in of_class(line_chart(1, 1234, Gap.HIDDEN), "last")] == ["1\u202f234"]


def test_a_band_is_drawn_around_the_line() -> None:
    assert len(of_class(specimens.banded_line(), "band")) == 1
    assert of_class(specimens.line(), "band") == []


def test_the_table_of_a_band_has_both_bounds() -> None:
    table = tabulate(specimens.banded_line(), WORDS)
    assert [column.label for column in table.columns] == ["Mois", "kWh", "au moins", "au plus"]
    assert table.rows[0][1:] == ("2,1", "1,6", "2,7")


def test_the_sun_rises_with_the_share() -> None:
    heights = [measure(sun.get("cy")) for sun in of_class(horizon_chart(0, 25, 100), "sun")]
    assert heights == pytest.approx([HORIZON, HORIZON - SKY_HEIGHT / 4, HORIZON - SKY_HEIGHT])


def test_the_sky_lightens_with_the_share() -> None:
    skies = [sky.get("class") for sky in of_class(horizon_chart(0, 52, 100), "sky-light")]
    assert skies == ["sky-light light-0", "sky-light light-5", "sky-light light-10"]


def test_a_month_without_a_number_has_neither_sun_nor_sky() -> None:
    chart = horizon_chart(10, Gap.HIDDEN, Gap.UNKNOWN)
    assert len(of_class(chart, "sun")) == len(of_class(chart, "sky-light")) == 1
    assert {"masqué", "inconnu"} <= set(texts(chart))


def test_a_beam_goes_from_what_is_certain_to_what_is_possible() -> None:
    chart = horizon_chart(10, 40, Gap.HIDDEN)
    points = (chart.points[0], replace(chart.points[1], low=25, high=75), replace(chart.points[2], low=1, high=2))
    (beam,) = of_class(replace(chart, points=points), "beam")
    assert measure(beam.get("y")) == pytest.approx(HORIZON - SKY_HEIGHT * 0.75)
    assert measure(beam.get("height")) == pytest.approx(SKY_HEIGHT / 2)


def test_the_table_of_a_share_with_its_band_has_both_bounds() -> None:
    chart = horizon_chart(40, Gap.UNKNOWN)
    points = (replace(chart.points[0], low=25, high=75), chart.points[1])
    table = tabulate(replace(chart, points=points), WORDS)
    assert [column.label for column in table.columns] == ["Mois", "%", "au moins", "au plus"]
    assert table.rows[0][1:] == ("40\u202f%", "25\u202f%", "75\u202f%")
    assert table.rows[1][1:] == ("inconnu", "inconnu", "inconnu")


def test_a_small_screen_keeps_the_last_month_and_one_in_three() -> None:
    minor = ["minor" in text.get("class", "") for text in of_class(horizon_chart(*range(12)), "moment")]
    assert [place for place, is_minor in enumerate(minor) if not is_minor] == [2, 5, 8, 11]


def test_a_year_of_one_month_gives_way_on_a_small_screen() -> None:
    years = of_class(line_chart(*range(11)), "group")
    assert [(year.text, year.get("class")) for year in years] == [("2025", "group minor"), ("2026", "group")]
    assert [year.get("class") for year in of_class(line_chart(*range(12)), "group")] == ["group", "group"]


def test_parts_follow_each_other_in_the_whole() -> None:
    parts = (Part("a", 30, "good"), Part("b", 60, "mixed"), Part("c", 10, "bad"))
    drawn = of_class(StripChart("essai", "Essai", "Un essai.", "jours", "État", parts), "part")
    assert [(measure(part.get("x")), measure(part.get("width"))) for part in drawn] == [(0, 30), (30, 60), (90, 10)]


def test_a_whole_of_nothing_has_empty_parts() -> None:
    drawn = of_class(StripChart("essai", "Essai", "Un essai.", "jours", "État", (Part("a", 0, "good"),)), "part")
    assert [measure(part.get("width")) for part in drawn] == [0]


@given(VALUES, LABELS)
def test_any_values_and_any_words_give_a_well_formed_chart(values: tuple[Value, ...], label: str) -> None:
    for chart in (line_chart(*values), horizon_chart(*values), bar_chart(*values)):
        parse(replace(chart, title=label, summary=label))
    parse(replace(bar_chart(1), bars=(Bar(label, 1),)))


@given(VALUES)
def test_every_dot_stands_inside_its_frame(values: tuple[Value, ...]) -> None:
    for dot in of_class(line_chart(*values), "dot"):
        assert PLOT_TOP - 0.01 <= measure(dot.get("cy")) <= PLOT_BOTTOM + 0.01
        assert 0 < measure(dot.get("cx")) < 100


def test_a_chart_speaks_english_to_an_english_reader() -> None:
    words = Wording(language="en", hidden="hidden", unknown="unknown")
    assert words.say(1234.5, "kWh", 1) == "1,234.5"
    assert (words.say(Gap.HIDDEN), words.say(None)) == ("hidden", "unknown")
