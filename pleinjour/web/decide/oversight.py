"""Plans of supervision, cases and reviews, for those who may see them; what the reviews say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Q, QuerySet

from pleinjour.base.figures import Month
from pleinjour.engines.supervision import Interval, Reading, Review, read, wilson
from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide.models import ReviewAnswer, SupervisedCase, SupervisionPlan, Verified
from pleinjour.web.decide.perms import Deed, may_do_on
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system, get_visible_systems

MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthOfReviews:
    """The reviews of a month, and the interval of the share that was changed; None where nothing was reviewed."""

    month: Month
    reviews: int
    changed: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan, whether it holds, its cases, those that wait with the first opened first, and what all reviews say.

    Reviews are those of every plan of the same use: a plan that is replaced leaves its answers.
    """

    plan: SupervisionPlan
    is_in_force: bool
    cases: int
    drawn: int
    waiting: tuple[SupervisedCase, ...]
    verdicts: Counter[str]
    reading: Reading
    months: tuple[MonthOfReviews, ...]


def get_supervised_system(person: Account, authority: Authority, system_id: int) -> System:
    """Raises ObjectNotVisible; NotAllowed for whoever neither steers nor supervises this system."""
    system = get_visible_system(person, authority, system_id)
    _require(person, system, Deed.VIEW_SUPERVISION)
    return system


def plans_in_force(systems: QuerySet[System]) -> QuerySet[SupervisionPlan]:
    """The last plan of each use of these systems."""
    last = SupervisionPlan.objects.filter(system__in=systems).values("system", "use").annotate(last=Max("pk"))
    return SupervisionPlan.objects.filter(pk__in=last.values("last")).select_related("system__authority", "use")


def get_visible_plan(person: Account, authority: Authority, plan_id: int) -> SupervisionPlan:
    """Raises ObjectNotVisible, NotAllowed."""
    systems = get_visible_systems(person, authority)
    found = SupervisionPlan.objects.filter(system__in=systems, pk=plan_id).select_related("system__authority", "use")
    plan = found.first()
    if plan is None:
        raise ObjectNotVisible
    _require(person, plan.system, Deed.VIEW_SUPERVISION)
    return plan


def get_visible_case(person: Account, authority: Authority, case_id: int) -> SupervisedCase:
    """A drawn case, with its opening and its answer. Raises ObjectNotVisible; NotAllowed for who may not review it."""
    systems = get_visible_systems(person, authority)
    found = SupervisedCase.objects.filter(plan__system__in=systems, pk=case_id, is_drawn=True)
    case = found.select_related("plan__system__authority", "plan__use", "opening", "answer").first()
    if case is None:
        raise ObjectNotVisible
    _require(person, case.plan.system, Deed.ANSWER_REVIEW)
    return case


def get_plan_record(person: Account, authority: Authority, plan_id: int, now: datetime) -> PlanRecord:
    """Raises ObjectNotVisible, NotAllowed."""
    plan = get_visible_plan(person, authority, plan_id)
    cases = SupervisedCase.objects.filter(plan=plan)
    answers = _answers_of(plan)
    reviews = [_review(answer, authority) for answer in answers]
    today = authority.day_of(now)
    later = SupervisionPlan.objects.filter(system=plan.system, use=plan.use, pk__gt=plan.pk)
    return PlanRecord(
        plan=plan,
        is_in_force=not later.exists(),
        cases=cases.count(),
        drawn=cases.filter(is_drawn=True).count(),
        waiting=tuple(waiting_cases(cases)),
        verdicts=Counter(answer.verdict for answer in answers),
        reading=read(reviews, load_supervision().thresholds, today),
        months=tuple(_months(reviews, Month(today.year, today.month))),
    )


def waiting_cases(cases: QuerySet[SupervisedCase]) -> QuerySet[SupervisedCase]:
    """The drawn cases that nobody has answered, those that were opened first."""
    waiting = cases.filter(is_drawn=True, answer=None).select_related("plan__system", "opening")
    return waiting.order_by(F("opening__at").asc(nulls_last=True), "number")


def due_on(case: SupervisedCase, authority: Authority) -> date:
    """The last day planned for the review of a case."""
    return authority.day_of(case.brought_at) + timedelta(days=case.plan.within_days)


def _answers_of(plan: SupervisionPlan) -> list[ReviewAnswer]:
    same_use = Q(case__plan__system=plan.system_id, case__plan__use=plan.use_id)
    return list(ReviewAnswer.objects.filter(same_use).select_related("case__opening"))


def _review(answer: ReviewAnswer, authority: Authority) -> Review:
    seconds = (answer.at - answer.case.opening.at).total_seconds()
    return Review(authority.day_of(answer.at), answer.verdict != Verified.AGREED, seconds)


def _months(reviews: Sequence[Review], last: Month) -> Iterable[MonthOfReviews]:
    """From the first review on, a year at most."""
    by_month = Counter(Month(review.day.year, review.day.month) for review in reviews)
    changed = Counter(Month(review.day.year, review.day.month) for review in reviews if review.is_changed)
    first = max(min(by_month, default=last), last.shifted(1 - MOST_MONTHS))
    month = first
    while month <= last:
        count = by_month[month]
        interval = wilson(changed[month], count) if count else None
        yield MonthOfReviews(month, count, changed[month], interval)
        month = month.shifted(1)


def _require(person: Account, system: System, deed: Deed) -> None:
    if not may_do_on(person, system, deed):
        raise NotAllowed
