"""Units and the rules by which a log line is known to come from one."""

from django.db import transaction

from pleinjour.web.organizations.errors import NameTaken, NameUnfit, RuleTaken
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority, Unit, UnitRule
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.rows import refetch
from pleinjour.web.organizations.rules import LONGEST_NAME, clean_rule, is_unit_name
from pleinjour.web.organizations.unit_files import read_units_file


def add_unit(actor: Account, authority: Authority, name: str) -> Unit:
    """Raises NotAllowed, NameTaken, NameUnfit."""
    require(actor, authority, Deed.EDIT_UNITS)
    with transaction.atomic():
        lock_chain(authority)
        unit = Unit.objects.create(authority=authority, name=_free_name(authority, name))
        append(authority, actor, "unit.added", target=f"unit:{unit.pk}", detail={"name": unit.name})
    return unit


def rename_unit(actor: Account, unit: Unit, name: str) -> Unit:
    """Raises NotAllowed, NameTaken, NameUnfit, ObjectNotVisible."""
    authority = unit.authority
    require(actor, authority, Deed.EDIT_UNITS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(unit)
        before, unit.name = unit.name, _free_name(authority, name, but=unit)
        unit.save(update_fields=["name"])
        detail = {"before": before, "name": unit.name}
        append(authority, actor, "unit.renamed", target=f"unit:{unit.pk}", detail=detail)
    return unit


def remove_unit(actor: Account, unit: Unit) -> None:
    """The unit and its rules go; figures already published stay. Raises NotAllowed, ObjectNotVisible."""
    authority, key = unit.authority, unit.pk
    require(actor, authority, Deed.EDIT_UNITS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(unit)
        unit.delete()
        append(authority, actor, "unit.removed", target=f"unit:{key}", detail={"name": unit.name})


def add_rule(actor: Account, unit: Unit, kind: str, value: str) -> UnitRule:
    """Raises NotAllowed, RuleRefused, RuleTaken, ObjectNotVisible."""
    require(actor, unit.authority, Deed.EDIT_UNITS)
    with transaction.atomic():
        lock_chain(unit.authority)
        refetch(unit)
        rule = _place_rule(unit, kind, value)
        append(unit.authority, actor, "unit.rule_added", target=f"unit:{unit.pk}", detail=_told(rule))
    return rule


def remove_rule(actor: Account, rule: UnitRule) -> None:
    """Raises NotAllowed, ObjectNotVisible."""
    authority = rule.authority
    require(actor, authority, Deed.EDIT_UNITS)
    detail = _told(rule)
    with transaction.atomic():
        lock_chain(authority)
        refetch(rule)
        rule.delete()
        append(authority, actor, "unit.rule_removed", target=f"unit:{rule.unit_id}", detail=detail)


def import_units(actor: Account, authority: Authority, text: str) -> int:
    """Replace every rule by those of a units.csv; how many rules there are now.

    Units that the file does not name lose their rules but stay. All or nothing. Raises NotAllowed,
    UnitsFileRefused with the line to correct.
    """
    require(actor, authority, Deed.EDIT_UNITS)
    lines = read_units_file(text)
    with transaction.atomic():
        lock_chain(authority)
        UnitRule.objects.filter(authority=authority).delete()
        units = {unit.name.casefold(): unit for unit in Unit.objects.filter(authority=authority)}
        for line in lines:
            unit = units.get(line.unit.casefold())
            if unit is None:
                unit = units[line.unit.casefold()] = Unit.objects.create(authority=authority, name=line.unit)
            UnitRule.objects.create(authority=authority, unit=unit, kind=line.kind, value=line.value)
        append(authority, actor, "unit.imported", detail={"rules": len(lines), "units": len(units)})
    return len(lines)


def _free_name(authority: Authority, name: str, *, but: Unit | None = None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    others = Unit.objects.filter(authority=authority, name__iexact=name)
    taken = others.exclude(pk=but.pk) if but else others
    if not is_unit_name(name):
        raise NameUnfit(name=name)
    if taken.exists():
        raise NameTaken(name=name)
    return name


def _told(rule: UnitRule) -> dict[str, str]:
    """What the journal keeps of a rule, for ever: not its value when it may point at somebody."""
    return {"kind": rule.kind, "value": rule.value if rule.is_applied else "…"}


def _place_rule(unit: Unit, kind: str, value: str) -> UnitRule:
    clean = clean_rule(kind, value)
    there = UnitRule.objects.filter(authority=unit.authority, kind=kind, value=clean).first()
    if there:
        raise RuleTaken(value=clean, unit=there.unit.name)
    return UnitRule.objects.create(authority=unit.authority, unit=unit, kind=kind, value=clean)
