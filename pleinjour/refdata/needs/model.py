"""What the reference data on needs say: needs, what stands beside them, patterns worth a look, rules that watch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pleinjour.base.figures import Source


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    fr: str
    en: str

    def say(self, language: str) -> str:
        """The text in `language` ("fr" or "en")."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Duty:
    """What a text asks (`is_law`) or advises. `text` names it; `since`: in force, or published, from that day."""

    id: str
    is_law: bool
    label: Words
    text: Words
    since: date
    source: Source
    read_on: date


@dataclass(frozen=True, slots=True)
class Need:
    """What people try to get done, and what helps.

    categories: those of services that it is read from. also_in: categories where a part of it hides, uncounted.
    with_tool, without_tool: what helps when a tool is approved, and when none is. ask: the question to the
    référent. first: what to try without AI. questions: for a workshop, the most telling first.
    """

    id: str
    label: Words
    sentence: Words
    categories: tuple[str, ...]
    also_in: tuple[str, ...]
    with_tool: Words
    without_tool: Words
    training: Words
    ask: Words
    first: Words
    questions: tuple[Words, ...]
    duties: tuple[Duty, ...]
    read_on: date


Door = Literal["systems", "contacts", "nothing"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be offered, and where the page leads for it."""

    id: str
    door: Door
    label: Words


@dataclass(frozen=True, slots=True)
class Threshold:
    """Octets sent a user-day over which an upload is large, from `since` on, and why."""

    since: date
    octets: int
    reason: Words
    source: Source


PatternKind = Literal["fact", "category", "uploads"]
Fact = Literal["trains_on_inputs", "hosting_eu"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """An aggregate worth a look. `fact` and `answer` choose services, or `category` does; thresholds by date."""

    id: str
    kind: PatternKind
    fact: Fact | None
    answer: bool
    category: str | None
    label: Words
    may_mean: Words
    may_not_mean: Words
    offers: tuple[Offer, ...]
    thresholds: tuple[Threshold, ...]

    def threshold_on(self, day: date) -> Threshold | None:
        """The threshold in force that day; None before the first one."""
        return next((one for one in reversed(self.thresholds) if one.since <= day), None)


RuleId = Literal["daylight_fell", "training_rose", "new_category", "large_uploads"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that looks at each published month. `months`: how far back it compares; `version` changes with it."""

    id: RuleId
    version: int
    since: date
    months: int
    least_user_days: int
    least_people: int
    label: Words
    reason: Words
    what_to_do: Words


@dataclass(frozen=True, slots=True)
class TrendMethod:
    """A need rises or falls when its last `months` differ from those before by `least_change` percent at least."""

    months: int
    least_change: int
    since: date
    reason: Words


@dataclass(frozen=True, slots=True)
class Needs:
    """The whole folder; mappings are by id, in reading order."""

    needs: Mapping[str, Need]
    patterns: Mapping[str, Pattern]
    rules: Mapping[RuleId, Rule]
    trend: TrendMethod

    def need_of(self, category: str) -> Need | None:
        """The first need read from that category."""
        return next((need for need in self.needs.values() if category in need.categories), None)
