"""Incidents, for those who may see them, and the clocks that they start."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from pleinjour.refdata.supervision import Clock, load_supervision
from pleinjour.web.decide.models import Incident, IncidentDeclarant, IncidentNotice, IncidentStep
from pleinjour.web.decide.perms import Deed, may_do, may_do_on, require_deed
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.models import Answer, Duty, PersonInCharge
from pleinjour.web.registry.selectors import get_visible_systems


@dataclass(frozen=True, slots=True)
class Running:
    """A duty that the incident may start, the moment when its time is over (None for "without delay"), and what was
    last said of it: None while nothing was done.
    """

    clock: Clock
    ends_at: datetime | None
    notice: IncidentNotice | None


def get_visible_incidents(person: Account, authority: Authority) -> QuerySet[Incident]:
    """All of them for those who steer; for the others, what they declared, and those of the systems they supervise.

    Raises NotAllowed.
    """
    require_deed(person, authority, Deed.DECLARE_INCIDENT)
    found = Incident.objects.filter(authority=authority)
    if not may_do(person, authority, Deed.VIEW_INCIDENTS):
        found = found.filter(Q(declarant__account=person) | Q(system__in=supervised_by(person, authority)))
    return _with_steps(found)


def supervised_by(person: Account, authority: Authority) -> "QuerySet[PersonInCharge, int]":
    """The keys of the systems that the person supervises now."""
    held = PersonInCharge.objects.filter(authority=authority, account=person, duty=Duty.SUPERVISOR, until=None)
    return held.values_list("system", flat=True)


def get_visible_incident(person: Account, authority: Authority, incident_id: int) -> Incident:
    """Raises ObjectNotVisible; NotAllowed for whoever neither steers, nor supervises the system, nor declared it."""
    systems = get_visible_systems(person, authority)
    incident = _with_steps(Incident.objects.filter(system__in=systems, pk=incident_id)).first()
    if incident is None:
        raise ObjectNotVisible
    if not may_do_on(person, incident.system, Deed.VIEW_INCIDENTS) and not _has_declared(person, incident):
        raise NotAllowed
    return incident


def _has_declared(person: Account, incident: Incident) -> bool:
    return IncidentDeclarant.objects.filter(incident=incident, account=person).exists()


def open_incidents(authority: Authority) -> list[Incident]:
    """Those that nobody has closed, the last known first."""
    closed = IncidentStep.objects.filter(authority=authority, is_closing=True).values("incident")
    return list(_with_steps(Incident.objects.filter(authority=authority).exclude(pk__in=closed)))


def last_step(incident: Incident) -> IncidentStep:
    """What is known now."""
    return list(incident.steps.all())[-1]


def clocks_of(incident: Incident) -> list[Running]:
    """The duties that what is known may start. Unknown counts as yes: nobody waits to know before looking.

    Only duties in force on the day when the incident was known.
    """
    step, day = last_step(incident), incident.system.authority.day_of(incident.known_at)
    severity = load_supervision().severities.get(step.severity)
    applies = {
        "personal_data": step.personal_data != Answer.NO,
        "serious": severity is None or severity.lapses,
    }
    notices = {notice.clock: notice for notice in incident.notices.all() if _still_holds(notice, incident)}
    return [
        Running(clock, incident.known_at + timedelta(hours=clock.hours) if clock.hours else None, notices.get(clock.id))
        for clock in load_supervision().clocks
        if applies[clock.when] and clock.since <= day
    ]


def _still_holds(notice: IncidentNotice, incident: Incident) -> bool:
    """Whether what was said of a duty stands: that it did not apply was said of what was known then."""
    if notice.told_on is not None:
        return True
    known = [step for step in incident.steps.all() if step.at <= notice.at][-1:]
    now = last_step(incident)
    return all((step.personal_data, step.severity) == (now.personal_data, now.severity) for step in known)


def clock_of(incident: Incident) -> datetime | None:
    """The end of the first clock that still runs; None when none does."""
    running = [one for one in clocks_of(incident) if one.notice is None]
    return min((one.ends_at for one in running if one.ends_at), default=None)


def is_grave(incident: Incident) -> bool:
    """Whether what is known now is of a severity that makes opinions lapse."""
    severity = load_supervision().severities.get(last_step(incident).severity)
    return severity is not None and severity.lapses


def _with_steps(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    return incidents.select_related("system__authority").prefetch_related("steps", "notices")
