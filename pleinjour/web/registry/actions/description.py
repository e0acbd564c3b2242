"""Deeds that describe a system: what it is, and what changes from a version to the next."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Final

from django.db import transaction

from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.registry.conditions import studied_on
from pleinjour.web.registry.errors import (
    ChangeOfSubstance,
    NothingChanged,
    ReasonNeeded,
    SystemChanged,
    SystemTaken,
    SystemUnnamed,
)
from pleinjour.web.registry.life import IN_USE, pass_to
from pleinjour.web.registry.models import Answer, Hosting, Origin, Stage, System, SystemVersion
from pleinjour.web.registry.perms import Deed, signing_role
from pleinjour.web.registry.search import keep_words

LONGEST_NAME: Final = 150
OF_WEIGHT: Final = ("purpose", "origin", "models_used", "hosting", "data_used", "personal_data")
"""What a study rests on: changed after it, the person says why the study still holds."""
GRAVE: Final[Mapping[str, str]] = {"hosting": Hosting.ELSEWHERE, "personal_data": Answer.YES}
"""Answers after which no study made before them holds (RGPD, articles 35 and 44)."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a system is. An empty text is unknown."""

    name: str
    purpose: str = ""
    origin: Origin = Origin.UNKNOWN
    provider: str = ""
    models_used: str = ""
    hosting: Hosting = Hosting.UNKNOWN
    data_used: str = ""
    personal_data: Answer = Answer.UNKNOWN
    contract: str = ""
    contract_ends_on: date | None = None

    def written(self) -> dict[str, str]:
        """Each field as text, by its name: what a version keeps."""
        return {name: "" if value is None else str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a change; `seen` is the version that they had before their eyes.

    A change is substantial when the study or an opinion might have been another: a person judges it. Once the
    system is studied, what is `OF_WEIGHT` changes for a reason only, and what is `GRAVE` is substantial.
    """

    seen: int
    is_substantial: bool = False
    reason: str = ""


def clean_name(name: str) -> str:
    """`name` as it is kept: single spaces, 150 characters at most."""
    return " ".join(name.split())[:LONGEST_NAME]


def described(system: System) -> Description:
    """The system as it is described now."""
    return Description(**{field.name: getattr(system, field.name) for field in fields(Description)})


def describe_system(
    actor: Account, system: System, description: Description, change: Change, now: datetime
) -> SystemVersion:
    """The new version. After a substantial change, study and opinions have to be given again: a system in use goes
    back to its study.

    Raises NotAllowed, SystemUnnamed, SystemTaken, NothingChanged, ReasonNeeded, ChangeOfSubstance; SystemChanged when
    somebody was faster.
    """
    role = signing_role(actor, system.authority, Deed.DESCRIBE_SYSTEMS)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        before = described(system)
        _check(system, description, change)
        if change.is_substantial and system.stage in IN_USE:
            # First: the database keeps nothing deployed on a basis that nobody has studied.
            pass_to(actor, role, system, Stage.STUDIED, change.reason.strip(), now)
        _write(system, description, change)
        keep_words(system)
        _journal(actor, system, before, change)
        return keep_version(system, role, change)


def keep_version(system: System, role: Role, change: Change) -> SystemVersion:
    """The description that the system has now, kept under its version. In the transaction of a deed."""
    return SystemVersion.objects.create(
        authority_id=system.authority_id,
        system=system,
        number=system.version,
        description=described(system).written(),
        is_substantial=change.is_substantial,
        reason=change.reason.strip(),
        recorded_by_role=role,
    )


def _check(system: System, description: Description, change: Change) -> None:
    if system.version != change.seen:
        raise SystemChanged(name=system.name)
    if not description.name:
        raise SystemUnnamed
    # A heavier use is a change of substance, though every answer stays.
    if description == described(system) and not change.is_substantial:
        raise NothingChanged
    _check_substance(system, description, change)
    others = System.objects.filter(authority_id=system.authority_id).exclude(pk=system.pk)
    if others.filter(name__iexact=description.name).exists():
        raise SystemTaken(name=description.name)


def _check_substance(system: System, description: Description, change: Change) -> None:
    before, itself = described(system), System.objects.filter(pk=system.pk)
    weighs = [] if change.is_substantial or not studied_on(itself) else OF_WEIGHT
    changed = [name for name in weighs if getattr(description, name) != getattr(before, name)]
    if grave := [name for name in changed if getattr(description, name) == GRAVE.get(name)]:
        labels = {field.name: str(field.verbose_name) for field in System._meta.concrete_fields}
        raise ChangeOfSubstance(fields=", ".join(labels[name] for name in grave))
    if (changed or change.is_substantial) and not change.reason.strip():
        raise ReasonNeeded


def _write(system: System, description: Description, change: Change) -> None:
    for name, value in asdict(description).items():
        setattr(system, name, value)
    system.version += 1
    if change.is_substantial:
        system.basis = system.version
    system.save()


def _journal(actor: Account, system: System, before: Description, change: Change) -> None:
    then, now = before.written(), described(system).written()
    detail = {
        "name": [system.name],
        "version": [str(system.version)],
        "fields": [name for name in now if now[name] != then[name]],
        "substantial": ["yes" if change.is_substantial else "no"],
    }
    target = f"system:{system.pk}"
    append(system.authority, actor, "system.described", target=target, reason=change.reason.strip(), detail=detail)
