"""Studies and opinions in the JSON API: read only."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from pleinjour.base.sentences import french
from pleinjour.web.decide import selectors
from pleinjour.web.decide.models import Ending, Expert, Opinion, Study, Verdict
from pleinjour.web.organizations.api.fields import MOST
from pleinjour.web.organizations.api.places import find_place
from pleinjour.web.organizations.models import Role

router = Router(tags=[french("Étude et avis")])
ONE = "a/{slug:slug}/systems/{int:system_id}"


class StudySheet(Schema):
    """A finished impact study. `scores`: 0 to 100, by lens; `basis`: the version of the system that was studied."""

    id: int
    basis: int
    questions_version: int
    answers: dict[str, list[str]]
    scores: dict[str, float]
    level: int
    finished_at: datetime
    finished_by_role: Role
    due_on: date


class EndSheet(Schema):
    """How a reservation ended; `signed_by` is a function, never a name."""

    ending: Ending
    reason: str
    signed_by: str
    at: datetime
    by_role: Role


class ReservationSheet(Schema):
    """Something that an opinion asks for. `end` is null as long as it stands."""

    id: int
    text: str
    end: EndSheet | None

    @staticmethod
    def resolve_end(reservation: object) -> object:
        return getattr(reservation, "end", None)


class OpinionSheet(Schema):
    """What the DPO or the RSSI said, on one study of the system. The last one of each holds."""

    id: int
    study_id: int
    basis: int
    expert: Expert
    verdict: Verdict
    reasons: str
    delegated_by: str
    given_at: datetime
    by_role: Role
    reservations: list[ReservationSheet]


@router.get(f"{ONE}/studies", response=list[StudySheet], summary=french("Lire ses études, la dernière d’abord"))
def list_studies(request: HttpRequest, slug: str, system_id: int) -> tuple[Study, ...]:
    return selectors.get_study_record(*find_place(request, slug), min(system_id, MOST)).studies


@router.get(f"{ONE}/opinions", response=list[OpinionSheet], summary=french("Lire les avis, le dernier d’abord"))
def list_opinions(request: HttpRequest, slug: str, system_id: int) -> tuple[Opinion, ...]:
    return selectors.get_opinion_record(*find_place(request, slug), min(system_id, MOST)).opinions
