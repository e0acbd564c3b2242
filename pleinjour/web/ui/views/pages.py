"""Pages that every site owes its readers: help, accessibility, legal notice, security contact."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from pleinjour.web.ui import specimens
from pleinjour.web.ui.glossary import sorted_entries
from pleinjour.web.ui.help_topics import TOPICS
from pleinjour.web.ui.site import describe_site, shows_demonstration

SECURITY_TEXT_LIFE = timedelta(days=180)
"""RFC 9116, section 2.5.5, asks for less than a year."""


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/accessibility.html")


@login_not_required
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/legal.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/pages/help.html", {"entries": sorted_entries(), "topics": TOPICS})


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build and those who check. Absent in production."""
    if not shows_demonstration():
        raise Http404
    return render(request, "ui/pages/style.html", specimens.gather(request.GET.get("page")))


@login_not_required
@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a flaw (RFC 9116). Absent as long as nobody is named."""
    contact = str(getattr(settings, "PLEINJOUR_SECURITY_CONTACT", "")) or describe_site().contact
    if not contact:
        raise Http404
    lines = [
        f"Contact: {_as_address(contact)}",
        f"Expires: {_expiry(now()):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public pages, not those of an authority's own work."""
    return HttpResponse("User-agent: *\nDisallow: /a/\n", content_type="text/plain; charset=utf-8")


def _as_address(contact: str) -> str:
    is_email = "@" in contact and ":" not in contact
    return f"mailto:{contact}" if is_email else contact


def _expiry(today: datetime) -> datetime:
    return (today.astimezone(UTC) + SECURITY_TEXT_LIFE).replace(hour=0, minute=0, second=0, microsecond=0)
