"""What is studied, said and prepared before a system is deployed. All but drafts are only added to."""

from pleinjour.web.decide.models.fact import EstablishedFact
from pleinjour.web.decide.models.opinion import Ending, Expert, Opinion, Reservation, ReservationEnd, Verdict
from pleinjour.web.decide.models.study import Study, StudyDraft
from pleinjour.web.decide.models.training import TrainingRecord

__all__ = [
    "Ending",
    "EstablishedFact",
    "Expert",
    "Opinion",
    "Reservation",
    "ReservationEnd",
    "Study",
    "StudyDraft",
    "TrainingRecord",
    "Verdict",
]
