"""Lead a system to its next stage, or stop it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import description, life
from pleinjour.web.registry.forms.system import DescriptionForm, MoveForm, ReasonForm
from pleinjour.web.registry.life import next_stages
from pleinjour.web.registry.models import Stage
from pleinjour.web.registry.perms import Deed, may_do, require_deed
from pleinjour.web.registry.recalls import recalls_of
from pleinjour.web.registry.views.frame import find_system, system_links, system_url


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, system = find_system(request, slug, system_id, Deed.DESCRIBE_SYSTEMS)
    now = description.described(system)
    initial = {"seen": system.version, **{name: getattr(now, name) for name in now.written()}}
    form = DescriptionForm(request.POST or None, initial=initial)

    def act() -> None:
        description.describe_system(account, system, form.description(), form.change(), timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La description est enregistrée."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Décrire « {system} »").format(system=system.name),
        form=form,
        deed=_("Enregistrer"),
        way_back=system_url(system),
        lead=_("Ce que vous ne savez pas peut rester vide : il sera dit inconnu."),
        links=system_links(system),
    )
    return show_form(request, page, system.authority)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, system = find_system(request, slug, system_id, Deed.MOVE_SYSTEMS)
    # A choice that would be refused is not offered.
    stages = tuple(stage for stage in next_stages(system) if may_do(account, system.authority, life.deed_of(stage)))
    form = MoveForm(request.POST or None, stages=stages, initial={"seen": system.stage})

    def act() -> None:
        life.move_system(account, system, form.move(), timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("L’étape est enregistrée."))
        return redirect(system_url(system))
    lead = _("Étape actuelle : {stage}. Chaque passage garde son motif, sa date et le rôle qui le décide.")
    page = FormPage(
        title=_("Changer l’étape de « {system} »").format(system=system.name),
        form=form,
        deed=_("Enregistrer l’étape"),
        way_back=system_url(system),
        lead=lead.format(stage=system.get_stage_display()),
        links=system_links(system),
    )
    today = system.authority.day_of(timezone.now())
    recalls = recalls_of(system, today) if Stage.DEPLOYED in stages else []
    fields = {"page": page, "form": form, "authority": system.authority, "recalls": recalls}
    return render(request, "registry/move.html", fields, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    system = selectors.get_visible_system(account, authority, system_id)
    if not life.supervises(account, system):
        require_deed(account, authority, Deed.STOP_SYSTEMS)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        life.stop_system(account, system, form.cleaned_data["reason"], timezone.now())

    if request.method == "POST" and accepts(form, act, "reason"):
        messages.success(request, _("Le système est arrêté."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Arrêter « {system} »").format(system=system.name),
        form=form,
        deed=_("Arrêter maintenant"),
        way_back=system_url(system),
        lead=_("Plus personne ne doit l’utiliser dès maintenant. Il pourra reprendre après une nouvelle décision."),
        links=system_links(system),
        is_dangerous=True,
    )
    return show_form(request, page, authority)
