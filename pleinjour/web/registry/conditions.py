"""The conditions of deployment: which are met, and how a verb says that one is, or is no more.

Called by the deeds of the verbs, in their transaction, once they have checked the right and locked the chain.
"""

from datetime import date, datetime

from django.db.models import F, QuerySet

from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.registry.life import pass_to
from pleinjour.web.registry.models import MetCondition, Need, Stage, System


def missing_needs(system: System) -> list[Need]:
    """What the system still needs before it is deployed, in the order of `Need`."""
    met = set(_in_force(system).values_list("need", flat=True))
    return [need for need in Need if need not in met]


def studied_on(systems: QuerySet[System]) -> dict[int, date]:
    """Since which day an impact study holds, by the key of each system that has one."""
    holding = MetCondition.objects.filter(
        system__in=systems, need=Need.STUDY, withdrawn_at=None, basis=F("system__basis")
    ).select_related("authority")
    return {one.system_id: one.authority.day_of(one.met_at) for one in holding}


def mark_met(system: System, need: Need, backed_by: str, now: datetime) -> None:
    """The condition holds for the system's basis, whether or not it did. `backed_by`: "study:12"."""
    _in_force(system).get_or_create(
        need=need,
        defaults={
            "authority_id": system.authority_id,
            "system": system,
            "basis": system.basis,
            "backed_by": backed_by,
            "met_at": now,
        },
    )


def withdraw(actor: Account | None, role: Role | None, system: System, need: Need, reason: str, now: datetime) -> None:
    """The condition no more holds. A system that was deployed is suspended first, for `reason`."""
    rows = _in_force(system).filter(need=need)
    if not rows.exists():
        return
    if system.stage == Stage.DEPLOYED:
        pass_to(actor, role, system, Stage.SUSPENDED, reason, now)
    rows.update(withdrawn_at=now)


def _in_force(system: System) -> QuerySet[MetCondition]:
    return MetCondition.objects.filter(system=system, basis=system.basis, withdrawn_at=None)
