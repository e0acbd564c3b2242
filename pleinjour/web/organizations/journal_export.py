"""The journal as it leaves the house: every field of each entry, so that anybody can compute its hash again."""

from collections.abc import Iterable, Iterator
from typing import Final

from pleinjour.base.spreadsheets import neutralise
from pleinjour.web.organizations.journal import canonical, stamp
from pleinjour.web.organizations.models import JournalEntry

FIELDS: Final = (
    "authority",
    "sequence",
    "at",
    "actor",
    "action",
    "target",
    "reason",
    "detail",
    "previous_hash",
    "hash",
)
"""`authority` is the number that stands in the hash; then the fields in the order in which they are hashed."""


def values_of(entry: JournalEntry) -> tuple[int | str, ...]:
    """The entry's values, in the order of `FIELDS`."""
    return (
        entry.authority_id,
        entry.sequence,
        stamp(entry.at),
        entry.actor,
        entry.action,
        entry.target,
        entry.reason,
        entry.detail,
        entry.previous_hash,
        entry.hash,
    )


def as_json_lines(entries: Iterable[JournalEntry]) -> Iterator[str]:
    """One JSON object a line."""
    return (canonical(dict(zip(FIELDS, values_of(entry), strict=True))) for entry in entries)


def as_rows(entries: Iterable[JournalEntry]) -> Iterator[tuple[str, ...]]:
    """Rows for a CSV file, without formulas."""
    return (tuple(neutralise(value) for value in values_of(entry)) for entry in entries)
