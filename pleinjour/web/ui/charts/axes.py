"""What charts of time share: the columns that have no number, and the names of the moments below."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pleinjour.web.ui.charts.model import Gap, Point, Wording
from pleinjour.web.ui.charts.scale import column_middle, is_landmark
from pleinjour.web.ui.charts.svg import em, percent, tag, text, upright_text

LEAST_COLUMNS = 2
"""Columns that a year's name needs beside another one."""


def gap_columns(key: str, points: Sequence[Point], wording: Wording, top: float, height: float) -> list[str]:
    """Hatched where a number is hidden, left open where it is unknown; the word climbs in the column."""
    parts = []
    for place, point in enumerate(points):
        if not isinstance(point.value, Gap):
            continue
        fill = {"fill": f"url(#{key}-hatch)"} if point.value is Gap.HIDDEN else {}
        parts.append(
            tag("rect", class_=f"gap gap-{point.value.value}", x=percent(place / len(points)), y=em(top),
                width=percent(1 / len(points)), height=em(height), **fill)
        )  # fmt: skip
        middle = percent(column_middle(place, len(points)))
        parts.append(upright_text(wording.say(point.value), middle, em(top + height - 0.7)))
    return parts


def time_labels(points: Sequence[Point], y: float) -> list[str]:
    """The moments' short names, and below them the year where it begins. Small screens keep one name in three."""
    return [*_moments(points, y), *_groups(points, y + 1.4)]


def _moments(points: Sequence[Point], y: float) -> Iterator[str]:
    for place, point in enumerate(points):
        kind = "moment" if is_landmark(place, len(points)) else "moment minor"
        x = percent(column_middle(place, len(points)))
        yield text(point.short, x=x, y=em(y), text_anchor="middle", class_=kind)


def _groups(points: Sequence[Point], y: float) -> Iterator[str]:
    """A year that has less room than its own name gives way on small screens."""
    starts = [place for place, point in enumerate(points) if place == 0 or points[place - 1].group != point.group]
    for start, end in pairwise([*starts, len(points)]):
        is_cramped = end - start < LEAST_COLUMNS and len(points) > LEAST_COLUMNS
        kind = "group minor" if is_cramped else "group"
        yield text(points[start].group, x=percent(start / len(points)), y=em(y), class_=kind)
