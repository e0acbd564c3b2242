"""A citizen asks why without an account nor a script, keeps the code, and finds the request again: keyboard and axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pleinjour.web.publish.models import PublicRequest
from tests.journeys.browser import NARROW, OpenPage
from tests.web.organizations.factories import make_authority
from tests.web.publish.factories import published_system

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_citizen_asks_and_follows_with_a_code(
    open_page: OpenPage, axe: Callable[[Page], None], assert_keyboard: Callable[[Page], None]
) -> None:
    authority = make_authority()
    published_system(authority, "Places en crèche")
    page = open_page(f"/ouvert/{authority.slug}/registre/", width=NARROW)
    page.get_by_role("link", name="Demander une explication").click()
    page.get_by_role("button", name="Envoyer ma demande").click()
    axe(page)
    page.get_by_label("La décision").fill("Refus du 4 janvier")
    page.get_by_label("Votre question").fill("Pourquoi ?")
    assert_keyboard(page)
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre demande est reçue")
    axe(page)
    code = page.locator("strong").inner_text()
    page.get_by_role("link", name="Suivre ma demande").click()
    page.get_by_label("Votre code").fill(code)
    page.get_by_role("button", name="Voir ma demande").click()
    expect(page.get_by_text("Refus du 4 janvier")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert PublicRequest.objects.count() == 1
