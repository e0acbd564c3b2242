"""When studies are due again: on their day, after a substantial change, after an incident. And what ends: experiments,
contracts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import F, Q, QuerySet

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide.in_force import LastStudy, last_studies
from pleinjour.web.decide.models import IncidentStep
from pleinjour.web.decide.perms import Deed, require_deed
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.models import Stage, System, SystemVersion
from pleinjour.web.registry.waiting import ending

_STUDIED_STAGES: Final = (Stage.STUDIED, Stage.TRIAL, Stage.DEPLOYED, Stage.SUSPENDED)


class Because(StrEnum):
    DATE = "date"
    CHANGE = "change"
    INCIDENT = "incident"
    TRIAL = "experimentation"
    CONTRACT = "contrat"


_UIDS: Final = {because: str(because) for because in (Because.TRIAL, Because.CONTRACT)}


@dataclass(frozen=True, slots=True)
class Due:
    """The day by which the study of a system is to be made again, or on which something of it ends, and why."""

    system: System
    day: date
    because: Because


def get_calendar(person: Account, authority: Authority) -> list[Due]:
    """What is due or ends, the first day first; a study that was never made is not due again. Raises NotAllowed."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    studies = due_again(authority, studied_systems(authority))
    return sorted([*studies, *_ends(authority)], key=lambda due: (due.day, due.system.name))


def _ends(authority: Authority) -> Iterator[Due]:
    for system in ending(authority):
        if system.trial_until:
            yield Due(system, system.trial_until, Because.TRIAL)
        if system.contract_ends_on:
            yield Due(system, system.contract_ends_on, Because.CONTRACT)


def studied_systems(authority: Authority) -> QuerySet[System]:
    """Those whose study matters: in a stage that asks for one, or with one begun before it, as long as they live."""
    living = System.objects.filter(authority=authority).exclude(stage=Stage.RETIRED)
    return living.filter(Q(stage__in=_STUDIED_STAGES) | Q(study_draft__isnull=False))


def due_again(authority: Authority, systems: QuerySet[System]) -> list[Due]:
    """The same for these systems, whoever asks. A study that has lapsed is due since that day."""
    studies = last_studies(systems)
    changes, incidents = _last_changes(authority), _incident_days(authority, studies)
    found = list[Due]()
    for system in systems:
        if last := studies.get(system.pk):
            found.append(_again(authority, system, last, incidents.get(system.pk)))
        elif change := changes.get(system.pk):
            found.append(Due(system, authority.day_of(change), Because.CHANGE))
    return sorted(found, key=lambda due: (due.day, due.system.name))


def _again(authority: Authority, system: System, last: LastStudy, incident_day: date | None) -> Due:
    if last.lapsed_at:
        return Due(system, authority.day_of(last.lapsed_at), Because.INCIDENT)
    if incident_day and incident_day < last.study.due_on:
        return Due(system, incident_day, Because.INCIDENT)
    return Due(system, last.study.due_on, Because.DATE)


def _last_changes(authority: Authority) -> dict[int, datetime]:
    """The last substantial change of each system that was studied before."""
    changed = SystemVersion.objects.filter(
        authority=authority, is_substantial=True, system__studies__isnull=False, number=F("system__basis")
    )
    return dict(changed.values_list("system", "recorded_at"))


def _incident_days(authority: Authority, studies: Mapping[int, LastStudy]) -> dict[int, date]:
    """The first day that an incident known since the study asks for, by system; its last severity counts."""
    days = {severity.id: severity.days for severity in load_supervision().severities.values()}
    steps = IncidentStep.objects.filter(authority=authority).order_by("pk")
    last = {
        step["incident"]: step
        for step in steps.values("incident", "incident__system", "incident__known_at", "severity")
    }
    found = dict[int, date]()
    for step in last.values():
        count, number = days.get(step["severity"]), step["incident__system"]
        last_study = studies.get(number)
        if count is None or last_study is None or step["incident__known_at"] <= last_study.study.finished_at:
            continue
        day = authority.day_of(step["incident__known_at"]) + timedelta(days=count)
        found[number] = min(day, found.get(number, day))
    return found


def write_icalendar(dues: Iterable[tuple[Due, str, str]], host: str, now: datetime) -> str:
    """The days as RFC 5545 events of a whole day: what is due, with its title and the address of its page."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pleinjour//calendrier//FR"]
    for due, title, address in dues:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_UIDS.get(due.because, 'etude')}-{due.system.pk}-{due.day:%Y%m%d}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
            f"SUMMARY:{_escape(title)}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _fold(line: str) -> str:
    """75 octets at most on each line, never in the middle of a letter."""
    parts, part = list[str](), ""
    for letter in line:
        if len((part + letter).encode()) > 75 - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
