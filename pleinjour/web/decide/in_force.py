"""Which studies and opinions hold: for the system as it is, for the answers as they are, and since no lapse.

`guards.py` says the same to the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Max, QuerySet

from pleinjour.web.decide.models import Expert, Opinion, Study
from pleinjour.web.registry.models import MetCondition, Need, System

NEED_OF: Final = {Expert.DPO: Need.DPO, Expert.RSSI: Need.RSSI}
Given = Mapping[Expert, Opinion]


@dataclass(frozen=True, slots=True)
class LastStudy:
    """The last study of a system as it is now. `lapsed_at`: when an incident made it lapse since, if one did."""

    study: Study
    lapsed_at: datetime | None


def study_in_force(system: System) -> Study | None:
    """The last study of the system as it is now; None when there is none, or it has lapsed."""
    last = last_studies(System.objects.filter(pk=system.pk)).get(system.pk)
    return None if last is None or last.lapsed_at else last.study


def last_studies(systems: QuerySet[System]) -> Mapping[int, LastStudy]:
    """That of each system that has one, by its number, in two questions to the database."""
    lapses, found = _lapses(systems), dict[int, LastStudy]()
    for number, study in _last_studies(systems).items():
        lapsed_at = lapses.get((number, Need.STUDY))
        found[number] = LastStudy(study, lapsed_at if lapsed_at and lapsed_at > study.finished_at else None)
    return found


def opinions_in_force(system: System) -> Given:
    """The last opinion of each expert, on the answers of the last study."""
    return opinions_of(System.objects.filter(pk=system.pk)).get(system.pk, {})


def opinions_of(systems: QuerySet[System]) -> Mapping[int, Given]:
    """The same for each of these systems, by its number, in three questions to the database."""
    studies, lapses = _last_studies(systems), _lapses(systems)
    found: dict[int, dict[Expert, Opinion]] = {}
    for opinion in _last_opinions(systems):
        expert = Expert(opinion.expert)
        lapsed_at = lapses.get((opinion.system_id, NEED_OF[expert]))
        if opinion.study.says_as(studies[opinion.system_id]) and not (lapsed_at and lapsed_at > opinion.given_at):
            found.setdefault(opinion.system_id, {})[expert] = opinion
    return found


def _last_opinions(systems: QuerySet[System]) -> list[Opinion]:
    given = Opinion.objects.filter(system__in=systems, basis=F("system__basis")).select_related("study")
    return list({(one.system_id, one.expert): one for one in given.order_by("pk")}.values())


def _last_studies(systems: QuerySet[System]) -> dict[int, Study]:
    finished = Study.objects.filter(system__in=systems, basis=F("system__basis"))
    return {study.system_id: study for study in finished.order_by("pk")}


def _lapses(systems: QuerySet[System]) -> dict[tuple[int, str], datetime]:
    """When each condition of each system was withdrawn for the last time, on its basis."""
    withdrawn = MetCondition.objects.filter(system__in=systems, basis=F("system__basis"), withdrawn_at__isnull=False)
    rows = withdrawn.order_by().values_list("system", "need").annotate(last=Max("withdrawn_at"))
    return {(system, need): last for system, need, last in rows}
