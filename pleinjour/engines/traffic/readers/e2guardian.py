"""E2guardian and DansGuardian: dated lines parted by blanks, `","` or tabulations, and stamped ones (formats 5 to 8).

https://github.com/e2guardian/e2guardian, src/FatController.cpp. The size they log is that of the answer.
"""

import re
from dataclasses import dataclass

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.patterns import SQUID_TIME
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_DATED = re.compile(rb'(?:^|[ \t"])(\d{4})\.(\d{1,2})\.(\d{1,2}) (\d{1,2})(:\d\d:\d\d)(?: \d{8,11}\.\d{3})?(","|\t| )')
_STAMPED = re.compile(rb"(?:^|[ \t])(%b)\t" % SQUID_TIME)
_BLANKS = re.compile(rb"(\S*) (\S+) (\S+) ")
_METHOD = re.compile(rb"(?:^| )([A-Z]+) \d+ -?\d+ ")
_GROUP_AND_STATUS = re.compile(rb" \d+ (\d{3}) ")
_STOPPED = re.compile(rb"\*(?:DENIED|Acc[^*]{1,2}s interdit|INFECT|NETERR)")
_METHOD_AND_STATUS = re.compile(rb"[A-Z]+ \d{3}")
_DATED_FIELDS, _WHY_AFTER_URL = 10, 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every form of line says."""

    when: bytes
    is_stamp: bool
    user: bytes
    client: bytes
    url: bytes
    why: bytes
    method: bytes
    status: bytes

    def instant(self, clock: Clock) -> float:
        return clock.epoch(self.when) if self.is_stamp else clock.iso(self.when)


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        asked = _read(line)
        if asked.status == b"407" or _STOPPED.search(asked.why):
            return None
        return entry(asked.instant(clock), asked.client, asked.user, asked.url, b"", family_of(asked.method))

    return parse


def _read(line: bytes) -> _Asked:
    dated = _DATED.search(line)
    if dated is None:
        return _stamped(line)
    year, month, day, hour, rest, mark = dated.groups()
    when = b"%b-%b-%b %b%b" % (year, month.rjust(2, b"0"), day.rjust(2, b"0"), hour.rjust(2, b"0"), rest)
    if mark == b" ":
        return _parted_by_blanks(when, line[dated.end() :])
    values = line[dated.end() :].split(mark)
    if len(values) < _DATED_FIELDS:
        raise Unreadable("shape")
    user, client, url, why, method = values[:5]
    return _Asked(when, False, user, client, url, why, method, values[9])


def _parted_by_blanks(when: bytes, text: bytes) -> _Asked:
    start = _BLANKS.match(text)
    method = _METHOD.search(text, start.end()) if start else None
    if start is None or method is None:
        raise Unreadable("shape")
    status = _GROUP_AND_STATUS.search(text, method.end() - 1)
    user, client, url = start.groups()
    why = text[start.end() : method.start()]
    return _Asked(when, False, user, client, url, why, method[1], status[1] if status else b"")


def _stamped(line: bytes) -> _Asked:
    start = _STAMPED.search(line)
    values = line[start.start(1) :].split(b"\t") if start else []
    for place in (4, 5):
        told = values[place : place + _WHY_AFTER_URL + 1]
        if len(told) > _WHY_AFTER_URL and _METHOD_AND_STATUS.fullmatch(b" ".join(told[1:3])):
            url, method, status = told[:3]
            return _Asked(values[0], True, values[2], values[3], url, told[_WHY_AFTER_URL], method, status)
    raise Unreadable("shape")


def _recognises(line: bytes) -> bool:
    try:
        return bool(_read(line))
    except Unreadable:
        return False


READER = Reader(
    name="e2guardian",
    title="E2guardian et DansGuardian",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
)
