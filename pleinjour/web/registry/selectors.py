"""The systems of an authority, for those who may see them."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority, Unit
from pleinjour.web.organizations.perms import Person
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.models import (
    Decision,
    Evidence,
    ImportTrial,
    Need,
    Passage,
    PersonInCharge,
    State,
    System,
    SystemVersion,
    Use,
)
from pleinjour.web.registry.perms import Deed, require_deed

Row = TypeVar("Row", bound=Model)
SystemInForce = tuple[System, Decision | None]
"""A system with the decision in force, None when nobody has decided yet."""


def get_visible_systems(person: Person, authority: Authority) -> QuerySet[System]:
    """Raises NotAllowed."""
    require_deed(person, authority, Deed.VIEW_SYSTEMS)
    return System.objects.filter(authority=authority).select_related("authority")


def get_visible_system(person: Person, authority: Authority, system_id: int) -> System:
    """Raises NotAllowed, ObjectNotVisible."""
    return _one(get_visible_systems(person, authority).filter(pk=system_id))


def get_systems_in_force(person: Person, authority: Authority) -> list[SystemInForce]:
    """Each system with the decision in force, None when nobody has decided yet. Raises NotAllowed."""
    return in_force(get_visible_systems(person, authority))


def in_force(systems: QuerySet[System]) -> list[SystemInForce]:
    """Each system with the decision in force, in the order of `systems`."""
    decided = systems.prefetch_related("decisions")
    return [(system, max(system.decisions.all(), key=_rank, default=None)) for system in decided]


def get_units_in_use(person: Person, authority: Authority) -> QuerySet[Unit]:
    """The units where a system is used, as the pages of systems say. Raises NotAllowed."""
    require_deed(person, authority, Deed.VIEW_SYSTEMS)
    in_use = Use.objects.filter(authority=authority, unit=OuterRef("pk"), ended_on=None)
    return Unit.objects.filter(Exists(in_use), authority=authority).order_by("name")


def _rank(decision: Decision) -> tuple[date, int]:
    return decision.decided_on, decision.pk


def decisions_of(system: System) -> QuerySet[Decision]:
    """The decisions on a system already fetched, the one in force first."""
    return Decision.objects.filter(system=system).order_by("-decided_on", "-pk")


def approved_services(authority: Authority, on: date) -> frozenset[str]:
    """The catalogue's services that were approved at the end of the day `on`: the daylight share counts them."""
    in_force = (
        Decision.objects.filter(system=OuterRef("pk"), decided_on__lte=on)
        .order_by("-decided_on", "-pk")
        .values("state")[:1]
    )
    systems = System.objects.filter(authority=authority).exclude(service="")
    approved = systems.annotate(state_then=Subquery(in_force)).filter(state_then=State.APPROVED)
    return frozenset(approved.values_list("service", flat=True))


@dataclass(frozen=True, slots=True)
class SystemRecord:
    """All that is known of a system, each list in the order in which it is read."""

    system: System
    missing: tuple[Need, ...]
    people: tuple[PersonInCharge, ...]
    uses: tuple[Use, ...]
    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...]
    passages: tuple[Passage, ...]
    versions: tuple[SystemVersion, ...]


def get_record(person: Person, authority: Authority, system_id: int) -> SystemRecord:
    """Raises NotAllowed, ObjectNotVisible."""
    system = get_visible_system(person, authority, system_id)
    return SystemRecord(
        system=system,
        missing=tuple(missing_needs(system)),
        people=tuple(system.people_in_charge.filter(until=None)),
        uses=tuple(system.uses.select_related("unit")),
        evidence=tuple(system.evidence.defer("content")),
        decisions=tuple(decisions_of(system)),
        passages=tuple(system.passages.all()),
        versions=tuple(system.versions.all()),
    )


def get_visible_use(person: Person, authority: Authority, use_id: int) -> Use:
    """Raises NotAllowed, ObjectNotVisible."""
    systems = get_visible_systems(person, authority)
    return _one(Use.objects.filter(system__in=systems, pk=use_id).select_related("system__authority", "unit"))


def get_visible_person(person: Person, authority: Authority, person_id: int) -> PersonInCharge:
    """Raises NotAllowed, ObjectNotVisible."""
    systems = get_visible_systems(person, authority)
    charges = PersonInCharge.objects.filter(system__in=systems, pk=person_id)
    return _one(charges.select_related("system__authority"))


def get_visible_evidence(person: Person, authority: Authority, evidence_id: int) -> Evidence:
    """Raises NotAllowed, ObjectNotVisible."""
    systems = get_visible_systems(person, authority)
    return _one(Evidence.objects.filter(system__in=systems, pk=evidence_id).select_related("system__authority"))


def get_visible_trial(person: Person, authority: Authority, trial_id: int) -> ImportTrial:
    """For whoever may import: several people may look at what a file would do. Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.DESCRIBE_SYSTEMS)
    return _one(ImportTrial.objects.filter(authority=authority, pk=trial_id).select_related("authority"))


def _one(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise ObjectNotVisible
    return row
