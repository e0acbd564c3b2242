"""Summaries of one run put together, and what a summary says of the files behind it."""

import hashlib
import hmac
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.traffic.errors import SummaryError
from pleinjour.engines.traffic.summary import (
    DAY_SHIFT,
    MOST_PEOPLE,
    MOST_SERVICES,
    PERSON_SHIFT,
    SERVICE_SHIFT,
    FileTaken,
    Header,
    Keys,
    Rows,
    Summary,
    pack,
    unpack,
)
from pleinjour.engines.traffic.tables import months_of


@dataclass(frozen=True, slots=True)
class Account:
    """What was read: lines, lines that could not be read by reason, files by format, and the months they speak of.

    `catalogue` is the version of the catalogue that the hosts were looked up in.
    """

    lines: int
    unreadable: dict[str, int]
    formats: dict[str, int]
    files: tuple[FileTaken, ...]
    months: tuple[Month, ...]
    catalogue: str


def key_check(key: bytes) -> str:
    """Sixteen hexadecimal digits that differ when keys differ, and say nothing else of the key."""
    return hmac.digest(key, b"pleinjour traffic key check", hashlib.sha256).hex()[:16]


def merge(first: bytes, second: bytes) -> bytes:
    """One summary for both: associative, commutative up to the order of files, and a file in both counts once.

    Raises SummaryError when they come from different runs (key, zone, catalogue, units), or when each holds files of
    the other and files of its own, for then what they share can't be taken away.
    """
    one, other = unpack(first), unpack(second)
    _check_same_run(one.header, other.header)
    digests, others = ({file.digest for file in summary.header.files} for summary in (one, other))
    if others <= digests:
        return first
    if digests <= others:
        return second
    if digests & others:
        raise SummaryError(why=Phrase("certains fichiers sont dans les deux, et chacun en a d’autres"))
    return pack(_joined(one, other))


def describe(summary: bytes) -> Account:
    """What the summary was made from. Raises SummaryError."""
    unpacked = unpack(summary)
    files = unpacked.header.files
    unreadable: Counter[str] = Counter()
    for file in files:
        unreadable.update(file.unreadable)
    return Account(
        lines=sum(file.lines for file in files),
        unreadable=dict(sorted(unreadable.items())),
        formats=dict(sorted(Counter(file.format for file in files).items())),
        files=tuple(files),
        months=months_of(unpacked.rows),
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


def _joined(one: Summary, other: Summary) -> Summary:
    people, numbers = np.unique(np.concatenate([one.people, other.people]), return_inverse=True)
    services = sorted(set(one.header.services) | set(other.header.services))
    if len(people) > MOST_PEOPLE or len(services) > MOST_SERVICES:
        raise SummaryError(why=Phrase("ensemble, ils comptent trop de personnes ou de services"))
    rows = [
        _renumbered(summary, numbers[start : start + len(summary.people)], services)
        for summary, start in ((one, 0), (other, len(one.people)))
    ]
    files = sorted(one.header.files + other.header.files, key=lambda file: file.digest)
    header = replace(one.header, services=services, files=files)
    return Summary(header, people, rows[0].joined(rows[1]))


def _renumbered(summary: Summary, people: "np.ndarray[tuple[int], np.dtype[np.intp]]", services: list[str]) -> Rows:
    """The rows of `summary` with people and services numbered as in the merged one."""
    rows = summary.rows
    service_numbers = np.array([services.index(name) for name in summary.header.services], dtype=np.uint64)
    keep = np.uint64((1 << PERSON_SHIFT) - 1 ^ ((1 << DAY_SHIFT) - (1 << SERVICE_SHIFT)))
    keys: Keys = rows.keys & keep
    if len(keys):
        keys |= people.astype(np.uint64)[(rows.keys >> np.uint64(PERSON_SHIFT)).astype(np.intp)] << np.uint64(
            PERSON_SHIFT
        )
        old = (rows.keys >> np.uint64(SERVICE_SHIFT)) & np.uint64((1 << (DAY_SHIFT - SERVICE_SHIFT)) - 1)
        keys |= service_numbers[old.astype(np.intp)] << np.uint64(SERVICE_SHIFT)
    order = np.argsort(keys)
    return Rows(keys[order], rows.connections[order], rows.sent[order], rows.known[order])
