"""Deeds on incidents: anybody declares one; those who steer follow it, until it is closed with its reasons."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pleinjour.refdata.supervision import Clock, load_supervision
from pleinjour.web.decide.errors import DutyReasonNeeded, IncidentClosed, UnknownSeverity
from pleinjour.web.decide.models import Expert, Incident, IncidentDeclarant, IncidentNotice, IncidentStep
from pleinjour.web.decide.perms import Deed, signing_role
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.organizations.post import absolute, send, sends_email
from pleinjour.web.registry.conditions import withdraw
from pleinjour.web.registry.errors import WrongDates
from pleinjour.web.registry.life import IN_USE, pass_to
from pleinjour.web.registry.models import Answer, Need, Stage, System

LAPSING: Final = (Need.STUDY, Need.DPO, Need.RSSI)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an incident. `severity`: an id, or empty; `people_affected` None is unknown."""

    severity: str = ""
    personal_data: Answer = Answer.UNKNOWN
    people_affected: int | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What happened, when it happened (None: unknown), since when it is known."""

    what: str
    known_at: datetime
    known: Known
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What is known now and what is done; `is_closing`: `text` says why nothing more is to be done."""

    known: Known
    text: str
    is_closing: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The day on which a duty was met; None: it does not apply, and `reason` says why."""

    on: date | None
    reason: str = ""


def declare_incident(actor: Account, system: System, said: Declaration, now: datetime) -> Incident:
    """Anybody of the authority may. It stops nothing by itself. Raises NotAllowed, UnknownSeverity, WrongDates."""
    role = signing_role(actor, system.authority, Deed.DECLARE_INCIDENT)
    if said.known_at > now or (said.happened_on and said.happened_on > system.authority.day_of(said.known_at)):
        raise WrongDates
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        incident = Incident.objects.create(
            authority_id=system.authority_id,
            system=system,
            what=said.what.strip(),
            happened_on=said.happened_on,
            known_at=said.known_at,
        )
        IncidentDeclarant.objects.create(authority_id=incident.authority_id, incident=incident, account=actor)
        _keep(actor, role, incident, Step(said.known, ""), now, "incident.declared")
        transaction.on_commit(lambda: _warn(incident))
    return incident


def follow_incident(actor: Account, incident: Incident, step: Step, now: datetime) -> IncidentStep:
    """What is known now. When an expert says that it is of a severity that makes opinions lapse, study and opinions are
    to be given again, and a deployed system is suspended.

    Raises NotAllowed, UnknownSeverity; IncidentClosed when somebody has closed it.
    """
    system = incident.system
    role = signing_role(actor, system.authority, Deed.FOLLOW_INCIDENT)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _require_open(incident)
        return _keep(actor, role, incident, step, now, "incident.closed" if step.is_closing else "incident.followed")


def note_duty(actor: Account, incident: Incident, clock: Clock, done: Done, now: datetime) -> IncidentNotice:
    """A duty of the incident is met, or is said not to apply: its clock runs no more. Closing an incident ends no duty.

    Raises NotAllowed, DutyReasonNeeded; WrongDates for a day before the incident was known, or to come.
    """
    system, authority = incident.system, incident.system.authority
    role = signing_role(actor, authority, Deed.FOLLOW_INCIDENT)
    if done.on is None and not done.reason.strip():
        raise DutyReasonNeeded
    if done.on and not authority.day_of(incident.known_at) <= done.on <= authority.day_of(now):
        raise WrongDates
    with transaction.atomic():
        lock_chain(authority)
        notice = IncidentNotice.objects.create(
            authority_id=incident.authority_id,
            incident=incident,
            clock=clock.id,
            told_on=done.on,
            reason=done.reason.strip(),
            at=now,
            by_role=role,
        )
        day = done.on.isoformat() if done.on else ""
        detail = {"name": system.name, "clock": clock.id, "told_on": day, "role": str(role)}
        target = f"system:{system.pk}"
        append(authority, actor, "incident.noted", target=target, reason=notice.reason, detail=detail)
    return notice


def _require_open(incident: Incident) -> None:
    if IncidentStep.objects.filter(incident=incident, is_closing=True).exists():
        raise IncidentClosed


def _warn(incident: Incident) -> None:
    """The DPO and the RSSI are told at once: a clock of 72 hours does not wait for the weekly reminder."""
    authority = incident.system.authority
    if not sends_email():
        return
    experts = Account.objects.filter(
        is_active=True, memberships__authority=authority, memberships__role__in=list(Expert)
    )  # fmt: skip
    with translation.override(authority.language):
        subject = _("{site} : un incident est déclaré").format(site=settings.PLEINJOUR_NAME)
        said = _("Un incident est déclaré dans « {authority} ». Certains délais courent déjà.")
        address = absolute(reverse("decide:incident", args=[authority.slug, incident.pk]))
        body = f"{said.format(authority=authority.name)}\n\n{address}\n"
    for account in experts.distinct():
        send(account.email, subject, body)


def _keep(actor: Account, role: Role, incident: Incident, step: Step, now: datetime, action: str) -> IncidentStep:
    known, system = step.known, incident.system
    if known.severity and known.severity not in load_supervision().severities:
        raise UnknownSeverity
    has_lapsed = makes_lapse(incident)
    kept = IncidentStep.objects.create(
        authority_id=incident.authority_id,
        incident=incident,
        severity=known.severity,
        personal_data=known.personal_data,
        people_affected=known.people_affected,
        text=step.text.strip(),
        is_closing=step.is_closing,
        at=now,
        by_role=role,
    )
    detail = {"name": system.name, "severity": known.severity, "role": str(role)}
    append(system.authority, actor, action, target=f"system:{system.pk}", reason=kept.text, detail=detail)
    if not has_lapsed and makes_lapse(incident):
        _lapse(actor, role, incident, now)
    return kept


def makes_lapse(incident: Incident) -> bool:
    """Whether an expert has said that the incident is of a severity that makes opinions lapse: it does so once."""
    lapsing = [severity.id for severity in load_supervision().severities.values() if severity.lapses]
    return IncidentStep.objects.filter(incident=incident, severity__in=lapsing, by_role__in=list(Expert)).exists()


def _lapse(actor: Account, role: Role, incident: Incident, now: datetime) -> None:
    system = incident.system
    if system.stage in IN_USE:
        pass_to(actor, role, system, Stage.SUSPENDED, incident.what, now)
    for need in LAPSING:
        withdraw(actor, role, system, need, incident.what, now)
