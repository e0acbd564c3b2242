"""Dates as logs write them, for the naive reader. A date that does not exist gives None."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

FORMATS = Path(__file__).parents[3] / "docs/dpo-rssi/formats/README.md"
OFFSET = "Z|[+-][0-9]{2}:?[0-9]{2}"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Clock:
    """What a log does not say of its dates: its zone, and the day it is read (which gives the year)."""

    zone: str = "Europe/Paris"
    read_on: date = date(2026, 12, 31)

    def at(self, numbers: tuple[int, ...], offset: str = "") -> datetime | None:
        """The instant of `numbers` (year, month, day, hour, minute, second), in `offset` (`+0100`) or the zone."""
        try:
            local = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - the zone comes next
            there = fixed(offset) if re.fullmatch(OFFSET, offset) else ZoneInfo(self.zone)
            return plausible(local.replace(tzinfo=there).astimezone(UTC))
        except (ValueError, OverflowError):
            return None

    def of_text(self, text: str, offset: str = "") -> datetime | None:
        """A date written in figures only, from the year to the second, whatever stands between."""
        return self.at(tuple(int(part) for part in re.findall("[0-9]+", text)[:6]), offset)

    def iso(self, text: str) -> datetime | None:
        """ISO 8601 with an offset, `Z`, or neither."""
        pattern = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?"
        found = re.fullmatch(pattern, text, re.ASCII)
        return self.of_text(found[1], found[2] or "") if found else None

    def without_year(self, month: str, day: str, time: str, offset: str = "") -> datetime | None:
        """The latest such date that is not later than the day after the reading."""
        if month.lower() not in MONTHS:
            return None
        number, latest = MONTHS.index(month.lower()) + 1, self.read_on + timedelta(days=1)
        for year in range(latest.year, latest.year - 9, -1):
            if possible(year, number, int(day)) and date(year, number, int(day)) <= latest:
                return self.at((year, number, int(day), *map(int, time.split(":"))), offset)
        return None


def possible(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def fixed(offset: str) -> timezone:
    """The zone of `+0100`, `+01:00` or `Z`. Raises ValueError when no clock could show it."""
    if offset == "Z":
        return UTC
    sign, hours, minutes = offset[0], int(offset[1:3]), int(offset[-2:])
    if minutes > 59:
        raise ValueError(offset)
    return timezone(timedelta(minutes=(hours * 60 + minutes) * (-1 if sign == "-" else 1)))


def since_1970(seconds: float) -> datetime | None:
    try:
        return plausible(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None


def plausible(when: datetime) -> datetime | None:
    """No log is older than 2 January 2000, and none comes from after 2088."""
    return when if datetime(2000, 1, 2, tzinfo=UTC) <= when < datetime(2089, 1, 1, tzinfo=UTC) else None


def month_number(name: str) -> int:
    """1 to 12, or 0 (which no date accepts) for a name that is no English month."""
    return MONTHS.index(name.lower()) + 1 if name.lower() in MONTHS else 0


def start_of_line(line: str) -> str:
    """The line without the `<14>` and the `1 ` that syslog may put before its date."""
    return re.sub(r"^(<[0-9]+>)?(1 )?", "", line)


def syslog_date(line: str, clock: Clock) -> datetime | None:
    """The date at the head of a line: ISO 8601, or `Mar 14 09:26:53`."""
    head = start_of_line(line)
    iso = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.,][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?", head)
    if iso:
        return clock.iso(iso[0])
    bsd = re.match(r"([A-Za-z]{3})[ \t]+([0-9]{1,2})[ \t]+([0-9]{2}:[0-9]{2}:[0-9]{2})", head)
    if not bsd:
        return None
    zone = zone_after(head[bsd.end() :])
    return clock.without_year(bsd[1], bsd[2], bsd[3], zone_words()[zone] if zone else "")


@cache
def zone_words() -> dict[str, str]:
    """The words that mean one zone, and their offset, as the table of formats/README.md gives them."""
    rows = re.findall(r"^\| `([+-]\d\d:\d\d)` \| (.*) \|$", FORMATS.read_text(), re.MULTILINE)
    return {word: offset for offset, words in rows for word in re.findall("`([A-Z]+)`", words)}


def zone_after(rest: str) -> str:
    """The zone that follows a date; "" for none, or where the word is the machine's name, as what comes next tells."""
    found = re.match(r"(\.[0-9]+)? ([A-Z]+)(:| ([^ \t]*)|$)", rest)
    if not found or found[2] not in zone_words():
        return ""
    following = found[4]
    is_message = following is not None and (not following or following.endswith(":") or set(following) & set('=["{|'))
    return "" if is_message else found[2]
