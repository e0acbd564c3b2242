"""A notice says when it is due, takes its words from the published sheet, and its poster leads a lens to that sheet."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client

from pleinjour.refdata.notices import load_notices
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.publish.models import Sheet
from pleinjour.web.publish.notices.papers import make_notice
from pleinjour.web.publish.notices.standing import edition_read, notices_of
from pleinjour.web.publish.records import sheet_address
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.models import Part, System
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Code, Paper
from pleinjour.web.ui.papers.pdf import may_write_pdf, write_pdf
from pleinjour.web.ui.papers.qr import draw_qr
from tests.web.observe.papers.test_pdf import faults
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.publish.factories import CONTACT, describe, publish, published_system
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
AFTER = date(2026, 11, 27)
LARGE = "https://pleinjour.agglomeration-de-clairval.example/ouvert/agglomeration-de-clairval/registre/4999/"


@pytest.fixture
def authority() -> Authority:
    return make_authority(name="Clairval")


def _system(authority: Authority, part: Part, name: str = "Places en crèche", **fields: object) -> System:
    system = describe(make_system(authority, name), **fields)
    use = UseDescription("Classer", part=part)
    add_use(member(authority, Role.REFERENT), system, use, NOW.date())
    publish(system, contact=f"{CONTACT}.")
    return system


def _paper(system: System, form: str, notice: str = "mention") -> Paper:
    found = edition_read(system)
    assert found
    return make_notice(load_notices().notices[notice], form, *found, AFTER)


def _standings(system: System, on: date = AFTER) -> dict[str, str]:
    return {one.notice.id: one.standing for one in notices_of(system, on)}


@pytest.mark.parametrize(
    ("part", "said"),
    [(Part.BASIS, "due"), (Part.WHOLE, "due"), (Part.NONE, "not due"), (Part.UNKNOWN, "unknown")],
)
def test_the_mention_is_due_where_a_system_takes_part_in_decisions(authority: Authority, part: Part, said: str) -> None:
    assert _standings(_system(authority, part))["mention"] == said


def test_the_notice_of_article_50_is_due_from_its_day_and_asks_for_what_is_unknown(authority: Authority) -> None:
    system = published_system(authority)
    assert _standings(system)["conversation"] == "unknown"
    referent = member(authority, Role.REFERENT)
    facts: dict[str, bool | str] = {"system.is_ai": True, "system.exclusion": "aucun", "system.talks_to_people": True,
             "system.obvious_ai": False}  # fmt: skip
    for name, value in facts.items():
        establish_fact(referent, system, Established(name, value, date(2026, 1, 1), "Contrat"), NOW)
    assert _standings(system)["conversation"] == "due"
    assert _standings(system, date(2026, 7, 1))["conversation"] == "coming"


def test_the_letter_says_the_purpose_the_right_the_way_and_the_appeal(authority: Authority) -> None:
    paper = _paper(_system(authority, Part.BASIS), "textes")
    parts = [part for block in paper.sections[1].blocks for inline in block.inlines() for part in inline]
    letter = "".join(str(getattr(part, "label", part)) for part in parts)
    desk = f"{settings.PLEINJOUR_PUBLIC_URL}/ouvert/{authority.slug}/demander/?fiche={Sheet.objects.get().pk}"
    assert "Il aide une personne, qui seule décide. Son but\u00a0: répondre aux questions des habitants." in letter
    assert f"écrivez à cette adresse\u00a0: {desk} ou à ce contact\u00a0: {CONTACT}.A" in letter
    assert "Après un refus, ou un mois sans réponse, vous avez deux mois pour saisir" in letter
    assert all(said in letter for said in ("L311-3-1", "www.cada.fr"))
    assert paper.missing() == []


def test_what_the_sheet_does_not_say_is_left_to_fill_in(authority: Authority) -> None:
    assert _paper(_system(authority, Part.UNKNOWN), "affiche").missing() == ["la part du système dans la décision"]


def _modules(drawing: str) -> np.ndarray:
    """The modules that the drawing blackens."""
    size = int(re.findall(r'viewBox="0 0 (\d+) ', drawing)[0])
    grid = np.full((size, size), 255, dtype=np.uint8)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing):
        grid[int(y), int(x)] = 0
    return grid


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/ouvert/a/registre/1/", LARGE, "https://a.example/?a=1&b=é"])
def test_a_decoder_written_by_others_reads_the_address_in_our_drawing(address: str) -> None:
    (found,) = zxingcpp.read_barcodes(np.kron(_modules(draw_qr(address)), np.ones((4, 4), dtype=np.uint8)))
    assert found.text == address


def _code(paper: Paper) -> Code:
    return next(block for block in paper.sections[0].blocks if isinstance(block, Code))


def test_the_code_of_a_poster_leads_where_its_words_say(authority: Authority) -> None:
    system = _system(authority, Part.WHOLE)
    code, other = _code(_paper(system, "affiche")), _code(_paper(system, "affiche", "conversation"))
    assert code.parts[:2] == ("Demander une explication\u00a0: ", Link(code.address, code.address))
    assert code.address.endswith(f"/ouvert/{authority.slug}/demander/?fiche={Sheet.objects.get().pk}")
    assert other.parts[0] == "Lire la fiche publique\u00a0: "
    assert other.address == sheet_address(authority, Sheet.objects.get().pk)


@pytest.mark.parametrize("times", [1, 50])
def test_a_poster_holds_on_one_accessible_page(authority: Authority, tmp_path: Path, times: int) -> None:
    system = _system(authority, Part.WHOLE, "Crèche " * min(times, 20), purpose="Classer les demandes " * times)
    paper = _paper(system, "affiche")
    if may_write_pdf():
        content = write_pdf(paper)
        assert faults(content, tmp_path) == []
        assert len(pikepdf.open(tmp_path / "paper.pdf").pages) == 1


def test_the_pages_lead_to_each_notice_and_a_sheet_comes_first(authority: Authority, client: Client) -> None:
    sign_in(client, member(authority, Role.DPO), verified=False)
    bare, system = make_system(authority), _system(authority, Part.BASIS)
    base = f"/a/{authority.slug}/publier"
    assert "publiez-la d’abord" in unescape(client.get(f"{base}/{bare.pk}/notices/").content.decode())
    assert client.get(f"{base}/{bare.pk}/notices/mention/textes/").status_code == 404
    assert f"{base}/{system.pk}/notices/mention/affiche/" in client.get(f"{base}/{system.pk}/notices/").content.decode()
    poster = client.get(f"{base}/{system.pk}/notices/mention/affiche/").content.decode()
    assert '<div class="qr"><svg' in poster
    for wrong in ("mention/tract/", "autre/textes/"):
        assert client.get(f"{base}/{system.pk}/notices/{wrong}").status_code == 404
    odt = client.get(f"{base}/{system.pk}/notices/mention/affiche.odt")
    assert odt.headers["Content-Type"].startswith("application/vnd.oasis")
