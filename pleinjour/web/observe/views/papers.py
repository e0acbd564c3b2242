"""The papers to agree on: pages, and the same as PDF and ODT."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.observe.actions.papers import answer_papers
from pleinjour.web.observe.forms import AnswersForm
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.papers.filling import make_papers
from pleinjour.web.observe.papers.listing import list_papers
from pleinjour.web.observe.perms import PAPERS, Deed, may, require
from pleinjour.web.observe.views.paths import observe_path, papers_path
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.views.papers import answer_odt, answer_pdf, pdf_refusal


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper that the person may read, and what is still to be filled in."""
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.VIEW_FIGURES)
    readable = [key for key, deed in PAPERS.items() if may(account, authority, deed)]
    papers = make_papers(account, authority, readable, timezone.now())
    missing = list(dict.fromkeys(what for paper in papers.values() for what in paper.missing()))
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "doors": list_papers(authority, papers),
        "missing": missing,
        "may_answer": may(account, authority, Deed.ANSWER_PAPERS),
    }
    return render(request, "observe/papers/index.html", fields)


@require_safe
def show(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    account, authority, paper = _make(request, slug, key)
    may_answer = may(account, authority, Deed.ANSWER_PAPERS)
    fields = {
        "authority": authority,
        "links": papers_path(authority),
        "paper": paper,
        "missing": paper.missing(),
        "answer_url": reverse("observe:papers-answer", args=[slug]) if may_answer else "",
        "pdf": reverse(f"observe:{key}-pdf", args=[slug]),
        "odt": reverse(f"observe:{key}-odt", args=[slug]),
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "ui/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    _account, _authority, paper = _make(request, slug, key)
    return answer_pdf(request, paper, reverse(f"observe:{key}", args=[slug]))


@require_safe
def give_odt(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    _account, _authority, paper = _make(request, slug, key)
    return answer_odt(paper)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what only people know."""
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.ANSWER_PAPERS)
    form = AnswersForm(request.POST or None, initial=asdict(get_answers(account, authority)))
    way_back = reverse("observe:papers", args=[slug])
    if request.method == "POST" and accepts(form, lambda: answer_papers(account, authority, form.answers())):
        messages.success(request, _("Les réponses sont enregistrées. Les documents les portent déjà."))
        return redirect(way_back)
    page = FormPage(
        title=_("Compléter les documents"),
        lead=_("Ce que Pleinjour ne peut pas savoir. Laissez vide ce qui n’est pas encore décidé."),
        form=form,
        deed=_("Enregistrer"),
        way_back=way_back,
        links=papers_path(authority),
    )
    return show_form(request, page, authority)


def _make(request: HttpRequest, slug: str, key: str) -> tuple[Account, Authority, Paper]:
    account, authority = find_authority(request, slug)
    require(account, authority, PAPERS[key])
    return account, authority, make_papers(account, authority, [key], timezone.now())[key]
