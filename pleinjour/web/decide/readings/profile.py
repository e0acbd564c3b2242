"""What is known of an authority and a system on a day, as the rules read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from pleinjour.engines.rules import Fact, Profile, Value
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.models import EstablishedFact
from pleinjour.web.registry.models import WEIGHT, Answer, Origin, Part, System, Use

Written = bool | str | int | float | list[str] | None
"""A value as JSON writes it; None is unknown."""

OF_AUTHORITY: Final = "authority."
_ANSWERS: Final = {Answer.YES: True, Answer.NO: False}
_ORIGINS: Final = {Origin.PRODUCT: "achete", Origin.FREE: "achete", Origin.OWN: "interne"}
_ROLES: Final = {Part.NONE: "aucune", Part.BASIS: "aide", Part.WHOLE: "seule"}


@dataclass(frozen=True, slots=True)
class Known:
    """The value of a fact, None when it was said to be unknown again, and what says it.

    `row`: what somebody established; None when the register or the authority's own page says it. `registered`: what
    those say, None where they say nothing; what was established holds over it.
    """

    fact: Fact
    value: Value | None
    row: EstablishedFact | None
    registered: Value | None = None

    @property
    def is_of_authority(self) -> bool:
        """Whether it holds for every system of the authority."""
        return self.fact.id.startswith(OF_AUTHORITY)

    @property
    def differs(self) -> bool:
        """Whether somebody established something else than what the register says."""
        return None not in (self.value, self.registered) and self.value != self.registered


def known_of(system: System, on: date) -> Mapping[str, Known]:
    """What is known on that day, by fact, in the order of refdata/rules: what was established, else the register."""
    facts = load_rules().facts
    said = {name: value for name, value in _registered(system, on) if value is not None}
    found = {name: Known(facts[name], value, None, value) for name, value in said.items()}
    of_both = Q(system=system) | Q(system=None)
    for row in EstablishedFact.objects.filter(of_both, authority=system.authority_id, since__lte=on):
        if row.fact in facts:  # a later release may ask it no more
            found[row.fact] = Known(facts[row.fact], read(facts[row.fact], row.value), row, said.get(row.fact))
    return {name: found[name] for name in facts if name in found}


def profile_of(known: Iterable[Known]) -> Profile:
    """The facts with their values; the unknown ones are left out."""
    return {one.fact.id: one.value for one in known if one.value is not None}


def read(fact: Fact, written: Written) -> Value | None:
    """The value that JSON holds; what the fact no more takes, a choice that a release withdrew, is unknown again."""
    if written is None:
        return None
    value: object = written
    if fact.kind == "choices" and isinstance(written, list):
        value = frozenset(written)
    elif fact.kind == "date" and isinstance(written, str):
        value = date.fromisoformat(written)
    return None if fact.refusal(value) else value  # type: ignore[return-value]  # just found to be one


def write(value: Value | None) -> Written:
    """The value as JSON holds it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _registered(system: System, on: date) -> Iterable[tuple[str, Value | None]]:
    """What the pages of the authority and of the system say already; nobody answers it twice."""
    authority = system.authority
    return (
        ("authority.type", authority.kind),
        ("authority.population", authority.population),
        ("authority.agents", authority.headcount),
        ("contract.exists", True if system.contract else None),
        ("system.origin", _ORIGINS.get(Origin(system.origin))),
        ("system.decision_role", _decision_role(system, on)),
        ("system.personal_data", _ANSWERS.get(Answer(system.personal_data))),
    )


def _decision_role(system: System, on: date) -> str | None:
    """The heaviest part of the uses of that day; unknown when one of them might weigh more than the others."""
    begun, goes_on = Q(since=None) | Q(since__lte=on), Q(ended_on=None) | Q(ended_on__gt=on)
    parts = set(Use.objects.filter(begun & goes_on, system=system).values_list("part", flat=True))
    if Part.WHOLE in parts:
        return _ROLES[Part.WHOLE]
    if not parts or Part.UNKNOWN in parts:
        return None
    return _ROLES[max((Part(part) for part in parts), key=lambda part: WEIGHT[part])]
