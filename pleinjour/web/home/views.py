"""Pages that look across verbs: the door of the site, and the home of an authority."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pleinjour.web.home.doors import doors_of
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.selectors import get_own_roles, get_roles
from pleinjour.web.organizations.views.frame import find_authority


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What Pleinjour is, for a visitor; the authorities of a member."""
    if not isinstance(request.user, Account):
        return render(request, "home/landing.html")
    return render(request, "home/authorities.html", {"authorities": get_own_roles(request.user)})


@require_safe
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    account, found = find_authority(request, slug)
    fields = {
        "authority": found,
        "roles": get_roles(found, account),
        "doors": doors_of(account, found, request),
    }
    return render(request, "home/authority.html", fields)
