"""A paper as PDF/UA-1 (ISO 14289-1), by WeasyPrint: the extra `papers`, and Debian's pango. docs/decisions/0028."""

import logging
from functools import cache
from types import ModuleType
from typing import NoReturn

from django.template.loader import render_to_string
from django.utils import translation

from pleinjour.base.errors import PleinjourError
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.papers.style import read_style
from pleinjour.web.ui.papers.tags import mend_tags

VARIANT = "pdf/ua-1"
TEXT_SIZE = 9.5
POSTER_SIZES = (9.5, 8.5, 7.5, 6.5, 5.5)
"""Points of the root of a paper; a poster is set in twice as large letters."""


class PDFUnavailable(PleinjourError):
    """The extra `papers` or the library pango is not on this server."""

    sentence = (
        "Ce serveur ne sait pas encore faire de PDF : il lui manque le complément « papers » ou la bibliothèque pango. "
        "Imprimez cette page, ou prenez le fichier ODT."
    )


def may_write_pdf() -> bool:
    """Whether WeasyPrint and the libraries it needs are on this machine."""
    return _weasyprint() is not None


def write_pdf(paper: Paper) -> bytes:
    """The paper, tagged for those who listen. Nothing is fetched: no file, no address. Raises PDFUnavailable."""
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise PDFUnavailable
    page = weasyprint.HTML(string=write_print(paper), url_fetcher=_deaf(weasyprint), base_url=None)
    # A poster is set in the largest letters with which it holds on one page.
    for size in POSTER_SIZES if paper.layout == "poster" else (TEXT_SIZE,):
        style = f"{read_style('paper.css')} html {{ font-size: {size}pt }}"
        sheets = [weasyprint.CSS(string=style, url_fetcher=_deaf(weasyprint))]
        document = page.render(stylesheets=sheets, pdf_variant=VARIANT)
        if len(document.pages) == 1:
            break
    content: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=mend_tags)
    return content


def write_print(paper: Paper) -> str:
    """The page that is set on paper, in the paper's own language."""
    with translation.override(paper.language):
        return render_to_string("ui/papers/print.html", {"paper": paper})


@cache
def _weasyprint() -> ModuleType | None:
    # Set before it is imported: it tells of each stylesheet, its own first.
    for noisy in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    try:
        import weasyprint
    except (ImportError, OSError):
        # OSError: the package is there, and pango is not.
        return None
    found: ModuleType = weasyprint
    return found


def _deaf(weasyprint: ModuleType) -> object:
    """What WeasyPrint asks for addresses: it is refused all of them, `file:` and `data:` too."""

    class Deaf(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            raise ValueError("a paper fetches nothing")

    return Deaf()
