"""How this site reads logs: its catalogue, the authority's units, formats and time zone."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _

from pleinjour.engines.traffic import Domains, Reading, UnitRule, Units, decode_units
from pleinjour.refdata.services import compiled_folder, load_catalogue
from pleinjour.web.observe.errors import UnitsFileTooBig
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.observe.streaming import MOST_UNITS_BYTES
from pleinjour.web.organizations import models
from pleinjour.web.organizations.errors import UnitsFileRefused
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.unit_files import read_units_file


def make_reading(authority: Authority, today: date) -> Reading:
    """Everything that the engine needs to read a log of this authority."""
    catalogue = load_catalogue()
    return Reading(
        domains=Domains(catalogue.domains, catalogue.version),
        read_on=today,
        units=load_units(authority),
        customs=tuple(load_customs(authority).values()),
        zone=authority.time_zone,
        scan_cache=scan_cache(),
    )


def load_units(authority: Authority) -> Units:
    """The authority's own rules; none of them points at one person: one that might is passed over."""
    rules = models.UnitRule.objects.filter(authority=authority).select_related("unit")
    return Units(tuple(_engine_rule(rule) for rule in rules if rule.is_applied))


def declared_units(authority: Authority) -> list[str]:
    """The names of the authority's units, whether they have rules or not."""
    return list(models.Unit.objects.filter(authority=authority).values_list("name", flat=True))


def read_units(content: bytes, declared: Collection[str]) -> Units:
    """The rules of a units.csv that comes with logs: as those that are kept, none of them points at one person.

    Raises UnitsError, UnitsFileRefused, UnitsFileTooBig.
    """
    if len(content) > MOST_UNITS_BYTES:
        raise UnitsFileTooBig(limit=MOST_UNITS_BYTES // 1024)
    names = {name.casefold(): name for name in declared}
    rules = []
    for number, line in enumerate(read_units_file(decode_units(content)), start=2):
        if line.unit.casefold() not in names:
            # Its row would only come out if somebody of it used something.
            reason = _("« {unit} » n’est pas un service déclaré. Ajoutez-le d’abord à la liste de vos services.")
            raise UnitsFileRefused(line=number, reason=reason.format(unit=line.unit))
        rules.append(UnitRule(names[line.unit.casefold()], _kind(line.kind), line.value))
    return Units(tuple(rules))


def scan_cache() -> Path:
    """The folder for compiled scanners: beside the catalogue, or ours where that can't be written."""
    return compiled_folder(Path(settings.PLEINJOUR_HOME) / "compiled")


def _engine_rule(rule: models.UnitRule) -> UnitRule:
    return UnitRule(rule.unit.name, _kind(rule.kind), rule.value)


def _kind(kind: str) -> Literal["cidr", "user_suffix"]:
    return "cidr" if kind == models.RuleKind.CIDR else "user_suffix"
