"""Deeds on the people in charge of a system."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.registry.conditions import mark_met, withdraw
from pleinjour.web.registry.errors import AlreadyOver, SupervisorNeeded, UnitUnknown
from pleinjour.web.registry.models import Duty, Need, PersonInCharge, Stage, System
from pleinjour.web.registry.perms import Deed, signing_role

SUPERVISOR_LEFT = "La supervision humaine n’a plus personne."


@dataclass(frozen=True, slots=True)
class Charge:
    """Who takes a duty: a function that the public may read, and the account of the person, where they have one."""

    duty: Duty
    function: str
    account: Account | None = None


def name_person(actor: Account, system: System, charge: Charge, now: datetime) -> PersonInCharge:
    """The person in charge from today on; whoever was before is no more.

    Raises NotAllowed; UnitUnknown for somebody of another authority; SupervisorNeeded when a deployed system would
    be left without one.
    """
    role = signing_role(actor, system.authority, Deed.MOVE_SYSTEMS)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _check(system, charge.duty, charge.account)
        today = system.authority.day_of(now)
        _in_charge(system, charge.duty).update(until=today)
        person = PersonInCharge.objects.create(
            authority_id=system.authority_id,
            system=system,
            duty=charge.duty,
            function=charge.function.strip(),
            account=charge.account,
            since=today,
        )
        if charge.duty == Duty.SUPERVISOR and charge.account:
            mark_met(system, Need.SUPERVISOR, "supervisor", now)
        elif charge.duty == Duty.SUPERVISOR:
            withdraw(actor, role, system, Need.SUPERVISOR, SUPERVISOR_LEFT, now)
        _journal(actor, person, "system.person_named")
    return person


def relieve_person(actor: Account, person: PersonInCharge, now: datetime) -> None:
    """Nobody holds the duty any more. Raises NotAllowed, AlreadyOver, SupervisorNeeded."""
    system = person.system
    role = signing_role(actor, system.authority, Deed.MOVE_SYSTEMS)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _check(system, Duty(person.duty), None)
        if not _in_charge(system, Duty(person.duty)).filter(pk=person.pk).update(until=system.authority.day_of(now)):
            raise AlreadyOver
        if person.duty == Duty.SUPERVISOR:
            withdraw(actor, role, system, Need.SUPERVISOR, SUPERVISOR_LEFT, now)
        _journal(actor, person, "system.person_relieved")


def _check(system: System, duty: Duty, account: Account | None) -> None:
    if account and not _belongs(account, system.authority):
        raise UnitUnknown
    if duty == Duty.SUPERVISOR and system.stage == Stage.DEPLOYED and account is None:
        raise SupervisorNeeded


def _belongs(account: Account, authority: Authority) -> bool:
    return bool(roles_of(account, authority))


def _in_charge(system: System, duty: Duty) -> QuerySet[PersonInCharge]:
    return PersonInCharge.objects.filter(system=system, duty=duty, until=None)


def _journal(actor: Account, person: PersonInCharge, action: str) -> None:
    detail = {"name": person.system.name, "duty": str(person.duty)}
    append(person.system.authority, actor, action, target=f"system:{person.system_id}", detail=detail)
