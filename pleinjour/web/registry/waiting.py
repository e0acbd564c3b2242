"""What waits in the register: systems that nobody supervises any more; and what stops when a person leaves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.registry.actions.people import charges_of
from pleinjour.web.registry.models import Duty, PersonInCharge, Stage, System
from pleinjour.web.registry.perms import Deed, may_do
from pleinjour.web.ui.components import Link

_SUPERVISED_STAGES: Final = (Stage.TRIAL, Stage.DEPLOYED, Stage.SUSPENDED)


def supervisors_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The systems in use, or stopped, whose supervision is nobody's, for those who may name somebody."""
    if not may_do(account, authority, Deed.MOVE_SYSTEMS):
        return
    for system in unsupervised(authority):
        label = _("Nommer une personne pour la supervision de « {system} »").format(system=system.name)
        yield Waiting(label, _naming_url(system))


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
