"""The life of a system: signalé → en étude → expérimentation → déployé → suspendu → retiré."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pleinjour.web.organizations.journal import append
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.registry.models import Passage, Stage, System

PASSAGES: Final[Mapping[Stage, tuple[Stage, ...]]] = {
    Stage.REPORTED: (Stage.STUDIED, Stage.RETIRED),
    Stage.STUDIED: (Stage.TRIAL, Stage.DEPLOYED, Stage.RETIRED),
    Stage.TRIAL: (Stage.DEPLOYED, Stage.STUDIED, Stage.SUSPENDED, Stage.RETIRED),
    Stage.DEPLOYED: (Stage.SUSPENDED, Stage.RETIRED),
    Stage.SUSPENDED: (Stage.STUDIED, Stage.DEPLOYED, Stage.RETIRED),
    Stage.RETIRED: (),
}
"""From each stage, those that one may choose. A substantial change leads back to the study by itself."""

IN_USE: Final = frozenset({Stage.TRIAL, Stage.DEPLOYED})


def next_stages(system: System) -> tuple[Stage, ...]:
    """The stages that the system may pass to, conditions put aside."""
    return PASSAGES[Stage(system.stage)]


def pass_to(
    actor: Account | None, role: Role | None, system: System, after: Stage, reason: str, now: datetime
) -> Passage:
    """The system is in its new stage, the passage and the journal say so. In the transaction of a deed.

    `role` None: nobody decided; the day had come, or the last supervisor had left.
    """
    before, system.stage = Stage(system.stage), after
    if after != Stage.TRIAL:
        system.trial_until = None
    system.save(update_fields=["stage", "trial_until"])
    passage = Passage.objects.create(
        authority_id=system.authority_id,
        system=system,
        before=before,
        after=after,
        version=system.version,
        reason=reason,
        at=now,
        by_role=role or "",
    )
    detail = {"name": system.name, "before": str(before), "stage": str(after), "role": str(role or "")}
    append(system.authority, actor, "system.moved", target=f"system:{system.pk}", reason=reason, detail=detail)
    return passage
