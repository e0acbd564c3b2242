"""Deeds on the training that users need before a system is open to them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pleinjour.web.decide.errors import TrainingToCome
from pleinjour.web.decide.models import TrainingRecord
from pleinjour.web.decide.perms import Deed, signing_role
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.conditions import mark_met
from pleinjour.web.registry.models import Need, System


@dataclass(frozen=True, slots=True)
class Held:
    """A training that was held: until which day, and what was learnt."""

    held_on: date
    content: str


def record_training(actor: Account, system: System, held: Held, now: datetime) -> TrainingRecord:
    """Raises NotAllowed, TrainingToCome."""
    role = signing_role(actor, system.authority, Deed.RECORD_TRAINING)
    if held.held_on > system.authority.day_of(now):
        raise TrainingToCome
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        record = TrainingRecord.objects.create(
            authority_id=system.authority_id,
            system=system,
            basis=system.basis,
            held_on=held.held_on,
            content=held.content.strip(),
            recorded_at=now,
            by_role=role,
        )
        mark_met(system, Need.TRAINING, f"training:{record.pk}", now)
        detail = {"name": system.name, "held_on": held.held_on.isoformat()}
        append(system.authority, actor, "training.recorded", target=f"system:{system.pk}", detail=detail)
    return record
