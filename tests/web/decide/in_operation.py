"""Supervision in operation for tests: `plan(system)`, `bring(plan)`, `opened(case)`, `declare(system)`."""

from datetime import datetime

from pleinjour.web.decide.actions.incidents import Declaration, Known, declare_incident
from pleinjour.web.decide.actions.supervision import (
    Case,
    Terms,
    Verification,
    answer_review,
    bring_cases,
    open_review,
    write_plan,
)
from pleinjour.web.decide.models import Incident, ReviewAnswer, SupervisedCase, SupervisionPlan, Verified
from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.models import System
from tests.web.organizations.factories import member
from tests.web.registry.factories import NOW

TERMS = Terms(rate=100, within_days=7, may_correct=True, may_override=True, instructions="Le ton et les faits.")
CASE = Case("DOS-2026-114", NOW.date())
DECLARATION = Declaration("Une réponse fausse sur un délai.", NOW, Known())


def plan(system: System, terms: Terms = TERMS) -> SupervisionPlan:
    return write_plan(member(system.authority, Role.REFERENT), system, terms, NOW)


def bring(plan: SupervisionPlan, count: int = 1) -> list[SupervisedCase]:
    """So many cases more."""
    first = SupervisedCase.objects.filter(plan__system=plan.system_id).count()
    cases = [Case(f"DOS-{first + number}", NOW.date()) for number in range(count)]
    return bring_cases(member(plan.authority, Role.REFERENT), plan, cases, NOW)


def opened(case: SupervisedCase, at: datetime = NOW) -> SupervisedCase:
    open_review(member(case.authority, Role.REFERENT), case, at)
    return case


def reviewed(
    case: SupervisedCase, verdict: Verified = Verified.AGREED, *, opened_at: datetime = NOW, at: datetime = NOW
) -> ReviewAnswer:
    """The answer of a case that was opened and answered at these moments."""
    given = Verification(verdict, "Le délai est faux.")
    return answer_review(member(case.authority, Role.REFERENT), opened(case, opened_at), given, at)


def declare(system: System, declaration: Declaration = DECLARATION) -> Incident:
    return declare_incident(member(system.authority, Role.AGENT), system, declaration, NOW)
