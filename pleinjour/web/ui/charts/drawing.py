"""From a chart to its SVG and to its table."""

from pleinjour.web.ui.charts.bars import draw_bars
from pleinjour.web.ui.charts.horizon import draw_horizon
from pleinjour.web.ui.charts.lines import draw_line
from pleinjour.web.ui.charts.model import BarChart, HorizonChart, LineChart, Point, StripChart, Wording
from pleinjour.web.ui.charts.strip import draw_strip
from pleinjour.web.ui.components import Column, DataTable

Chart = BarChart | LineChart | HorizonChart | StripChart


def draw(chart: Chart, wording: Wording) -> str:
    """The chart as SVG, ready to stand in a page; its texts are escaped."""
    match chart:
        case BarChart():
            return draw_bars(chart, wording)
        case LineChart():
            return draw_line(chart, wording)
        case HorizonChart():
            return draw_horizon(chart, wording)
        case StripChart():
            return draw_strip(chart, wording)


def tabulate(chart: Chart, wording: Wording) -> DataTable:
    """The same facts as a table: what a chart shows is never only drawn."""
    match chart:
        case BarChart(bars=bars):
            rows = [(bar.label, wording.say(bar.value, chart.unit, chart.digits)) for bar in bars]
        case StripChart(parts=parts):
            rows = [(part.label, wording.say(part.value, chart.unit, chart.digits)) for part in parts]
        case LineChart(points=points) | HorizonChart(points=points) if any(point.low is not None for point in points):
            return _table_with_bounds(chart, points, wording)
        case LineChart(points=points) | HorizonChart(points=points):
            rows = [(point.label, wording.say(point.value, chart.unit, chart.digits)) for point in points]
    return DataTable(chart.title, (Column(chart.heading), Column(chart.unit, numeric=True)), tuple(rows))


def _table_with_bounds(chart: LineChart | HorizonChart, points: tuple[Point, ...], wording: Wording) -> DataTable:
    columns = (chart.heading, chart.unit, wording.low, wording.high)
    rows = tuple(
        (point.label, *(wording.say(value, chart.unit, chart.digits) for value in (point.value, point.low, point.high)))
        for point in points
    )
    named = tuple(Column(label, numeric=place > 0) for place, label in enumerate(columns))
    return DataTable(chart.title, named, rows)
