"""Questions to resolvers, for the naive reader."""

import re
from datetime import datetime

from tests.engines.traffic.naive_clocks import Clock, month_number, start_of_line, syslog_date

ADDRESS_TYPES = ("A", "AAAA", "HTTPS", "TYPE65")


def is_question(kind: str, family: str) -> bool:
    return kind.upper() in ADDRESS_TYPES and family.upper() == "IN"


def bind_date(line: str, clock: Clock) -> datetime | None:
    own = re.match(r"([0-9]{2})-([A-Za-z]{3})-([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2})", start_of_line(line))
    if not own:
        return syslog_date(line, clock)
    day, month, year, *time = own.groups()
    return clock.at((int(year), month_number(month), int(day), *map(int, time)))
