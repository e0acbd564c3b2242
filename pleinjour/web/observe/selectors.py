"""What the pages of observation show: published figures to everyone, what was taken in to those who bring logs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, Family
from pleinjour.web.observe.ledger import (
    Edition,
    read_cells,
    read_cells_by_edition,
    read_editions,
    read_editions_of,
    read_last_editions,
)
from pleinjour.web.observe.models import (
    Alert,
    CustomReader,
    DropFolder,
    DroppedFile,
    Intake,
    Licence,
    OpenMonth,
    PaperAnswers,
    Publication,
)
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.observe.readings.bounds import Use, read_use
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person


@dataclass(frozen=True, slots=True)
class Draft:
    """A month that is open: what was taken in, and no figure. `is_over`: it may be published."""

    month: Month
    files: int
    changed_at: datetime
    corrects: bool
    is_over: bool


def get_editions(person: Person, authority: Authority) -> list[Edition]:
    """The last edition of each published month, in order. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_FIGURES)
    return read_last_editions(authority)


def find_opened(place: str) -> tuple[Authority, Licence]:
    """An authority that opens its published months to everybody, and under which licence. Raises ObjectNotVisible."""
    answers = PaperAnswers.objects.filter(authority__slug=place, opens_data=True).select_related("authority").first()
    if answers is None:
        raise ObjectNotVisible
    return answers.authority, Licence(answers.licence)


def get_all_editions(person: Person, authority: Authority, month: Month) -> list[Edition]:
    """Every edition of a month, the first one first. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_FIGURES)
    return read_editions_of(authority, month)


def get_ledger(person: Person, authority: Authority) -> Iterator[tuple[Edition, list[Cell]]]:
    """Every edition of every month, in order, with its cells. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_FIGURES)
    return read_cells_by_edition(authority, read_editions(authority))


def find_edition(editions: Iterable[Edition], month: Month) -> Edition:
    """Raises ObjectNotVisible for a month that is not published."""
    for edition in editions:
        if edition.month == month:
            return edition
    raise ObjectNotVisible


def get_cells(authority: Authority, edition: Edition) -> list[Cell]:
    """Every cell of an edition."""
    return read_cells(authority, [edition], Q())


def get_margins(authority: Authority, edition: Edition) -> list[Cell]:
    """The cells of the whole organisation, and the total of each unit."""
    return read_cells(authority, [edition], Q(unit="") | Q(category="", service=""))


def get_unit_categories(authority: Authority, edition: Edition, family: Family) -> list[Cell]:
    """The cells of each unit by category, shown or hidden."""
    return read_cells(authority, [edition], ~Q(unit="") & ~Q(category="") & Q(service="", family=family))


def get_history(authority: Authority, editions: list[Edition], family: Family) -> dict[Month, list[Cell]]:
    """For each edition, totals by category and what is shown of services, for the whole organisation."""
    wanted = Q(unit="", family=family) & (Q(service="") | Q(suppressed=False))
    history: dict[Month, list[Cell]] = {edition.month: [] for edition in editions}
    for cell in read_cells(authority, editions, wanted):
        history[cell.key.month].append(cell)
    return history


def get_unit_uses(
    authority: Authority, edition: Edition, family: Family, categories: Collection[str]
) -> list[tuple[str, Use]]:
    """What each unit shows of some categories, their services included."""
    wanted = ~Q(unit="") & Q(family=family, category__in=categories, suppressed=False)
    cells = read_cells(authority, [edition], wanted)
    units = sorted({cell.key.unit for cell in cells if cell.key.unit})
    return [(unit, read_use(cells, edition.rounding, unit)) for unit in units]


def get_alerts(person: Person, authority: Authority) -> list[Alert]:
    """What was found in the last edition of each month, the last month first. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_ALERTS)
    last = [edition.key for edition in read_last_editions(authority)]
    return list(
        Alert.objects.filter(authority=authority, publication__in=last).select_related("publication", "authority")
    )


def find_alert(person: Person, authority: Authority, alert_id: int) -> Alert:
    """Raises NotAllowed, ObjectNotVisible."""
    for alert in get_alerts(person, authority):
        if alert.pk == alert_id:
            return alert
    raise ObjectNotVisible


def get_drafts(person: Person, authority: Authority, now: datetime) -> list[Draft]:
    """The open months. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_INTAKES)
    published = set(Publication.objects.filter(authority=authority).values_list("month", flat=True))
    months = OpenMonth.objects.filter(authority=authority).defer("sealed").order_by("month")
    today = authority.day_of(now)
    return [_draft(row, today, corrects=row.month in published) for row in months]


def find_draft(person: Person, authority: Authority, month: Month, now: datetime) -> Draft:
    """Raises NotAllowed, ObjectNotVisible."""
    for draft in get_drafts(person, authority, now):
        if draft.month == month:
            return draft
    raise ObjectNotVisible


def get_intakes(person: Person, authority: Authority) -> QuerySet[Intake]:
    """The files that were read, the last first. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_INTAKES)
    return Intake.objects.filter(authority=authority)


def get_drop_folder(person: Person, authority: Authority) -> DropFolder:
    """How the authority's folder is read, and what its last pass found. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_INTAKES)
    return DropFolder.objects.filter(authority=authority).first() or DropFolder(authority=authority)


def get_dropped_files(person: Person, authority: Authority) -> QuerySet[DroppedFile]:
    """The files of the folder that were looked into, the last first. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_INTAKES)
    return DroppedFile.objects.filter(authority=authority)


def get_visible_readers(person: Person, authority: Authority) -> QuerySet[CustomReader]:
    """The formats that the authority describes, in the order of their names. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_INTAKES)
    return CustomReader.objects.filter(authority=authority).select_related("authority")


def get_visible_reader(person: Person, authority: Authority, reader_id: int) -> CustomReader:
    """Raises NotAllowed, ObjectNotVisible."""
    reader = get_visible_readers(person, authority).filter(pk=reader_id).first()
    if reader is None:
        raise ObjectNotVisible
    return reader


def _draft(row: OpenMonth, today: date, *, corrects: bool) -> Draft:
    month = Month.parse(row.month)
    return Draft(month, row.files, row.changed_at, corrects, is_over=month.is_over(today))
