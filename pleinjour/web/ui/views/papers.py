"""A paper handed over: as PDF where it can be made, as OpenDocument text, or why not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from pleinjour.web.ui.papers import pdf
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.papers.odt import CONTENT_TYPE as ODT
from pleinjour.web.ui.papers.odt import write_odt
from pleinjour.web.ui.papers.pdf import PDFUnavailable
from pleinjour.web.ui.templatetags.ui import chart_wording


def answer_pdf(request: HttpRequest, paper: Paper, page: str) -> HttpResponse:
    """The paper as PDF; where none can be made, its page again, which says why."""
    try:
        content = pdf.write_pdf(paper)
    except PDFUnavailable as error:
        messages.warning(request, error.explain(gettext))
        return redirect(page)
    return _attach(content, "application/pdf", f"{paper.name}.pdf")


def answer_odt(paper: Paper) -> HttpResponse:
    """The paper as an OpenDocument text."""
    return _attach(write_odt(paper, chart_wording()), ODT, f"{paper.name}.odt")


def pdf_refusal() -> str:
    """Why no PDF can be made here; empty when it can."""
    return "" if pdf.may_write_pdf() else PDFUnavailable().explain(gettext)


def _attach(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
