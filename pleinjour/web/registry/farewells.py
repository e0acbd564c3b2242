"""Whoever leaves an authority supervises nothing there any more."""

from datetime import datetime

from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.actions.people import SUPERVISOR_LEFT
from pleinjour.web.registry.conditions import withdraw
from pleinjour.web.registry.models import Duty, Need, PersonInCharge


def leave_supervision(actor: Account | None, authority: Authority, account: Account, now: datetime) -> None:
    """A deployed system that the person supervised is suspended until somebody else is named.

    In the transaction of the deed by which the person leaves.
    """
    held = PersonInCharge.objects.filter(authority=authority, account=account, duty=Duty.SUPERVISOR, until=None)
    for person in held.select_related("system__authority"):
        withdraw(actor, Role.ADMINISTRATOR, person.system, Need.SUPERVISOR, SUPERVISOR_LEFT, now)
        person.until = authority.day_of(now)
        person.save(update_fields=["until"])
