"""The monthly report of a published month: its page, and the same as PDF and ODT."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.observe.pages.month import Provenance
from pleinjour.web.observe.pages.naming import name_month
from pleinjour.web.observe.papers.report import make_report
from pleinjour.web.observe.views.month import Asked, find_month, recall_months
from pleinjour.web.observe.views.paths import observe_path
from pleinjour.web.registry.selectors import get_systems_in_force
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.views.papers import answer_odt, answer_pdf, pdf_refusal


@require_safe
def show(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    asked = find_month(request, slug, month)
    kind = f"?genre={asked.family}"
    fields = {
        "authority": asked.authority,
        "links": (*observe_path(asked.authority), Link(name_month(month), f"{asked.address}{kind}")),
        "paper": _report(asked),
        "pdf": reverse("observe:report-pdf", args=[slug, month]) + kind,
        "odt": reverse("observe:report-odt", args=[slug, month]) + kind,
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "ui/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    asked = find_month(request, slug, month)
    page = reverse("observe:report", args=[slug, month])
    return answer_pdf(request, _report(asked), f"{page}?genre={asked.family}")


@require_safe
def give_odt(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    return answer_odt(_report(find_month(request, slug, month)))


def _report(asked: Asked) -> Paper:
    """The report of the month's last edition, for one kind of log."""
    systems = get_systems_in_force(asked.account, asked.authority)
    return make_report(
        Provenance(asked.authority, asked.edition, asked.family), asked.table, recall_months(asked), systems
    )
