"""What is kept of logs while a month is open: a mergeable summary in bytes.

A summary holds, for each keyed identifier of a person, how many lines a day, a service, a unit and a family saw, and
the bytes sent. Identifiers are HMAC-SHA-256 (RFC 2104) under the run's key, cut to 128 bits, of which two say what the
person is known by: exact counts of people without a name. They still are personal data: a summary travels sealed (see
sealing.py), never bare.

Layout, little-endian: 8 bytes of magic, 4 of header length, the header in JSON, then four columns: identifiers
(16 bytes each), row keys (8), connections (4), bytes sent (8), whether bytes were known (1).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pleinjour.base.figures import Month
from pleinjour.base.sentences import Phrase
from pleinjour.base.tallies import FAMILIES, Family
from pleinjour.engines.traffic.errors import SummaryError

METHOD = 2
MAGIC = b"PJTRAF\x00\x01"
IDENTIFIER = np.dtype("V16")
KINDS = 3
"""The two bits of an identifier's first byte that tell what the person is known by (`people.Kind`)."""

# A row's key packs who, when and what in 64 bits: person 24, day 15, service 12, unit 11, family 2.
PERSON_SHIFT, DAY_SHIFT, SERVICE_SHIFT, UNIT_SHIFT = 40, 25, 13, 2
MOST_BYTES = 1 << 60
"""Of one row and of one sum: what is beyond is a forged line, and databases count up to 2^63."""

MOST_AT_ONCE = 8
"""Summaries added in one step: 8 sums of 2^60 bytes stay within 64 bits."""

DAY_ZERO = 730120  # 2000-01-01 as a proleptic ordinal; 15 bits reach 2089
MOST_PEOPLE, MOST_SERVICES, MOST_UNITS = 1 << 24, 1 << 12, 1 << 11

_Scalar = TypeVar("_Scalar", bound=np.generic)
Keys = npt.NDArray[np.uint64]
Connections = npt.NDArray[np.uint32]
Sent = npt.NDArray[np.uint64]
Known = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
_BUT_PERSON_AND_SERVICE = np.uint64((1 << PERSON_SHIFT) - (1 << DAY_SHIFT) + (1 << SERVICE_SHIFT) - 1)


@dataclass(frozen=True, slots=True)
class FileTaken:
    """One file that was read: its BLAKE3 digest once decompressed, what it was, what could not be read in it.

    `length` is in bytes, decompressed, 0 in summaries of an older version; `head` is the digest of its first ones
    (see starts.py). `lines` and `unreadable` leave out what was counted before.
    months: those that its lines are dated of, as `2026-03`. days: spans of days, as `2026-03-01/2026-03-31`. families:
    those that its format can give. None depends on what people used.
    """

    digest: str
    format: str
    lines: int
    unreadable: dict[str, int]
    length: int = 0
    head: str = ""
    months: list[str] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    def sheets(self) -> set[tuple[Month, Family]]:
        """The months and families that the file speaks of. Raises ValueError."""
        return {(Month.parse(month), family) for month in self.months for family in self.families}


@dataclass(frozen=True, slots=True)
class Rows:
    """One row per (person, day, service, unit, family), keys sorted and distinct."""

    keys: Keys
    connections: Connections
    sent: Sent
    known: Known

    @property
    def person(self) -> Numbers:
        """Places in the summary's `people`."""
        return self._part(PERSON_SHIFT, 64)

    @property
    def day(self) -> Numbers:
        """Days since 1 January 2000."""
        return self._part(DAY_SHIFT, PERSON_SHIFT)

    @property
    def service(self) -> Numbers:
        """Places in the header's `services`."""
        return self._part(SERVICE_SHIFT, DAY_SHIFT)

    @property
    def unit(self) -> Numbers:
        """Places in the header's `units`; 0 where it has none."""
        return self._part(UNIT_SHIFT, SERVICE_SHIFT)

    @property
    def family(self) -> Numbers:
        """Places in FAMILIES."""
        return self._part(0, UNIT_SHIFT)

    def _part(self, low: int, high: int) -> Numbers:
        return ((self.keys >> np.uint64(low)) & np.uint64((1 << (high - low)) - 1)).astype(np.int64)

    def where(self, wanted: Known) -> "Rows":
        """The rows that are wanted."""
        return Rows(self.keys[wanted], self.connections[wanted], self.sent[wanted], self.known[wanted])

    def renumbered(self, person: Numbers, service: Numbers) -> "Rows":
        """The same rows with these numbers of people and services, in the order of their new keys."""
        of_person = person.astype(np.uint64) << np.uint64(PERSON_SHIFT)
        of_service = service.astype(np.uint64) << np.uint64(SERVICE_SHIFT)
        keys = (self.keys & _BUT_PERSON_AND_SERVICE) | of_person | of_service
        order = np.argsort(keys)
        return Rows(keys[order], self.connections[order], self.sent[order], self.known[order])

    @classmethod
    def empty(cls) -> "Rows":
        return cls(np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.uint64), np.empty(0, np.bool_))

    @classmethod
    def added(cls, parts: "Sequence[Rows]") -> "Rows":
        """The rows of all parts, MOST_AT_ONCE at most and one at least; those of the same key added."""
        keys = np.concatenate([part.keys for part in parts])
        if not len(keys):
            return parts[0]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        connections = np.concatenate([part.connections for part in parts])[order].astype(np.uint64)
        sent = np.concatenate([part.sent for part in parts])[order]
        known = np.concatenate([part.known for part in parts])[order]
        total = np.minimum(np.add.reduceat(connections, starts), np.iinfo(np.uint32).max)
        return cls(
            keys[starts],
            total.astype(np.uint32),
            np.minimum(np.add.reduceat(sent, starts), np.uint64(MOST_BYTES)),
            np.logical_or.reduceat(known, starts),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns mean. `key_check` tells two runs' keys apart without telling them."""

    key_check: str
    zone: str
    domains_version: str
    services: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    files: list[FileTaken] = field(default_factory=list)
    method: int = METHOD


def sheets_of(header: Header) -> frozenset[tuple[Month, Family]]:
    """The months and families that the files speak of, whoever used what."""
    return frozenset().union(*(file.sheets() for file in header.files))


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary, unpacked. `people` holds the identifiers, 16 bytes each, in the order of the rows' person numbers."""

    header: Header
    people: npt.NDArray[np.void]
    rows: Rows


def pack(summary: Summary) -> bytes:
    """The bytes of a summary; the same summary always gives the same bytes."""
    counts = {"people": len(summary.people), "rows": len(summary.rows.keys)}
    named = {name: getattr(summary.header, name) for name in Header.__slots__}
    header = json.dumps(named | counts, default=_fields_of, sort_keys=True, separators=(",", ":")).encode()
    rows = summary.rows
    columns = [summary.people, rows.keys, rows.connections, rows.sent, rows.known]
    return b"".join([MAGIC, len(header).to_bytes(4, "little"), header, *(column.tobytes() for column in columns)])


def _fields_of(file: FileTaken) -> dict[str, object]:
    return {name: getattr(file, name) for name in FileTaken.__slots__}


def unpack(data: bytes) -> Summary:
    """The summary that `pack` wrote. Raises SummaryError on anything else."""
    try:
        return _unpack(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SummaryError(why=Phrase("le contenu n’est pas un relevé de Pleinjour")) from None


def _unpack(data: bytes) -> Summary:
    if data[:8] != MAGIC:
        raise ValueError("magic")
    size = int.from_bytes(data[8:12], "little")
    header = json.loads(data[12 : 12 + size])
    people, rows = header.pop("people"), header.pop("rows")
    if not isinstance(header["files"], list):
        raise TypeError("files")
    header["files"] = [FileTaken(**file) for file in header["files"]]
    column = _Columns(data, 12 + size)
    summary = Summary(Header(**header), column.take(IDENTIFIER, people), _unpack_rows(column, rows))
    column.end()
    _check_header(summary.header)
    _check_rows(summary)
    return summary


def _check_header(header: Header) -> None:
    if not all(isinstance(found, list) for found in (header.services, header.units)):
        raise TypeError("header")
    texts = [header.key_check, header.zone, header.domains_version, *header.services, *header.units]
    counts: list[object] = [header.method]
    for file in header.files:
        if (
            not isinstance(file.months, list)
            or not isinstance(file.days, list)
            or not set(file.families) <= set(FAMILIES)
        ):
            raise ValueError("files")
        file.sheets()
        texts += [file.digest, file.head, file.format, *file.unreadable, *file.families, *file.days]
        counts += [file.lines, file.length, *file.unreadable.values()]
    numbers = all(type(count) is int and count >= 0 for count in counts)
    if header.method != METHOD or not numbers or not all(isinstance(text, str) for text in texts):
        raise ValueError("header")


def _check_rows(summary: Summary) -> None:
    rows, header = summary.rows, summary.header
    keys = rows.keys
    if not len(keys):
        return
    sound = (
        bool((keys[1:] > keys[:-1]).all())
        and int(rows.person[-1]) < len(summary.people)
        and int(rows.service.max()) < len(header.services)
        and int(rows.unit.max()) < max(1, len(header.units))
        and int(rows.known.view(np.uint8).max()) <= 1
    )
    if not sound:
        raise ValueError("rows")


def _unpack_rows(column: "_Columns", count: object) -> Rows:
    return Rows(
        column.take(np.dtype(np.uint64), count),
        column.take(np.dtype(np.uint32), count),
        column.take(np.dtype(np.uint64), count),
        column.take(np.dtype(np.bool_), count),
    )


class _Columns:
    """Takes columns one after the other out of `data`; the bytes are checked to be there."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._at = data, start

    def take(self, kind: "np.dtype[_Scalar]", count: object) -> "npt.NDArray[_Scalar]":
        if type(count) is not int or count < 0:
            raise ValueError("count")
        end = self._at + count * kind.itemsize
        column = np.frombuffer(memoryview(self._data)[self._at : end], kind)
        if len(column) != count:
            raise ValueError("columns")
        self._at = end
        return column

    def end(self) -> None:
        """Raises ValueError when bytes are left."""
        if self._at != len(self._data):
            raise ValueError("length")
