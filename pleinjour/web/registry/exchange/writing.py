"""What a plan writes, in as few statements as there are kinds of things. In the transaction of a deed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.description import described
from pleinjour.web.registry.actions.uses import UseDescription
from pleinjour.web.registry.exchange.fates import Plan
from pleinjour.web.registry.exchange.known import Known
from pleinjour.web.registry.models import System, SystemVersion, Use
from pleinjour.web.registry.search import keep_words

REASON: Final = "Import d’un fichier."
_BATCH: Final = 500


def write_plan(plan: Plan, authority: Authority, role: Role) -> None:
    """The register is as the plan says: systems with their versions, uses, and the words by which they are found."""
    added = [
        System(authority=authority, service=new.service, **asdict(new.description)) for new in plan.new_systems
    ]  # fmt: skip
    System.objects.bulk_create(added, _BATCH)
    changed = _change_systems(plan)
    _keep_versions([*added, *changed], authority, role)
    used = _write_uses(plan, authority, Known.of(authority) if plan.new_uses else None)
    keep_words(*{system.pk: system for system in (*added, *changed, *used)}.values())


def _change_systems(plan: Plan) -> list[System]:
    for system, description in plan.changed_systems:
        for name, value in asdict(description).items():
            setattr(system, name, value)
        system.version += 1
    changed = [system for system, _description in plan.changed_systems]
    if changed:
        fields = [*asdict(plan.changed_systems[0][1]), "version"]
        System.objects.bulk_update(changed, fields, _BATCH)
    return changed


def _keep_versions(systems: Sequence[System], authority: Authority, role: Role) -> None:
    SystemVersion.objects.bulk_create(
        (
            SystemVersion(
                authority=authority,
                system=system,
                number=system.version,
                description=described(system).written(),
                is_substantial=False,
                reason=REASON,
                recorded_by_role=role,
            )
            for system in systems
        ),
        _BATCH,
    )


def _write_uses(plan: Plan, authority: Authority, known: Known | None) -> list[System]:
    """The uses of the plan; the systems that they are about."""
    new = [
        Use(authority=authority, system=known.systems[one.system], ended_on=one.ended_on, **_values(one.described))
        for one in plan.new_uses
        if known
    ]
    Use.objects.bulk_create(new, _BATCH)
    changed = []
    for use, after, ended_on in plan.changed_uses:
        for name, value in _values(after).items():
            setattr(use, name, value)
        use.ended_on = ended_on
        changed.append(use)
    if changed:
        Use.objects.bulk_update(changed, [*_values(plan.changed_uses[0][1]), "ended_on"], _BATCH)
    return [use.system for use in (*new, *changed)]


def _values(described: UseDescription) -> dict[str, object]:
    return {name: getattr(described, name) for name in UseDescription.__dataclass_fields__}
