"""What is worth a look in a published month."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.observe import selectors
from pleinjour.web.observe.pages.month import Provenance
from pleinjour.web.observe.pages.patterns import read_patterns, show_patterns
from pleinjour.web.observe.readings.bounds import read_use
from pleinjour.web.observe.views.month import describe_part, find_month
from pleinjour.web.organizations.selectors import get_contacts


@require_safe
def show_month(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """Aggregates of the whole organisation, each with what to offer."""
    asked = find_month(request, slug, month)
    history = selectors.get_history(asked.authority, [asked.edition], asked.family)
    use = read_use(history[month], asked.edition.rounding)
    fields = describe_part(asked) | {
        "patterns": show_patterns(Provenance(asked.authority, asked.edition, asked.family), read_patterns(use, month)),
        "contacts": get_contacts(asked.account, asked.authority),
    }
    return render(request, "observe/patterns.html", fields)
