"""The monthly report of a published month: its page, and the same as PDF and ODT."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.observe import selectors
from pleinjour.web.observe.pages.history import recall
from pleinjour.web.observe.pages.month import Provenance
from pleinjour.web.observe.pages.naming import name_month
from pleinjour.web.observe.pages.table import main_family, split_by_family
from pleinjour.web.observe.papers.content import Paper
from pleinjour.web.observe.papers.report import make_report
from pleinjour.web.observe.selectors import HISTORY_MONTHS
from pleinjour.web.observe.views.month import month_address, month_path
from pleinjour.web.observe.views.papers import answer_odt, answer_pdf, pdf_refusal
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.ui.components import Link


@require_safe
def show(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    authority, paper = _make(request, slug, month)
    fields = {
        "authority": authority,
        "links": (*month_path(authority), Link(name_month(month), month_address(authority, month))),
        "paper": paper,
        "pdf": reverse("observe:report-pdf", args=[slug, month]),
        "odt": reverse("observe:report-odt", args=[slug, month]),
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "observe/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    _authority, paper = _make(request, slug, month)
    return answer_pdf(request, paper, reverse("observe:report", args=[slug, month]))


@require_safe
def give_odt(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    _authority, paper = _make(request, slug, month)
    return answer_odt(paper)


def _make(request: HttpRequest, slug: str, month: Month) -> tuple[Authority, Paper]:
    """The report of the last edition of the month, for the family that it sees best. Raises ObjectNotVisible."""
    account, authority = find_authority(request, slug)
    editions = selectors.get_editions(account, authority)
    edition = selectors.find_edition(editions, month)
    tables = split_by_family(selectors.get_margins(authority, edition))
    family = main_family(tables)
    around = [one for one in editions if month.shifted(1 - HISTORY_MONTHS) <= one.month <= month]
    past = recall(around, selectors.get_history(authority, around, family), month)
    return authority, make_report(Provenance(authority, edition), tables[family], past)
