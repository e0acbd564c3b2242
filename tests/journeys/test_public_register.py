"""A sheet goes from its draft to everybody, without a script; then a visitor finds it and reads it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.organizations.models import Role
from tests.journeys.browser import OpenPage
from tests.journeys.weight import Weight
from tests.web.organizations.factories import PASSWORD, make_authority, member
from tests.web.publish.factories import describe
from tests.web.registry.factories import make_system

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_sheet_is_published_then_found_by_a_visitor(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_keyboard: Callable[[Page], None],
    assert_light: Callable[[Page, str], Weight],
    screenshot: Callable[[Page, str], list[Path]],
) -> None:
    authority = make_authority(name="Clairval")
    system = describe(make_system(authority, "Orientation du courrier"), purpose="Orienter les courriers reçus")
    page = open_page(javascript=False)
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(member(authority, Role.DPO).email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.goto(f"/a/{authority.slug}/publier/{system.pk}/")
    page.get_by_role("link", name="Écrire la fiche").click()
    expect(page.get_by_label("En quelques mots")).to_have_value("Orienter les courriers reçus.")
    page.get_by_label("À qui écrire").fill("mairie@clairval.example")
    page.get_by_role("button", name="Enregistrer, puis voir l’aperçu").click()
    expect(page.get_by_role("article")).to_contain_text("mairie@clairval.example")
    page.get_by_role("button", name="Publier cette édition").click()
    expect(page.get_by_text("Tout le monde peut la lire")).to_be_visible()

    public = open_page(javascript=False)
    public.goto(f"/ouvert/{authority.slug}/registre/")
    public.get_by_text("Chercher", exact=True).first.click()
    public.get_by_label("Chercher").fill("COURRIER")
    public.get_by_role("button", name="Chercher").click()
    public.get_by_role("link", name="Orientation du courrier").click()
    expect(public.get_by_role("heading", level=1)).to_have_text("Orientation du courrier")
    expect(public.get_by_text("inconnu").first).to_be_visible()
    assert public.context.cookies() == []
    sheet = open_page()
    for address in (f"/ouvert/{authority.slug}/registre/", public.url):
        assert_light(sheet, address)
        axe(sheet)
        assert_keyboard(sheet)
    screenshot(sheet, "registre-public-fiche")
