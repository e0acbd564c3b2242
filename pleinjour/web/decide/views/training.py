"""The training that users need before a system is open to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.web.decide.actions.training import record_training
from pleinjour.web.decide.forms.training import TrainingForm
from pleinjour.web.decide.perms import Deed, require_deed
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links, system_url


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.RECORD_TRAINING)
    system = get_visible_system(account, authority, system_id)
    form = TrainingForm(request.POST or None)
    if request.method == "POST" and accepts(
        form, lambda: record_training(account, system, form.held(), timezone.now()), "held_on"
    ):
        messages.success(request, _("La formation est enregistrée."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Formation des utilisateurs de « {system} »").format(system=system.name),
        form=form,
        deed=_("Enregistrer"),
        way_back=system_url(system),
        lead=_("Les personnes qui utiliseront ce système sont formées avant qu’il leur soit ouvert."),
        links=system_links(system),
    )
    return show_form(request, page, authority)
