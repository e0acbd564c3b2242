"""Counting on the calendar."""

from calendar import monthrange
from datetime import date, datetime
from typing import Final

from pleinjour.base.figures import Month

_SHAPES: Final = ("%Y-%m-%d", "%d/%m/%Y")


def read_day(text: str) -> date | None:
    """The day that somebody wrote as 2026-03-02 or 02/03/2026; None for anything else."""
    for shape in _SHAPES:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no hour
        except ValueError:
            continue
    return None


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later; the last one where there is none."""
    month = Month(day.year, day.month).shifted(months)
    return date(month.year, month.number, min(day.day, monthrange(month.year, month.number)[1]))
