"""A finished study as a paper: its page, PDF and ODT."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.web.decide import selectors
from pleinjour.web.decide.papers.study import make_study_paper
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.registry.models import System
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.views.papers import answer_odt, answer_pdf, pdf_refusal


@require_safe
def show(request: HttpRequest, slug: str, study_id: int) -> HttpResponse:
    authority, system, paper = _make(request, slug, study_id)
    way_back = Link(_("Étude d’impact"), reverse("decide:study", args=[slug, system.pk]))
    fields = {
        "authority": authority,
        "links": (*system_links(system), way_back),
        "paper": paper,
        "pdf": reverse("decide:study-pdf", args=[slug, study_id]),
        "odt": reverse("decide:study-odt", args=[slug, study_id]),
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "ui/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, study_id: int) -> HttpResponse:
    _authority, _system, paper = _make(request, slug, study_id)
    return answer_pdf(request, paper, reverse("decide:study-paper", args=[slug, study_id]))


@require_safe
def give_odt(request: HttpRequest, slug: str, study_id: int) -> HttpResponse:
    _authority, _system, paper = _make(request, slug, study_id)
    return answer_odt(paper)


def _make(request: HttpRequest, slug: str, study_id: int) -> tuple[Authority, System, Paper]:
    account, authority = find_authority(request, slug)
    file = selectors.get_study_file(account, authority, study_id)
    return authority, file.study.system, make_study_paper(file)
