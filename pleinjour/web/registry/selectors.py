"""The systems of an authority, for those who may see them."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.registry.models import Decision, State, System
from pleinjour.web.registry.perms import Deed, require_deed

SystemInForce = tuple[System, Decision | None]
"""A system with the decision in force, None when nobody has decided yet."""


def get_visible_systems(person: Person, authority: Authority) -> QuerySet[System]:
    """Raises NotAllowed."""
    require_deed(person, authority, Deed.VIEW_SYSTEMS)
    return System.objects.filter(authority=authority)


def get_visible_system(person: Person, authority: Authority, system_id: int) -> System:
    """Raises NotAllowed, ObjectNotVisible."""
    system = get_visible_systems(person, authority).filter(pk=system_id).first()
    if system is None:
        raise ObjectNotVisible
    return system


def get_systems_in_force(person: Person, authority: Authority) -> list[SystemInForce]:
    """Each system with the decision in force, None when nobody has decided yet. Raises NotAllowed."""
    systems = get_visible_systems(person, authority).prefetch_related("decisions")
    return [(system, max(system.decisions.all(), key=_rank, default=None)) for system in systems]


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
