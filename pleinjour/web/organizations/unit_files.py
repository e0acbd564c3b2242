"""units.csv: `unit,kind,value`, one rule a line, as `pleinjour observe --units` reads it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.web.organizations.errors import RuleRefused, UnitsFileRefused
from pleinjour.web.organizations.models import UnitRule
from pleinjour.web.organizations.rules import clean_rule

HEADER: Final = ("unit", "kind", "value")
MOST_LINES: Final = 5_000


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: str
    kind: str
    value: str


def read_units_file(text: str) -> list[UnitLine]:
    """The rules of a units.csv (comma or semicolon). Raises UnitsFileRefused with the first line that is wrong."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error:
        raise UnitsFileRefused(
            line=reader.line_num, reason=_("ce fichier ne se lit pas comme un tableau CSV.")
        ) from None
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEADER:
        raise UnitsFileRefused(line=1, reason=_("la première ligne doit être « unit,kind,value »."))
    if len(rows) > MOST_LINES:
        raise UnitsFileRefused(line=MOST_LINES, reason=_("le fichier est trop long."))
    lines: list[UnitLine] = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            lines.append(_read_row(row, number, seen))
    return lines


def _read_row(row: list[str], number: int, seen: dict[tuple[str, str], int]) -> UnitLine:
    if len(row) != len(HEADER):
        raise UnitsFileRefused(line=number, reason=_("il faut trois valeurs : unit, kind, value."))
    unit, kind, value = (cell.strip() for cell in row)
    unit = " ".join(unit.split())
    if not unit or len(unit) > 100 or unit.casefold() == UNKNOWN_UNIT:
        raise UnitsFileRefused(line=number, reason=_("le nom du service est vide, trop long ou réservé."))
    try:
        line = UnitLine(unit, kind.lower(), clean_rule(kind.lower(), value))
    except RuleRefused as error:
        raise UnitsFileRefused(line=number, reason=error.explain(_)) from None
    earlier = seen.setdefault((line.kind, line.value), number)
    if earlier != number:
        reason = _("cette règle est déjà à la ligne {earlier}.").format(earlier=earlier)
        raise UnitsFileRefused(line=number, reason=reason)
    return line


def write_units_file(rules: Iterable[UnitRule]) -> str:
    """The units.csv that `read_units_file` and `pleinjour observe` read back."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADER)
    writer.writerows((rule.unit.name, rule.kind, rule.value) for rule in rules)
    return written.getvalue()
