"""A tool is asked for, its request moves, the answer is read: with the keyboard, at 320 pixels."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.organizations.models import Authority, Role
from tests.journeys.browser import NARROW, OpenPage
from tests.journeys.visitors import signed_in
from tests.web.organizations.factories import make_authority, member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def authority(transactional_db: None) -> Authority:
    return make_authority()


def test_a_request_is_made_moved_and_answered(
    authority: Authority,
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_keyboard: Callable[[Page], None],
    screenshot: Callable[[Page, str], list[Path]],
) -> None:
    page = signed_in(open_page(width=NARROW), member(authority, Role.AGENT), live_server.url)
    page.goto(f"/a/{authority.slug}/decider/demander/")
    page.get_by_label("Que demandez-vous").fill("Transcrire les réunions")
    page.get_by_label("Pour quoi faire").fill("Écrire les comptes rendus")
    page.get_by_label("Pour qui").fill("Mon équipe")
    page.get_by_label("Je ne sais pas").check()
    page.get_by_label("regardé d’autre").fill("Prendre des notes à deux.")
    page.get_by_role("button", name="Envoyer la demande").press("Enter")
    expect(page.get_by_text("Votre demande est reçue")).to_be_visible()
    axe(page)

    direction = signed_in(open_page(javascript=False), member(authority, Role.DIRECTION), live_server.url)
    direction.goto(page.url)
    direction.get_by_role("link", name="Faire avancer").press("Enter")
    direction.get_by_label("À l’étude").check()
    direction.get_by_label("Fin prévue").fill(f"{timezone.localdate() + timedelta(days=9)}")
    direction.get_by_role("button", name="Enregistrer").press("Enter")
    expect(direction.get_by_text("En cours")).to_be_visible()
    direction.get_by_role("link", name="Répondre").press("Enter")
    direction.get_by_label("Accordée", exact=True).check()
    direction.get_by_label("Motifs").fill("Après une formation courte.")
    direction.get_by_role("button", name="Répondre").press("Enter")
    expect(direction.get_by_text("Après une formation courte.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Après une formation courte.")).to_be_visible()
    axe(page)
    assert_keyboard(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    screenshot(page, "demande")
