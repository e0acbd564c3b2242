"""Summaries of one run put together, and what a summary says of the files behind it."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.base.sentences import Phrase, french
from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.errors import SummaryError
from pleinjour.engines.traffic.summary import (
    MOST_PEOPLE,
    MOST_SERVICES,
    FileTaken,
    Header,
    Rows,
    Summary,
    pack,
    sheets_of,
    unpack,
)


@dataclass(frozen=True, slots=True)
class Account:
    """What was read: lines, lines that could not be read by reason, files by format, and the months they speak of.

    months, sheets: the months, and the families of each, that the logs speak of, whoever used what. has_units: whether
    units were told apart. `catalogue` is the version of the catalogue that the hosts were looked up in.
    """

    lines: int
    unreadable: dict[str, int]
    formats: dict[str, int]
    files: tuple[FileTaken, ...]
    months: tuple[Month, ...]
    sheets: frozenset[tuple[Month, Family]]
    has_units: bool
    catalogue: str


def key_check(key: bytes) -> str:
    """Sixteen hexadecimal digits that differ when keys differ, and say nothing else of the key."""
    return hmac.digest(key, b"pleinjour traffic key check", hashlib.sha256).hex()[:16]


def merge(first: bytes, second: bytes) -> bytes:
    """One summary for both: associative, commutative up to the order of files, and a file in both counts once.

    Raises SummaryError when they come from different runs (key, zone, catalogue, units), or when each holds files of
    the other and files of its own, for then what they share can't be taken away.
    """
    return pack(merged([unpack(first), unpack(second)]))


def merged(summaries: Sequence[Summary]) -> Summary:
    """One summary for all, MOST_AT_ONCE at most and one at least: what `merge` does, whatever their order.

    Raises SummaryError.
    """
    kept: list[Summary] = []
    digests: set[str] = set()
    for summary in sorted(summaries, key=lambda one: -len(one.header.files)):
        _check_same_run(summaries[0].header, summary.header)
        own = {file.digest for file in summary.header.files}
        if kept and own <= digests:
            continue
        if own & digests:
            raise SummaryError(why=Phrase("certains fichiers sont dans les deux, et chacun en a d’autres"))
        kept.append(summary)
        digests |= own
    return kept[0] if len(kept) == 1 else _joined(kept)


def describe(summary: bytes) -> Account:
    """What the summary was made from. Raises SummaryError."""
    unpacked = unpack(summary)
    files = unpacked.header.files
    sheets = sheets_of(unpacked.header)
    unreadable: Counter[str] = Counter()
    for file in files:
        unreadable.update(file.unreadable)
    return Account(
        lines=sum(file.lines for file in files),
        unreadable=dict(sorted(unreadable.items())),
        formats=dict(sorted(Counter(file.format for file in files).items())),
        files=tuple(files),
        months=tuple(sorted({month for month, _ in sheets})),
        sheets=sheets,
        has_units=bool(unpacked.header.units),
        catalogue=unpacked.header.domains_version,
    )


def _check_same_run(one: Header, other: Header) -> None:
    for field, what in (
        ("key_check", french("ils n’ont pas la même clé")),
        ("zone", french("ils ne sont pas du même fuseau horaire")),
        ("domains_version", french("ils n’ont pas été faits avec le même catalogue")),
        ("units", french("ils n’ont pas été faits avec les mêmes unités")),
    ):
        if getattr(one, field) != getattr(other, field):
            raise SummaryError(why=Phrase(what))


def _joined(parts: Sequence[Summary]) -> Summary:
    people, numbers = np.unique(np.concatenate([part.people for part in parts]), return_inverse=True)
    services = sorted({service for part in parts for service in part.header.services})
    if len(people) > MOST_PEOPLE or len(services) > MOST_SERVICES:
        raise SummaryError(why=Phrase("ensemble, ils comptent trop de personnes ou de services"))
    ends = np.cumsum([len(part.people) for part in parts])
    split = np.split(numbers, ends[:-1])
    rows = [_renumbered(part, own, services) for part, own in zip(parts, split, strict=True)]
    files = sorted((file for part in parts for file in part.header.files), key=lambda file: file.digest)
    header = replace(parts[0].header, services=services, files=files)
    return Summary(header, people, Rows.added(rows))


def _renumbered(summary: Summary, people: "np.ndarray[tuple[int], np.dtype[np.intp]]", services: list[str]) -> Rows:
    """The rows of `summary` with people and services numbered as in the merged one."""
    rows = summary.rows
    number_of = {name: number for number, name in enumerate(services)}
    service_numbers = np.array([number_of[name] for name in summary.header.services], dtype=np.int64)
    return rows.renumbered(people[rows.person], service_numbers[rows.service])
