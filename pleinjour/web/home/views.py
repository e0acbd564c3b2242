"""Pages that look across verbs: the door of the site, and the home of an authority."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pleinjour.web.decide.perms import Deed, may_do
from pleinjour.web.home.demonstration import building
from pleinjour.web.home.demonstration.accounts import PASSWORD, SECOND_FACTOR_BASE32
from pleinjour.web.home.demonstration.page import tabulate_accounts
from pleinjour.web.home.doors import doors_of
from pleinjour.web.home.first_steps import first_steps
from pleinjour.web.home.forms import SearchForm
from pleinjour.web.home.overview import overlook
from pleinjour.web.home.today import look_at_today
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.selectors import (
    get_contacts,
    get_own_roles,
    get_roles,
    get_visible_authorities,
    search_authorities,
)
from pleinjour.web.organizations.views.frame import find_authority, home_link
from pleinjour.web.organizations.waiting import waiting_for
from pleinjour.web.publish.registers import get_registers

AUTHORITIES_A_PAGE = 24
FIRST_WAITING = 5


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What Pleinjour is, for a visitor; the authorities of a member, or their only one at once."""
    if not isinstance(request.user, Account):
        return _welcome(request)
    own = list(get_visible_authorities(request.user))
    if len(own) == 1:
        return redirect("home:authority", slug=own[0].slug)
    form = SearchForm(request.GET)
    found = search_authorities(own, form.words())
    page = Paginator(found, AUTHORITIES_A_PAGE).get_page(request.GET.get("page"))
    fields = {
        "page": page,
        "authorities": get_own_roles(request.user, list(page.object_list)),
        "form": form if len(own) > AUTHORITIES_A_PAGE else None,
        "found": len(found),
    }
    return render(request, "home/authorities.html", fields)


def _welcome(request: HttpRequest) -> HttpResponse:
    """What Pleinjour is, and the public registers of those who have one."""
    registers, form = get_registers(), SearchForm(request.GET)
    found = search_authorities(registers, form.words())
    fields = {
        "page": Paginator(found, AUTHORITIES_A_PAGE).get_page(request.GET.get("page")),
        "form": form if len(registers) > AUTHORITIES_A_PAGE else None,
        "has_registers": bool(registers),
    }
    return render(request, "home/landing.html", fields)


@login_not_required
@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """The accounts that open the demonstration; nothing is there elsewhere."""
    if not settings.PLEINJOUR_DEMO:
        raise Http404
    tables = tabulate_accounts() if building.is_there() else []
    fields = {"tables": tables, "password": PASSWORD, "secret": SECOND_FACTOR_BASE32}
    return render(request, "home/demonstration.html", fields)


@require_safe
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the authority stands, what is left to do, and every door the person may open."""
    account, found = find_authority(request, slug)
    now = timezone.now()
    today = look_at_today(account, found, now)
    waiting = waiting_for(account, found, now)
    fields = {
        "authority": found,
        "roles": get_roles(found, account),
        "today": today,
        "overview": overlook(account, found),
        "waiting": waiting[:FIRST_WAITING],
        "day": found.day_of(now),
        "tasks": [] if today.latest else first_steps(account, found, has_drafts=bool(today.drafts)),
        "threshold": settings.PLEINJOUR_THRESHOLD,
        "contacts": get_contacts(account, found),
        "doors": doors_of(account, found, request),
    }
    return render(request, "home/authority.html", fields)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """All that waits for the person here, each line leading to where it is done."""
    account, found = find_authority(request, slug)
    now = timezone.now()
    fields = {
        "authority": found,
        "links": [home_link(found)],
        "waiting": waiting_for(account, found, now),
        "may_list_incidents": may_do(account, found, Deed.VIEW_INCIDENTS),
        "day": found.day_of(now),
    }
    return render(request, "home/board.html", fields)
