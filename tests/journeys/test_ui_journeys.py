"""The pages that every site has, and every component, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.journeys.browser import NARROW, OpenPage, Scheme
from tests.journeys.weight import Weight

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PATHS = ("/aide/", "/accessibilite/", "/mentions-legales/", "/style/", "/style/erreur-404/", "/style/erreur-500/")
REAL_PATHS = PATHS[:3]


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    settings.PLEINJOUR_CONTACT = "accueil@example.org"
    settings.PLEINJOUR_SOURCE_URL = "https://example.org/pleinjour"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 1100), ("light", NARROW), ("dark", NARROW)])
def test_pages_pass_the_accessibility_checker(
    open_page: OpenPage, axe: Callable[[Page], None], path: str, scheme: Scheme, width: int
) -> None:
    axe(open_page(path, scheme=scheme, width=width))


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_in_320_pixels(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_with_text_twice_as_big(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=640)
    page.evaluate(
        "() => { const bigger = new CSSStyleSheet(); bigger.replaceSync('html { font-size: 225% }');"
        " document.adoptedStyleSheets = [bigger]; }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 640


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_pages_can_be_walked_with_the_keyboard(
    open_page: OpenPage, assert_keyboard: Callable[[Page], None], path: str, scheme: Scheme
) -> None:
    assert_keyboard(open_page(path, scheme=scheme))


@pytest.mark.parametrize("path", REAL_PATHS)
def test_pages_are_light(page: Page, assert_light: Callable[[Page, str], Weight], path: str) -> None:
    assert_light(page, path)


def test_targets_are_big_enough_for_a_finger(open_page: OpenPage) -> None:
    page = open_page("/style/", width=NARROW)
    small = page.evaluate(
        "() => [...document.querySelectorAll('header a, nav a, footer a, button, summary, .button, select')]"
        ".filter((e) => e.checkVisibility() && !e.closest('.definition') && !e.classList.contains('skip'))"
        ".filter((e) => e.getBoundingClientRect().height < 43.9 || e.getBoundingClientRect().width < 43.9)"
        ".map((e) => `${e.tagName} ${e.innerText}`)"
    )
    assert small == []


def test_a_reader_chooses_the_night_and_keeps_it(open_page: OpenPage) -> None:
    page = open_page("/aide/", javascript=False)
    page.get_by_role("button", name="Sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
    page.goto("/mentions-legales/")
    expect(page.locator("html")).to_have_attribute("data-theme", "sombre")
    page.get_by_role("button", name="Automatique").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "sombre")


def test_a_reader_chooses_english(open_page: OpenPage) -> None:
    page = open_page("/aide/", javascript=False)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_to_be_put_right_takes_the_focus(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/style/", javascript=javascript)
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Nom du service").click()
    expect(page.locator("#id_faux-service")).to_be_focused()


def test_the_skip_link_leads_to_the_content(open_page: OpenPage) -> None:
    page = open_page("/aide/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_charts_are_drawn_in_forced_colours(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    page = open_page("/style/", forced_colors=True)
    expect(page.locator(".chart-horizon")).to_be_visible()
    axe(page)


def test_every_chart_has_a_name_and_its_table(open_page: OpenPage) -> None:
    page = open_page("/style/")
    for figure in page.locator("figure.chart-frame").all():
        expect(figure.get_by_role("img")).to_have_accessible_name(figure.locator(".chart-title").inner_text())
        figure.locator("summary").click()
        expect(figure.get_by_role("table")).to_be_visible()


def test_paper_shows_every_value_and_not_the_menus(open_page: OpenPage) -> None:
    """A line's values are in its table; every other drawing says its own."""
    page = open_page("/style/")
    page.emulate_media(media="print")
    expect(page.locator("footer")).to_be_hidden()
    for figure in page.locator("figure.chart-frame").all():
        drawn = figure.locator("svg.chart").first.text_content() or ""
        unsaid = [value for value in figure.locator("td").all_text_contents() if value.strip() not in drawn]
        assert not unsaid or figure.locator("table").bounding_box() is not None, unsaid


def test_pictures_of_the_style_page(open_page: OpenPage, screenshot: Callable[[Page, str], list[Path]]) -> None:
    taken = screenshot(open_page("/style/"), "style")
    assert all(path.stat().st_size > 10_000 for path in taken)
