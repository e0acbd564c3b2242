"""What is studied, said and prepared before a system is deployed. All but drafts are only added to."""

from pleinjour.web.decide.models.declaration import Declaration, Declared, Progress, UnnamedDeclaration
from pleinjour.web.decide.models.fact import EstablishedFact
from pleinjour.web.decide.models.opinion import Ending, Expert, Opinion, Reservation, ReservationEnd, Verdict
from pleinjour.web.decide.models.study import Study, StudyDraft
from pleinjour.web.decide.models.training import TrainingRecord

__all__ = [
    "Declaration",
    "Declared",
    "Ending",
    "EstablishedFact",
    "Expert",
    "Opinion",
    "Progress",
    "Reservation",
    "ReservationEnd",
    "Study",
    "StudyDraft",
    "TrainingRecord",
    "UnnamedDeclaration",
    "Verdict",
]
