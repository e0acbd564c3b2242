"""Charts as pure functions: a dataclass gives an SVG and a table. No Django, no clock, no inline style."""

from pleinjour.web.ui.charts.drawing import Chart, draw, tabulate
from pleinjour.web.ui.charts.model import (
    Bar,
    BarChart,
    Gap,
    HorizonChart,
    LineChart,
    Part,
    Point,
    StripChart,
    Value,
    Wording,
)

__all__ = [
    "Bar",
    "BarChart",
    "Chart",
    "Gap",
    "HorizonChart",
    "LineChart",
    "Part",
    "Point",
    "StripChart",
    "Value",
    "Wording",
    "draw",
    "tabulate",
]
