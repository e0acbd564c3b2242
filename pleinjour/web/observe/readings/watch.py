"""The rules that look at a month when it is published: on figures of the whole organisation, and on nothing else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import Needs, Rule, RuleId
from pleinjour.refdata.services import Catalogue
from pleinjour.web.observe.readings.bounds import Use, bound_categories
from pleinjour.web.observe.readings.daylight import Daylight, share_of_services
from pleinjour.web.observe.readings.patterns import Size, Upload, has_pattern, read_pattern
from pleinjour.web.observe.readings.trend import Trend, compare_bands

Unit = Literal["percent", "user_days", "octets_a_user_day"]


@dataclass(frozen=True, slots=True)
class WatchedMonth:
    """A month that was published, in its edition."""

    month: Month
    edition: int
    approved: frozenset[str]
    use: Use


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that led to a finding: between `low` and `high`, rounding allowed for."""

    month: Month
    edition: int
    low: float
    high: float
    unit: Unit

    def to_json(self) -> "WrittenMeasure":
        """As it is kept, its ends to the hundredth."""
        low, high = round(self.low, 2), round(self.high, 2)
        return {"month": str(self.month), "edition": self.edition, "low": low, "high": high, "unit": self.unit}

    @classmethod
    def from_json(cls, kept: "WrittenMeasure") -> "Measure":
        """The measure that was kept."""
        return cls(Month.parse(kept["month"]), kept["edition"], kept["low"], kept["high"], kept["unit"])


class WrittenMeasure(TypedDict):
    month: str
    edition: int
    low: float
    high: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. `subject`: a category or a service, when the rule is about one."""

    rule: RuleId
    version: int
    subject: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """What the rules are given: the month that is looked at, those published before it by month, and what is known."""

    now: WatchedMonth
    before: Mapping[Month, WatchedMonth]
    needs: Needs
    catalogue: Catalogue

    def earlier(self, months: int) -> WatchedMonth | None:
        """The month that came `months` before, None when it is not published."""
        return self.before.get(self.now.month.shifted(-months))

    def last_published(self, count: int) -> list[WatchedMonth]:
        """The last `count` months published before; fewer when there are fewer."""
        return [self.before[month] for month in sorted(self.before)[-count:]]


def look_at_month(months: Sequence[WatchedMonth], needs: Needs, catalogue: Catalogue) -> list[Finding]:
    """What the rules find in the last of `months`, compared with those before it."""
    now = months[-1]
    watch = Watch(now, {one.month: one for one in months[:-1]}, needs, catalogue)
    return [
        finding
        for rule in needs.rules.values()
        if rule.since <= now.month.last_day
        for finding in _RULES[rule.id](watch, rule)
    ]


def _daylight_fell(watch: Watch, rule: Rule) -> Iterator[Finding]:
    yield from _compare(watch, rule, Trend.FALLS, lambda one: one.approved)


def _training_rose(watch: Watch, rule: Rule) -> Iterator[Finding]:
    pattern = watch.needs.patterns["trains_on_inputs"]
    learning = frozenset(one.id for one in watch.catalogue.services.values() if has_pattern(pattern, one))
    yield from _compare(watch, rule, Trend.RISES, lambda one: learning)


def _compare(
    watch: Watch, rule: Rule, wanted: Trend, services_of: Callable[[WatchedMonth], frozenset[str]]
) -> Iterator[Finding]:
    """A share of two months that differ beyond what figures leave uncertain."""
    before = watch.earlier(rule.months)
    if before is None:
        return
    measures = [_measure(one, _share(watch, one, services_of(one))) for one in (before, watch.now)]
    old, new = (None if one is None else (one.low, one.high) for one in measures)
    if compare_bands(old, new) is wanted:
        yield Finding(rule.id, rule.version, "", tuple(one for one in measures if one is not None))


def _share(watch: Watch, one: WatchedMonth, services: frozenset[str]) -> Daylight:
    return share_of_services(one.use, services, watch.catalogue.category_of)


def _measure(one: WatchedMonth, share: Daylight) -> Measure | None:
    if share.floor is None or share.ceiling is None:
        return None
    return Measure(one.month, one.edition, share.floor, share.ceiling, "percent")


def _new_category(watch: Watch, rule: Rule) -> Iterator[Finding]:
    """Hidden and absent look alike: a category is new when no figure of it was shown."""
    before = watch.last_published(rule.months)
    if len(before) < rule.months:
        return
    use = watch.now.use
    for category, cell in sorted(use.categories.items()):
        days, people = cell.user_days or 0, cell.people or 0
        enough = days - use.slack >= rule.least_user_days and people >= rule.least_people
        if enough and not any(bound_categories(one.use, (category,)) for one in before):
            low, high = days - use.slack, days + use.slack
            measure = Measure(watch.now.month, watch.now.edition, low, high, "user_days")
            yield Finding(rule.id, rule.version, category, (measure,))


def _large_uploads(watch: Watch, rule: Rule) -> Iterator[Finding]:
    before = watch.last_published(rule.months)
    known = {upload.service for one in before for upload in _large(watch, one)}
    for upload in _large(watch, watch.now):
        if upload.service not in known:
            now = watch.now
            measure = Measure(now.month, now.edition, upload.low, upload.high, "octets_a_user_day")
            yield Finding(rule.id, rule.version, upload.service, (measure,))


def _large(watch: Watch, one: WatchedMonth) -> list[Upload]:
    pattern = watch.needs.patterns["large_uploads"]
    reading = read_pattern(pattern, one.use, watch.catalogue, one.month.last_day)
    return [upload for upload in reading.uploads if upload.size is Size.OVER]


_RULES: Final[Mapping[RuleId, Callable[[Watch, Rule], Iterator[Finding]]]] = {
    "daylight_fell": _daylight_fell,
    "training_rose": _training_rose,
    "new_category": _new_category,
    "large_uploads": _large_uploads,
}
