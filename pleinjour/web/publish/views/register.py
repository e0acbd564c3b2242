"""The public register: its list, its sheets, their editions."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish import public
from pleinjour.web.publish.forms.search import RegisterForm
from pleinjour.web.publish.models import Sheet, SheetEdition
from pleinjour.web.publish.pages.sheet import FIELDS, parts_of, say
from pleinjour.web.publish.views.opening import open_to_all
from pleinjour.web.registry.signs import sign_of_stage
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.components import State as Sign

SHEETS_A_PAGE = 20
GONE = 410


@open_to_all
def show_register(request: HttpRequest, authority: Authority) -> HttpResponse:
    version = public.version_of(authority)
    form = RegisterForm(request.GET, units=public.units_of(version))
    keys = public.search(version, form.wanted())
    page = Paginator(keys, SHEETS_A_PAGE).get_page(request.GET.get("page"))
    fields = {
        "opened": authority,
        "is_public": True,
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "page": page,
        "sheets": _rows(version, list(page)),
    }
    return render(request, "publish/public/register.html", fields)


@open_to_all
def show_sheet(request: HttpRequest, authority: Authority, sheet_id: int) -> HttpResponse:
    sheet = public.find_sheet(authority, sheet_id)
    if sheet.edition_id is None:
        fields = {"opened": authority, "is_public": True, "links": links_to_register(authority), "sheet": sheet}
        fields["withdrawal"] = public.withdrawal_of(sheet)
        return render(request, "publish/public/withdrawn.html", fields, status=GONE)
    editions = public.editions_of(sheet)
    return _render(request, sheet, public.edition_in_force(sheet, editions), editions)


@open_to_all
def show_edition(request: HttpRequest, authority: Authority, sheet_id: int, number: int) -> HttpResponse:
    sheet = public.find_sheet(authority, sheet_id)
    editions = public.editions_of(sheet)
    return _render(request, sheet, public.find_edition(editions, number), editions)


def _render(request: HttpRequest, sheet: Sheet, edition: SheetEdition, editions: list[SheetEdition]) -> HttpResponse:
    record = public.show(sheet, edition).record()
    fields = {
        "opened": sheet.authority,
        "is_public": True,
        "links": links_to_register(sheet.authority),
        "sheet": sheet,
        "edition": edition,
        "editions": editions,
        "record": record,
        "parts": parts_of(record),
        "stage": sign_of_stage(record["stage"]),
    }
    return render(request, "publish/public/sheet.html", fields)


def links_to_register(authority: Authority) -> tuple[Link, ...]:
    """The first step of every breadcrumb of what is open to everybody."""
    return (
        Link(
            _("Registre public : {name}").format(name=authority.name), reverse("publish:public", args=[authority.slug])
        ),
    )


def _rows(version: public.Version, keys: list[int]) -> list[tuple[public.Listed, str, Sign, str | None]]:
    """Each sheet of a page of the list, what it says first, its stage, and its part in a decision."""
    listed = public.list_sheets(version)
    sheets = [listed[key] for key in keys]
    said = public.summaries_of(sheets)
    return [
        (sheet, said[sheet.key], sign_of_stage(sheet.stage), say(FIELDS["part"], _known(sheet.part)))
        for sheet in sheets
    ]


def _known(code: str) -> str:
    return code if code in ("aucune", "aide", "seul") else ""
