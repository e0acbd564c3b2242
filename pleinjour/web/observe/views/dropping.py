"""The drop folder: what its last pass found, and how it is read. The folder itself is not looked at by the web."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.observe import selectors
from pleinjour.web.observe.actions.dropping import set_drop_folder
from pleinjour.web.observe.dropping.looking import folder_of
from pleinjour.web.observe.forms import DropFolderForm
from pleinjour.web.observe.models import Outcome
from pleinjour.web.observe.pages.dropping import describe_folder, describe_refused, is_late, say_trouble
from pleinjour.web.observe.perms import Deed, may, require
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.observe.views.paths import logs_path
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.ui.components import Link

FILES_SHOWN = 20


@require_safe
def show_folder(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    folder = selectors.get_drop_folder(account, authority)
    files = selectors.get_dropped_files(account, authority)
    refused = files.exclude(outcome=Outcome.TAKEN)
    page = Paginator(refused, FILES_SHOWN).get_page(request.GET.get("page"))
    taken, now, zone = files.filter(outcome=Outcome.TAKEN).count(), timezone.now(), authority.time_zone
    fields = {
        "authority": authority,
        "links": logs_path(authority),
        "folder": folder,
        "path": folder_of(authority),
        "trouble": say_trouble(folder) if folder.trouble else (),
        "is_late": is_late(folder, now) and not folder.paused,
        "rows": describe_folder(folder, taken, page.paginator.count, zone, now),
        "page": page,
        "table": describe_refused(page.object_list, zone),
        "may_set": may(account, authority, Deed.SET_DROP_FOLDER),
        "may_take": may(account, authority, Deed.TAKE_LOGS),
    }
    return render(request, "observe/drop.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def set_folder(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.SET_DROP_FOLDER)
    folder = selectors.get_drop_folder(account, authority)
    initial = {"format": folder.format, "paused": folder.paused}
    form = DropFolderForm(request.POST or None, initial=initial, customs=load_customs(authority))
    way_back = reverse("observe:drop", args=[slug])

    def act() -> None:
        cleaned = form.cleaned_data
        set_drop_folder(account, authority, format_name=cleaned["format"], paused=cleaned["paused"])

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("C’est réglé. Le prochain passage en tient compte."))
        return redirect(way_back)
    here = Link(_("Dossier de dépôt"), way_back)
    title = _("Régler le dossier de dépôt")
    page = FormPage(title, form, deed=_("Enregistrer"), way_back=way_back, links=(*logs_path(authority), here))
    return show_form(request, page, authority)
