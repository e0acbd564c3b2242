"""What waits for somebody in this room: studies, opinions, reservations, reviews, incidents."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.decide.calendar import due_again, studied_systems
from pleinjour.web.decide.in_force import Given, opinions_of
from pleinjour.web.decide.incidents import clock_of, is_grave, open_incidents, supervised_by
from pleinjour.web.decide.models import Expert, Incident, Reservation, SupervisedCase
from pleinjour.web.decide.oversight import due_on, waiting_cases
from pleinjour.web.decide.perms import Deed, may_do
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.registry.models import MetCondition, Need, System
from pleinjour.web.registry.waiting import unsupervised

SOON: Final = timedelta(days=30)
"""How long before its day a study is said to be due again: our choice."""


def studies_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Studies to finish, and those to make again within a month."""
    if not may_do(account, authority, Deed.WRITE_STUDY):
        return
    systems = studied_systems(authority)
    again = {due.system.pk: due.day for due in due_again(authority, systems)}
    for system in systems:
        address, day = reverse("decide:study", args=[authority.slug, system.pk]), again.get(system.pk)
        if day is None:
            yield Waiting(_("Terminer l’étude d’impact de « {system} »").format(system=system.name), address)
        elif day <= authority.day_of(now) + SOON:
            yield Waiting(_("Relire l’étude d’impact de « {system} »").format(system=system.name), address, day)


def opinions_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Opinions to give, and reservations to lift, for the experts."""
    experts = [expert for expert in Expert if Role(expert) in roles_of(account, authority)]
    if not experts:
        return
    systems = studied_systems(authority)
    given = opinions_of(systems)
    yield from _opinions(authority, experts, systems, given)
    held = [opinion for each in given.values() for expert, opinion in each.items() if expert in experts]
    waiting = Reservation.objects.filter(opinion__in=held, end=None).select_related("opinion__system")
    for reservation in waiting:
        label = _("Lever une réserve sur « {system} »").format(system=reservation.opinion.system.name)
        yield Waiting(label, reverse("decide:reservation-end", args=[authority.slug, reservation.pk]))


def reservations_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Reservations that the direction may accept, in signing for it."""
    if Role.DIRECTION not in roles_of(account, authority):
        return
    held = [opinion for each in opinions_of(studied_systems(authority)).values() for opinion in each.values()]
    for reservation in Reservation.objects.filter(opinion__in=held, end=None).select_related("opinion__system"):
        label = _("Accepter, ou non, une réserve sur « {system} »").format(system=reservation.opinion.system.name)
        yield Waiting(label, reverse("decide:reservation-end", args=[authority.slug, reservation.pk]))


def reviews_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Drawn cases of the systems that the person supervises, one line for each plan; for the référent, those that
    nobody supervises.
    """
    by_plan = dict[int, list[SupervisedCase]]()
    systems = list(supervised_by(account, authority)) if roles_of(account, authority) else []
    if Role.REFERENT in roles_of(account, authority):
        systems += [system.pk for system in unsupervised(authority)]
    for case in waiting_cases(SupervisedCase.objects.filter(plan__system__in=systems)):
        by_plan.setdefault(case.plan_id, []).append(case)
    for plan_id, cases in by_plan.items():
        label = ngettext("Relire {count} cas de « {system} »", "Relire {count} cas de « {system} »", len(cases))
        yield Waiting(
            label.format(count=len(cases), system=cases[0].plan.system.name),
            reverse("decide:plan", args=[authority.slug, plan_id]),
            min(due_on(case, authority) for case in cases),
        )


def incidents_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Incidents that are not closed, for those who follow them, and for who supervises the system. The first clock
    that runs gives the day; a grave one comes before all that waits.
    """
    follows = may_do(account, authority, Deed.FOLLOW_INCIDENT)
    systems = set() if follows else set(supervised_by(account, authority))
    for incident in open_incidents(authority) if follows or systems else ():
        if follows or incident.system_id in systems:
            yield _incident(incident, authority, follows=follows)


def _opinions(
    authority: Authority, experts: list[Expert], systems: QuerySet[System], given: Mapping[int, Given]
) -> Iterator[Waiting]:
    """An opinion is given once there is a study to give it on."""
    studied = MetCondition.objects.filter(need=Need.STUDY, withdrawn_at=None, basis=F("system__basis"))
    for system in systems.filter(pk__in=studied.values("system")):
        for expert in experts:
            if expert not in given.get(system.pk, {}):
                label = _("Donner l’avis du {expert} sur « {system} »").format(expert=expert.label, system=system.name)
                yield Waiting(label, reverse("decide:opinion-give", args=[authority.slug, system.pk]))


def _incident(incident: Incident, authority: Authority, *, follows: bool) -> Waiting:
    ends, grave = clock_of(incident), is_grave(incident)
    label = _("Suivre un incident de « {system} »") if follows else _("Lire un incident de « {system} »")
    if grave:
        label = (
            _("Suivre un incident grave de « {system} »") if follows else _("Lire un incident grave de « {system} »")
        )
    return Waiting(
        label.format(system=incident.system.name),
        reverse("decide:incident", args=[authority.slug, incident.pk]),
        authority.day_of(ends) if ends and follows else None,
        is_pressing=grave,
    )
