"""Deeds that lead a system from a stage of its life to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from pleinjour.base.days import months_later
from pleinjour.refdata.rules import load_rules
from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.organizations.journal import lock_chain
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.errors import (
    NotDeployable,
    OwnerNeeded,
    PassageRefused,
    PracticeProhibited,
    SystemMoved,
    TrialsSpent,
    TrialTooLong,
    TrialWithoutEnd,
)
from pleinjour.web.registry.findings import findings_of
from pleinjour.web.registry.life import IN_USE, next_stages, pass_to
from pleinjour.web.registry.models import Duty, Passage, PersonInCharge, Stage, System
from pleinjour.web.registry.perms import Deed, may_do, signing_role

TRIAL_OVER: Final = "L’expérimentation est arrivée à son dernier jour."
_ANY_PRACTICE: Final = "prohibited"
"""Concluded beside the practice that it is."""
_DEEDS: Final[Mapping[Stage, Deed]] = {Stage.DEPLOYED: Deed.DEPLOY_SYSTEMS, Stage.SUSPENDED: Deed.STOP_SYSTEMS}


@dataclass(frozen=True, slots=True)
class Move:
    """Where a system is to pass, and why; `seen` is the stage in which the person saw it.

    `trial_until`: the last day of an experiment, after which the system is in study again.
    """

    after: Stage
    reason: str
    seen: Stage
    trial_until: date | None = None


def deed_of(stage: Stage) -> Deed:
    """The deed by which a system passes to a stage."""
    return _DEEDS.get(stage, Deed.MOVE_SYSTEMS)


def move_system(actor: Account, system: System, move: Move, now: datetime) -> Passage:
    """The passage. Raises NotAllowed; SystemMoved when somebody was faster; PassageRefused, OwnerNeeded,
    TrialWithoutEnd, TrialTooLong, TrialsSpent; PracticeProhibited; NotDeployable with what is missing.
    """
    role = signing_role(actor, system.authority, deed_of(move.after))
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        _check(system, move, system.authority.day_of(now))
        system.trial_until = move.trial_until
        return pass_to(actor, role, system, move.after, move.reason.strip(), now)


def end_trials(now: datetime) -> dict[Authority, int]:
    """Systems whose experiment came to its end are in study again; how many, in each authority that had one."""
    ended = dict[Authority, int]()
    # A day more: the last day is that of the authority's own clock.
    due = System.objects.filter(stage=Stage.TRIAL, trial_until__lte=now.date())
    for authority in Authority.objects.filter(pk__in=due.values("authority")):
        with transaction.atomic():
            lock_chain(authority)
            over = due.filter(authority=authority, trial_until__lt=authority.day_of(now))
            for system in over.select_related("authority"):
                pass_to(None, None, system, Stage.STUDIED, TRIAL_OVER, now)
                ended[authority] = ended.get(authority, 0) + 1
    return ended


def stop_system(actor: Account, system: System, reason: str, now: datetime) -> Passage:
    """The system is suspended at once. Who supervises it may do so, whatever their role.

    Raises NotAllowed; PassageRefused when nobody uses it now.
    """
    role = _stopping_role(actor, system)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        if system.stage not in IN_USE:
            raise PassageRefused(before=system.get_stage_display(), after=str(Stage.SUSPENDED.label))
        return pass_to(actor, role, system, Stage.SUSPENDED, reason.strip(), now)


def _check(system: System, move: Move, today: date) -> None:
    if system.stage != move.seen:
        raise SystemMoved(name=system.name, stage=system.get_stage_display())
    if move.after not in next_stages(system):
        raise PassageRefused(before=system.get_stage_display(), after=str(move.after.label))
    if move.after in IN_USE:
        _check_practices(system, today)
    if move.after == Stage.TRIAL:
        _check_trial(system, move, today)
    if move.after == Stage.DEPLOYED and (missing := missing_needs(system)):
        raise NotDeployable(missing="\u00a0; ".join(str(need.label) for need in missing))


def _check_practices(system: System, today: date) -> None:
    """Nothing that article 5 prohibits on that day is used, be it to try. The other rules only inform."""
    findings = findings_of(system, today)
    outcomes = [one for one in load_rules().tree.outcomes.values() if one.branch == "prohibited"]
    found = [one for one in outcomes if one.id != _ANY_PRACTICE and findings.get(one.id) == "due"]
    if found:
        raise PracticeProhibited(practices="\u00a0; ".join(f"{one.label} ({one.reference})" for one in found))


def _check_trial(system: System, move: Move, today: date) -> None:
    if move.trial_until is None or move.trial_until <= today:
        raise TrialWithoutEnd
    limits = load_supervision().trials
    if move.trial_until > (last := months_later(today, limits.months)):
        raise TrialTooLong(months=limits.months, day=f"{last:%d/%m/%Y}")
    had = Passage.objects.filter(system=system, after=Stage.TRIAL, version__gte=system.basis)
    if had.count() >= limits.most:
        raise TrialsSpent(most=limits.most)
    if not PersonInCharge.objects.filter(system=system, duty=Duty.OWNER, until=None).exists():
        raise OwnerNeeded


def supervises(account: Account, system: System) -> bool:
    """Whether this person is named for the human supervision of the system, and still belongs to the authority."""
    named = PersonInCharge.objects.filter(system=system, duty=Duty.SUPERVISOR, until=None, account=account)
    return named.exists() and bool(roles_of(account, system.authority))


def may_stop(account: Account, system: System) -> bool:
    """Whether the person may suspend the system: by a role, or because they supervise it."""
    return may_do(account, system.authority, Deed.STOP_SYSTEMS) or supervises(account, system)


def _stopping_role(actor: Account, system: System) -> Role:
    if supervises(actor, system):
        return sorted(roles_of(actor, system.authority))[0]
    return signing_role(actor, system.authority, Deed.STOP_SYSTEMS)
