"""A line from zero, with its band; what is hidden or unknown is a column of its own kind, never a zero."""

from itertools import pairwise

from pleinjour.web.ui.charts.axes import gap_columns, time_labels
from pleinjour.web.ui.charts.model import Gap, LineChart, Point, Wording
from pleinjour.web.ui.charts.scale import column_middle, known, round_ceiling, runs
from pleinjour.web.ui.charts.svg import em, figure, hatching, percent, tag, text

PLOT_TOP, PLOT_HEIGHT = 1.8, 11.0
PLOT_BOTTOM = PLOT_TOP + PLOT_HEIGHT
HEIGHT = PLOT_BOTTOM + 3.2
WIDE = 1000


def draw_line(chart: LineChart, wording: Wording) -> str:
    """The SVG of the chart."""
    highest, step = round_ceiling(_values(chart))
    parts = [
        hatching(chart.key),
        *_grid(chart, wording, highest, step),
        *gap_columns(chart.key, chart.points, wording, PLOT_TOP, PLOT_HEIGHT),
        _bands(chart, highest),
        *_segments(chart, highest),
        *_dots(chart, wording, highest),
        *time_labels(chart.points, PLOT_BOTTOM + 1.4),
    ]
    return figure(chart.key, "line", chart.title, chart.summary, HEIGHT, parts)


def _values(chart: LineChart) -> list[float]:
    bounds = [point.high for point in chart.points if point.high is not None]
    return known([point.value for point in chart.points]) + bounds


def _grid(chart: LineChart, wording: Wording, highest: float, step: float) -> list[str]:
    lines = []
    for count in range(round(highest / step) + 1):
        level = count * step
        y = em(_height(level, highest))
        kind = "axis" if count == 0 else "grid"
        lines.append(tag("line", class_=kind, x1=0, x2="100%", y1=y, y2=y))
        digits = chart.digits or (0 if step >= 1 else 1)
        label = wording.say(level, chart.unit, digits)
        lines.append(text(label, x=0, y=y, dy="-0.3em", class_="tick"))
    return lines


def _bands(chart: LineChart, highest: float) -> str:
    """The bands, in a frame that stretches with the page."""
    placed = [[(_across(place, chart), point) for place, point in run] for run in runs(chart.points)]
    parts = [path for run in placed for path in _band(run, highest)]
    return tag(
        "svg", *parts, x=0, y=em(PLOT_TOP), width="100%", height=em(PLOT_HEIGHT),
        viewBox=f"0 0 {WIDE} {WIDE}", preserveAspectRatio="none", role="presentation",
    )  # fmt: skip


def _segments(chart: LineChart, highest: float) -> list[str]:
    """The line, piece by piece: drawn in the frame of the bands, its stroke would stretch too."""
    count = len(chart.points)
    return [
        tag("line", class_="line", x1=percent(column_middle(start, count)), x2=percent(column_middle(end, count)),
            y1=em(_height(_number(before), highest)), y2=em(_height(_number(after), highest)))
        for run in runs(chart.points)
        for (start, before), (end, after) in pairwise(run)
    ]  # fmt: skip


def _band(placed: list[tuple[float, Point]], highest: float) -> list[str]:
    bounds = [(x, p.low, p.high) for x, p in placed if p.low is not None and p.high is not None]
    if len(bounds) < 2:
        return []
    over = [f"{x} {_down(high, highest)}" for x, _low, high in bounds]
    under = [f"{x} {_down(low, highest)}" for x, low, _high in reversed(bounds)]
    return [tag("path", class_="band", d=f"M{' L'.join(over + under)}Z")]


def _dots(chart: LineChart, wording: Wording, highest: float) -> list[str]:
    placed = [(place, point) for run in runs(chart.points) for place, point in run]
    dots = [
        tag("circle", class_="dot", r=em(0.28), cx=percent(column_middle(place, len(chart.points))),
            cy=em(_height(_number(point), highest)))
        for place, point in placed
    ]  # fmt: skip
    if placed:
        place, point = placed[-1]
        is_at_end = place >= len(chart.points) - 2
        x = "100%" if is_at_end else percent(column_middle(place, len(chart.points)))
        value = wording.say(point.value, chart.unit, chart.digits)
        anchor = "end" if is_at_end else "middle"
        y = em(_height(_number(point), highest))
        dots.append(text(value, x=x, y=y, dy="-0.85em", text_anchor=anchor, class_="value last"))
    return dots


def _number(point: Point) -> float:
    return 0.0 if isinstance(point.value, Gap) else point.value


def _height(value: float, highest: float) -> float:
    return PLOT_BOTTOM - PLOT_HEIGHT * value / highest


def _across(place: int, chart: LineChart) -> float:
    return round(WIDE * column_middle(place, len(chart.points)), 1)


def _down(value: float, highest: float) -> float:
    return round(WIDE * (1 - value / highest), 1)
