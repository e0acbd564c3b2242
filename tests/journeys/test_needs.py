"""Needs in a real browser: read what helps, print a sheet, put a point aside; filled by the demonstration."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.organizations.models import Role
from tests.journeys.browser import NARROW, OpenPage
from tests.journeys.paper import count_pages
from tests.journeys.visitors import HOME, OBSERVE, open_demonstration, visitor
from tests.journeys.weight import Weight

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

OCTOBER = f"{OBSERVE}2026-10/"
PATHS = (
    f"{OCTOBER}besoins/",
    f"{OCTOBER}besoins/ask_assistant/",
    f"{OCTOBER}besoins/talk/",
    f"{OCTOBER}attention/",
    f"{OCTOBER}atelier/",
    f"{OBSERVE}a-regarder/",
    HOME,
)
VIEWS = (("light", 1100), ("dark", NARROW))


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings, transactional_db: None) -> None:
    settings.PLEINJOUR_DEMO = True
    open_demonstration()


def test_pages_pass_the_accessibility_checker_and_are_light(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_light: Callable[[Page, str], Weight],
) -> None:
    visit = visitor(open_page, live_server.url, Role.DIRECTION)
    for scheme, width in VIEWS:
        page = visit(HOME, scheme=scheme, width=width)
        for path in PATHS:
            assert_light(page, path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_pages_can_be_walked_with_the_keyboard(
    open_page: OpenPage, live_server: LiveServer, assert_keyboard: Callable[[Page], None]
) -> None:
    visit = visitor(open_page, live_server.url, Role.DIRECTION)
    for path in PATHS[:4]:
        assert_keyboard(visit(path))


def test_a_referent_goes_from_a_figure_to_a_sheet_of_paper(
    open_page: OpenPage, live_server: LiveServer, screenshot: Callable[[Page, str], list[Path]]
) -> None:
    page = visitor(open_page, live_server.url, Role.REFERENT)(OCTOBER)
    page.get_by_role("link", name="Besoins").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les besoins en octobre\u00a02026")
    screenshot(page, "observer-besoins")
    page.get_by_role("link", name="Traduire").click()
    expect(page.get_by_text("Ce qui aide")).to_be_visible()
    expect(page.locator(".big-figure-value")).to_contain_text("jours d’usage")
    page.get_by_role("link", name="Imprimer les questions pour un atelier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions pour un atelier")
    assert count_pages(page) == 1


def test_the_direction_puts_a_point_aside_without_a_script_and_brings_it_back(
    open_page: OpenPage, live_server: LiveServer, screenshot: Callable[[Page, str], list[Path]]
) -> None:
    page = visitor(open_page, live_server.url, Role.DIRECTION)(HOME, javascript=False)
    expect(page.get_by_role("heading", name="À regarder")).to_be_visible()
    screenshot(page, "observer-a-regarder")
    page.get_by_role("link", name="Écarter").first.click()
    page.get_by_role("button", name="Écarter").click()
    expect(page.get_by_role("status")).to_contain_text("Ce point est écarté")
    page.get_by_role("link", name="Remettre").first.click()
    page.get_by_role("button", name="Remettre").click()
    expect(page.get_by_role("status")).to_contain_text("Ce point est de nouveau à regarder")


def test_what_is_worth_a_look_is_filled(open_page: OpenPage, live_server: LiveServer) -> None:
    page = visitor(open_page, live_server.url, Role.DIRECTION)(f"{OCTOBER}attention/")
    expect(page.locator(".big-figure-value").first).to_contain_text("jours d’usage")
