"""How this site reads logs: its catalogue, the authority's units, formats and time zone."""

from datetime import date
from pathlib import Path

from django.conf import settings

from pleinjour.engines.traffic import Domains, Reading, UnitRule, Units
from pleinjour.refdata.services import compiled_folder, load_catalogue
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.organizations import models
from pleinjour.web.organizations.models import Authority


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


def scan_cache() -> Path:
    """The folder for compiled scanners: beside the catalogue, or ours where that can't be written."""
    return compiled_folder(Path(settings.PLEINJOUR_HOME) / "compiled")


def _engine_rule(rule: models.UnitRule) -> UnitRule:
    return UnitRule(rule.unit.name, "cidr" if rule.kind == models.RuleKind.CIDR else "user_suffix", rule.value)
