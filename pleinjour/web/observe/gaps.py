"""The days of an open month that no log covers. Dates of lines alone are looked at, never what people used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pleinjour.base.figures import Month
from pleinjour.web.observe.models import Intake
from pleinjour.web.organizations.models import Authority

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that follow one another, from `first` to `last`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def has_workdays(self) -> bool:
        return any((self.first + timedelta(days=place)).weekday() < _SATURDAY for place in range(self.days))


def read_gaps(authority: Authority, month: Month) -> tuple[Gap, ...] | None:
    """In order; None when it is unknown, for logs read before days were kept."""
    taken = Intake.objects.filter(authority=authority, run__isnull=False).values_list("months", "days")
    found = [days for months, days in taken if str(month) in months]
    known = [days for days in found if days is not None]
    if not found or len(known) < len(found):
        return None
    return find_gaps(month, (span for days in known for span in days))


def find_gaps(month: Month, spans: Iterable[str]) -> tuple[Gap, ...]:
    """What is left of the month once the spans of its logs are taken away. A week-end alone is no gap: in a closed town
    hall, nothing may be written.
    """
    left = {month.first_day + timedelta(days=place) for place in range(month.last_day.day)}
    for span in spans:
        first, last = map(date.fromisoformat, span.split("/"))
        left = {day for day in left if not first <= day <= last}
    step = timedelta(days=1)
    firsts = sorted(day for day in left if day - step not in left)
    lasts = sorted(day for day in left if day + step not in left)
    gaps = (Gap(first, last) for first, last in zip(firsts, lasts, strict=True))
    return tuple(gap for gap in gaps if gap.has_workdays())
