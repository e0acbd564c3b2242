"""Each line of a file against the register: what it would create, change, leave, and why it is refused.

An empty cell says nothing: it leaves what is known. A file never moves a system nor decides on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.engines.tables import Line
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.actions.description import Description, clean_name, described
from pleinjour.web.registry.exchange.cells import Cells
from pleinjour.web.registry.exchange.columns import BY_FIELD, DESCRIBED, SYSTEM, USE, read_header, says
from pleinjour.web.registry.exchange.fates import Fate, NewSystem, Outcome, Plan
from pleinjour.web.registry.exchange.known import Known, key_of
from pleinjour.web.registry.exchange.use_lines import USE_FIELDS, judge_use
from pleinjour.web.registry.models import Stage, State, System

_NEW: Final = System(stage=Stage.REPORTED, state=State.UNKNOWN)
"""What a system is that nobody has moved nor judged."""


def judge(lines: Sequence[Line], authority: Authority, today: date) -> Plan:
    """What the file would do to the register as it is now. Writes nothing. Raises FileRefused."""
    columns = read_header(lines[0].cells)
    known, plan = Known.of(authority), Plan()
    every = [Cells(line, columns) for line in lines[1:]]
    by_kind = [(cells.kind(), cells) for cells in every]
    # Systems first: a use may stand above its system.
    plan.fates += [_judge_system(cells, known, plan) for kind, cells in by_kind if kind == SYSTEM]
    plan.fates += [judge_use(cells, known, plan, today) for kind, cells in by_kind if kind == USE]
    plan.fates.sort(key=lambda fate: fate.number)
    return plan


def _judge_system(cells: Cells, known: Known, plan: Plan) -> Fate:
    cells.forbid(USE_FIELDS, _("Cette ligne décrit un système. Laissez cette case vide, ou écrivez un usage."))
    name, service = _name_and_service(cells)
    system = known.find(name, service) or known.find(_catalogue_name(service), "")
    _check_place(cells, known, name, service, system)
    for field in ("stage", "state"):
        if field in cells.texts and not says(BY_FIELD[field], cells.texts[field], getattr(system or _NEW, field)):
            cells.report(field, _keep(field))
    before = described(system) if system else _new_description(name, service)
    changes = cells.changes(DESCRIBED, lambda field: getattr(before, field))
    if system and changes and (system.stage != Stage.REPORTED or system.pk in known.studied):
        sentence = _(
            "Ce système n’est plus « Signalé ». Décrivez ce changement sur sa page : il touche peut-être l’étude."
        )
        cells.report(next(iter(changes)), sentence)
    fate = cells.end(SYSTEM, before.name, tuple(changes), is_new=system is None)
    after = replace(before, **changes)  # type: ignore[arg-type]  # each value was read by its column
    if fate.outcome == Outcome.CREATED:
        plan.new_systems.append(NewSystem(service, after))
    elif system and fate.outcome == Outcome.UPDATED:
        plan.changed_systems.append((system, after))
    return fate


def _name_and_service(cells: Cells) -> tuple[str, str]:
    """The name that was given, and the id of the service of the catalogue; empty where there is none."""
    name, typed = cells.read("name"), cells.read("service")
    service = load_catalogue().find(str(typed)) if typed else None
    if typed and service is None:
        cells.report("service", _("« {typed} » n’est pas dans le catalogue.").format(typed=str(typed)[:60]))
    return clean_name(str(name or "")), service.id if service else ""


def _check_place(cells: Cells, known: Known, name: str, service: str, system: System | None) -> None:
    if not name and not service:
        if not cells.problems:
            cells.report("name", _("Donnez le nom du système."))
        return
    key = key_of(system.name if system else name or _catalogue_name(service))
    first = known.line_of(key, cells.number) or (service and known.line_of(f"service\n{service}", cells.number))
    if first:
        cells.report("name", _("Ce système est déjà à la ligne {line}.").format(line=first))
    elif system and service and system.service != service:
        cells.report("service", _("Dans le registre, ce système est lié à un autre service, ou à aucun."))
    elif system and name and key_of(name) != key:
        cells.report("name", _("Dans le registre, ce service s’appelle « {name} ».").format(name=system.name))


def _new_description(name: str, service: str) -> Description:
    known = load_catalogue().services.get(service)
    if known is None:
        return Description(name)
    return Description(name or clean_name(known.name), provider=known.provider)


def _catalogue_name(service: str) -> str:
    return clean_name(load_catalogue().services[service].name) if service else ""


def _keep(field: str) -> str:
    if field == "stage":
        return _("L’étape ne s’importe pas. Laissez la case vide, puis changez l’étape sur la page du système.")
    return _("L’état ne s’importe pas. Laissez la case vide, puis décidez sur la page du système.")
