"""The systems of an authority, and what it says of each: approved, why, since when."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import tools as actions
from pleinjour.web.registry.forms.tools import RulingForm, SystemForm
from pleinjour.web.registry.models import Decision, Stage, System
from pleinjour.web.registry.perms import Deed, may_do, require_deed
from pleinjour.web.registry.search import Wish, search_systems, show_found, with_texts
from pleinjour.web.registry.signs import may_be_used, sign_of_stage
from pleinjour.web.registry.views.frame import list_links, list_url, search_form, system_links, system_url

SYSTEMS_A_PAGE = 50


@require_safe
def show_systems(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    visible = selectors.get_visible_systems(account, authority)
    form = search_form(request, account, authority)
    wish = form.wish()
    page = Paginator(search_systems(visible, wish), SYSTEMS_A_PAGE).get_page(request.GET.get("page"))
    systems = with_texts(visible.filter(pk__in=list(page.object_list)))
    in_force = {system.pk: (system, decision) for system, decision in selectors.in_force(systems)}
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "form": form,
        "page": page,
        "is_narrowed": wish.narrows,
        "is_searched": wish != Wish(),
        "systems": [_line(*in_force[key], wish) for key in page.object_list],
        "may_describe": may_do(account, authority, Deed.DESCRIBE_SYSTEMS),
    }
    return render(request, "registry/systems.html", fields)


def _line(system: System, decision: Decision | None, wish: Wish) -> tuple[object, ...]:
    """The system, its stage, whether it may be used, the decision that says why, and where the words were found."""
    is_ruled_by_stage = system.stage in (Stage.SUSPENDED, Stage.RETIRED, Stage.TRIAL)
    reason = None if is_ruled_by_stage else decision
    return system, sign_of_stage(system.stage), may_be_used(system), reason, show_found(system, wish.query)


@require_http_methods(["GET", "HEAD", "POST"])
def add_system(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    form = SystemForm(request.POST or None)
    added: list[System] = []

    def act() -> None:
        values = form.cleaned_data
        added.append(actions.add_system(account, authority, service=values["service"], name=values["name"]))

    if request.method == "POST" and accepts(form, act, "name"):
        next_page = "registry:decide" if may_do(account, authority, Deed.EDIT_SYSTEMS) else "registry:system"
        return redirect(next_page, slug=slug, system_id=added[0].pk)
    page = FormPage(
        title=_("Ajouter un système"),
        form=form,
        deed=_("Ajouter"),
        way_back=list_url(authority),
        links=list_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.EDIT_SYSTEMS)
    system = selectors.get_visible_system(account, authority, system_id)
    today = authority.day_of(timezone.now())
    form = RulingForm(request.POST or None, initial={"state": system.state, "decided_on": today})
    if request.method == "POST" and accepts(
        form, lambda: actions.set_state(account, system, form.ruling(), today), "decided_on"
    ):
        messages.success(request, _("La décision est enregistrée."))
        return redirect("registry:system", slug=slug, system_id=system.pk)
    page = FormPage(
        title=_("Décider pour « {system} »").format(system=system.name),
        form=form,
        deed=_("Enregistrer la décision"),
        way_back=system_url(system),
        links=system_links(system),
    )
    return show_form(request, page, authority)
