"""Values that every room shares: a month, a source, a figure that is never a bare number."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written `2026-03` (ISO 8601)."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date(self.year, self.number, 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month that `text` ("2026-03") names. Raises ValueError on anything else."""
        year, dash, number = text.partition("-")
        if not (dash and len(year) == 4 and len(number) == 2 and (year + number).isdecimal()):
            raise ValueError(f"not a month: {text!r}")
        return cls(int(year), int(number))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return self.shifted(1).first_day - timedelta(days=1)

    def is_over(self, today: date) -> bool:
        """Whether `today` comes after the month."""
        return today > self.last_day

    def shifted(self, months: int) -> "Month":
        """The month that comes `months` later (earlier when negative)."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `read_on` is the day somebody last checked it, None when nobody has; `published_on` the
    day it was published, where that is known.
    """

    publisher: str
    title: str
    link: str | None = None
    licence: str | None = None
    read_on: date | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it needs to be believed. `value` is None when the number is unknown, never zero.

    `unit` is in plain words ("personnes"), `method` names the method and its version ("observe 1").
    """

    value: float | int | None
    unit: str
    period: Month
    source: Source
    method: str
