"""Deeds on the people in charge of a system."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from pleinjour.web.organizations.journal import lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.registry.charges import SUPERVISOR_LEFT, end_charge, write_charge
from pleinjour.web.registry.conditions import mark_met, withdraw
from pleinjour.web.registry.errors import AlreadyOver, MemberUnknown, SupervisorNeeded
from pleinjour.web.registry.models import Duty, Need, PersonInCharge, Stage, System
from pleinjour.web.registry.perms import Deed, signing_role
from pleinjour.web.registry.search import keep_words


@dataclass(frozen=True, slots=True)
class Charge:
    """Who takes a duty: a function that the public may read, and the address of the person's account, if any.

    An address, not a choice among accounts: who may name somebody may not always see the list of members.
    """

    duty: Duty
    function: str
    email: str = ""


def name_person(actor: Account, system: System, charge: Charge, now: datetime) -> PersonInCharge:
    """The person in charge from today on; whoever was before is no more.

    Raises NotAllowed; MemberUnknown for somebody of another authority; SupervisorNeeded when a deployed system would
    be left without one.
    """
    role = signing_role(actor, system.authority, Deed.MOVE_SYSTEMS)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        account = _find_member(system.authority, charge.email)
        _check(system, charge.duty, account)
        today = system.authority.day_of(now)
        person = PersonInCharge.objects.create(
            authority_id=system.authority_id,
            system=system,
            duty=charge.duty,
            function=charge.function.strip(),
            account=account,
            since=today,
        )
        # The next first: the database refuses a deployed system that nobody supervises.
        _in_charge(system, charge.duty).exclude(pk=person.pk).update(until=today)
        if charge.duty == Duty.SUPERVISOR and account:
            mark_met(system, Need.SUPERVISOR, "supervisor", now)
        elif charge.duty == Duty.SUPERVISOR:
            withdraw(actor, role, system, Need.SUPERVISOR, SUPERVISOR_LEFT, now)
        keep_words(system)
        write_charge(actor, person, "system.person_named")
    return person


def relieve_person(actor: Account, person: PersonInCharge, now: datetime) -> None:
    """Nobody holds the duty any more. Raises NotAllowed, AlreadyOver, SupervisorNeeded."""
    system = person.system
    role = signing_role(actor, system.authority, Deed.MOVE_SYSTEMS)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _check(system, Duty(person.duty), None)
        if not _in_charge(system, Duty(person.duty)).filter(pk=person.pk).exists():
            raise AlreadyOver
        end_charge(actor, role, person, now)


def _check(system: System, duty: Duty, account: Account | None) -> None:
    if duty == Duty.SUPERVISOR and system.stage == Stage.DEPLOYED and account is None:
        raise SupervisorNeeded


def _find_member(authority: Authority, email: str) -> Account | None:
    """The account of that address; None for no address. Raises MemberUnknown when nobody of the authority has it."""
    if not email.strip():
        return None
    members = Account.objects.filter(memberships__authority=authority, is_active=True)
    member = members.filter(email=clean_email(email)).first()
    if member is None:
        raise MemberUnknown(email=email)
    return member


def _in_charge(system: System, duty: Duty) -> QuerySet[PersonInCharge]:
    return PersonInCharge.objects.filter(system=system, duty=duty, until=None)
