"""What every journey is given: a browser, pages that behave, and four ways to look at them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys import axe as axe_core
from tests.journeys import keyboard, pictures, weight
from tests.journeys.browser import OpenPage, find_chromium, launch, pages


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the journey is skipped where it is not installed."""
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): no page is looked at in a browser")
    with launch(path) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens a path of the site: `open_page("/aide/", scheme="dark", width=320, javascript=False)`.

    The test fails if a page called another site, broke its security policy, or raised an error in its script.
    """
    with pages(browser, live_server.url) as opener:
        yield opener


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A blank page of 1100 px, in French, by day."""
    return open_page()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe-core finds nothing wrong on the page."""
    if not axe_core.SCRIPT.exists():
        pytest.skip("axe-core is not there (bin/fetch-axe): accessibility is not checked")

    def check(page: Page) -> None:
        assert axe_core.violations(page) == []

    return check


@pytest.fixture
def assert_light() -> Callable[[Page, str], weight.Weight]:
    """Asserts that a path loads within the three budgets: requests, octets, elements."""

    def check(page: Page, path: str) -> weight.Weight:
        measured = weight.weigh(page, path)
        weight.assert_light(measured)
        return measured

    return check


@pytest.fixture
def assert_keyboard() -> Callable[[Page], None]:
    """Asserts that the Tab key reaches all that can be used, and that the focus is always seen."""

    def check(page: Page) -> None:
        assert keyboard.walk(page) == keyboard.Walk(unreached=(), faint=())

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], list[Path]]:
    """Takes the documentation's pictures of a page, by day, by night and at 320 px (PLEINJOUR_SCREENSHOTS=1)."""
    return pictures.take
