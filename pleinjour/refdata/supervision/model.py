"""What the reference data on supervision say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pleinjour.base.figures import Source
from pleinjour.engines.supervision import Thresholds
from pleinjour.refdata.needs.model import Words

When = Literal["personal_data", "serious"]


@dataclass(frozen=True, slots=True)
class Severity:
    """How serious an incident is. days: after so many, the impact study is due again; None when it is not.

    lapses: study and opinions are to be given again once an expert says so.
    """

    id: str
    label: Words
    sentence: Words
    days: int | None
    lapses: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty that an incident starts. `done`: its words once it is met. hours: how long after the incident is known;
    None for "without delay".
    """

    id: str
    label: Words
    done: Words
    reference: Words
    when: When
    hours: int | None
    since: date
    confidence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TrialLimits:
    """How long an experiment lasts at most, and how many a system may have before its study is asked for."""

    months: int
    most: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Supervision:
    """Thresholds of reviews, limits of experiments, severities from the lightest on, clocks as they are read."""

    version: int
    since: date
    thresholds: Thresholds
    sources: tuple[Source, ...]
    trials: TrialLimits
    severities: Mapping[str, Severity]
    clocks: tuple[Clock, ...]
