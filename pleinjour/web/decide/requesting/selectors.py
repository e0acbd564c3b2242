"""Requests for a tool, for those who may see them: their authors, and who makes them move."""

from django.db.models import QuerySet

from pleinjour.web.decide.models import ToolRequest
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority, Unit


def get_own_requests(person: Account, authority: Authority) -> QuerySet[ToolRequest]:
    """What the person asked for, the last one first. Raises NotAllowed."""
    require_deed(person, authority, Deed.REQUEST_TOOL)
    return _requests(authority).filter(author=person).order_by("-pk")


def get_requests(person: Account, authority: Authority) -> QuerySet[ToolRequest]:
    """All of the authority, the first due first. Raises NotAllowed."""
    require_deed(person, authority, Deed.HANDLE_REQUESTS)
    return _requests(authority)


def get_request(person: Account, authority: Authority, request_id: int) -> ToolRequest:
    """One's own, or one that the person makes move. Raises NotAllowed, ObjectNotVisible."""
    found = _requests(authority).filter(pk=request_id).first()
    if found is None:
        raise ObjectNotVisible
    if found.author_id != person.pk and not may_do(person, authority, Deed.HANDLE_REQUESTS):
        raise NotAllowed
    return found


def get_units_to_ask_for(person: Account, authority: Authority) -> QuerySet[Unit]:
    """The units of the authority, without their rules. Raises NotAllowed."""
    require_deed(person, authority, Deed.REQUEST_TOOL)
    return Unit.objects.filter(authority=authority)


def _requests(authority: Authority) -> QuerySet[ToolRequest]:
    rows = ToolRequest.objects.filter(authority=authority)
    return rows.select_related("authority", "author", "unit", "system__authority")
