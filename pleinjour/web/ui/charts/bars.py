"""Horizontal bars: the label above its bar, the value at its end."""

from pleinjour.web.ui.charts.model import Bar, BarChart, Gap, Wording
from pleinjour.web.ui.charts.scale import known
from pleinjour.web.ui.charts.svg import em, figure, hatching, percent, tag, text

ROW, BAR_TOP, BAR_HEIGHT = 3.1, 1.35, 1.0
LONGEST = 0.76
"""Share of the width that the longest bar takes; the rest is for its value."""
GAP_WIDTH = 0.14
LABEL_LENGTH = 40


def draw_bars(chart: BarChart, wording: Wording) -> str:
    """The SVG of the chart."""
    highest = max(known([bar.value for bar in chart.bars]), default=0.0)
    rows = [_row(chart, wording, bar, place, highest) for place, bar in enumerate(chart.bars)]
    height = ROW * len(chart.bars)
    axis = tag("line", class_="axis", x1=0, x2=0, y1=em(BAR_TOP / 2), y2=em(height))
    parts = [hatching(chart.key), *rows, axis]
    return figure(chart.key, "bars", chart.title, chart.summary, height + 0.3, parts)


def _row(chart: BarChart, wording: Wording, bar: Bar, place: int, highest: float) -> str:
    top = place * ROW
    share = _share(bar, highest)
    kind = f"bar-{bar.value.value}" if isinstance(bar.value, Gap) else "bar"
    fill = {"fill": f"url(#{chart.key}-hatch)"} if bar.value is Gap.HIDDEN else {}
    return tag(
        "g",
        text(shorten(bar.label), x=0, dx=em(0.45), y=em(top + 1), class_="label"),
        tag("rect", class_=kind, x=0, y=em(top + BAR_TOP), width=percent(share), height=em(BAR_HEIGHT), **fill),
        text(
            wording.say(bar.value, chart.unit, chart.digits),
            x=percent(share), dx=em(0.45), y=em(top + BAR_TOP + 0.85), class_="value",
        ),
    )  # fmt: skip


def _share(bar: Bar, highest: float) -> float:
    if isinstance(bar.value, Gap):
        return GAP_WIDTH
    return LONGEST * bar.value / highest if highest > 0 else 0.0


def shorten(label: str) -> str:
    """A label that fits on a small screen; the table below has it whole."""
    return label if len(label) <= LABEL_LENGTH else label[: LABEL_LENGTH - 1].rstrip() + "…"
