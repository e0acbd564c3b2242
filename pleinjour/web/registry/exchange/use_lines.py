"""The lines of a file that describe uses."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Unit
from pleinjour.web.registry.actions.uses import UseDescription, described_use
from pleinjour.web.registry.exchange.cells import Cells
from pleinjour.web.registry.exchange.columns import DESCRIBED, USE, Value
from pleinjour.web.registry.exchange.fates import Fate, NewUse, Outcome, Plan
from pleinjour.web.registry.exchange.known import Known, key_of, use_key
from pleinjour.web.registry.models import Part, Use

USE_FIELDS: Final = ("use", "unit", "serves", "part", "people_affected", "since", "ended_on")
_CHANGED: Final = ("serves", "part", "people_affected", "since", "ended_on")
_WHOLE: Final = key_of("Toute la collectivité")


def judge_use(cells: Cells, known: Known, plan: Plan, today: date) -> Fate:
    """What becomes of a line that describes a use; what it would write goes into the plan."""
    sentence = _("Cette ligne décrit un usage. Laissez cette case vide, ou écrivez-la sur la ligne du système.")
    cells.forbid((*DESCRIBED, "service", "stage", "state"), sentence)
    system, purpose = key_of(str(cells.read("name") or "")), str(cells.read("use") or "")
    if not known.has(system) and not cells.problems:
        cells.report("name", _("Ce système n’est ni dans le registre, ni dans le fichier."))
    if not purpose and not cells.problems:
        cells.report("use", _("Dites ce que l’on en fait."))
    unit = _unit(cells, known)
    use = _find(cells, known, (system, use_key(cells.texts.get("use", "")), unit.pk if unit else None))
    changes = cells.changes(_CHANGED, lambda field: getattr(use or _NEW, field))
    _check(cells, use, changes, today)
    if "part" in changes and not known.was_weighed(system, str(changes["part"])):
        cells.report("part", _("Cet usage pèse plus que ceux de ce système. Décrivez-le sur sa page : l’étude change."))
    fate = cells.end(USE, cells.texts.get("name", ""), tuple(changes), is_new=use is None)
    ended_on = changes.pop("ended_on", None)
    before = described_use(use) if use else UseDescription(purpose, unit)
    after = replace(before, **changes)  # type: ignore[arg-type]  # each value was read by its column
    day = ended_on if isinstance(ended_on, date) else None
    if fate.outcome == Outcome.CREATED:
        plan.new_uses.append(NewUse(system, after, day))
    elif use and fate.outcome == Outcome.UPDATED:
        plan.changed_uses.append((use, after, day))
    return fate


_NEW: Final = Use(part=Part.UNKNOWN)


def _unit(cells: Cells, known: Known) -> Unit | None:
    said = key_of(str(cells.read("unit") or ""))
    unit = known.units.get(said)
    if unit is None and said not in ("", _WHOLE):
        cells.report("unit", _("Ce service n’est pas de votre collectivité. Écrivez son nom comme dans la liste."))
    return unit


def _find(cells: Cells, known: Known, key: tuple[str, str, int | None]) -> Use | None:
    """The use that the line is about. The same line twice is two uses only where the register has two."""
    lines, uses = known.use_lines[key], known.uses.get(key, ())
    lines.append(cells.number)
    rank = len(lines) - 1
    if rank < len(uses):
        return uses[rank]
    if rank and not cells.problems:
        cells.report("use", _("Cet usage est déjà à la ligne {line}.").format(line=lines[0]))
    return None


def _check(cells: Cells, use: Use | None, changes: Mapping[str, Value], today: date) -> None:
    if use and use.ended_on and changes:
        cells.report(next(iter(changes)), _("Cet usage est arrêté : il ne se modifie plus."))
    since, ended_on = (changes.get(name, getattr(use or _NEW, name)) for name in ("since", "ended_on"))
    for name, day in (("since", since), ("ended_on", ended_on)):
        if name in changes and isinstance(day, date) and day > today:
            cells.report(name, _("Cette date est à venir."))
    if isinstance(since, date) and isinstance(ended_on, date) and ended_on < since:
        cells.report("ended_on", _("La fin vient avant le début."))
