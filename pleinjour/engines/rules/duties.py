"""Rules and what they ask of a profile on a day: due, uncertain, to be established, or coming."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pleinjour.base.figures import Source
from pleinjour.base.sentences import Phrase
from pleinjour.engines.rules.conditions import Condition, Group, Verdict, weigh
from pleinjour.engines.rules.facts import Fact, Profile, Question, Value
from pleinjour.engines.rules.parameters import Parameter, effect
from pleinjour.engines.rules.tree import Tree, Walk

Confidence = Literal["high", "medium", "low"]
Standing = Literal["settled", "disputed", "unverified"]
Status = Literal["applies", "uncertain", "to be established", "coming"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty (or, when not `is_mandatory`, a policy that an authority may choose), with the text that it rests on.

    binds: whom. trigger: when. since: a day, a day that the law has moved (a parameter), or None where no day is
    sure. until: the last day. enacted: the day before which the text did not exist. verified_on: the day when
    `verified_by` (a role) last read what the sources say; both empty for a policy.
    """

    id: str
    title: str
    duty: str
    reference: str
    link: str
    is_mandatory: bool
    binds: Condition
    trigger: Condition
    since: date | Parameter | None
    until: date | None
    enacted: date | None
    confidence: Confidence
    standing: Standing
    caution: str
    verified_by: str
    verified_on: date | None
    sources: tuple[Source, ...]

    @property
    def is_certain(self) -> bool:
        """Whether it may be affirmed: a disputed, unverified or ill-known rule only advises."""
        return self.confidence != "low" and self.standing == "settled"

    def exists_on(self, day: date) -> bool:
        """Whether the text was there and had not run out."""
        return (self.enacted is None or self.enacted <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A rule that a profile meets, or may meet: by which facts, and what to ask where that is not settled.

    since: the day from which it applies, None where none is sure. is_coming: that day is still to come.
    """

    rule: Rule
    status: Status
    since: date | None
    is_coming: bool
    because: tuple[Phrase, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Facts by id, the decision tree, and the rules in reading order."""

    facts: Mapping[str, Fact]
    tree: Tree
    rules: tuple[Rule, ...]


class Dossier:
    """A profile on a day, as conditions ask of it. The tree is walked when a rule first needs it."""

    def __init__(self, book: RuleBook, profile: Profile, day: date) -> None:
        self.day, self.book, self._profile = day, book, profile
        self._concluded: dict[str, Verdict] = {}

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.book.tree, self.book.facts, self._profile)

    def fact(self, fact_id: str) -> Fact:
        return self.book.facts[fact_id]

    def value(self, fact_id: str) -> Value | None:
        if fact_id in self._profile:
            return self._profile[fact_id]
        return True if any(other in self._profile for other in self.fact(fact_id).shown_by) else None

    def bounds(self, fact_id: str) -> tuple[Value | None, Value | None]:
        """The least and the most that an absent fact can be, by the facts that are known; None where none says."""
        below = (fact.id for fact in self.book.facts.values() if fact.at_most == fact_id)
        known = (self._profile[one] for one in below if one in self._profile)
        return next(known, None), self._profile.get(self.fact(fact_id).at_most)

    def conclude(self, outcome: str) -> Verdict:
        if outcome not in self._concluded:
            self._concluded[outcome] = self._walk.conclude(outcome)
        return self._concluded[outcome]


def obligations(book: RuleBook, profile: Profile, on: date) -> tuple[Obligation, ...]:
    """What is due on that day, what is uncertain, and what cannot be settled for want of a fact.

    `profile` has passed `find_faults`. A rule that is not there is settled: the profile does not meet it.
    """
    return due_in(Dossier(book, profile, on))


def upcoming(book: RuleBook, profile: Profile, on: date) -> tuple[Obligation, ...]:
    """What the law of that day already announces for a later one, the soonest first, the same profile supposed."""
    return coming_in(Dossier(book, profile, on))


def due_in(dossier: Dossier) -> tuple[Obligation, ...]:
    """The obligations of a dossier on its day."""
    return tuple(_answered(dossier, is_coming=False))


def coming_in(dossier: Dossier) -> tuple[Obligation, ...]:
    """Those that its day announces."""
    return tuple(sorted(_answered(dossier, is_coming=True), key=lambda one: one.since or dossier.day))


def _answered(dossier: Dossier, *, is_coming: bool) -> Iterator[Obligation]:
    on = dossier.day
    for rule in dossier.book.rules:
        since = effect(rule.since, on)
        if not rule.exists_on(on) or (since is not None and since > on) is not is_coming:
            continue
        verdict = weigh(Group("all", (rule.binds, rule.trigger)), dossier)
        if verdict.is_met is not False:
            status = _status(rule, verdict, is_coming=is_coming)
            yield Obligation(rule, status, since, is_coming, _each_once(verdict.because), verdict.questions)


def _each_once(reasons: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Conclusions that rest on the same answer say it once."""
    said = {(reason.template, *map(str, reason.fields.values())): reason for reason in reasons}
    return tuple(said.values())


def _status(rule: Rule, verdict: Verdict, *, is_coming: bool) -> Status:
    if verdict.is_met is None:
        return "to be established"
    if not rule.is_certain:
        return "uncertain"
    return "coming" if is_coming else "applies"
