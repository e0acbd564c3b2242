"""What citizens asked, for those who answer them."""

from typing import Final

from django.db.models import QuerySet

from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.publish.models import Progress, PublicRequest, Sheet
from pleinjour.web.publish.perms import Deed, require_deed
from pleinjour.web.publish.public import get_sheets

MOST_OFFERED: Final = 50
"""A longer list helps nobody: one then comes from the page of a sheet."""
LONGEST_KEY: Final = 18
"""Digits: beyond, no database has such a row."""


def get_requests(person: Person, authority: Authority) -> QuerySet[PublicRequest]:
    """Every request, the first due first. Raises NotAllowed."""
    require_deed(person, authority, Deed.ANSWER_REQUESTS)
    return PublicRequest.objects.filter(authority=authority).select_related("authority", "system")


def get_request(person: Person, authority: Authority, request_id: int) -> PublicRequest:
    """Raises NotAllowed, ObjectNotVisible."""
    found = get_requests(person, authority).filter(pk=request_id).first()
    if found is None:
        raise ObjectNotVisible
    return found


def open_requests(authority: Authority) -> QuerySet[PublicRequest]:
    """Those that wait for an answer, for whoever has checked the right."""
    rows = PublicRequest.objects.filter(authority=authority, progress=Progress.RECEIVED, erased_on=None)
    return rows.select_related("authority", "system")


def _is_key(named: str) -> bool:
    return named.isascii() and named.isdigit() and len(named) <= LONGEST_KEY


def offered_sheets(authority: Authority, named: str) -> list[Sheet]:
    """The sheets that a citizen chooses from: all of them, or the one that is `named` where they are many."""
    found = list(get_sheets(authority)[: MOST_OFFERED + 1])
    if len(found) <= MOST_OFFERED:
        return found
    return list(get_sheets(authority).filter(pk=int(named))) if _is_key(named) else []
