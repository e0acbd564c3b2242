"""Take a published month away, as CSV or as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.observe import selectors
from pleinjour.web.observe.pages.export import COLUMNS, Export, rows_of, write_spreadsheet
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.organizations.spreadsheet import csv_response, ods_response
from pleinjour.web.organizations.views.frame import find_authority


@require_safe
def export_csv(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    export = _export(request, slug, month)
    return csv_response(f"{export.name}.csv", COLUMNS, rows_of(export))


@require_safe
def export_ods(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    export = _export(request, slug, month)
    return ods_response(f"{export.name}.ods", write_spreadsheet(export))


def _export(request: HttpRequest, slug: str, month: Month) -> Export:
    account, authority = find_authority(request, slug)
    edition = selectors.find_edition(selectors.get_editions(account, authority), month)
    cells = tuple(selectors.get_cells(authority, edition))
    return Export(authority.name, authority.slug, edition, cells, get_answers(account, authority).licence)
