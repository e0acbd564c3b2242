"""What an authority has set up and done, as the papers say it."""

from dataclasses import dataclass

from django.conf import settings

from pleinjour.base.tallies import FAMILIES, Family
from pleinjour.web.observe.models import DropFolder, Intake, OpenMonth, Publication, PublishedCell
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.organizations.models import Authority, Unit
from pleinjour.web.organizations.perms import Person


@dataclass(frozen=True, slots=True)
class State:
    """Counts, and names of formats and families. `formats`: those really read, published or not. `families`: those of
    the published months. `reads_a_folder`: the platform has a drop folder, where this authority's own was looked at and
    is not paused.
    """

    units: int
    formats: tuple[str, ...]
    months: int
    open_months: int
    families: tuple[Family, ...]
    reads_a_folder: bool


def get_state(person: Person, authority: Authority) -> State:
    """Raises NotAllowed."""
    require(person, authority, Deed.VIEW_FIGURES)
    families = set(PublishedCell.objects.filter(authority=authority).values_list("family", flat=True).distinct())
    looked_at = DropFolder.objects.filter(authority=authority, paused=False, looked_at__isnull=False)
    return State(
        units=Unit.objects.filter(authority=authority).count(),
        formats=tuple(_formats(authority)),
        months=Publication.objects.filter(authority=authority, edition=1).count(),
        open_months=OpenMonth.objects.filter(authority=authority).count(),
        families=tuple(family for family in FAMILIES if family in families),
        reads_a_folder=settings.PLEINJOUR_DROP_FOLDER is not None and looked_at.exists(),
    )


def _formats(authority: Authority) -> list[str]:
    read = set(Intake.objects.filter(authority=authority).values_list("format", flat=True).distinct())
    published = Publication.objects.filter(authority=authority).values_list("formats", flat=True)
    return sorted(read.union(*published))
