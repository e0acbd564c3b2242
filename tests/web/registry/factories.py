"""Systems for tests: `make_system(authority)`, `meet_all(system)`."""

from datetime import UTC, datetime
from itertools import count

from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.actions.people import Charge, name_person
from pleinjour.web.registry.actions.tools import add_system
from pleinjour.web.registry.conditions import mark_met
from pleinjour.web.registry.models import Duty, Need, System
from tests.web.organizations.factories import member

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_numbers = count(1)


def make_system(authority: Authority, name: str = "") -> System:
    return add_system(member(authority, Role.ADMINISTRATOR), authority, name=name or f"Assistant {next(_numbers)}")


def name_supervisor(system: System, account: Account | None = None) -> Account:
    """Somebody of the authority who supervises the system from now on."""
    supervisor = account or member(system.authority, Role.AGENT)
    charge = Charge(Duty.SUPERVISOR, "Responsable de l’accueil", supervisor.email)
    name_person(member(system.authority, Role.REFERENT), system, charge, NOW)
    return supervisor


def meet_all(system: System, *, but: Need | None = None) -> None:
    """Every condition of deployment, except `but`, for the system's basis."""
    for need in Need:
        if need == Need.SUPERVISOR and need != but:
            name_supervisor(system)
        elif need != but:
            mark_met(system, need, "test:1", NOW)
