"""What everybody may read, without an account: the sheets in force of an authority that has published at least one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pleinjour.engines.search import Query
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.models import Sheet, SheetEdition, SheetWithdrawal
from pleinjour.web.publish.records import Record, Shown, show_edition
from pleinjour.web.publish.search import answering, in_order
from pleinjour.web.registry.models import Passage

MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words, codes of the register, and the name of a unit. Empty is all of them."""

    query: Query = Query(())  # noqa: RUF009 - frozen
    stage: str = ""
    origin: str = ""
    personal_data: str = ""
    part: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Changes whenever something changes in what everybody reads of an authority: keys of rows that are only added."""

    authority: int
    since: datetime
    edition: int
    withdrawal: int
    passage: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a sheet or to the stage of its system. `edition` None: the stage changed."""

    at: datetime
    sheet: Sheet
    edition: SheetEdition | None = None
    passage: Passage | None = None


def find_register(place: str) -> Authority:
    """An authority that has published a sheet, be it withdrawn, ready for `version_of`. Raises ObjectNotVisible."""
    last = {name: _last(rows) for name, rows in _CHANGING.items()}
    authority = Authority.objects.filter(slug=place).annotate(**last).first()
    if authority is None or getattr(authority, "last_edition") is None:  # noqa: B009 - annotated
        raise ObjectNotVisible
    return authority


def version_of(authority: Authority) -> Version:
    """The version of what everybody reads, of an authority that `find_register` found."""
    return Version(authority.pk, authority.created_at, *(getattr(authority, name) or 0 for name in _CHANGING))


def get_sheets(authority: Authority) -> QuerySet[Sheet]:
    """The sheets in force, by name; each with `moved_at`, when its system changed its stage."""
    return _with_stage().filter(authority=authority, edition__isnull=False)


@lru_cache(maxsize=256)
def search(version: Version, wanted: Wanted) -> tuple[int, ...]:
    """The keys of the sheets in force that a reader wants: found by their name first, each by alphabetical order.

    Kept by version: the pages of a list, and a question asked again, cost nothing.
    """
    order = _alphabetical(version)
    if wanted == Wanted():
        return order
    sheets = Sheet.objects.filter(authority=version.authority, edition__isnull=False, **_filters(wanted))
    # Unordered: a database puts thousands of rows in order slower than they are picked from the list in order.
    found = answering(sheets, wanted.query)
    titled = answering(sheets, wanted.query.in_title()) if wanted.query else found
    return (*(key for key in order if key in titled), *(key for key in order if key in found and key not in titled))


@lru_cache(maxsize=64)
def _alphabetical(version: Version) -> tuple[int, ...]:
    return in_order(Sheet.objects.filter(authority=version.authority, edition__isnull=False))


def fetch(keys: Sequence[int]) -> list[Sheet]:
    """The sheets of these keys, in their order."""
    found = Sheet.objects.select_related("edition", "system").in_bulk(keys)
    return [found[key] for key in keys]


def find_sheet(authority: Authority, sheet_id: int) -> Sheet:
    """A sheet, be it withdrawn. Raises ObjectNotVisible."""
    sheet = _with_stage().filter(authority=authority, pk=sheet_id).first()
    if sheet is None:
        raise ObjectNotVisible
    return sheet


def editions_of(sheet: Sheet) -> list[SheetEdition]:
    """The editions that everybody may read, the last one first: none that a withdrawal took back."""
    taken_back = SheetWithdrawal.objects.filter(edition__system=sheet.system_id).order_by("-pk").first()
    editions = SheetEdition.objects.filter(system=sheet.system_id).select_related("authority")
    return list(editions.filter(pk__gt=taken_back.edition_id) if taken_back else editions)


def find_edition(sheet: Sheet, number: int) -> SheetEdition:
    """Raises ObjectNotVisible."""
    for edition in editions_of(sheet):
        if edition.number == number:
            return edition
    raise ObjectNotVisible


def withdrawal_of(sheet: Sheet) -> SheetWithdrawal | None:
    """Why the sheet is not there any more; None for one that is."""
    if sheet.edition_id is not None:
        return None
    return SheetWithdrawal.objects.filter(edition__system=sheet.system_id).order_by("-pk").first()


def show(sheet: Sheet, edition: SheetEdition) -> Shown:
    """An edition of the sheet, with the stage in which its system is now."""
    moved_at: datetime | None = sheet.moved_at  # type: ignore[attr-defined]
    edition.authority = sheet.authority
    since = sheet.authority.day_of(moved_at) if moved_at else None
    return show_edition(edition, sheet.pk, sheet.system.stage, since)


def records(authority: Authority) -> Iterator[Record]:
    """Every sheet in force as the schema describes it."""
    for sheet in get_sheets(authority).iterator():
        if sheet.edition:
            yield show(sheet, sheet.edition).record()


@lru_cache(maxsize=64)
def units_of(version: Version) -> tuple[str, ...]:
    """The units that a sheet in force names, by name."""
    said = Sheet.objects.filter(authority=version.authority, edition__isnull=False).order_by()
    found = said.values_list("units", flat=True).distinct()
    return tuple(sorted({unit for units in found for unit in units.split("|") if unit}))


def get_events(authority: Authority) -> list[Event]:
    """The last editions that are shown, and the changes of stage since the first of them, the newest first."""
    sheets = {sheet.system_id: sheet for sheet in get_sheets(authority)}
    shown = _editions_shown(authority).filter(system__in=sheets)
    editions = shown.order_by("-pk")[:MOST_EVENTS]
    first = shown.filter(system=OuterRef("system")).order_by("pk").values("published_at")[:1]
    moved = Passage.objects.filter(authority=authority, system__in=sheets, at__gte=Subquery(first))
    passages = moved.order_by("-pk")[:MOST_EVENTS]
    found = [
        *(Event(one.published_at, sheets[one.system_id], edition=one) for one in editions),
        *(Event(one.at, sheets[one.system_id], passage=one) for one in passages),
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)[:MOST_EVENTS]


def _editions_shown(authority: Authority) -> QuerySet[SheetEdition]:
    """The editions that no withdrawal took back."""
    withdrawn = SheetWithdrawal.objects.filter(edition__system=OuterRef("system")).order_by("-edition")
    last = Coalesce(Subquery(withdrawn.values("edition")[:1]), 0)
    return SheetEdition.objects.filter(authority=authority, pk__gt=last)


def _with_stage() -> QuerySet[Sheet]:
    moved = Passage.objects.filter(system=OuterRef("system_id")).order_by("-at", "-pk").values("at")[:1]
    return Sheet.objects.select_related("authority", "edition", "system").annotate(moved_at=Subquery(moved))


def _filters(wanted: Wanted) -> dict[str, str]:
    found = {
        "system__stage": wanted.stage,
        "origin": wanted.origin,
        "personal_data": wanted.personal_data,
        "part": wanted.part,
        "units__contains": f"|{wanted.unit}|" if wanted.unit else "",
    }
    return {name: value for name, value in found.items() if value}


def _last(model: type[SheetEdition | SheetWithdrawal | Passage]) -> Subquery:
    return Subquery(model.objects.filter(authority=OuterRef("pk")).order_by("-pk").values("pk")[:1])


_CHANGING: Final[Mapping[str, type[SheetEdition | SheetWithdrawal | Passage]]] = {
    "last_edition": SheetEdition,
    "last_withdrawal": SheetWithdrawal,
    "last_passage": Passage,
}
