"""What people do with a system."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.web.organizations.selectors import get_visible_units
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import uses as actions
from pleinjour.web.registry.forms.system import EndForm, UseForm
from pleinjour.web.registry.models import System
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.registry.views.frame import find_system, system_links, system_url


@require_http_methods(["GET", "HEAD", "POST"])
def add_use(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, system = find_system(request, slug, system_id, Deed.DESCRIBE_SYSTEMS)
    form = UseForm(request.POST or None, units=get_visible_units(account, system.authority))

    def act() -> None:
        actions.add_use(account, system, form.described(), _today(system))

    if request.method == "POST" and accepts(form, act, "since"):
        messages.success(request, _("L’usage est ajouté."))
        return redirect(system_url(system))
    title = _("Ajouter un usage de « {system} »").format(system=system.name)
    return show_form(request, _page(title, form, system), system.authority)


@require_http_methods(["GET", "HEAD", "POST"])
def change_use(request: HttpRequest, slug: str, use_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    use = selectors.get_visible_use(account, authority, use_id)
    units = get_visible_units(account, authority)
    form = UseForm(request.POST or None, units=units, initial=UseForm.initial_of(use))

    def act() -> None:
        actions.change_use(account, use, form.described(), _today(use.system))

    if request.method == "POST" and accepts(form, act, "since"):
        messages.success(request, _("L’usage est modifié."))
        return redirect(system_url(use.system))
    title = _("Modifier un usage de « {system} »").format(system=use.system.name)
    return show_form(request, _page(title, form, use.system), authority)


@require_http_methods(["GET", "HEAD", "POST"])
def end_use(request: HttpRequest, slug: str, use_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    use = selectors.get_visible_use(account, authority, use_id)
    today = _today(use.system)
    form = EndForm(request.POST or None, initial={"ended_on": today})
    if request.method == "POST" and accepts(form, lambda: actions.end_use(account, use, form.day(), today), "ended_on"):
        messages.success(request, _("L’usage est terminé. Il reste dans l’histoire du système."))
        return redirect(system_url(use.system))
    page = FormPage(
        title=_("Terminer un usage de « {system} »").format(system=use.system.name),
        form=form,
        deed=_("Terminer"),
        way_back=system_url(use.system),
        lead=use.purpose,
        links=system_links(use.system),
    )
    return show_form(request, page, authority)


def _page(title: str, form: UseForm, system: System) -> FormPage:
    return FormPage(title, form, _("Enregistrer"), system_url(system), links=system_links(system))


def _today(system: System) -> date:
    return system.authority.day_of(timezone.now())
