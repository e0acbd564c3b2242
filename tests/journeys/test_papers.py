"""The papers in a real browser: a DPO tells what is missing, and takes a paper away."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.organizations.models import Role
from pleinjour.web.ui.papers.pdf import may_write_pdf
from tests.journeys.browser import OpenPage
from tests.journeys.visitors import OBSERVE, open_demonstration, visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings, transactional_db: None) -> None:
    settings.PLEINJOUR_DEMO = True
    settings.PLEINJOUR_HOST = "Hébergeur imaginaire, France"
    open_demonstration()


def test_a_dpo_completes_the_record_and_takes_it_away(
    open_page: OpenPage, live_server: LiveServer, tmp_path: Path
) -> None:
    page = visitor(open_page, live_server.url, Role.DPO)(f"{OBSERVE}documents/")
    page.get_by_role("link", name="Fiche du registre").click()
    expect(page.locator("mark")).to_have_count(2)
    page.get_by_role("link", name="Compléter les documents").click()
    page.get_by_label("Responsable du traitement").fill("Commune imaginaire d’Aubeclaire, le maire")
    page.get_by_label("Début de la mesure").fill("2026-12-01")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Fiche du registre").click()
    expect(page.locator("mark")).to_have_count(0)
    expect(page.get_by_text("1er décembre 2026")).to_be_visible()
    name, start = ("PDF", b"%PDF-1.7") if may_write_pdf() else ("ODT", b"PK")
    with page.expect_download() as taken:
        page.get_by_role("link", name=name, exact=True).click()
    kept = tmp_path / "taken"
    taken.value.save_as(kept)
    assert kept.read_bytes().startswith(start)
