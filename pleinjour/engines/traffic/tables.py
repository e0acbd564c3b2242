"""A summary → exact tallies: every cell of month × family × unit × service, and every margin."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pleinjour.base.figures import Month
from pleinjour.base.tallies import FAMILIES, UNKNOWN_UNIT, CellKey, Tally
from pleinjour.engines.traffic.people import Kind
from pleinjour.engines.traffic.summary import (
    DAY_SHIFT,
    IDENTIFIER,
    KINDS,
    MOST_BYTES,
    PERSON_SHIFT,
    Numbers,
    Rows,
    Summary,
    unpack,
)

MOST_CONNECTIONS = 100
"""Lines counted per person, day, unit, service and family: one noisy workstation must not outweigh a service."""

UNKNOWN_CATEGORY = "inconnu"
_DAY_BITS = PERSON_SHIFT - DAY_SHIFT
_GROUP_BITS = _DAY_BITS + 2
_PERSON_BITS = 24


def figures(summary: bytes, category_of: Mapping[str, str], units: Collection[str] | None = None) -> list[Tally]:
    """Every cell and margin, sorted by key; exact, so never to be shown before disclosure control.

    `category_of`: service → category. `units`: those that may come out, the people of others being of none; None: those
    that the logs were read with. Cells by unit are there only when they were read with some. A month that the logs do
    not cover (`Account.sheets`) must not be shown: it is there by its use alone. Raises SummaryError.
    """
    unpacked = unpack(summary)
    facts = _Facts.of(unpacked, category_of, units)
    if not len(facts.person):
        return []
    unit_levels = [None, facts.unit] if unpacked.header.units else [None]
    columns: list[Numbers | None] = [None, facts.category, facts.service]
    tallies = [
        tally
        for units in unit_levels
        for level, column in enumerate(columns)
        for tally in _tallies(facts, units, column, level)
    ]
    return sorted(tallies, key=_order)


def month_of_rows(rows: Rows) -> Numbers:
    """The month of each row, as year × 12 + number."""
    return _month_numbers(rows.day) + 1970 * 12 + 1


@dataclass(frozen=True, slots=True)
class _Facts:
    """The rows as columns of numbers, with the names that the numbers stand for."""

    person: Numbers
    kind: Numbers
    day: Numbers
    month: Numbers
    family: Numbers
    unit: Numbers
    service: Numbers
    category: Numbers
    connections: Numbers
    sent: Numbers
    known: npt.NDArray[np.bool_]
    units: Sequence[str]
    services: Sequence[str]
    categories: Sequence[str]
    category_of: Mapping[str, str]

    def appearance(self) -> Numbers:
        """Within what one person is one: an account in the month, what is known otherwise in its kind and day."""
        return np.where(self.kind == Kind.ACCOUNT, 0, self.day << 2 | self.kind)

    @classmethod
    def of(cls, summary: Summary, category_of: Mapping[str, str], wanted: Collection[str] | None) -> "_Facts":
        rows, services = summary.rows, summary.header.services
        of_service = {service: category_of.get(service, UNKNOWN_CATEGORY) for service in services}
        categories = sorted(set(of_service.values()))
        numbers = np.array([categories.index(of_service[service]) for service in services], np.int64)
        day, service = rows.day, rows.service
        person = rows.person
        read = summary.header.units or [UNKNOWN_UNIT]
        folded = [name if wanted is None or name in wanted else UNKNOWN_UNIT for name in read]
        units = sorted(set(folded))
        of_unit = np.array([units.index(name) for name in folded], np.int64)
        kinds = summary.people.view(np.uint8).reshape(-1, IDENTIFIER.itemsize)[:, 0] & KINDS
        return cls(
            person=person,
            kind=kinds[person].astype(np.int64),
            day=day,
            month=_month_numbers(day),
            family=rows.family,
            unit=of_unit[rows.unit],
            service=service,
            category=numbers[service] if len(services) else service,
            connections=np.minimum(rows.connections, MOST_CONNECTIONS).astype(np.int64),
            sent=rows.sent.astype(np.int64),
            known=rows.known,
            units=units,
            services=services,
            categories=categories,
            category_of=of_service,
        )


def _tallies(facts: _Facts, units: Numbers | None, column: Numbers | None, level: int) -> Iterator[Tally]:
    nothing = np.zeros_like(facts.month)
    parts = np.stack(
        [
            facts.month,
            facts.family,
            nothing if units is None else units,
            nothing if column is None else column,
        ]
    )
    cells, cell_of = np.unique(parts, axis=1, return_inverse=True)
    cell_of = cell_of.reshape(-1)
    count = cells.shape[1]
    people = _people(cell_of, count, facts)
    user_days = _user_days(cell_of, count, facts)
    connections, sent = (_sums(cell_of, count, values) for values in (facts.connections, facts.sent))
    known = _distinct(cell_of, count, facts.person) == _distinct(cell_of[facts.known], count, facts.person[facts.known])
    most, next_to_most = _heaviest(cell_of, count, facts)
    for cell in range(count):
        month, family, unit, name = (int(number) for number in cells[:, cell])
        category, service = _column_names(facts, level, name)
        unit_name = None if units is None else facts.units[unit]
        key = CellKey(_month(month), FAMILIES[family], unit_name, category, service)
        yield Tally(
            key,
            people=int(people[cell]),
            user_days=int(user_days[cell]),
            connections=int(connections[cell]),
            bytes_sent=int(sent[cell]) if known[cell] else None,
            heaviest=(int(most[cell]), int(next_to_most[cell])) if known[cell] else None,
        )


def _column_names(facts: _Facts, level: int, number: int) -> tuple[str | None, str | None]:
    if level == 0:
        return None, None
    if level == 1:
        return facts.categories[number], None
    service = facts.services[number]
    return facts.category_of[service], service


def _people(cell_of: npt.NDArray[np.intp], count: int, facts: _Facts) -> Numbers:
    """How many people each cell surely holds: accounts, or those known otherwise on one day, whichever are most.

    An address may be somebody else's the next day, and one person may have an account on some lines and none on others.
    """
    return _most(cell_of, count, facts.appearance(), facts.person)


def _user_days(cell_of: npt.NDArray[np.intp], count: int, facts: _Facts) -> Numbers:
    """The people whom each cell surely holds on each day, added up."""
    days, day_of = np.unique(cell_of << _DAY_BITS | facts.day, return_inverse=True)
    sums = np.zeros(count, np.int64)
    np.add.at(sums, days >> _DAY_BITS, _most(day_of, len(days), facts.kind, facts.person))
    return sums


def _heaviest(cell_of: npt.NDArray[np.intp], count: int, facts: _Facts) -> tuple[Numbers, Numbers]:
    """What one person of each cell sent at most, and another: they may be any one of each kind, and of each day."""
    groups, group_of = np.unique(cell_of << _GROUP_BITS | facts.appearance(), return_inverse=True)
    pairs, pair_of = np.unique(group_of << _PERSON_BITS | facts.person, return_inverse=True)
    sent, group_of_pair = _sums(pair_of, len(pairs), facts.sent), pairs >> _PERSON_BITS
    order = np.lexsort((-sent, group_of_pair))
    starts = np.searchsorted(group_of_pair, np.arange(len(groups)))
    rank = np.arange(len(pairs)) - starts[group_of_pair[order]]
    cell_of_pair = (groups >> _GROUP_BITS)[group_of_pair[order]]
    first, second = (_sums(cell_of_pair[rank == place], count, sent[order][rank == place]) for place in (0, 1))
    return first, second


def _most(cell_of: npt.NDArray[np.intp], count: int, group: Numbers, person: Numbers) -> Numbers:
    """How many distinct people the largest group of each cell holds."""
    groups, group_of = np.unique(cell_of << _GROUP_BITS | group, return_inverse=True)
    most = np.zeros(count, np.int64)
    np.maximum.at(most, groups >> _GROUP_BITS, _distinct(group_of, len(groups), person))
    return most


def _distinct(cell_of: npt.NDArray[np.intp], count: int, values: Numbers) -> npt.NDArray[np.intp]:
    """How many distinct values each cell holds."""
    order = np.lexsort((values, cell_of))
    cells, sorted_values = cell_of[order], values[order]
    new = np.concatenate([[True], (cells[1:] != cells[:-1]) | (sorted_values[1:] != sorted_values[:-1])])
    return np.bincount(cells[new[: len(cells)]], minlength=count)


def _sums(cell_of: npt.NDArray[np.intp], count: int, values: npt.NDArray[np.generic]) -> Numbers:
    """The sum of each cell, exact; MOST_BYTES for one that lines beyond all reason would carry past it."""
    sums = np.zeros(count, np.int64)
    np.add.at(sums, cell_of, values.astype(np.int64))
    about = np.bincount(cell_of, values.astype(np.float64), count)
    return np.where(about < MOST_BYTES, sums, MOST_BYTES)


def _month_numbers(days: Numbers) -> Numbers:
    """Months since 1970-01 of days since 2000-01-01."""
    dates = np.datetime64("2000-01-01") + days.astype("timedelta64[D]")
    return dates.astype("datetime64[M]").astype(np.int64)


def _month(number: int) -> Month:
    return Month(1970, 1).shifted(int(number))


def _order(tally: Tally) -> tuple[Month, int, str, str, str]:
    key = tally.key
    return key.month, FAMILIES.index(key.family), key.unit or "", key.category or "", key.service or ""
