"""Uses in the JSON API."""

import hashlib
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Router, Status

from pleinjour.base.sentences import french
from pleinjour.web.organizations.api.fields import MOST
from pleinjour.web.organizations.api.places import check_version, find_place
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.selectors import get_visible_unit
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import uses
from pleinjour.web.registry.actions.uses import UseDescription, described_use
from pleinjour.web.registry.api_schemas import UseEnd, UseSent, UseSheet
from pleinjour.web.registry.errors import UnitUnknown
from pleinjour.web.registry.models import Use
from pleinjour.web.registry.perms import Deed, require_deed

router = Router(tags=[french("Registre")])
OF_A_SYSTEM = "a/{slug:slug}/systems/{int:system_id}/uses"
ONE = "a/{slug:slug}/uses/{int:use_id}"


@router.get(OF_A_SYSTEM, response=list[UseSheet], summary=french("Lire les usages d’un système"))
def list_uses(request: HttpRequest, slug: str, system_id: int) -> QuerySet[Use]:
    account, authority = find_place(request, slug)
    return selectors.get_visible_system(account, authority, min(system_id, MOST)).uses.all()


@router.post(OF_A_SYSTEM, response={201: UseSheet}, summary=french("Ajouter un usage"))
def add_use(request: HttpRequest, slug: str, system_id: int, sent: UseSent) -> Status[Use]:
    account, authority = find_place(request, slug)
    system = selectors.get_visible_system(account, authority, min(system_id, MOST))
    today = authority.day_of(timezone.now())
    return Status(201, uses.add_use(account, system, _described(account, authority, sent), today))


@router.get(ONE, response=UseSheet, summary=french("Lire un usage"))
def get_use(request: HttpRequest, response: HttpResponse, slug: str, use_id: int) -> Use:
    _account, use = _find(request, slug, use_id)
    response.headers["ETag"] = version_of(use)
    return use


@router.put(ONE, response=UseSheet, summary=french("Modifier un usage"))
def change_use(
    request: HttpRequest,
    response: HttpResponse,
    slug: str,
    use_id: int,
    sent: UseSent,
    if_match: Annotated[str, Header(alias="If-Match")] = "",
) -> Use:
    account, use = _find(request, slug, use_id)
    check_version(if_match, version_of(use))
    seen, wanted = described_use(use), _described(account, use.authority, sent)
    use = uses.change_use(account, use, wanted, use.authority.day_of(timezone.now()), seen)
    response.headers["ETag"] = version_of(use)
    return use


@router.post(f"{ONE}/end", response=UseSheet, summary=french("Terminer un usage"))
def end_use(request: HttpRequest, slug: str, use_id: int, sent: UseEnd) -> Use:
    account, use = _find(request, slug, use_id)
    uses.end_use(account, use, sent.ended_on, use.authority.day_of(timezone.now()))
    use.refresh_from_db()
    return use


def version_of(use: Use) -> str:
    """The `ETag` of a use: it changes with what is said of it."""
    said = repr((described_use(use), use.ended_on))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:16]}"'


def _find(request: HttpRequest, slug: str, use_id: int) -> tuple[Account, Use]:
    account, authority = find_place(request, slug)
    return account, selectors.get_visible_use(account, authority, min(use_id, MOST))


def _described(account: Account, authority: Authority, sent: UseSent) -> UseDescription:
    """What was sent. Raises NotAllowed, UnitUnknown."""
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    try:
        unit = get_visible_unit(account, authority, sent.unit_id) if sent.unit_id else None
    except ObjectNotVisible:
        raise UnitUnknown from None
    return UseDescription(
        purpose=sent.purpose.strip(),
        unit=unit,
        serves=sent.serves.strip(),
        part=sent.part,
        people_affected=sent.people_affected.strip(),
        since=sent.since,
    )
