"""Open data: every published month in one file, at an address that stays, with its schema and its licence."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.refdata.schemas import MONTHLY_FIGURES, load_schema
from pleinjour.web.observe import selectors
from pleinjour.web.observe.pages.export import Export
from pleinjour.web.observe.pages.opendata import LICENCE_PAGES, columns, rows_of, write_package
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.perms import Deed, may
from pleinjour.web.observe.views.paths import observe_path
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.spreadsheet import csv_response
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.ui.components import Column, DataTable


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What the file holds, field by field, and under which licence it may be used again."""
    account, authority = find_authority(request, slug)
    schema = load_schema(MONTHLY_FIGURES)
    answers = get_answers(account, authority)
    licence = answers.licence
    rows = tuple((field.name, field.title, field.description) for field in schema.fields)
    heads = (Column(_("Nom")), Column(_("Titre")), Column(_("Sens")))
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "editions": selectors.get_editions(account, authority),
        "schema": schema,
        "table": DataTable(_("Les colonnes du fichier"), heads, rows),
        "opens_data": answers.opens_data,
        "licence": licence.label,
        "licence_page": LICENCE_PAGES[licence],
        "may_answer": may(account, authority, Deed.ANSWER_PAPERS),
    }
    return render(request, "observe/opendata.html", fields)


@require_safe
def give_csv(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    rows = rows_of(_every_edition(account, authority), authority.siren)
    return csv_response(f"observer-{slug}.csv", columns(), rows)


@require_safe
def give_schema(request: HttpRequest, slug: str) -> HttpResponse:
    find_authority(request, slug)
    return HttpResponse(load_schema(MONTHLY_FIGURES).text, content_type="application/json")


@require_safe
def give_package(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    licence = get_answers(account, authority).licence
    return HttpResponse(write_package(authority, licence), content_type="application/json")


def _every_edition(account: Account, authority: Authority) -> Iterator[tuple[Export, bool]]:
    """Each edition of each published month, with whether it is the last one of its month."""
    licence = get_answers(account, authority).licence
    last = {edition.key for edition in selectors.get_editions(account, authority)}
    for edition, cells in selectors.get_ledger(account, authority):
        yield Export(authority.name, authority.slug, edition, tuple(cells), licence), edition.key in last
