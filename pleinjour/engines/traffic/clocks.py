"""Instants as logs write them → seconds since 1970-01-01 UTC, and the local day they fall on.

Every conversion is remembered by minute, because a log repeats the same minute thousands of times. A local time
that happens twice, on the night when clocks go back, is read as its first occurrence (PEP 495, fold=0). A zone may be
an offset or a word that means only one (`zones`).
"""

import re
from calendar import isleap
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.remembered import Remembered
from pleinjour.engines.traffic.zones import zone_of

_MONTH_NAMES = b"jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
FIRST_INSTANT = datetime(2000, 1, 2, tzinfo=UTC).timestamp()
END_OF_INSTANTS = datetime(2089, 1, 1, tzinfo=UTC).timestamp()
"""A line before the one, or not before the other, has a broken clock, and its day would not fit in a summary."""

_QUARTER = 900
_MINUTES_REMEMBERED = 1 << 17
_QUARTERS_REMEMBERED = 1 << 17
_LONGEST_REMEMBERED = 64
_APACHE = re.compile(rb"(\d{1,2})[/-]([A-Za-z]{3})[/-](\d{4})[: ](\d\d):(\d\d)$")
_ISO = re.compile(rb"(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d)$")
_SYSLOG = re.compile(rb"([A-Za-z]{3}) +(\d{1,2}) (\d\d):(\d\d)$")
_YEAR_AND_CTIME = re.compile(rb"(\d{4}) (?:[A-Za-z]{3} )?([A-Za-z]{3}) +(\d{1,2}) (\d\d):(\d\d)$")
_SECONDS = re.compile(rb"((?:[0-5]\d|60)(?:[.,]\d+)?)")


def month_number(name: bytes) -> int:
    """1 for `Jan`, 12 for `Dec`. Raises Unreadable("time")."""
    number = _MONTHS.get(name.lower())
    if number is None:
        raise Unreadable("time")
    return number


class Clock:
    """Reads instants for one file: `zone` for times that carry none, `read_on` for dates without a year.

    A date without a year is the last such date that is not after the day that follows `read_on`. `date_patterns`: how
    the file says that its own dates are written, by what it said.
    """

    def __init__(self, zone: str, read_on: date) -> None:
        self.zone = ZoneInfo(zone)
        self.read_on = read_on
        self.date_patterns: dict[bytes, re.Pattern[str]] = {}
        self._minutes = Remembered[tuple[bytes, bytes], float](_MINUTES_REMEMBERED)
        self._days = Remembered[int, int](_QUARTERS_REMEMBERED)

    def day_of(self, instant: float) -> int:
        """The proleptic ordinal of the local day on which `instant` falls."""
        quarter = int(instant // _QUARTER)
        day = self._days.get(quarter)
        if day is None:
            day = self._days.keep(quarter, datetime.fromtimestamp(quarter * _QUARTER, self.zone).toordinal())
        return day

    def epoch(self, text: bytes) -> float:
        """`1770000000.123` → itself."""
        try:
            instant = float(text)
        except ValueError:
            raise Unreadable("time") from None
        if not 0 <= instant < 1 << 34:  # written so that NaN fails too
            raise Unreadable("time")
        return instant

    def milliseconds(self, digits: bytes) -> float:
        """`1770000000123` → 1770000000.123."""
        if not digits.isdigit():
            raise Unreadable("time")
        return self.epoch(digits[:-3] + b"." + digits[-3:])

    def apache(self, text: bytes) -> float:
        """`14/Mar/2026:09:26:53 +0100`; `14-Mar-2026 09:26:53.123` has no zone."""
        return self._instant(text, text.rfind(b":"), self._apache_minute)

    def iso(self, text: bytes) -> float:
        """`2026-03-14T09:26:53.123+01:00`, with a space for the T, slashes for the dashes, and any part after the
        seconds left out.
        """
        return self._instant(text, 16, self._iso_minute)

    def syslog(self, text: bytes) -> float:
        """`Mar 14 09:26:53`: no year, no zone (RFC 3164)."""
        return self._instant(text, text.rfind(b":"), self._syslog_minute)

    def ctime(self, text: bytes) -> float:
        """`Sat Mar 14 09:26:53 2026`; a zone may stand before the year, as `date` writes it."""
        stamp, _, year = text.rpartition(b" ")
        dated = year + b" " + stamp
        return self._instant(dated, dated.rfind(b":"), self._ctime_minute)

    def _instant(self, text: bytes, minute_end: int, convert: Callable[[bytes, bytes], float]) -> float:
        minute, rest = text[:minute_end], text[minute_end + 1 :]
        seconds, zone = _split_seconds(rest)
        known = (minute, zone)
        instant = self._minutes.get(known)
        if instant is None:
            try:
                instant = convert(minute, zone)
            except (ValueError, OverflowError):
                raise Unreadable("time") from None
            if len(minute) + len(zone) <= _LONGEST_REMEMBERED:
                self._minutes.keep(known, instant)
        return instant + seconds

    def _apache_minute(self, minute: bytes, zone: bytes) -> float:
        day, month, year, hour, minutes = _parts(_APACHE, minute)
        return self._to_epoch(int(year), month_number(month), int(day), int(hour), int(minutes), zone)

    def _iso_minute(self, minute: bytes, zone: bytes) -> float:
        year, month, day, hour, minutes = _parts(_ISO, minute)
        return self._to_epoch(int(year), int(month), int(day), int(hour), int(minutes), zone)

    def _ctime_minute(self, minute: bytes, zone: bytes) -> float:
        year, month, day, hour, minutes = _parts(_YEAR_AND_CTIME, minute)
        return self._to_epoch(int(year), month_number(month), int(day), int(hour), int(minutes), zone)

    def _syslog_minute(self, minute: bytes, zone: bytes) -> float:
        name, day, hour, minutes = _parts(_SYSLOG, minute)
        month = month_number(name)
        year = self._year_of(month, int(day))
        return self._to_epoch(year, month, int(day), int(hour), int(minutes), zone)

    def _year_of(self, month: int, day: int) -> int:
        latest = self.read_on + timedelta(days=1)  # the log's machine may live in a zone ahead of ours
        year = latest.year if (month, day) <= (latest.month, latest.day) else latest.year - 1
        while (month, day) == (2, 29) and not isleap(year):
            year -= 1
        return year

    def _to_epoch(self, year: int, month: int, day: int, hour: int, minute: int, zone: bytes) -> float:
        tzinfo = zone_of(zone) if zone else self.zone
        if tzinfo is None:
            raise Unreadable("time")
        return datetime(year, month, day, hour, minute, tzinfo=tzinfo).timestamp()


def _parts(pattern: re.Pattern[bytes], text: bytes) -> tuple[bytes, ...]:
    match = pattern.match(text)
    if match is None:
        raise Unreadable("time")
    return match.groups()


def _split_seconds(rest: bytes) -> tuple[float, bytes]:
    """`53.123+01:00` → (53.123, b"+01:00"); `53` → (53.0, b""). A leap second is read as such."""
    match = _SECONDS.match(rest)
    if match is None:
        raise Unreadable("time")
    return float(match[1].replace(b",", b".")), rest[match.end() :].strip()
