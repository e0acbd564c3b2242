"""What the pages of systems share: where they stand, and how one comes back."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import find_authority, home_link
from pleinjour.web.registry import selectors
from pleinjour.web.registry.forms.search import SearchForm
from pleinjour.web.registry.models import System
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.ui.components import Link


def find_system(request: HttpRequest, slug: str, system_id: int, deed: Deed) -> tuple[Account, System]:
    """Who asks, and the system of the address. Raises NotAllowed, ObjectNotVisible."""
    account, authority = find_authority(request, slug)
    require_deed(account, authority, deed)
    return account, selectors.get_visible_system(account, authority, system_id)


def list_url(authority: Authority) -> str:
    return reverse("registry:systems", args=[authority.slug])


def system_url(system: System) -> str:
    return reverse("registry:system", args=[system.authority.slug, system.pk])


def list_links(authority: Authority) -> tuple[Link, ...]:
    """The way to the list of systems."""
    return home_link(authority), Link(_("Systèmes"), list_url(authority))


def system_links(system: System) -> tuple[Link, ...]:
    """The way to the page of a system."""
    return *list_links(system.authority), Link(system.name, system_url(system))


def search_form(request: HttpRequest, account: Account, authority: Authority) -> SearchForm:
    """What the address asks of the list. Raises NotAllowed."""
    form = SearchForm(request.GET, units=selectors.get_units_in_use(account, authority))
    form.full_clean()
    return form
