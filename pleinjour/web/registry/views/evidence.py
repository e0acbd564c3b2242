"""The evidence that backs what is said of a system."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations.spreadsheet import download
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, is_dropped, show_form
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions import evidence as actions
from pleinjour.web.registry.file_kinds import EXTENSIONS
from pleinjour.web.registry.forms.system import EvidenceForm, ReasonForm
from pleinjour.web.registry.perms import Deed, require_deed
from pleinjour.web.registry.views.frame import find_system, system_links, system_url


@require_http_methods(["GET", "HEAD", "POST"])
def add_evidence(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, system = find_system(request, slug, system_id, Deed.DESCRIBE_SYSTEMS)
    form = EvidenceForm(request.POST or None, request.FILES or None, is_dropped=is_dropped(request))

    def act() -> None:
        actions.add_evidence(account, system, form.piece(), timezone.now())

    if request.method == "POST" and accepts(form, act, "file"):
        messages.success(request, _("La pièce est ajoutée."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Ajouter une pièce à « {system} »").format(system=system.name),
        form=form,
        deed=_("Ajouter"),
        way_back=system_url(system),
        lead=_("Une pièce datée appuie ce que vous affirmez. Tous les membres de la collectivité pourront la lire."),
        links=system_links(system),
        takes_file=True,
    )
    return show_form(request, page, system.authority)


@require_safe
def download_evidence(request: HttpRequest, slug: str, evidence_id: int) -> HttpResponse:
    """The file, to be saved: a browser shows nothing that somebody else brought."""
    account, authority = find_authority(request, slug)
    evidence = selectors.get_visible_evidence(account, authority, evidence_id)
    if evidence.content is None:
        raise Http404
    name = f"{slugify(evidence.title) or 'piece'}.{EXTENSIONS[evidence.media_type]}"
    return download(name, bytes(evidence.content), evidence.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_evidence(request: HttpRequest, slug: str, evidence_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DESCRIBE_SYSTEMS)
    evidence = selectors.get_visible_evidence(account, authority, evidence_id)
    system = evidence.system
    form = ReasonForm(request.POST or None)

    def act() -> None:
        actions.remove_evidence(account, evidence, form.cleaned_data["reason"])

    if request.method == "POST" and accepts(form, act, "reason"):
        messages.success(request, _("La pièce est retirée."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Retirer « {title} »").format(title=evidence.title),
        form=form,
        deed=_("Retirer"),
        way_back=system_url(system),
        lead=_("La pièce est effacée. Son empreinte et votre motif restent dans le journal."),
        links=system_links(system),
        is_dangerous=True,
    )
    return show_form(request, page, authority)
