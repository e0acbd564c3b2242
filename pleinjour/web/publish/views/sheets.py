"""The public sheet of a system, for those who write and publish it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.publish import selectors
from pleinjour.web.publish.actions import sheets as actions
from pleinjour.web.publish.forms.sheet import PublishForm, SheetForm, WithdrawForm, initial_of
from pleinjour.web.publish.models import Sheet
from pleinjour.web.publish.pages.sheet import parts_of
from pleinjour.web.publish.perms import Deed, may_do, require_deed
from pleinjour.web.publish.words import LABELS
from pleinjour.web.registry.models import Stage, System
from pleinjour.web.registry.signs import sign_of_stage
from pleinjour.web.ui.components import Link, State


@require_safe
def show_sheets(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    found = selectors.get_sheets(account, authority)
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "sheets": [(system, sheet, _sign_of(sheet, is_behind=is_behind)) for system, sheet, is_behind in found],
        "is_open": any(sheet for _system, sheet, _is_behind in found),
    }
    return render(request, "publish/sheets.html", fields)


@require_safe
def show_sheet(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    state = selectors.get_sheet_state(account, authority, system_id)
    may_publish = may_do(account, authority, Deed.PUBLISH_SHEET)
    fields = {
        "authority": authority,
        "links": _list_links(authority),
        "system": state.system,
        "state": state,
        "sign": _sign_of(state.sheet, is_behind=state.is_behind),
        "lags": [LABELS[name] for name in state.lags],
        "may_write": may_do(account, authority, Deed.WRITE_SHEET),
        "may_publish": may_publish,
        "may_withdraw": may_publish and state.in_force is not None,
    }
    return render(request, "publish/sheet.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.WRITE_SHEET)
    state = selectors.get_sheet_state(account, authority, system_id)
    form = SheetForm(request.POST or None, initial=initial_of(state.now.words, state.edits))

    def act() -> None:
        actions.save_draft(account, state.system, form.words(), form.cleaned_data["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La fiche est enregistrée. Le public ne la lit pas encore."))
        return redirect("publish:preview", slug=slug, system_id=system_id)
    page = FormPage(
        title=_("Écrire la fiche publique de « {system} »").format(system=state.system.name),
        form=form,
        deed=_("Enregistrer, puis voir l’aperçu"),
        way_back=_url("publish:sheet", state.system),
        lead=_("Ce que le registre sait est repris tout seul. Ce qui reste vide sera dit inconnu."),
        links=_links(state.system),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    """The next edition, exactly as the public would read it; a POST publishes it."""
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.WRITE_SHEET)
    may_publish = may_do(account, authority, Deed.PUBLISH_SHEET)
    if request.method == "POST":
        require_deed(account, authority, Deed.PUBLISH_SHEET)
    state = selectors.get_sheet_state(account, authority, system_id)
    now, is_first = timezone.now(), state.in_force is None
    form = PublishForm(request.POST or None, initial={"digest": state.now.digest()}, is_first=is_first)

    def act() -> None:
        actions.publish_sheet(account, state.system, form.previewed(), now)

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La fiche est publiée. Tout le monde peut la lire."))
        return redirect("publish:sheet", slug=slug, system_id=system_id)
    shown = selectors.preview(state, now)
    fields = {
        "authority": authority,
        "links": _links(state.system),
        "system": state.system,
        "state": state,
        "form": form,
        "may_publish": may_publish,
        "record": shown.record(),
        "parts": parts_of(shown.record()),
        "stage": sign_of_stage(shown.stage),
        "changed": [LABELS[name] for name in state.changed],
    }
    return render(request, "publish/preview.html", fields, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.PUBLISH_SHEET)
    system = selectors.get_sheet_state(account, authority, system_id).system
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        actions.withdraw_sheet(account, system, form.cleaned_data["reason"], timezone.now())

    if request.method == "POST" and accepts(form, act, "reason"):
        messages.success(request, _("La fiche est retirée. Le public lit votre motif à sa place."))
        return redirect("publish:sheet", slug=slug, system_id=system_id)
    lead = _("Le public ne lira plus aucune de ses éditions.")
    if system.stage == Stage.DEPLOYED:
        lead += " " + _("Ce système est déployé : sans fiche, il sera suspendu.")
    page = FormPage(
        title=_("Retirer la fiche publique de « {system} »").format(system=system.name),
        form=form,
        deed=_("Retirer la fiche"),
        way_back=_url("publish:sheet", system),
        lead=lead,
        links=_links(system),
        is_dangerous=True,
    )
    return show_form(request, page, authority)


def _sign_of(sheet: Sheet | None, *, is_behind: bool) -> State:
    """Where the sheet is, in the reader's language."""
    if sheet is None:
        return State(_("Pas encore publiée"), "unknown")
    if sheet.edition is None:
        return State(_("Retirée"), "bad")
    if is_behind:
        return State(_("En retard sur le système"), "mixed")
    return State(_("Publiée"), "good")


def _list_links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Registre public"), reverse("publish:sheets", args=[authority.slug]))


def _links(system: System) -> tuple[Link, ...]:
    return *_list_links(system.authority), Link(system.name, _url("publish:sheet", system))


def _url(name: str, system: System) -> str:
    return reverse(name, args=[system.authority.slug, system.pk])
