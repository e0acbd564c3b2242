"""Deeds on the tools of an authority: which there are, and what is said of them."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.actions.description import Change, clean_name, keep_version
from pleinjour.web.registry.errors import DecisionRefused, SystemTaken, SystemUnnamed, UnknownService
from pleinjour.web.registry.models import Decision, State, System
from pleinjour.web.registry.perms import Deed, deciding_role, signing_role
from pleinjour.web.registry.search import keep_words


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided on a system, why, and from which day on."""

    state: State
    reason: str
    decided_on: date


def add_system(actor: Account, authority: Authority, *, service: str = "", name: str = "") -> System:
    """A service of the catalogue, or a system of the authority's own when `service` is empty.

    Raises NotAllowed, UnknownService, SystemUnnamed, SystemTaken.
    """
    role = signing_role(actor, authority, Deed.DESCRIBE_SYSTEMS)
    name, provider = _known(service) if service else (clean_name(name), "")
    if not name:
        raise SystemUnnamed
    with transaction.atomic():
        lock_chain(authority)
        there = System.objects.filter(authority=authority)
        if there.filter(name__iexact=name).exists() or (service and there.filter(service=service).exists()):
            raise SystemTaken(name=name)
        system = System.objects.create(authority=authority, service=service, name=name, provider=provider)
        keep_version(system, role, Change(seen=0))
        keep_words(system)
        target = f"system:{system.pk}"
        append(authority, actor, "system.added", target=target, detail={"name": name})
    return system


def set_state(actor: Account, system: System, ruling: Ruling, today: date) -> Decision:
    """Raises NotAllowed; DecisionRefused for a day after `today`, or before the decision in force."""
    authority = system.authority
    role = deciding_role(actor, authority)
    with transaction.atomic():
        lock_chain(authority)
        last = Decision.objects.filter(system=system).order_by("-decided_on", "-pk").first()
        if ruling.decided_on > today or (last and ruling.decided_on < last.decided_on):
            raise DecisionRefused
        decision = Decision.objects.create(
            authority=authority,
            system=system,
            state=ruling.state,
            reason=ruling.reason.strip(),
            decided_on=ruling.decided_on,
            decided_by_role=role,
        )
        system.state = ruling.state
        system.save(update_fields=["state"])
        _journal(actor, decision, before=last.state if last else State.UNKNOWN)
    return decision


def _known(service: str) -> tuple[str, str]:
    """The name and the provider of a service of the catalogue."""
    known = load_catalogue().services.get(service)
    if known is None:
        raise UnknownService
    return known.name, known.provider


def _journal(actor: Account, decision: Decision, before: str) -> None:
    detail = {
        "name": decision.system.name,
        "before": str(before),
        "state": str(decision.state),
        "decided_on": decision.decided_on.isoformat(),
        "role": str(decision.decided_by_role),
    }
    target = f"system:{decision.system_id}"
    append(decision.authority, actor, "system.state_set", target=target, reason=decision.reason, detail=detail)
