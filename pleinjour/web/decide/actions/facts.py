"""Deeds on the facts by which the law binds an authority, a contract, a system."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pleinjour.base.sentences import Phrase
from pleinjour.engines.rules import Value, find_faults
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.errors import FactRefused
from pleinjour.web.decide.models import EstablishedFact
from pleinjour.web.decide.perms import Deed, signing_role
from pleinjour.web.decide.readings.profile import OF_AUTHORITY, known_of, profile_of, write
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.models import System


@dataclass(frozen=True, slots=True)
class Established:
    """A fact's value, None when it is unknown again; from which day it is true; the document or role that says it."""

    fact: str
    value: Value | None
    since: date
    origin: str


def establish_fact(actor: Account, system: System, said: Established, now: datetime) -> EstablishedFact:
    """Record what is said; a fact of the authority then holds for all its systems.

    Raises NotAllowed; FactRefused when it is no fact, or goes against what is known on that day.
    """
    role = signing_role(actor, system.authority, Deed.ESTABLISH_FACTS)
    with transaction.atomic():
        lock_chain(system.authority)
        _check(system, said)
        row = EstablishedFact.objects.create(
            authority_id=system.authority_id,
            system=None if said.fact.startswith(OF_AUTHORITY) else system,
            fact=said.fact,
            value=write(said.value),
            since=said.since,
            origin=said.origin.strip(),
            recorded_at=now,
            by_role=role,
        )
        detail = {"name": system.name, "fact": said.fact, "since": said.since.isoformat()}
        append(system.authority, actor, "fact.established", target=f"system:{system.pk}", detail=detail)
    return row


def _check(system: System, said: Established) -> None:
    """Raises FactRefused. Contradictions are sought on the day from which the fact is true, and only with this one:
    others that stand already are no reason to refuse it.
    """
    facts = load_rules().facts
    profile = {**profile_of(known_of(system, said.since).values()), said.fact: said.value}
    if said.value is None:
        del profile[said.fact]
    wrong = [fault for fault in find_faults(facts, profile) if said.fact in (fault.fact, fault.against)]
    if said.fact not in facts:
        raise FactRefused(label=said.fact, why=Phrase("ce fait n’est pas déclaré"))
    if wrong:
        raise FactRefused(label=facts[wrong[0].fact].label, why=wrong[0].why)
