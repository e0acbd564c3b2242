"""units.csv: `unit,kind,value`, one rule a line, as `pleinjour observe --units` reads it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.base.sentences import Phrase
from pleinjour.engines.traffic import UnitRule, UnitsError, numbered_rules
from pleinjour.web.organizations.errors import RuleRefused, UnitsFileRefused
from pleinjour.web.organizations.models import UnitRule as KeptRule
from pleinjour.web.organizations.rules import clean_rule, is_unit_name

HEADER: Final = ("unit", "kind", "value")
MOST_LINES: Final = 5_000


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: str
    kind: str
    value: str


def read_units_file(text: str) -> list[UnitLine]:
    """The rules of a units.csv, read as the engine reads it, that point at nobody and lead to one unit each.

    Raises UnitsFileRefused with the first line that is wrong.
    """
    if len(text.splitlines()) > MOST_LINES:
        raise UnitsFileRefused(line=MOST_LINES, reason=_("le fichier est trop long."))
    try:
        rules = numbered_rules(text)
    except UnitsError as error:
        reason = Phrase("{why}.", why=error.fields["why"])
        raise UnitsFileRefused(line=error.fields["line"], reason=reason) from None
    return [_check_rule(rule, number) for number, rule in rules]


def _check_rule(rule: UnitRule, number: int) -> UnitLine:
    unit = " ".join(rule.unit.split())
    if not is_unit_name(unit):
        reason = _("le nom du service est trop long, réservé, ou contient un point-virgule ou un signe invisible.")
        raise UnitsFileRefused(line=number, reason=reason)
    try:
        return UnitLine(unit, rule.kind, clean_rule(rule.kind, rule.value))
    except RuleRefused as error:
        raise UnitsFileRefused(line=number, reason=error.explain(_)) from None


def write_units_file(rules: Iterable[KeptRule]) -> str:
    """The units.csv that `read_units_file` and `pleinjour observe` read back."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    writer.writerows((rule.unit.name, rule.kind, rule.value) for rule in rules)
    return written.getvalue()
