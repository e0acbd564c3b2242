"""What people answer for, and how it ends: because somebody says so, or because they leave."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from pleinjour.web.organizations.journal import append
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.conditions import withdraw
from pleinjour.web.registry.models import Duty, Need, PersonInCharge
from pleinjour.web.registry.search import keep_words

SUPERVISOR_LEFT: Final = "La supervision humaine n’a plus personne."


def leave_charges(actor: Account | None, authority: Authority, account: Account, now: datetime) -> None:
    """Whoever leaves an authority answers for nothing there any more; a deployed system that the person supervised is
    suspended until somebody else is named.

    In the transaction of the deed by which the person leaves.
    """
    for person in charges_of(authority, account):
        # None: the system stops because nobody is left, whoever makes the person leave.
        end_charge(actor, None, person, now)


def charges_of(authority: Authority, account: Account) -> QuerySet[PersonInCharge]:
    """What the person answers for there now."""
    held = PersonInCharge.objects.filter(authority=authority, account=account, until=None)
    return held.select_related("system__authority")


def end_charge(actor: Account | None, role: Role | None, person: PersonInCharge, now: datetime) -> None:
    """The person answers for it no more; a deployed system that they supervised is suspended. In the transaction of a
    deed.
    """
    system = person.system
    if person.duty == Duty.SUPERVISOR:
        # First: the database refuses a deployed system that nobody supervises.
        withdraw(actor, role, system, Need.SUPERVISOR, SUPERVISOR_LEFT, now)
    person.until = system.authority.day_of(now)
    person.save(update_fields=["until"])
    keep_words(system)
    write_charge(actor, person, "system.person_relieved")


def write_charge(actor: Account | None, person: PersonInCharge, action: str) -> None:
    """The journal's entry of a charge that begins or ends."""
    detail = {"name": person.system.name, "duty": str(person.duty)}
    append(person.system.authority, actor, action, target=f"system:{person.system_id}", detail=detail)
