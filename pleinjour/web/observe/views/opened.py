"""What an authority opens to everybody, without an account: its published months, their method, their files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pleinjour.refdata.schemas import MONTHLY_FIGURES, load_schema
from pleinjour.web.observe import selectors
from pleinjour.web.observe.ledger import read_cells_by_edition, read_editions, read_last_editions
from pleinjour.web.observe.pages.export import Export
from pleinjour.web.observe.pages.opendata import LICENCE_PAGES, columns, rows_of, tabulate_months, write_package
from pleinjour.web.observe.words import WORDS
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.open_pages import open_pages_of
from pleinjour.web.organizations.spreadsheet import csv_response
from pleinjour.web.ui.components import Link

MONTHS_SHOWN = 12


@login_not_required
@require_safe
def show(request: HttpRequest, place: str) -> HttpResponse:
    """The last months in one table, and where the whole is; where no month is open, the first page that is."""
    others = open_pages_of(place)
    try:
        authority, licence = selectors.find_opened(place)
    except ObjectNotVisible:
        if not others:
            raise
        return redirect(others[0].href)
    editions = read_last_editions(authority)[-MONTHS_SHOWN:]
    margins = [(edition, selectors.get_margins(authority, edition)) for edition in reversed(editions)]
    fields = {
        "opened": authority,
        "others": others,
        "table": tabulate_months(margins),
        "licence": licence.label,
        "licence_page": LICENCE_PAGES[licence],
    }
    return render(request, "observe/opened.html", fields)


@login_not_required
@require_safe
def explain_method(request: HttpRequest, place: str) -> HttpResponse:
    authority, _licence = selectors.find_opened(place)
    editions = read_last_editions(authority)
    fields = {
        "links": (Link(authority.name, reverse("observe:opened", args=[place])),),
        "edition": editions[-1] if editions else None,
        "families": WORDS.values(),
    }
    return render(request, "observe/method.html", fields)


@login_not_required
@require_safe
def give_csv(request: HttpRequest, place: str) -> HttpResponse:
    authority, licence = selectors.find_opened(place)
    last = {edition.key for edition in read_last_editions(authority)}
    exports = (
        (Export(authority.name, authority.slug, edition, tuple(cells), licence), edition.key in last)
        for edition, cells in read_cells_by_edition(authority, read_editions(authority))
    )
    return csv_response(f"observer-{place}.csv", columns(), rows_of(exports, authority.siren))


@login_not_required
@require_safe
def give_schema(request: HttpRequest, place: str) -> HttpResponse:
    selectors.find_opened(place)
    return HttpResponse(load_schema(MONTHLY_FIGURES).text, content_type="application/json")


@login_not_required
@require_safe
def give_package(request: HttpRequest, place: str) -> HttpResponse:
    authority, licence = selectors.find_opened(place)
    return HttpResponse(write_package(authority, licence), content_type="application/json")
