"""A file of the register is brought: what is wrong is said, line by line; mended, the whole of it is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.models import System
from tests.journeys.browser import NARROW, OpenPage
from tests.journeys.visitors import signed_in
from tests.web.organizations.factories import make_authority, member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WRONG = "Système;Hébergement\nAssistant du courrier;Sur la Lune\nStandard vocal;En France\n"


def _bring(page: Page, content: str) -> None:
    file = {"name": "registre.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Fichier du registre").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Essayer ce fichier").press("Enter")


def test_a_file_is_refused_then_mended_then_imported(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_keyboard: Callable[[Page], None],
    screenshot: Callable[[Page, str], list[Path]],
) -> None:
    authority = make_authority()
    page = signed_in(open_page(width=NARROW), member(authority, Role.REFERENT), live_server.url)
    page.goto(f"/a/{authority.slug}/systemes/")
    page.get_by_role("link", name="Importer un fichier").press("Enter")
    axe(page)
    _bring(page, WRONG)
    expect(page.get_by_text("Une ligne est à corriger. Rien n’est importé.")).to_be_visible()
    axe(page)
    assert_keyboard(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    screenshot(page, "importer-a-corriger")
    page.get_by_role("link", name="Apporter le fichier corrigé").press("Enter")
    _bring(page, WRONG.replace("Sur la Lune", "En France"))
    expect(page.get_by_text("Rien n’est encore écrit")).to_be_visible()
    assert not System.objects.exists()
    axe(page)
    page.get_by_role("button", name="Importer").press("Enter")
    expect(page.get_by_role("link", name="Assistant du courrier")).to_be_visible()
    assert System.objects.count() == 2
