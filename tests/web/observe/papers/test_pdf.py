"""A paper as PDF/UA: judged by a checker that is not ours, then by what we promise of its tags."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import outloud
import pikepdf
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.observe.papers.filling import make_papers
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers import pdf
from pleinjour.web.ui.papers.content import Bullets, Grid, Missing, Paper, Paragraph, Section, Terms
from pleinjour.web.ui.papers.pdf import PDFUnavailable, write_pdf, write_print
from tests.web.observe.browsing import text_of
from tests.web.organizations.factories import make_authority, member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
KEYS = ("notice", "cst", "registre", "aipd")
HOSTILE = '"><img src="file:///etc/passwd"><link rel="stylesheet" href="http://192.0.2.1/x.css"><svg/onload=x> & '


@pytest.fixture(autouse=True)
def _pango() -> None:
    if not pdf.may_write_pdf():
        pytest.skip("pango is not installed (apt-get install libpango-1.0-0 libpangoft2-1.0-0): no PDF is made")


def make(authority: Authority, key: str) -> Paper:
    return make_papers(member(authority, Role.DPO), authority, [key], NOW)[key]


def faults(content: bytes, folder: Path) -> list[str]:
    """What the checker finds wrong: its errors, and its doubts about conformity.

    TBL-010 counts heads against data: a table of one row is right, and would fail it.
    """
    path = folder / "paper.pdf"
    path.write_bytes(content)
    conformity = outloud.check(str(path), layers=["conformance"])
    meaning = outloud.check(str(path), layers=["semantic"], skip=["TBL-010"])
    assert conformity.error is meaning.error is None
    wrong = [*conformity.findings, *(one for one in meaning.findings if one.severity == "error")]
    return [f"{one.rule} {one.message} {one.evidence}" for one in wrong]


def elements(document: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure tree that bear this tag."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting += list(found)
        elif isinstance(found, pikepdf.Dictionary):
            if found.get("/S") == f"/{tag}":
                yield found
            waiting += [found.K] if "/K" in found else []


@pytest.mark.parametrize("key", KEYS)
def test_an_independent_checker_finds_no_fault(authority: Authority, tmp_path: Path, key: str) -> None:
    assert faults(write_pdf(make(authority, key)), tmp_path) == []


def test_the_checker_does_find_faults(authority: Authority, tmp_path: Path) -> None:
    """A file whose title, language and tags were taken away: the test above can fail."""
    document = pikepdf.open(BytesIO(write_pdf(make(authority, "aipd"))))
    del document.Root.Lang, document.Root.StructTreeRoot, document.Root.MarkInfo
    spoilt = BytesIO()
    document.save(spoilt)
    assert len(faults(spoilt.getvalue(), tmp_path)) >= 3


def test_the_file_says_what_it_is(authority: Authority) -> None:
    document = pikepdf.open(BytesIO(write_pdf(make(authority, "aipd"))))
    assert str(document.Root.Lang) == "fr"
    assert str(document.docinfo.Title).startswith("Éléments pour l’analyse d’impact (AIPD) – Commune")
    assert document.Root.MarkInfo.Marked
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert len(document.Root.Outlines.keys()) > 0


def test_every_heading_cell_says_which_way_it_heads(authority: Authority) -> None:
    document = pikepdf.open(BytesIO(write_pdf(make(authority, "aipd"))))
    scopes = [str(cell.A.Scope) for cell in elements(document, "TH")]
    assert set(scopes) == {"/Column", "/Row"}
    assert scopes.count("/Row") == 17


def test_page_numbers_are_no_content(authority: Authority) -> None:
    document = pikepdf.open(BytesIO(write_pdf(make(authority, "cst"))))
    for page in document.pages:
        operations = pikepdf.parse_content_stream(page)
        opened = [str(one.operands[0]) for one in operations if str(one.operator) == "BMC"]
        assert "/Artifact" in opened


def test_fonts_travel_with_the_file(authority: Authority) -> None:
    document = pikepdf.open(BytesIO(write_pdf(make(authority, "notice"))))
    fonts = [one for page in document.pages for one in page.Resources.Font.values()]
    assert fonts
    assert all("/FontFile2" in one.DescendantFonts[0].FontDescriptor for one in fonts)


@pytest.mark.parametrize("units", [0, 12])
def test_the_notice_holds_on_two_pages(settings: Settings, units: int) -> None:
    settings.PLEINJOUR_HOST = "Un hébergeur dont le nom est bien long, dans une ville dont le nom l’est aussi, France"
    authority = make_authority(name="Communauté d’agglomération des " + "Trois-Vallées-et-Plateaux " * 5)
    for role in (Role.DPO, Role.REFERENT, Role.REFERENT):
        member(authority, role)
    for number in range(units):
        authority.units.create(name=f"Service {number}")
    assert len(pikepdf.open(BytesIO(write_pdf(make(authority, "notice")))).pages) <= 2


def test_a_paper_fetches_nothing(tmp_path: Path) -> None:
    """Names that try to bring in a file or an address stay names."""
    paper = Paper(
        name="essai", title="Essai", authority=HOSTILE, lead=(HOSTILE, Missing(HOSTILE)),
        signature="Fait le 2 avril.",
        sections=(
            Section("Une partie", (
                Paragraph((HOSTILE, Link("lien", "javascript:alert(1)"))), Bullets(((HOSTILE,),)),
                Terms(((HOSTILE, (HOSTILE,)),)),
                Grid(("A", "B", "C", "D"), (((HOSTILE,), ("1",), ("2",), ("3",)), (("x",), ("4",), ("5",), ("6",)))),
            )),
        ), language="fr",
    )  # fmt: skip
    assert "<img" not in write_print(paper)
    content = write_pdf(paper)
    assert b"/EmbeddedFile" not in content
    assert b"/Subtype/Image" not in content.replace(b" ", b"")
    assert faults(content, tmp_path) == []


def test_even_markup_of_ours_would_bring_nothing_in(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    """The second wall: WeasyPrint is refused every address."""
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *given, **named: asked.append(str(given)))
    page = '<html lang="fr"><title>t</title><img src="file:///etc/passwd" alt="a"><style>@import "http://192.0.2.1/";</style>'
    monkeypatch.setattr(pdf, "write_print", lambda paper: page)
    assert b"root:" not in write_pdf(make(authority, "notice"))
    assert asked == []


def test_without_the_library_a_page_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, reading: Client, authority: Authority
) -> None:
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    with pytest.raises(PDFUnavailable):
        write_pdf(make(authority, "notice"))
    address = f"/a/{authority.slug}/observer/documents/notice"
    page = text_of(reading.get(f"{address}/"))
    assert "Ce serveur ne sait pas encore faire de PDF" in page
    assert f"{address}.pdf" not in page
    assert f"{address}.odt" in page
    assert reading.get(f"{address}.pdf")["Location"] == f"{address}/"
