"""Publish a month, after a page that says what it means."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.base.figures import Month
from pleinjour.web.observe import selectors
from pleinjour.web.observe.actions.publication import publish_month, refuse_unfinished
from pleinjour.web.observe.errors import ObservationError
from pleinjour.web.observe.forms import PublicationForm
from pleinjour.web.observe.gaps import read_gaps
from pleinjour.web.observe.ledger import last_edition_number
from pleinjour.web.observe.pages.agreement import say_agreement
from pleinjour.web.observe.pages.naming import name_month
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.observe.selectors import Draft
from pleinjour.web.observe.views.paths import month_address, observe_path
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import explain, find_authority


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.PUBLISH_MONTH)
    try:
        draft = selectors.find_draft(account, authority, month, timezone.now())
    except ObjectNotVisible:
        return _lead_to_published(request, account, authority, month)
    way_back = reverse("observe:logs", args=[slug])
    try:
        refuse_unfinished(authority, month, timezone.now())
        return _ask_or_publish(request, account, authority, draft)
    except ObservationError as error:
        messages.warning(request, explain(error))
        return redirect(way_back)


def _lead_to_published(request: HttpRequest, account: Account, authority: Authority, month: Month) -> HttpResponse:
    """The month, for whoever comes back to this page once it is published. Raises ObjectNotVisible."""
    selectors.find_edition(selectors.get_editions(account, authority), month)
    messages.info(request, _("Ce mois est déjà publié."))
    return redirect(month_address(authority, month))


def _ask_or_publish(request: HttpRequest, account: Account, authority: Authority, draft: Draft) -> HttpResponse:
    gaps = read_gaps(authority, draft.month)
    data = request.POST if request.method == "POST" else None
    form = PublicationForm(data, corrects=draft.corrects, has_gaps=bool(gaps))
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        publish_month(account, authority, draft.month, timezone.now(), reason=reason)
        messages.success(request, _("{month} est publié.").format(month=name_month(draft.month).capitalize()))
        return redirect(month_address(authority, draft.month))
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "draft": draft,
        "form": form if form.fields else "",
        "gaps": gaps,
        "agreement": say_agreement(get_answers(account, authority)),
        "title": _("Publier {month}").format(month=name_month(draft.month)),
        "sentence": _("Les chiffres seront montrés à tous les membres de la collectivité. Ils ne changeront plus."),
        "deed": _("Publier le mois"),
        "way_back": reverse("observe:logs", args=[authority.slug]),
        "last_edition": last_edition_number(authority, draft.month),
    }
    return render(request, "observe/publish.html", fields, status=422 if form.errors else 200)
