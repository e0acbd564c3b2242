"""The signature: the daylight share as a sun that rises, month after month, in a sky that goes from night to day.

The height of the sun's centre over the horizon is the share; the sky of each month lightens with it, so that the
chart reads in black and white and without the suns. Where a month carries an interval, a beam shows it.
"""

from pleinjour.web.ui.charts.axes import gap_columns, time_labels
from pleinjour.web.ui.charts.model import Gap, HorizonChart, Point, Wording
from pleinjour.web.ui.charts.scale import column_middle, is_landmark, runs
from pleinjour.web.ui.charts.svg import em, figure, hatching, percent, tag, text

SKY_TOP, SKY_HEIGHT = 2.3, 8.4
HORIZON = SKY_TOP + SKY_HEIGHT
HEIGHT = HORIZON + 4.9
SUN, RISEN_SUN = 0.6, 1.05
BEAM = 0.5
"""Share of its column that a beam takes."""
LIGHT_STEPS = 10


def draw_horizon(chart: HorizonChart, wording: Wording) -> str:
    """The SVG of the chart."""
    parts = [
        hatching(chart.key),
        text(wording.full_day, x=0, y=em(SKY_TOP - 0.6), class_="tick"),
        *_sky(chart),
        *gap_columns(chart.key, chart.points, wording, SKY_TOP, SKY_HEIGHT),
        *_beams(chart),
        *_suns(chart),
        tag("rect", class_="ground", x=0, y=em(HORIZON), width="100%", height=em(1.3)),
        tag("line", class_="horizon-line", x1=0, x2="100%", y1=em(HORIZON), y2=em(HORIZON)),
        *_values(chart, wording),
        *time_labels(chart.points, HORIZON + 3.0),
    ]
    return figure(chart.key, "horizon", chart.title, chart.summary, HEIGHT, parts)


def _sky(chart: HorizonChart) -> list[str]:
    count = len(chart.points)
    return [
        tag("rect", class_=f"sky-light light-{_light(point.value)}", x=percent(place / count), y=em(SKY_TOP),
            width=percent(1 / count), height=em(SKY_HEIGHT))
        for place, point in enumerate(chart.points)
        if not isinstance(point.value, Gap)
    ]  # fmt: skip


def _light(share: float) -> int:
    return round(min(max(share, 0.0), 100.0) / 100 * LIGHT_STEPS)


def _beams(chart: HorizonChart) -> list[str]:
    """Between what is certain of a share and what is possible."""
    count = len(chart.points)
    return [
        tag("rect", class_="beam", x=percent(column_middle(place, count) - BEAM / count / 2), y=em(_height(point.high)),
            width=percent(BEAM / count), height=em(SKY_HEIGHT * (point.high - point.low) / 100))
        for place, point in enumerate(chart.points)
        if point.low is not None and point.high is not None and not isinstance(point.value, Gap)
    ]  # fmt: skip


def _height(share: float) -> float:
    return HORIZON - SKY_HEIGHT * share / 100


def _suns(chart: HorizonChart) -> list[str]:
    placed = [(place, point) for run in runs(chart.points) for place, point in run]
    return [_sun(place, point, len(chart.points), place == placed[-1][0]) for place, point in placed]


def _sun(place: int, point: Point, count: int, is_last: bool) -> str:
    share = 0.0 if isinstance(point.value, Gap) else point.value
    return tag(
        "circle",
        class_="sun sun-last" if is_last else "sun",
        cx=percent(column_middle(place, count)),
        cy=em(_height(share)),
        r=em(RISEN_SUN if is_last else SUN),
    )


def _values(chart: HorizonChart, wording: Wording) -> list[str]:
    count = len(chart.points)
    return [
        text(
            wording.say(point.value, "%", chart.digits),
            x=percent(column_middle(place, count)),
            y=em(HORIZON + 1.5),
            text_anchor="middle",
            class_="value" if is_landmark(place, count) else "value minor",
        )
        for place, point in enumerate(chart.points)
        if not isinstance(point.value, Gap)
    ]
