"""What is declared and asked for; what is studied before a system is deployed, and seen once it is."""

from pleinjour.web.decide.models.declaration import Declaration, Declared, Progress, UnnamedDeclaration
from pleinjour.web.decide.models.fact import EstablishedFact
from pleinjour.web.decide.models.incident import Incident, IncidentDeclarant, IncidentNotice, IncidentStep
from pleinjour.web.decide.models.opinion import Ending, Expert, Opinion, Reservation, ReservationEnd, Verdict
from pleinjour.web.decide.models.request import Outcome, RequestStep, Step, ToolRequest
from pleinjour.web.decide.models.study import Study, StudyDraft
from pleinjour.web.decide.models.supervision import (
    ReviewAnswer,
    ReviewOpening,
    SupervisedCase,
    SupervisionPlan,
    Verified,
)
from pleinjour.web.decide.models.training import TrainingRecord

__all__ = [
    "Declaration",
    "Declared",
    "Ending",
    "EstablishedFact",
    "Expert",
    "Incident",
    "IncidentDeclarant",
    "IncidentNotice",
    "IncidentStep",
    "Opinion",
    "Outcome",
    "Progress",
    "RequestStep",
    "Reservation",
    "ReservationEnd",
    "ReviewAnswer",
    "ReviewOpening",
    "Step",
    "Study",
    "StudyDraft",
    "SupervisedCase",
    "SupervisionPlan",
    "ToolRequest",
    "TrainingRecord",
    "UnnamedDeclaration",
    "Verdict",
    "Verified",
]
