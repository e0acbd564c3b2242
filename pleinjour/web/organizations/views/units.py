"""Units of the authority and the rules that lead log lines to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations import selectors
from pleinjour.web.organizations.actions import units as actions
from pleinjour.web.organizations.forms.authority import RuleForm, UnitForm, UnitsFileForm
from pleinjour.web.organizations.models import Authority, Unit
from pleinjour.web.organizations.perms import Deed, may, require
from pleinjour.web.organizations.spreadsheet import text_response
from pleinjour.web.organizations.unit_files import write_units_file
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.ui.components import Link

UNITS_EXAMPLE = """unit,kind,value
Mairie,cidr,10.1.1.0/24
Médiathèque,cidr,10.1.2.0/24
Voirie,user_suffix,@voirie.exemple.fr
"""


@require_safe
def show_units(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "units": selectors.get_visible_units(account, authority),
        "may_edit": may(account, authority, Deed.EDIT_UNITS),
    }
    return render(request, "organizations/units.html", fields)


@require_safe
def show_unit(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    fields = {
        "authority": authority,
        "links": _links(authority),
        "unit": selectors.get_visible_unit(account, authority, unit_id),
        "may_edit": may(account, authority, Deed.EDIT_UNITS),
    }
    return render(request, "organizations/unit.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def add_unit(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    form = UnitForm(request.POST or None)
    added: list[Unit] = []

    def act() -> None:
        added.append(actions.add_unit(account, authority, form.cleaned_data["name"]))

    if request.method == "POST" and accepts(form, act, "name"):
        messages.success(request, _("Le service est ajouté. Donnez-lui maintenant une règle."))
        return redirect("organizations:unit", slug=slug, unit_id=added[0].pk)
    page = FormPage(_("Ajouter un service"), form, _("Ajouter"), _list_url(authority), links=_links(authority))
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def rename_unit(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    unit = selectors.get_visible_unit(account, authority, unit_id)
    form = UnitForm(request.POST or None, initial={"name": unit.name})
    if request.method == "POST" and accepts(
        form, lambda: actions.rename_unit(account, unit, form.cleaned_data["name"]), "name"
    ):
        messages.success(request, _("Le service est renommé."))
        return redirect("organizations:unit", slug=slug, unit_id=unit_id)
    page = FormPage(_("Renommer un service"), form, _("Renommer"), _url(unit), links=_links(authority))
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_unit(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    unit = selectors.get_visible_unit(account, authority, unit_id)
    question = Question(
        title=_("Retirer « {unit} »").format(unit=unit.name),
        sentence=_("Ses règles disparaissent aussi. Les chiffres déjà publiés restent."),
        deed=_("Retirer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Le service est retiré."),
    )
    return ask(request, authority, question, lambda: actions.remove_unit(account, unit))


@require_http_methods(["GET", "HEAD", "POST"])
def add_rule(request: HttpRequest, slug: str, unit_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    unit = selectors.get_visible_unit(account, authority, unit_id)
    form = RuleForm(request.POST or None)

    def act() -> None:
        actions.add_rule(account, unit, form.cleaned_data["kind"], form.cleaned_data["value"])

    if request.method == "POST" and accepts(form, act, "value"):
        messages.success(request, _("La règle est ajoutée."))
        return redirect("organizations:unit", slug=slug, unit_id=unit_id)
    page = FormPage(
        title=_("Ajouter une règle à « {unit} »").format(unit=unit.name),
        form=form,
        deed=_("Ajouter"),
        way_back=_url(unit),
        lead=_("Une règle dit quelles lignes d’un journal viennent de ce service. Elle ne désigne jamais quelqu’un."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_rule(request: HttpRequest, slug: str, rule_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    rule = selectors.get_visible_rule(account, authority, rule_id)
    question = Question(
        title=_("Retirer la règle « {value} »").format(value=rule.value),
        sentence=_("Les prochains journaux ne mèneront plus par elle au service « {unit} ».").format(
            unit=rule.unit.name
        ),
        deed=_("Retirer"),
        way_back=_url(rule.unit),
        links=(*_links(authority), Link(rule.unit.name, _url(rule.unit))),
        done=_("La règle est retirée."),
    )
    return ask(request, authority, question, lambda: actions.remove_rule(account, rule))


@require_http_methods(["GET", "HEAD", "POST"])
def import_units(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_UNITS)
    form = UnitsFileForm(request.POST, request.FILES) if request.method == "POST" else UnitsFileForm()
    counts: list[int] = []

    def act() -> None:
        counts.append(actions.import_units(account, authority, form.cleaned_data["file"]))

    if request.method == "POST" and accepts(form, act, "file"):
        count = counts[0]
        sentence = ngettext("{count} règle est en place.", "{count} règles sont en place.", count)
        messages.success(request, sentence.format(count=count))
        return redirect("organizations:units", slug=slug)
    page = FormPage(
        title=_("Importer les règles"),
        form=form,
        deed=_("Remplacer les règles"),
        way_back=_list_url(authority),
        lead=_("Si une ligne ne convient pas, rien n’est changé, et la ligne à corriger est indiquée."),
        links=_links(authority),
        takes_file=True,
        example=UNITS_EXAMPLE,
    )
    return show_form(request, page, authority)


@require_safe
def export_units(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    rules = selectors.get_visible_rules(account, authority)
    return text_response(f"units-{authority.slug}.csv", write_units_file(rules))


def _list_url(authority: Authority) -> str:
    return reverse("organizations:units", args=[authority.slug])


def _url(unit: Unit) -> str:
    return reverse("organizations:unit", args=[unit.authority.slug, unit.pk])


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Services de la collectivité"), _list_url(authority))
