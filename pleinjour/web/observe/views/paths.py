"""Where pages are: addresses that several views lead to, and the first steps of their breadcrumbs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.base.figures import Month
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import home_link
from pleinjour.web.ui.components import Link


def month_address(authority: Authority, month: Month) -> str:
    return reverse("observe:month", args=[authority.slug, month])


def observe_path(authority: Authority) -> tuple[Link, ...]:
    """The first steps of the breadcrumb of whatever is under Observer."""
    return home_link(authority), Link(_("Observer"), reverse("observe:index", args=[authority.slug]))


def logs_path(authority: Authority) -> tuple[Link, ...]:
    """Of whatever is about logs."""
    return *observe_path(authority), Link(_("Journaux"), reverse("observe:logs", args=[authority.slug]))


def papers_path(authority: Authority) -> tuple[Link, ...]:
    """Of whatever is under the papers."""
    return *observe_path(authority), Link(_("Documents"), reverse("observe:papers", args=[authority.slug]))


def alerts_path(authority: Authority) -> tuple[Link, ...]:
    """Of whatever is about one thing to look at."""
    return *observe_path(authority), Link(_("À regarder"), reverse("observe:alerts", args=[authority.slug]))
