"""The ledger of published months as it stands, for deeds and selectors: whoever reads here has checked the right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, cast

from django.db.models import Max, Q, QuerySet

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey, Family
from pleinjour.web.observe.models import Publication, PublishedCell
from pleinjour.web.organizations.models import Authority

HISTORY_MONTHS: Final = 12
MEMORY_MONTHS: Final = 24
"""How far before and after a month the published ones are compared with it, so that no difference points at few."""
_CELL_FIELDS = (
    "publication_id", "family", "unit", "category", "service",
    "people", "user_days", "connections", "bytes_sent", "suppressed",
)  # fmt: skip
_IN_ORDER: Final = ("publication__month", "publication__edition", "family", "unit", "category", "service")


@dataclass(frozen=True, slots=True)
class Edition:
    """A published month: its last edition, and how its figures were made. `published_on`: the day it was there."""

    key: int
    month: Month
    number: int
    published_on: date
    reason: str
    method: int
    threshold: int
    rounding: int
    catalogue: str
    formats: tuple[str, ...]
    lines: int
    approved: frozenset[str]
    days_without_log: int | None


def read_editions(authority: Authority) -> list[Edition]:
    """Every edition of every month, in order."""
    return _editions(authority, Publication.objects.filter(authority=authority))


def read_last_editions(authority: Authority) -> list[Edition]:
    """The last edition of each published month, in order."""
    return list({edition.month: edition for edition in read_editions(authority)}.values())


def read_editions_of(authority: Authority, month: Month) -> list[Edition]:
    """Every edition of a month, the first one first."""
    return _editions(authority, Publication.objects.filter(authority=authority, month=str(month)))


def last_edition_number(authority: Authority, month: Month) -> int:
    """The number of the month's last edition, 0 when it has none."""
    found = Publication.objects.filter(authority=authority, month=str(month)).aggregate(last=Max("edition"))
    return found["last"] or 0


def keep_twelve(editions: Iterable[Edition], last: Month) -> list[Edition]:
    """Those of the twelve months that end with `last`."""
    first = last.shifted(1 - HISTORY_MONTHS)
    return [edition for edition in editions if first <= edition.month <= last]


def read_cells(authority: Authority, editions: Iterable[Edition], wanted: Q) -> list[Cell]:
    """The cells of these editions that are wanted."""
    return [cell for _edition, cells in read_cells_by_edition(authority, editions, wanted) for cell in cells]


def read_cells_by_edition(
    authority: Authority, editions: Iterable[Edition], wanted: Q | None = None
) -> Iterator[tuple[Edition, list[Cell]]]:
    """Each edition that has some, in order, with its cells: one question to the database for all of them."""
    known = {edition.key: edition for edition in editions}
    rows = PublishedCell.objects.filter(wanted or Q(), authority=authority, publication__in=known)
    read = rows.order_by(*_IN_ORDER).values_list(*_CELL_FIELDS).iterator()
    for key, group in groupby(read, key=lambda row: row[0]):
        yield known[key], [
            Cell(
                CellKey(known[key].month, cast(Family, family), unit or None, category or None, service or None),
                people, user_days, connections, bytes_sent, suppressed,
            )
            for _key, family, unit, category, service, people, user_days, connections, bytes_sent, suppressed in group
        ]  # fmt: skip


def read_edition_cells(authority: Authority, month: Month) -> list[list[Cell]]:
    """The cells of each edition of a month, the first one first."""
    editions = read_editions_of(authority, month)
    found = {edition.key: cells for edition, cells in read_cells_by_edition(authority, editions)}
    return [found.get(edition.key, []) for edition in editions]


def read_other_months(authority: Authority, month: Month) -> list[Cell]:
    """The cells of the last edition of every other month that a reader may set beside this one."""
    first, last = month.shifted(-MEMORY_MONTHS), month.shifted(MEMORY_MONTHS)
    others = [edition for edition in read_last_editions(authority) if edition.month != month]
    return read_cells(authority, [edition for edition in others if first <= edition.month <= last], Q())


def _editions(authority: Authority, published: QuerySet[Publication]) -> list[Edition]:
    """In the order of months, and of the editions of each."""
    return [_edition(authority, publication) for publication in published.order_by("month", "edition")]


def _edition(authority: Authority, publication: Publication) -> Edition:
    return Edition(
        key=publication.pk,
        month=Month.parse(publication.month),
        number=publication.edition,
        published_on=authority.day_of(publication.published_at),
        reason=publication.reason,
        method=publication.method,
        threshold=publication.threshold,
        rounding=publication.rounding,
        catalogue=publication.catalogue_version,
        formats=tuple(sorted(publication.formats)),
        lines=publication.lines,
        approved=frozenset(publication.approved),
        days_without_log=publication.days_without_log,
    )
