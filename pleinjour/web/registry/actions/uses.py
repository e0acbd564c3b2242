"""Deeds on what people do with a system."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Unit
from pleinjour.web.registry.conditions import studied_on
from pleinjour.web.registry.errors import AlreadyOver, UnitUnknown, UseChanged, UseOfSubstance, WrongDates
from pleinjour.web.registry.models import WEIGHT, Part, System, Use
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.registry.search import keep_words


@dataclass(frozen=True, slots=True)
class UseDescription:
    """What is done with a system. `unit` None: in the whole authority; an empty text is unknown."""

    purpose: str
    unit: Unit | None = None
    serves: str = ""
    part: Part = Part.UNKNOWN
    people_affected: str = ""
    since: date | None = None


def add_use(actor: Account, system: System, described: UseDescription, today: date) -> Use:
    """Raises NotAllowed; UnitUnknown; WrongDates when it would begin after `today`; UseOfSubstance."""
    require_deed(actor, system.authority, Deed.DESCRIBE_SYSTEMS)
    _check(system, described, today)
    with transaction.atomic():
        lock_chain(system.authority)
        _check_substance(system, described)
        use = Use.objects.create(authority_id=system.authority_id, system=system, **_values(described))
        keep_words(system)
        _journal(actor, use, "use.added")
    return use


def described_use(use: Use) -> UseDescription:
    """The use as it is described now."""
    return UseDescription(**{name: getattr(use, name) for name in UseDescription.__dataclass_fields__})


def change_use(
    actor: Account, use: Use, described: UseDescription, today: date, seen: UseDescription | None = None
) -> Use:
    """`seen` is what the person had before their eyes, where that is known.

    Raises NotAllowed, UnitUnknown, WrongDates, UseOfSubstance; AlreadyOver when it has ended; UseChanged when
    somebody was faster.
    """
    require_deed(actor, use.authority, Deed.DESCRIBE_SYSTEMS)
    _check(use.system, described, today)
    with transaction.atomic():
        lock_chain(use.authority)
        use.refresh_from_db()
        if seen is not None and described_use(use) != seen:
            raise UseChanged
        _check_substance(use.system, described)
        if not Use.objects.filter(pk=use.pk, ended_on=None).update(**_values(described)):
            raise AlreadyOver
        keep_words(use.system)
        _journal(actor, use, "use.changed")
    use.refresh_from_db()
    return use


def end_use(actor: Account, use: Use, ended_on: date, today: date) -> None:
    """Raises NotAllowed, AlreadyOver; WrongDates for a day before it began, or after `today`."""
    require_deed(actor, use.authority, Deed.DESCRIBE_SYSTEMS)
    if ended_on > today or (use.since and ended_on < use.since):
        raise WrongDates
    with transaction.atomic():
        lock_chain(use.authority)
        if not Use.objects.filter(pk=use.pk, ended_on=None).update(ended_on=ended_on):
            raise AlreadyOver
        _journal(actor, use, "use.ended")


def _check(system: System, described: UseDescription, today: date) -> None:
    if described.unit and described.unit.authority_id != system.authority_id:
        raise UnitUnknown
    if described.since and described.since > today:
        raise WrongDates


def _check_substance(system: System, described: UseDescription) -> None:
    """What was studied is what the system did in its heaviest use on the day of the study."""
    day = studied_on(System.objects.filter(pk=system.pk)).get(system.pk)
    if day is None:
        return
    known = system.uses.exclude(ended_on__lt=day).values_list("part", flat=True)
    if WEIGHT[described.part] > max((WEIGHT[part] for part in known), default=0):
        raise UseOfSubstance


def _values(described: UseDescription) -> dict[str, object]:
    names = (field for field in UseDescription.__dataclass_fields__)
    return {name: getattr(described, name) for name in names}


def _journal(actor: Account, use: Use, action: str) -> None:
    detail = {"name": use.system.name, "unit": use.unit.name if use.unit else ""}
    append(use.authority, actor, action, target=f"system:{use.system_id}", detail=detail)
