"""What a series of reviews says: how often the person decides otherwise, how long they look, and what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from pleinjour.engines.supervision.proportions import Interval, exact_difference, wilson


@dataclass(frozen=True, slots=True)
class Review:
    """One review: its day, whether the result was changed (corrected or set aside), how long it took."""

    day: date
    is_changed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When something is worth a look. Shares are in percent.

    enough: reviews below which nothing is said. near_zero: the whole interval of changes lies below. quick_seconds: a
    review that is shorter is quick; most_quick: quick reviews from which time is short. recent_days: what is compared
    with all that came before; chance: the p-value, in percent, below which a difference is said.
    """

    enough: int
    near_zero: int
    quick_seconds: int
    most_quick: int
    recent_days: int
    chance: int


@dataclass(frozen=True, slots=True)
class Change:
    """The recent reviews against those before: changes and reviews of each, and the p-value of Fisher's exact test."""

    recent_changed: int
    recent: int
    before_changed: int
    before: int
    p_value: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reviews say. None is unknown: no review, or too few.

    seldom_changed: changes are near zero, on enough reviews. often_quick: many reviews are quick, on enough.
    change: recent against before, where both have enough; has_moved: they differ by more than chance.
    """

    reviews: int
    changed: int
    interval: Interval | None
    median_seconds: float | None
    quick: int
    seldom_changed: bool | None
    often_quick: bool | None
    change: Change | None
    has_moved: bool | None


def read(reviews: Sequence[Review], thresholds: Thresholds, today: date) -> Reading:
    """What the reviews say on this day, whatever their order."""
    count, changed = len(reviews), sum(review.is_changed for review in reviews)
    interval = wilson(changed, count) if count else None
    quick = sum(review.seconds < thresholds.quick_seconds for review in reviews)
    is_enough = count >= thresholds.enough
    change = _compare(reviews, thresholds, today)
    return Reading(
        reviews=count,
        changed=changed,
        interval=interval,
        median_seconds=median(review.seconds for review in reviews) if reviews else None,
        quick=quick,
        seldom_changed=interval.high * 100 < thresholds.near_zero if interval and is_enough else None,
        often_quick=quick * 100 >= thresholds.most_quick * count if is_enough else None,
        change=change,
        has_moved=change.p_value * 100 < thresholds.chance if change else None,
    )


def _compare(reviews: Sequence[Review], thresholds: Thresholds, today: date) -> Change | None:
    since = today - timedelta(days=thresholds.recent_days)
    recent = [review.is_changed for review in reviews if review.day > since]
    before = [review.is_changed for review in reviews if review.day <= since]
    if min(len(recent), len(before)) < thresholds.enough:
        return None
    p_value = exact_difference(sum(recent), len(recent), sum(before), len(before))
    return Change(sum(recent), len(recent), sum(before), len(before), p_value)
