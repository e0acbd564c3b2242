"""Instants as events write them in a field: told apart by their look, since products choose freely."""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.zones import zone_of

_TIME = rb"(?P<time>\d\d:\d\d:\d\d(?:[.,]\d+)?)(?: ?(?P<zone>\S+))?$"
_NAMED_MONTH = re.compile(rb"(?P<month>[A-Za-z]{3}) +(?P<day>\d{1,2}),?(?: (?P<year>\d{4}))? " + _TIME)
_IN_FIGURES = re.compile(rb"(?P<date>\d{4}[-/]\d\d[-/]\d\d)[T ]" + _TIME)
_DECIMALS = re.compile(rb"\d{8,11}\.\d+")
MOST_DIGITS = 20


def since_1970(digits: bytes, clock: Clock) -> float:
    """A whole number since 1970: seconds up to 11 digits, milliseconds up to 14, microseconds up to 17, nanoseconds
    up to 20. Raises Unreadable("time").
    """
    if not digits.isdigit() or len(digits) > MOST_DIGITS:
        raise Unreadable("time")
    decimals = 0 if len(digits) <= 11 else 3 if len(digits) <= 14 else 6 if len(digits) <= 17 else 9
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, b"0")
    return clock.epoch(whole + b"." + part)


def written_instant(text: bytes, clock: Clock, zone: bytes = b"") -> float:
    """`1773476813412`, `2026-03-14T09:26:53+01:00`, `Mar 14 2026 09:26:53.412 UTC` or `Mar 14 09:26:53`.

    `zone` is that of a text which has none; without it, the clock's. Raises Unreadable("time").
    """
    if text.isdigit():
        return since_1970(text, clock)
    figures = _IN_FIGURES.match(text)
    if figures is not None:
        return clock.iso(figures["date"] + b" " + figures["time"] + (figures["zone"] or zone))
    named = _NAMED_MONTH.match(text)
    if named is not None:
        month, day, year, time, own = named.group("month", "day", "year", "time", "zone")
        rest = time + b" " + (own or zone)
        if year is None:
            return clock.syslog(b"%b %b %b" % (month, day, rest))
        return clock.apache(b"%b/%b/%b:%b" % (day, month, year, rest))
    if _DECIMALS.fullmatch(text):
        return clock.epoch(text)
    raise Unreadable("time")


def known_zone(zone: bytes) -> bytes:
    """The zone that a field of its own names, b"" when it is not one that a clock can tell."""
    return b"" if zone_of(zone) is None else zone
