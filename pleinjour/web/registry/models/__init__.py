"""The nouns that the verbs act on: what a system is, what it is used for, who answers for it, what backs a claim."""

from pleinjour.web.registry.models.condition import MetCondition, Need
from pleinjour.web.registry.models.decision import Decision
from pleinjour.web.registry.models.evidence import Evidence
from pleinjour.web.registry.models.passage import Passage
from pleinjour.web.registry.models.person import Duty, PersonInCharge
from pleinjour.web.registry.models.system import Answer, Hosting, Origin, Stage, State, System
from pleinjour.web.registry.models.trial import ImportTrial
from pleinjour.web.registry.models.use import WEIGHT, Part, Use
from pleinjour.web.registry.models.version import SystemVersion
from pleinjour.web.registry.models.words import SystemWords

__all__ = [
    "WEIGHT",
    "Answer",
    "Decision",
    "Duty",
    "Evidence",
    "Hosting",
    "ImportTrial",
    "MetCondition",
    "Need",
    "Origin",
    "Part",
    "Passage",
    "PersonInCharge",
    "Stage",
    "State",
    "System",
    "SystemVersion",
    "SystemWords",
    "Use",
]
