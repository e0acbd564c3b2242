"""An answer as a letter to print, for whoever sends it themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.publish.desk.letters import make_letter
from pleinjour.web.publish.desk.selectors import get_request
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.publish.views.desk import links_to_request
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.views.papers import answer_odt, answer_pdf, pdf_refusal


@require_safe
def show_letter(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    authority, one, letter = _make(request, slug, asked_id)
    fields = {
        "authority": authority,
        "links": links_to_request(one),
        "paper": letter,
        "pdf": reverse("publish:request-letter-pdf", args=[slug, asked_id]),
        "odt": reverse("publish:request-letter-odt", args=[slug, asked_id]),
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "ui/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    letter = _make(request, slug, asked_id)[-1]
    return answer_pdf(request, letter, reverse("publish:request-letter", args=[slug, asked_id]))


@require_safe
def give_odt(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    return answer_odt(_make(request, slug, asked_id)[-1])


def _make(request: HttpRequest, slug: str, asked_id: int) -> tuple[Authority, PublicRequest, Paper]:
    """Raises NotAllowed; ObjectNotVisible for a request without an answer, or erased."""
    account, authority = find_authority(request, slug)
    one = get_request(account, authority, asked_id)
    if not one.answer:
        raise ObjectNotVisible
    return authority, one, make_letter(one, one.answered_on or authority.day_of(timezone.now()))
