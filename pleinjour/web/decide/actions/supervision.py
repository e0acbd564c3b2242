"""Deeds of human supervision in operation: the plan, the cases brought, the reviews of those that are drawn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from pleinjour.engines.supervision import commit, is_drawn
from pleinjour.web.decide.errors import (
    CaseRefused,
    PlanReplaced,
    ReasonNeeded,
    ReviewDone,
    ReviewNotOpened,
    SeedLost,
    SystemStopped,
    VerdictNotGiven,
)
from pleinjour.web.decide.models import ReviewAnswer, ReviewOpening, SupervisedCase, SupervisionPlan, Verified
from pleinjour.web.decide.perms import Deed, acting_role, signing_role
from pleinjour.web.organizations.digests import digest_identifier, draw_token
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.errors import UnitUnknown, WrongDates
from pleinjour.web.registry.models import Stage, System, Use

NOT_IN_USE: Final = frozenset({Stage.SUSPENDED, Stage.RETIRED})
# A file number, not words: something with a figure, without a space or an @.
REFERENCE: Final = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
# A social security number or a telephone number would name somebody.
_NAMES_SOMEBODY: Final = re.compile(r"[0-9]{13,15}|(?:\+?33|0)[1-9](?:[._/-]?[0-9]{2}){4}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan says. `rate`: percent. `use` None: all that is done with the system."""

    rate: int
    within_days: int
    may_correct: bool
    may_override: bool
    instructions: str
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case that the system treated: a reference that names nobody, and its day."""

    reference: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Verification:
    """What is decided of a drawn case. Only agreement needs no reason."""

    verdict: Verified
    reason: str = ""


def write_plan(actor: Account, system: System, terms: Terms, now: datetime) -> SupervisionPlan:
    """The plan in force from now on, with a seed of its own. Raises NotAllowed, UnitUnknown."""
    role = signing_role(actor, system.authority, Deed.PLAN_SUPERVISION)
    if terms.use and terms.use.system_id != system.pk:
        raise UnitUnknown
    nonce = draw_token()
    with transaction.atomic():
        lock_chain(system.authority)
        plan = SupervisionPlan.objects.create(
            authority_id=system.authority_id,
            system=system,
            use=terms.use,
            rate=terms.rate,
            within_days=terms.within_days,
            may_correct=terms.may_correct,
            may_override=terms.may_override,
            instructions=terms.instructions.strip(),
            nonce=nonce,
            commitment=commit(_seed(nonce)),
            since=now,
            by_role=role,
        )
        detail = {"name": system.name, "rate": str(plan.rate), "commitment": plan.commitment, "role": str(role)}
        append(system.authority, actor, "plan.written", target=f"system:{system.pk}", detail=detail)
    return plan


def is_replaced(plan: SupervisionPlan) -> bool:
    """Whether a later plan holds for the same use of the same system."""
    return SupervisionPlan.objects.filter(system=plan.system_id, use=plan.use_id, pk__gt=plan.pk).exists()


def seed_of(plan: SupervisionPlan) -> bytes:
    """The seed of a plan's draw. Shown once the plan is replaced. Raises SeedLost when the server's secret changed."""
    seed = _seed(plan.nonce)
    if commit(seed) != plan.commitment:
        raise SeedLost
    return seed


def bring_cases(actor: Account, plan: SupervisionPlan, cases: Sequence[Case], now: datetime) -> list[SupervisedCase]:
    """The cases in the order given, each drawn or not. All are kept, or none.

    Raises NotAllowed, SystemStopped, PlanReplaced, SeedLost, WrongDates; CaseRefused with the first reference that does
    not fit, or that any plan of the same use has had.
    """
    system = plan.system
    acting_role(actor, system, Deed.BRING_CASES)
    _check_cases(cases, system.authority.day_of(now))
    seed = seed_of(plan)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        if system.stage in NOT_IN_USE:
            raise SystemStopped
        if is_replaced(plan):
            raise PlanReplaced
        # Whatever the plan: else a case that was drawn could be brought again until another plan spares it.
        brought = SupervisedCase.objects.filter(plan__system=system, plan__use=plan.use_id)
        known = brought.filter(reference__in=[case.reference for case in cases]).first()
        if known:
            raise CaseRefused(reference=known.reference)
        first = SupervisedCase.objects.filter(plan=plan).count() + 1
        kept = SupervisedCase.objects.bulk_create(
            SupervisedCase(
                authority_id=system.authority_id,
                plan=plan,
                number=number,
                reference=case.reference,
                decided_on=case.decided_on,
                brought_at=now,
                is_drawn=is_drawn(seed, number, plan.rate),
            )
            for number, case in enumerate(cases, first)
        )
        drawn = sum(case.is_drawn for case in kept)
        detail = {"name": system.name, "cases": str(len(kept)), "drawn": str(drawn)}
        append(system.authority, actor, "case.brought", target=f"system:{system.pk}", detail=detail)
    return kept


def open_review(actor: Account, case: SupervisedCase, now: datetime) -> ReviewOpening:
    """The first opening of a drawn case: its time runs from there. Raises NotAllowed; ReviewDone once answered."""
    system = case.plan.system
    acting_role(actor, system, Deed.ANSWER_REVIEW)
    with transaction.atomic():
        lock_chain(system.authority)
        _require_waiting(case)
        opening = ReviewOpening.objects.filter(case=case).first()
        if opening is None:
            opening = ReviewOpening.objects.create(authority_id=case.authority_id, case=case, at=now)
            _journal(actor, case, "review.opened")
    return opening


def answer_review(actor: Account, case: SupervisedCase, given: Verification, now: datetime) -> ReviewAnswer:
    """The answer, once and for all. The journal says that somebody answered, not what: nobody is measured by it.

    Raises NotAllowed, ReviewNotOpened, ReasonNeeded, VerdictNotGiven; ReviewDone when somebody was faster.
    """
    system = case.plan.system
    acting_role(actor, system, Deed.ANSWER_REVIEW)
    if given.verdict not in verdicts_of(case.plan):
        raise VerdictNotGiven
    if given.verdict != Verified.AGREED and not given.reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        lock_chain(system.authority)
        _require_waiting(case)
        if not ReviewOpening.objects.filter(case=case).exists():
            raise ReviewNotOpened
        answer = ReviewAnswer.objects.create(
            authority_id=case.authority_id, case=case, verdict=given.verdict, reason=given.reason.strip(), at=now
        )
        _journal(actor, case, "review.answered")
    return answer


def verdicts_of(plan: SupervisionPlan) -> list[Verified]:
    """What the plan lets a review decide."""
    allowed = {Verified.CORRECTED: plan.may_correct, Verified.OVERRIDDEN: plan.may_override}
    return [verdict for verdict in Verified if allowed.get(verdict, True)]


def _seed(nonce: str) -> bytes:
    """Who holds the database alone can't compute it: it takes the server's secret too."""
    return bytes.fromhex(digest_identifier("draw", nonce))


def _check_cases(cases: Sequence[Case], today: date) -> None:
    seen = set[str]()
    for case in cases:
        fits = REFERENCE.fullmatch(case.reference) and not _NAMES_SOMEBODY.search(case.reference)
        if not fits or case.reference in seen:
            raise CaseRefused(reference=case.reference[:40])
        if case.decided_on > today:
            raise WrongDates
        seen.add(case.reference)


def _require_waiting(case: SupervisedCase) -> None:
    if not case.is_drawn or ReviewAnswer.objects.filter(case=case).exists():
        raise ReviewDone


def _journal(actor: Account, case: SupervisedCase, action: str) -> None:
    detail = {"name": case.plan.system.name, "reference": case.reference}
    append(case.plan.system.authority, actor, action, target=f"system:{case.plan.system_id}", detail=detail)
