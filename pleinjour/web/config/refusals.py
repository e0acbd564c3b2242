"""Errors of the domain → what the browser gets. The only place where a refusal meets HTTP."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.selectors import get_contacts, get_visible_authority
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.views.errors import render_error


class RefusalMiddleware:
    """What one may not see does not exist (404); what one may see but not do is refused (403)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectNotVisible):
            return render_error(request, HTTPStatus.NOT_FOUND)
        if isinstance(error, NotAllowed):
            return render_error(request, HTTPStatus.FORBIDDEN, error.explain(gettext), contacts_of(request))
        return None


def contacts_of(request: HttpRequest) -> tuple[Link, ...]:
    """Whom a member may write to where the refused page stands: the référents, then the DPO."""
    slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
    if not isinstance(request.user, Account) or not slug:
        return ()
    try:
        authority = get_visible_authority(request.user, slug)
    except ObjectNotVisible:
        return ()
    found = get_contacts(request.user, authority)
    return tuple(Link(f"{role.label}, {person.email}", f"mailto:{person.email}") for role, person in found)
