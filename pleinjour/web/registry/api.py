"""Systems in the JSON API. Each call asks a selector or an action: never a model."""

from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Query, Router, Status
from pydantic import Field

from pleinjour.base.sentences import french
from pleinjour.web.organizations.api.fields import MOST, Line
from pleinjour.web.organizations.api.paging import Page, Paging, page_of
from pleinjour.web.organizations.api.places import check_version, find_place
from pleinjour.web.organizations.api.problems import refuse
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import description, life, tools
from pleinjour.web.registry.api_schemas import (
    Conditions,
    DescriptionSent,
    EvidenceSheet,
    NewSystem,
    PassageAsked,
    PassageSheet,
    PersonSheet,
    SystemSheet,
    Version,
)
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.errors import NotDeployable
from pleinjour.web.registry.models import (
    Evidence,
    Need,
    Passage,
    PersonInCharge,
    Stage,
    System,
    SystemVersion,
)
from pleinjour.web.registry.search import Wish, search_systems

router = Router(tags=[french("Registre")])
ONE = "a/{slug:slug}/systems/{int:system_id}"


class SystemsWanted(Paging):
    """Which systems: those that words lead to, as on their page, in one stage."""

    search: Annotated[Line, Field(description="des mots, quelle que soit leur fin")] = ""
    stage: Stage | None = None


@router.get("a/{slug:slug}/systems", response=Page[SystemSheet], summary=french("Chercher des systèmes"))
def list_systems(request: HttpRequest, slug: str, wanted: Query[SystemsWanted]) -> dict[str, object]:
    systems = selectors.get_visible_systems(*find_place(request, slug))
    found = search_systems(systems, Wish(read_query(wanted.search), stage=wanted.stage or ""))
    rows = systems.in_bulk(keys := list(page_of(found, wanted)))
    items = [rows[key] for key in keys]
    return {"items": items, "count": found.count(), "page": wanted.page, "page_size": wanted.page_size}


@router.post("a/{slug:slug}/systems", response={201: SystemSheet}, summary=french("Ajouter un système"))
def add_system(request: HttpRequest, slug: str, sent: NewSystem) -> Status[System]:
    account, authority = find_place(request, slug)
    return Status(201, tools.add_system(account, authority, service=sent.service.strip(), name=sent.name))


@router.get(ONE, response=SystemSheet, summary=french("Lire un système"))
def get_system(request: HttpRequest, response: HttpResponse, slug: str, system_id: int) -> System:
    _account, system = _find(request, slug, system_id)
    response.headers["ETag"] = version_of(system)
    return system


@router.put(ONE, response=SystemSheet, summary=french("Décrire un système : sa nouvelle version"))
def describe_system(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    system_id: int,
    sent: DescriptionSent,
    if_match: Annotated[str, Header(alias="If-Match")] = "",
) -> System:
    account, system = _find(request, slug, system_id)
    check_version(if_match, version_of(system))
    description.describe_system(account, system, sent.description(), sent.change(system.version), timezone.now())
    response.headers["ETag"] = version_of(system)
    return system


@router.get(f"{ONE}/versions", response=list[Version], summary=french("Lire ses versions, la dernière d’abord"))
def list_versions(request: HttpRequest, slug: str, system_id: int) -> QuerySet[SystemVersion]:
    return _find(request, slug, system_id)[1].versions.all()


@router.get(f"{ONE}/conditions", response=Conditions, summary=french("Dire ce qu’il lui manque pour être déployé"))
def list_conditions(request: HttpRequest, slug: str, system_id: int) -> Conditions:
    missing = missing_needs(_find(request, slug, system_id)[1])
    return Conditions(met=[need for need in Need if need not in missing], missing=missing)


@router.get(f"{ONE}/passages", response=list[PassageSheet], summary=french("Lire les étapes de sa vie"))
def list_passages(request: HttpRequest, slug: str, system_id: int) -> QuerySet[Passage]:
    return _find(request, slug, system_id)[1].passages.all()


@router.post(f"{ONE}/passages", response={201: PassageSheet}, summary=french("Demander un passage à une autre étape"))
def ask_passage(request: HttpRequest, slug: str, system_id: int, sent: PassageAsked) -> Status[Passage] | HttpResponse:
    """Refusé avec ce qui manque (`missing`) quand le système ne peut pas encore être déployé."""
    account, system = _find(request, slug, system_id)
    try:
        return Status(201, life.move_system(account, system, sent.move(), timezone.now()))
    except NotDeployable as error:
        return refuse(error, missing=tuple(missing_needs(system)))


@router.get(f"{ONE}/people", response=list[PersonSheet], summary=french("Dire qui en répond, par fonction"))
def list_people(request: HttpRequest, slug: str, system_id: int) -> QuerySet[PersonInCharge]:
    return _find(request, slug, system_id)[1].people_in_charge.filter(until=None)


@router.get(f"{ONE}/evidence", response=list[EvidenceSheet], summary=french("Lire la liste de ses pièces"))
def list_evidence(request: HttpRequest, slug: str, system_id: int) -> QuerySet[Evidence]:
    return _find(request, slug, system_id)[1].evidence.defer("content")


def version_of(system: System) -> str:
    """The `ETag` of a system: it changes with its description."""
    return f'"{system.version}"'


def _find(request: HttpRequest, slug: str, system_id: int) -> tuple[Account, System]:
    account, authority = find_place(request, slug)
    # A number beyond those of any database is that of no system.
    return account, selectors.get_visible_system(account, authority, min(system_id, MOST))
