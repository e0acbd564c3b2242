"""A whole and its parts: each on its line, placed where it stands in the whole, labelled above."""

from itertools import accumulate

from pleinjour.web.ui.charts.bars import shorten
from pleinjour.web.ui.charts.model import Part, StripChart, Wording
from pleinjour.web.ui.charts.svg import em, figure, hatching, percent, tag, text

ROW, BAND_TOP, BAND_HEIGHT = 3.1, 1.35, 1.0


def draw_strip(chart: StripChart, wording: Wording) -> str:
    """The SVG of the chart."""
    whole = sum(part.value for part in chart.parts)
    starts = accumulate((part.value for part in chart.parts), initial=0.0)
    rows = [
        _row(chart, wording, part, place, (start / whole if whole else 0.0, part.value / whole if whole else 0.0))
        for place, (part, start) in enumerate(zip(chart.parts, starts, strict=False))
    ]
    height = ROW * len(chart.parts) + 0.3
    return figure(chart.key, "strip", chart.title, chart.summary, height, [hatching(chart.key), *rows])


def _row(chart: StripChart, wording: Wording, part: Part, place: int, span: tuple[float, float]) -> str:
    top = place * ROW
    y = em(top + BAND_TOP)
    fill = {"fill": f"url(#{chart.key}-hatch)"} if part.tone == "mixed" else {}
    value = wording.say(part.value, chart.unit, chart.digits)
    return tag(
        "g",
        text(shorten(part.label), x=0, y=em(top + 1), class_="label"),
        text(value, x="100%", y=em(top + 1), text_anchor="end", class_="value"),
        tag("rect", class_="track", x=0, y=y, width="100%", height=em(BAND_HEIGHT)),
        tag("rect", class_=f"part part-{part.tone}", x=percent(span[0]), y=y, width=percent(span[1]),
            height=em(BAND_HEIGHT), **fill),
    )  # fmt: skip
