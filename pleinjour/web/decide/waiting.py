"""What waits for somebody in this room: studies, opinions, reservations."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.decide.models import Expert, Opinion, Reservation, Study
from pleinjour.web.decide.perms import Deed, may_do
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.registry.models import Stage, System

SOON: Final = timedelta(days=30)
"""How long before its day a study is said to be due again: our choice."""

STUDIED_STAGES: Final = (Stage.STUDIED, Stage.TRIAL, Stage.DEPLOYED, Stage.SUSPENDED)


def studies_in_force(authority: Authority) -> dict[int, Study]:
    """The last study of each system as it is now, by the number of the system."""
    found = Study.objects.filter(authority=authority, basis=F("system__basis")).order_by("pk")
    return {study.system_id: study for study in found}


def what_waits(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Studies to finish or to read again, opinions to give, reservations to lift."""
    experts = [expert for expert in Expert if Role(expert) in roles_of(account, authority)]
    writes = may_do(account, authority, Deed.WRITE_STUDY)
    if not writes and not experts:
        return
    systems = System.objects.filter(authority=authority, stage__in=STUDIED_STAGES)
    studies = studies_in_force(authority)
    if writes:
        yield from _studies(authority, list(systems), studies, authority.day_of(now))
    if experts:
        yield from _opinions(authority, [one for one in systems if one.pk in studies], experts)
        yield from _reservations(authority, experts)


def _studies(authority: Authority, systems: list[System], studies: dict[int, Study], today: date) -> Iterator[Waiting]:
    for system in systems:
        study = studies.get(system.pk)
        address = reverse("decide:study", args=[authority.slug, system.pk])
        if study is None:
            yield Waiting(_("Terminer l’étude d’impact de « {system} »").format(system=system.name), address)
        elif study.due_on <= today + SOON:
            label = _("Relire l’étude d’impact de « {system} »").format(system=system.name)
            yield Waiting(label, address, study.due_on)


def _opinions(authority: Authority, systems: list[System], experts: list[Expert]) -> Iterator[Waiting]:
    opinions = Opinion.objects.filter(authority=authority, basis=F("system__basis"))
    given = set(opinions.values_list("system", "expert"))
    for system in systems:
        for expert in experts:
            if (system.pk, expert) not in given:
                label = _("Donner l’avis du {expert} sur « {system} »").format(expert=expert.label, system=system.name)
                yield Waiting(label, reverse("decide:opinion-give", args=[authority.slug, system.pk]))


def _reservations(authority: Authority, experts: list[Expert]) -> Iterator[Waiting]:
    """Those of the opinion in force of each expert: a later opinion has replaced the others."""
    opinions = Opinion.objects.filter(authority=authority, basis=F("system__basis"), expert__in=experts)
    last = {
        (system, expert): pk for pk, system, expert in opinions.order_by("pk").values_list("pk", "system", "expert")
    }
    waiting = Reservation.objects.filter(opinion__in=last.values(), end=None).select_related("opinion__system")
    for reservation in waiting.exclude(opinion__system__stage=Stage.RETIRED):
        label = _("Lever une réserve sur « {system} »").format(system=reservation.opinion.system.name)
        yield Waiting(label, reverse("decide:reservation-end", args=[authority.slug, reservation.pk]))
