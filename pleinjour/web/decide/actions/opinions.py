"""Deeds on the opinions of the DPO and the RSSI."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pleinjour.web.decide.errors import DelegationNeeded, ReservationNeeded, ReservationOver, StudyMoved, StudyNeeded
from pleinjour.web.decide.in_force import NEED_OF, opinions_in_force, study_in_force
from pleinjour.web.decide.models import Ending, Expert, Opinion, Reservation, ReservationEnd, Study, Verdict
from pleinjour.web.decide.perms import OPINION_OF, deed_of, signing_role
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.registry.conditions import mark_met, withdraw
from pleinjour.web.registry.models import Need, System


@dataclass(frozen=True, slots=True)
class Said:
    """What an expert says. `delegated_by`: whose opinion it is, when somebody else gives it."""

    expert: Expert
    verdict: Verdict
    reasons: str
    reservations: tuple[str, ...] = ()
    delegated_by: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """How a reservation ends, why, and the function of whoever signs."""

    ending: Ending
    reason: str
    signed_by: str


def give_opinion(actor: Account, study: Study, said: Said, now: datetime) -> Opinion:
    """The opinion in force from now on, on the study that the expert has read. An unfavourable one suspends a deployed
    system.

    Raises NotAllowed, ReservationNeeded; StudyMoved or StudyNeeded when the study is not in force any more;
    DelegationNeeded when the person is not the expert.
    """
    system = study.system
    role = signing_role(actor, system.authority, OPINION_OF[said.expert])
    if role != Role(said.expert) and not said.delegated_by.strip():
        raise DelegationNeeded
    if (said.verdict == Verdict.RESERVED) != bool(said.reservations):
        raise ReservationNeeded
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _check_in_force(study)
        opinion = _keep(study, said, role, now)
        _weigh(actor, role, opinion, now)
        detail = {"name": system.name, "expert": str(said.expert), "verdict": str(said.verdict), "role": str(role)}
        _journal(actor, system, "opinion.given", opinion.reasons, detail)
    return opinion


def end_reservation(actor: Account, reservation: Reservation, end: End, now: datetime) -> ReservationEnd:
    """Lifted by the expert whose reservation it is, or accepted by the direction.

    Raises NotAllowed, ReservationOver.
    """
    opinion = reservation.opinion
    system = opinion.system
    role = signing_role(actor, system.authority, deed_of(end.ending, Expert(opinion.expert)))
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        if ReservationEnd.objects.filter(reservation=reservation).exists():
            raise ReservationOver
        ended = ReservationEnd.objects.create(
            authority_id=system.authority_id,
            reservation=reservation,
            ending=end.ending,
            reason=end.reason.strip(),
            signed_by=end.signed_by.strip(),
            at=now,
            by_role=role,
        )
        _weigh_reservations(actor, role, system, now)
        detail = {"name": system.name, "ending": str(end.ending), "signed_by": ended.signed_by, "role": str(role)}
        _journal(actor, system, "reservation.ended", ended.reason, detail)
    return ended


def _check_in_force(study: Study) -> None:
    holds = study_in_force(study.system)
    if holds is None:
        raise StudyNeeded
    if holds != study:
        raise StudyMoved


def _keep(study: Study, said: Said, role: Role, now: datetime) -> Opinion:
    system = study.system
    opinion = Opinion.objects.create(
        authority_id=system.authority_id,
        system=system,
        study=study,
        basis=study.basis,
        expert=said.expert,
        verdict=said.verdict,
        reasons=said.reasons.strip(),
        delegated_by=said.delegated_by.strip(),
        given_at=now,
        by_role=role,
    )
    for text in said.reservations:
        Reservation.objects.create(authority_id=system.authority_id, opinion=opinion, text=text)
    return opinion


def _weigh(actor: Account, role: Role, opinion: Opinion, now: datetime) -> None:
    """What the opinion changes in the conditions of deployment."""
    system, need = opinion.system, NEED_OF[Expert(opinion.expert)]
    if opinion.verdict == Verdict.UNFAVOURABLE:
        withdraw(actor, role, system, need, opinion.reasons, now)
    else:
        mark_met(system, need, f"opinion:{opinion.pk}", now)
    _weigh_reservations(actor, role, system, now)


def _weigh_reservations(actor: Account, role: Role, system: System, now: datetime) -> None:
    given = opinions_in_force(system)
    waiting = Reservation.objects.filter(opinion__in=given.values(), end=None)
    if waiting.exists():
        withdraw(actor, role, system, Need.RESERVATIONS, str(waiting[0].text), now)
    elif len(given) == len(Expert) and all(one.verdict != Verdict.UNFAVOURABLE for one in given.values()):
        mark_met(system, Need.RESERVATIONS, "opinions", now)


def _journal(actor: Account, system: System, action: str, reason: str, detail: dict[str, str]) -> None:
    append(system.authority, actor, action, target=f"system:{system.pk}", reason=reason, detail=detail)
