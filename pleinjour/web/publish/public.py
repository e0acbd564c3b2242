"""What everybody may read, without an account: the sheets in force of an authority that has published at least one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Final

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pleinjour.engines.search import Clause, Query
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.prepared import Prepared
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

    def filters(self) -> tuple[tuple[str, str], ...]:
        """Each field that filters, with the value that it must have; empty, any."""
        return (
            ("stage", self.stage), ("origin", self.origin), ("personal_data", self.personal_data), ("part", self.part),
            ("unit", self.unit),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet in force as a list shows and filters it; `edition` is the key of the edition in force."""

    key: int
    edition: int
    name: str
    stage: str
    origin: str
    personal_data: str
    part: str
    units: str

    def answers(self) -> Iterator[tuple[str, str]]:
        """Each filter that keeps it."""
        yield from (("stage", self.stage), ("origin", self.origin), ("personal_data", self.personal_data))
        yield ("part", self.part)
        yield from (("unit", unit) for unit in self.units.split("|") if unit)


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
    authority = _REGISTER.find(place)
    if authority is None or getattr(authority, "last_edition") is None:  # noqa: B009 - annotated
        raise ObjectNotVisible
    return authority


def version_of(authority: Authority) -> Version:
    """The version of what everybody reads, of an authority that `find_register` found."""
    return Version(authority.pk, authority.created_at, *(getattr(authority, name) or 0 for name in _CHANGING))


def get_sheets(authority: Authority) -> QuerySet[Sheet]:
    """The sheets in force, by name; each with `stage`, that of its system, and `moved_at`, when it changed."""
    moved = Passage.objects.filter(system=OuterRef("system_id")).order_by("-at", "-pk").values("at")[:1]
    found = Sheet.objects.filter(authority=authority, edition__isnull=False).select_related("authority", "edition")
    return found.annotate(stage=F("system__stage"), moved_at=Subquery(moved))


@lru_cache(maxsize=256)
def search(version: Version, wanted: Wanted) -> tuple[int, ...]:
    """The keys of the sheets in force that a reader wants: found by their name first, each by alphabetical order.

    Kept by version: the pages of a list, and a question asked again, cost nothing.
    """
    listed = list_sheets(version)
    asked = [asked for asked in wanted.filters() if asked[1]]
    kept = frozenset(listed).intersection(*(_by_value(version).get(one, frozenset()) for one in asked))
    if not wanted.query:
        return tuple(key for key in listed if key in kept)
    found = _answering(version, kept, wanted.query)
    titled = _answering(version, found, wanted.query.in_title())
    return (*(key for key in listed if key in titled), *(key for key in listed if key in found and key not in titled))


def _answering(version: Version, keys: frozenset[int], query: Query) -> frozenset[int]:
    """Those of `keys` that answer each clause, unordered: a database puts thousands of rows in order slower than they
    are picked from the list in order.
    """
    for clause in query.clauses:
        if keys:
            keys &= _answering_one(version, clause)
    return keys


@lru_cache(maxsize=128)
def _answering_one(version: Version, clause: Clause) -> frozenset[int]:
    """The keys of the sheets in force that answer one clause. Kept by version: most questions share their words.

    Of 5,000 sheets it is a quarter of a megabyte at most.
    """
    return answering(Query((clause,))).intersection(list_sheets(version))


@lru_cache(maxsize=64)
def _by_value(version: Version) -> Mapping[tuple[str, str], frozenset[int]]:
    """The keys of the sheets of each value of each field that filters."""
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for sheet in list_sheets(version).values():
        for asked in sheet.answers():
            found[asked].add(sheet.key)
    return {asked: frozenset(keys) for asked, keys in found.items()}


@lru_cache(maxsize=64)
def list_sheets(version: Version) -> Mapping[int, Listed]:
    """Every sheet in force by its key, in alphabetical order. Kept by version: filters ask the database for nothing."""
    sheets = Sheet.objects.filter(authority=version.authority, edition__isnull=False)
    read = sheets.order_by().values_list(
        "pk", "edition_id", "name", "system__stage", "origin", "personal_data", "part", "units"
    )
    found = {row[0]: Listed(*row) for row in read}
    return {key: found[key] for key in in_order(sheets) if key in found}


def summaries_of(sheets: Sequence[Listed]) -> dict[int, str]:
    """What each sheet says first, by its key."""
    if not sheets:
        return {}
    editions = _editions(len(sheets)).ask(*(sheet.edition for sheet in sheets))
    said = {edition.pk: str(edition.content.get("summary", "")) for edition in editions}
    return {sheet.key: said[sheet.edition] for sheet in sheets}


def find_sheet(authority: Authority, sheet_id: int) -> Sheet:
    """A sheet, be it withdrawn, with its `stage` and `moved_at`. Raises ObjectNotVisible."""
    sheet = _SHEET.find(authority.pk, sheet_id)
    if sheet is None:
        raise ObjectNotVisible
    passage = _LAST_PASSAGE.find(sheet.system_id)
    sheet.authority = authority
    sheet.moved_at = passage.at if passage else None  # type: ignore[attr-defined]
    return sheet


def editions_of(sheet: Sheet) -> list[SheetEdition]:
    """The editions that everybody may read, the last one first: none that a withdrawal took back."""
    none_taken_back = 0
    return list(_READABLE.ask(sheet.system_id, sheet.system_id, none_taken_back))


def find_edition(editions: Iterable[SheetEdition], number: int) -> SheetEdition:
    """The one of that number. Raises ObjectNotVisible."""
    for edition in editions:
        if edition.number == number:
            return edition
    raise ObjectNotVisible


def edition_in_force(sheet: Sheet, editions: Iterable[SheetEdition]) -> SheetEdition:
    """The one that the sheet shows. Raises ObjectNotVisible when it was taken back a moment ago."""
    for edition in editions:
        if edition.pk == sheet.edition_id:
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
    return show_edition(edition, sheet.pk, sheet.stage, since)  # type: ignore[attr-defined]


def records(authority: Authority) -> Iterator[Record]:
    """Every sheet in force as the schema describes it."""
    for sheet in get_sheets(authority).iterator():
        if sheet.edition:
            yield show(sheet, sheet.edition).record()


@lru_cache(maxsize=64)
def units_of(version: Version) -> tuple[str, ...]:
    """The units that a sheet in force names, by name."""
    said = {sheet.units for sheet in list_sheets(version).values()}
    return tuple(sorted({unit for units in said for unit in units.split("|") if unit}))


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


def _last(model: type[SheetEdition | SheetWithdrawal | Passage]) -> Subquery:
    return Subquery(model.objects.filter(authority=OuterRef("pk")).order_by("-pk").values("pk")[:1])


_CHANGING: Final[Mapping[str, type[SheetEdition | SheetWithdrawal | Passage]]] = {
    "last_edition": SheetEdition,
    "last_withdrawal": SheetWithdrawal,
    "last_passage": Passage,
}


def _with_last() -> QuerySet[Authority]:
    last = {name: _last(rows) for name, rows in _CHANGING.items()}
    return Authority.objects.filter(slug="").annotate(**last)


def _not_taken_back() -> QuerySet[SheetEdition]:
    taken_back = SheetWithdrawal.objects.filter(edition__system=0).order_by("-pk").values("edition_id")[:1]
    editions = SheetEdition.objects.filter(system=0).order_by("-number")
    return editions.filter(pk__gt=Coalesce(Subquery(taken_back), 0))


@cache
def _editions(count: int) -> Prepared[SheetEdition]:
    return Prepared(lambda: SheetEdition.objects.filter(pk__in=range(count)).order_by())


_REGISTER: Final = Prepared(_with_last)
_SHEET: Final = Prepared(
    lambda: Sheet.objects.filter(authority=0).filter(pk=0).order_by().annotate(stage=F("system__stage"))
)
_LAST_PASSAGE: Final = Prepared(lambda: Passage.objects.filter(system=0).order_by("-at", "-pk")[:1])
_READABLE: Final = Prepared(_not_taken_back)
