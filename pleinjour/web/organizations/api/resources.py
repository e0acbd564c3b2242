"""The authority itself, and its journal."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from pleinjour.base.sentences import french
from pleinjour.web.organizations.api.fields import Day, Line
from pleinjour.web.organizations.api.paging import Page, Paging, page_of
from pleinjour.web.organizations.api.places import bearer_of, find_place
from pleinjour.web.organizations.forms.journal import POSSIBLE_DAYS
from pleinjour.web.organizations.journal_filter import JournalFilter
from pleinjour.web.organizations.models import JournalEntry, Kind, Role, Scope
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.organizations.selectors import get_roles, get_visible_authority, get_visible_journal

router = Router(tags=[french("Collectivité")])


def _possible(day: Day) -> Day:
    """A day whose midnight has a place in the calendar."""
    earliest, latest = (limit.limit_value for limit in POSSIBLE_DAYS)
    if not earliest <= day <= latest:
        raise ValueError("day")
    return day


PossibleDay = Annotated[Day, AfterValidator(_possible)]


class AuthoritySheet(Schema):
    """The authority in which the token acts, and what its member may be there."""

    slug: str
    name: str
    kind: Kind
    roles: list[Role]
    scope: Scope


class Entry(Schema):
    """What happened. `actor` is a key that names nobody; `hash` is computed over the other fields."""

    sequence: int
    at: datetime
    actor: str
    action: str
    target: str
    reason: str
    detail: str
    previous_hash: str
    hash: str


class EntriesWanted(Paging):
    """Which entries."""

    action: Line = ""
    subject: Annotated[Line, Field(description="« system:12 »")] = ""
    since: PossibleDay | None = None
    until: PossibleDay | None = None


@router.get("authority", response=AuthoritySheet, summary=french("Dire où agit le jeton"))
def authority(request: HttpRequest) -> AuthoritySheet:
    token = bearer_of(request)
    place = get_visible_authority(token.account, token.authority.slug)
    acting = roles_of(token.account, place)
    roles = [role for role in get_roles(place, token.account) if role in acting]
    return AuthoritySheet(
        slug=place.slug, name=place.name, kind=Kind(place.kind), roles=roles, scope=Scope(token.scope)
    )  # fmt: skip


@router.get("a/{slug:slug}/journal", response=Page[Entry], summary=french("Lire le journal, la fin d’abord"))
def journal(request: HttpRequest, slug: str, wanted: Query[EntriesWanted]) -> dict[str, object]:
    account, place = find_place(request, slug)
    kept = JournalFilter(wanted.action, wanted.subject, wanted.since, wanted.until)
    entries = kept.keep(get_visible_journal(account, place), place)
    items: list[JournalEntry] = list(page_of(entries, wanted))
    return {"items": items, "count": entries.count(), "page": wanted.page, "page_size": wanted.page_size}
