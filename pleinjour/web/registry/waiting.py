"""What waits in the register: systems that nobody supervises any more; and what stops when a person leaves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.registry.charges import charges_of
from pleinjour.web.registry.models import Duty, MetCondition, Need, PersonInCharge, Stage, System
from pleinjour.web.registry.perms import Deed, may_do
from pleinjour.web.ui.components import Link

TRIAL_SOON: Final = timedelta(days=30)
CONTRACT_SOON: Final = timedelta(days=90)
"""How long before its day an end is said: our choice. A contract takes longer to follow."""
_SUPERVISED_STAGES: Final = (Stage.TRIAL, Stage.DEPLOYED, Stage.SUSPENDED)


def supervisors_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The systems in use, or stopped, whose supervision is nobody's, for those who may name somebody."""
    if not may_do(account, authority, Deed.MOVE_SYSTEMS):
        return
    for system in unsupervised(authority):
        label = _("Nommer une personne pour la supervision de « {system} »").format(system=system.name)
        yield Waiting(label, _naming_url(system))


def ends_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The experiments and the contracts that end soon, for those who may decide what comes then."""
    if not may_do(account, authority, Deed.MOVE_SYSTEMS):
        return
    today = authority.day_of(now)
    for system in ending(authority):
        address = reverse("registry:system", args=[authority.slug, system.pk])
        if system.trial_until and system.trial_until <= today + TRIAL_SOON:
            label = _("Décider de la suite de l’expérimentation de « {system} »")
            yield Waiting(label.format(system=system.name), address, system.trial_until)
        if system.contract_ends_on and system.contract_ends_on <= today + CONTRACT_SOON:
            label = _("Prévoir la fin du contrat de « {system} »")
            yield Waiting(label.format(system=system.name), address, system.contract_ends_on)


def deployments_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The systems that have all that a deployment needs, for those who may deploy them; not those that were stopped."""
    if not may_do(account, authority, Deed.DEPLOY_SYSTEMS):
        return
    met = MetCondition.objects.filter(system__authority=authority, withdrawn_at=None, basis=F("system__basis"))
    ready = met.order_by().values("system").annotate(count=Count("pk")).filter(count=len(Need)).values("system")
    for system in System.objects.filter(pk__in=ready, stage__in=(Stage.STUDIED, Stage.TRIAL)):
        label = _("Déployer « {system} » : tout est prêt").format(system=system.name)
        yield Waiting(label, reverse("registry:move", args=[authority.slug, system.pk]))


def ending(authority: Authority) -> QuerySet[System]:
    """The systems in use whose experiment or contract has a last day."""
    dated = Q(trial_until__isnull=False) | Q(contract_ends_on__isnull=False)
    return System.objects.filter(dated, authority=authority, stage__in=_SUPERVISED_STAGES)


def unsupervised(authority: Authority) -> Iterator[System]:
    """The systems in use, or stopped, that no account supervises."""
    supervisor = PersonInCharge.objects.filter(
        system=OuterRef("pk"), duty=Duty.SUPERVISOR, until=None, account__isnull=False
    )
    systems = System.objects.filter(~Exists(supervisor), authority=authority, stage__in=_SUPERVISED_STAGES)
    yield from systems.select_related("authority")


def foretell_stops(authority: Authority, account: Account) -> list[Link]:
    """The systems that stop when the person leaves: those in use that they supervise, each with the page where
    somebody else is named first.
    """
    held = charges_of(authority, account).filter(duty=Duty.SUPERVISOR, system__stage=Stage.DEPLOYED)
    return [Link(person.system.name, _naming_url(person.system)) for person in held.order_by("system__name")]


def _naming_url(system: System) -> str:
    return reverse("registry:name-person", args=[system.authority.slug, system.pk])
