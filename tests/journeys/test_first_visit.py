"""A first visit to the demonstration: from the door to the figures of a month, without help."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from pleinjour.web.home.demonstration.accounts import PASSWORD, email_of
from pleinjour.web.home.demonstration.places import COMMUNE
from pleinjour.web.organizations.models import Role
from tests.journeys.browser import OpenPage
from tests.journeys.visitors import open_demonstration

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings, transactional_db: None) -> None:
    settings.PLEINJOUR_DEMO = True
    open_demonstration()


def test_a_direction_signs_in_and_reads_the_last_month(
    open_page: OpenPage, axe: Callable[[Page], None], screenshot: Callable[[Page, str], list[Path]]
) -> None:
    page = open_page("/")
    axe(page)
    screenshot(page, "premiere-visite-accueil")
    page.get_by_role("main").get_by_role("link", name="Se connecter").click()
    page.get_by_label("Adresse électronique").fill(email_of(COMMUNE, Role.DIRECTION))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("link", name=COMMUNE.name).first.click()
    axe(page)
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Observer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("L’IA en octobre 2026")
    expect(page.get_by_text("ont utilisé au moins un service d’IA générative")).to_be_visible()
    axe(page)


def test_the_whole_visit_works_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/connexion/", javascript=False)
    page.get_by_label("Adresse électronique").fill(email_of(COMMUNE, Role.AGENT))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.goto(f"/a/{COMMUNE.slug}/observer/")
    expect(page.get_by_role("heading", level=1)).to_have_text("L’IA en octobre 2026")
    page.get_by_text("Lire ces chiffres dans un tableau").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
