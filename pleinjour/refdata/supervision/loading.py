"""Reads the reference data on supervision and refuses, with the place, whatever breaks their rules."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from pleinjour.engines.supervision import Thresholds
from pleinjour.refdata.needs.watching import read_words
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.supervision.model import Clock, Severity, Supervision, TrialLimits, When
from pleinjour.refdata.yaml_files import Entry, read_whole

WHENS: Final[Mapping[str, When]] = {when: when for when in get_args(When)}
REVIEWS: Final = (
    "enough",
    "near_zero_percent",
    "quick_seconds",
    "most_quick_percent",
    "recent_days",
    "chance_percent",
)


def read_supervision(folder: Path) -> Supervision:
    """What stands in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    scale = read_whole(folder / "scale.yaml")
    scale.allow_only("version", "since", "reviews", "trials", "severities", "clocks")
    reviews, severities, clocks = scale.part("reviews"), scale.part("severities"), scale.part("clocks")
    found = Supervision(
        version=scale.count("version"),
        since=scale.day("since"),
        thresholds=_thresholds(reviews),
        sources=tuple(citations.find(reviews, source) for source in reviews.texts("sources")),
        trials=_trials(scale.part("trials"), citations),
        severities=MappingProxyType({id_: _severity(id_, severities.part(id_)) for id_ in severities.values}),
        clocks=tuple(_clock(id_, clocks.part(id_), citations) for id_ in clocks.values),
    )
    refuse_unused(citations.recorded, citations.cited)
    return found


def _thresholds(entry: Entry) -> Thresholds:
    entry.allow_only(*REVIEWS, "sources")
    return Thresholds(*(entry.count(key) for key in REVIEWS))


def _trials(entry: Entry, citations: Citations) -> TrialLimits:
    entry.allow_only("months", "most", "sources")
    sources = tuple(citations.find(entry, source) for source in entry.texts("sources"))
    return TrialLimits(entry.count("months"), entry.count("most"), sources)


def _severity(id_: str, entry: Entry) -> Severity:
    entry.allow_only("label", "sentence", "days", "lapses")
    days = entry.count("days") if "days" in entry.values else None
    lapses = entry.values.get("lapses") is True
    if lapses and days is None:
        entry.refuse("une étude caduque est aussi à relire : « days » manque")
    return Severity(id_, read_words(entry, "label"), read_words(entry, "sentence"), days, lapses)


def _clock(id_: str, entry: Entry, citations: Citations) -> Clock:
    entry.allow_only("label", "done", "reference", "when", "hours", "since", "confidence", "sources")
    when = entry.text("when")
    if when not in WHENS or not entry.texts("sources"):
        entry.refuse("« when » inconnu, ou aucune source")
    return Clock(
        id=id_,
        label=read_words(entry, "label"),
        done=read_words(entry, "done"),
        reference=read_words(entry, "reference"),
        when=WHENS[when],
        hours=entry.count("hours") if "hours" in entry.values else None,
        since=entry.day("since"),
        confidence=entry.text("confidence"),
        sources=tuple(citations.find(entry, source) for source in entry.texts("sources")),
    )
