"""Counting on the calendar."""

from calendar import monthrange
from datetime import date

from pleinjour.base.figures import Month


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later; the last one where there is none."""
    month = Month(day.year, day.month).shifted(months)
    return date(month.year, month.number, min(day.day, monthrange(month.year, month.number)[1]))
