"""Which entries of a journal are wanted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from pleinjour.web.organizations.models import Authority, JournalEntry


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Entries of one action, about one thing, between two days of the authority. What is empty keeps everything.

    Days stand between 1970 and 2999: beyond, midnight has no place in a calendar of four-figure years.
    """

    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None

    def keep(self, entries: QuerySet[JournalEntry], authority: Authority) -> QuerySet[JournalEntry]:
        """Those of `entries` that are wanted."""
        zone = ZoneInfo(authority.time_zone)
        if self.action:
            entries = entries.filter(action=self.action)
        if self.subject:
            entries = entries.filter(target=self.subject)
        if self.since:
            entries = entries.filter(at__gte=_midnight(self.since, zone))
        if self.until:
            entries = entries.filter(at__lt=_midnight(self.until + timedelta(days=1), zone))
        return entries


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
