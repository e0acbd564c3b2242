"""What is declared and asked for; what is studied, said and prepared before a system is deployed."""

from pleinjour.web.decide.models.declaration import Declaration, Declared, Progress, UnnamedDeclaration
from pleinjour.web.decide.models.fact import EstablishedFact
from pleinjour.web.decide.models.opinion import Ending, Expert, Opinion, Reservation, ReservationEnd, Verdict
from pleinjour.web.decide.models.request import Outcome, RequestStep, Step, ToolRequest
from pleinjour.web.decide.models.study import Study, StudyDraft
from pleinjour.web.decide.models.training import TrainingRecord

__all__ = [
    "Declaration",
    "Declared",
    "Ending",
    "EstablishedFact",
    "Expert",
    "Opinion",
    "Outcome",
    "Progress",
    "RequestStep",
    "Reservation",
    "ReservationEnd",
    "Step",
    "Study",
    "StudyDraft",
    "ToolRequest",
    "TrainingRecord",
    "UnnamedDeclaration",
    "Verdict",
]
