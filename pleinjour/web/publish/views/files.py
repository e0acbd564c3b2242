"""The public register as open data, at addresses that stay."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.refdata.registers import Register, load_registers
from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.spreadsheet import csv_response
from pleinjour.web.publish import public
from pleinjour.web.publish.pages import files
from pleinjour.web.publish.views.opening import open_file, open_to_all
from pleinjour.web.ui.components import Column, DataTable, Link

JSON = "application/json"


@open_to_all
def explain(request: HttpRequest, authority: Authority) -> HttpResponse:
    """What the files hold, field by field, and under which licence they may be used again."""
    schema = load_schema(PUBLIC_SHEETS)
    rows = tuple((field.name, field.title, field.description) for field in schema.fields)
    register = Link(
        _("Registre public : {name}").format(name=authority.name), reverse("publish:public", args=[authority.slug])
    )
    fields = {
        "opened": authority,
        "is_public": True,
        "links": (register,),
        "schema": schema,
        "registers": load_registers().registers.values(),
        "licence": files.LICENCE,
        "table": DataTable(
            _("Les colonnes du fichier"), (Column(_("Nom")), Column(_("Titre")), Column(_("Sens"))), rows
        ),
    }
    return render(request, "publish/public/files.html", fields)


@open_file
def give_csv(_request: HttpRequest, authority: Authority) -> HttpResponse:
    return csv_response(f"fiches-{authority.slug}.csv", files.columns(), files.rows_of(public.records(authority)))


@open_file
def give_json(_request: HttpRequest, authority: Authority) -> HttpResponse:
    return HttpResponse(files.write_json(public.records(authority)), content_type=JSON)


@open_file
def give_schema(_request: HttpRequest, authority: Authority) -> HttpResponse:
    return HttpResponse(load_schema(PUBLIC_SHEETS).text, content_type=JSON)


@open_file
def give_package(_request: HttpRequest, authority: Authority) -> HttpResponse:
    return HttpResponse(files.write_package(authority), content_type=JSON)


@open_file
def give_mapped(_request: HttpRequest, authority: Authority, register: str) -> HttpResponse:
    found = _find(register)
    rows = files.mapped_rows(found, public.records(authority))
    return csv_response(f"{found.file}-{authority.slug}.csv", files.columns(found.schema), rows)


@open_file
def give_its_schema(_request: HttpRequest, authority: Authority, register: str) -> HttpResponse:
    return HttpResponse(load_schema(_find(register).schema).text, content_type=JSON)


def _find(name: str) -> Register:
    """The register whose files have that name. Raises ObjectNotVisible."""
    for register in load_registers().registers.values():
        if register.file == name:
            return register
    raise ObjectNotVisible
