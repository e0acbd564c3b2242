"""Name the people in charge of a system."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import people as actions
from pleinjour.web.registry.forms.system import ChargeForm
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.registry.views.frame import find_system, system_links, system_url


@require_http_methods(["GET", "HEAD", "POST"])
def name_person(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, system = find_system(request, slug, system_id, Deed.MOVE_SYSTEMS)
    form = ChargeForm(request.POST or None)

    def act() -> None:
        actions.name_person(account, system, form.charge(), timezone.now())

    if request.method == "POST" and accepts(form, act, "email"):
        messages.success(request, _("La personne est nommée."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Nommer une personne en charge de « {system} »").format(system=system.name),
        form=form,
        deed=_("Nommer"),
        way_back=system_url(system),
        lead=_("Une seule personne à la fois pour chaque charge : la nouvelle remplace l’ancienne."),
        links=system_links(system),
    )
    return show_form(request, page, system.authority)


@require_http_methods(["GET", "HEAD", "POST"])
def relieve_person(request: HttpRequest, slug: str, person_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.MOVE_SYSTEMS)
    person = selectors.get_visible_person(account, authority, person_id)
    question = Question(
        title=_("Décharger « {function} »").format(function=person.function),
        sentence=_("Plus personne n’aura cette charge sur « {system} ».").format(system=person.system.name),
        deed=_("Décharger"),
        way_back=system_url(person.system),
        links=system_links(person.system),
        done=_("La charge est libre."),
    )
    return ask(request, authority, question, lambda: actions.relieve_person(account, person, timezone.now()))
