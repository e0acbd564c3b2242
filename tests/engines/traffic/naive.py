"""A second reader of every format: slow, obvious, and written without looking at the engine.

It follows docs/dpo-rssi/formats/ to the letter. When the engine and it disagree, the page says who is right.
"""

import ipaddress
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT, CellKey, Family, Tally
from tests.engines.traffic.formats import samples
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_people import NaivePerson, most_of_a_kind, naive_person
from tests.engines.traffic.naive_values import BadLine, NaiveEntry, Unreadable

READERS = {name: sample.reads for name, sample in samples().items()}
"""For each format, what makes the reader of one file."""

LONGEST_LINE = 1024 * 1024
MOST_CONNECTIONS = 100

UnitLine = tuple[str, str, str]
"""(unit, kind, value), as a line of units.csv."""


@dataclass(frozen=True)
class Hit:
    """One line that counts."""

    month: Month
    family: Family
    unit: str
    category: str
    service: str
    person: NaivePerson
    day: date
    bytes_sent: int | None


class NaiveFile:
    """One file of a format, line after line."""

    def __init__(self, format: str, clock: Clock | None = None) -> None:
        self._read, self._clock = READERS[format](), clock or Clock()
        self._marks = samples()[format].marks

    def read(self, line: str) -> NaiveEntry | Unreadable | None:
        """What the line says; None when it says no use (blank, comment, refusal, answer, another kind of event)."""
        if len(line.encode()) > LONGEST_LINE:
            return Unreadable("too-long")
        line = line.removeprefix("\ufeff").replace("\0", "").rstrip("\r\n ")
        if not line.strip() or (line.startswith("#") and not line.startswith(self._marks)):
            return None
        try:
            fields = self._read(line, self._clock)
            return fields.understood() if fields else None
        except BadLine as bad:
            return Unreadable(bad.reason)


def naive_read(line: str, format: str, clock: Clock | None = None) -> NaiveEntry | Unreadable | None:
    """What a line says alone."""
    return NaiveFile(format, clock).read(line)


def service_of(host: str | None, domains: Mapping[str, str | None]) -> str | None:
    labels = (host or "").split(".")
    for start in range(len(labels)):
        suffix = ".".join(labels[start:])
        if suffix in domains:
            return domains[suffix]
    return None


def unit_of(entry: NaiveEntry, units: Sequence[UnitLine]) -> str:
    user = entry.user or ""
    for unit, kind, value in units:
        if kind == "user" and user == value.lower():
            return unit
    suffixes = [(len(v), u) for u, k, v in units if k == "user_suffix" and user.endswith(v.lower())]
    if user and suffixes:
        return max(suffixes, key=lambda found: found[0])[1]
    networks = networks_around(entry.client, tuple(units))
    return max(networks, key=lambda found: found[0])[1] if networks else UNKNOWN_UNIT


@cache
def networks_around(client: str | None, units: Sequence[UnitLine]) -> list[tuple[int, str]]:
    try:
        address = ipaddress.ip_address(client or "")
    except ValueError:
        return []
    found = [(ipaddress.ip_network(value, strict=False), unit) for unit, kind, value in units if kind == "cidr"]
    return [(network.prefixlen, unit) for network, unit in found if address in network]


def hits_of(
    lines: Iterable[str],
    format: str,
    domains: Mapping[str, str | None],
    units: Sequence[UnitLine],
    category_of: Mapping[str, str],
    clock: Clock,
) -> Iterator[Hit]:
    file = NaiveFile(format, clock)
    for line in lines:
        entry = file.read(line)
        service = service_of(entry.host, domains) if isinstance(entry, NaiveEntry) else None
        if not isinstance(entry, NaiveEntry) or service is None:
            continue
        day = entry.time.astimezone(ZoneInfo(clock.zone)).date()
        yield Hit(
            Month(day.year, day.month),
            entry.family,
            unit_of(entry, units),
            category_of[service],
            service,
            naive_person(entry.client or "", entry.user or ""),
            day,
            entry.bytes_sent,
        )


def naive_tallies(
    text: str,
    format: str,
    domains: Mapping[str, str | None],
    category_of: Mapping[str, str],
    units: Sequence[UnitLine] = (),
    clock: Clock | None = None,
) -> list[Tally]:
    """Every cell and every margin of the text, each counted from its own lines; by unit if there are units."""
    hits = list(hits_of(text.split("\n"), format, domains, units, category_of, clock or Clock()))
    cells: dict[CellKey, list[Hit]] = {}
    for hit in hits:
        for key in keys_of(hit, by_unit=bool(units)):
            cells.setdefault(key, []).append(hit)
    return [tally_of(key, of_key) for key, of_key in cells.items()]


def keys_of(hit: Hit, *, by_unit: bool) -> Iterator[CellKey]:
    for unit in (None, hit.unit) if by_unit else (None,):
        for category, service in ((None, None), (hit.category, None), (hit.category, hit.service)):
            yield CellKey(hit.month, hit.family, unit, category, service)


def tally_of(key: CellKey, hits: Sequence[Hit]) -> Tally:
    is_known = {hit.person for hit in hits} == {hit.person for hit in hits if hit.bytes_sent is not None}
    by_day: dict[date, set[NaivePerson]] = {}
    for hit in hits:
        by_day.setdefault(hit.day, set()).add(hit.person)
    accounts = {hit.person for hit in hits if hit.person[0] == "account"}
    lines = Counter((hit.person, hit.unit, hit.day, hit.service) for hit in hits)
    return Tally(
        key,
        people=max(len(accounts), *(most_of_a_kind(people) for people in by_day.values())),
        user_days=sum(most_of_a_kind(people) for people in by_day.values()),
        connections=sum(min(count, MOST_CONNECTIONS) for count in lines.values()),
        bytes_sent=sum(hit.bytes_sent or 0 for hit in hits) if is_known else None,
        heaviest=heaviest_of(hits) if is_known else None,
    )


def heaviest_of(hits: Sequence[Hit]) -> tuple[int, int]:
    """What one person sent at most, and another: an account in the month, one of each other kind on each day."""
    groups: dict[tuple[str, date | None], Counter[str]] = {}
    for hit in hits:
        kind, name = hit.person
        groups.setdefault((kind, None if kind == "account" else hit.day), Counter())[name] += hit.bytes_sent or 0
    ordered = [sorted(sent.values(), reverse=True) for sent in groups.values()]
    return sum(sent[0] for sent in ordered), sum(sent[1] for sent in ordered if len(sent) > 1)
