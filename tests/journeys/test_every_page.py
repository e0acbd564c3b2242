"""Every page that the site has, whoever adds one: judged by axe, within its budgets, and nothing beyond 320 pixels."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browser import NARROW, WIDE, OpenPage
from tests.journeys.weight import Weight
from tests.web.config.addresses import build_town, every_pattern, fill
from tests.web.organizations.factories import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FEWEST_PAGES = {"administrator": 40, "visitor": 7}


@pytest.fixture(params=sorted(FEWEST_PAGES))
def walker(request: pytest.FixtureRequest, settings: Settings, transactional_db: None) -> tuple[Client, list[str]]:
    """A session, and the address of each page that answers to it; files and redirections are no pages."""
    settings.PLEINJOUR_DEMO = False  # the style page, which has journeys of its own, is not there
    town, client = build_town(), Client()
    if request.param == "administrator":
        sign_in(client, town.administrator)
    addresses = [fill(name, parameters, town) for name, parameters in every_pattern()]
    pages = [address for address in addresses if is_page(client, address)]
    assert len(pages) >= FEWEST_PAGES[request.param]
    return client, pages


def is_page(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def opened(open_page: OpenPage, server: LiveServer, client: Client, **options: object) -> Page:
    page = open_page(**options)
    if "sessionid" in client.cookies:
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
    return page


def test_every_page_passes_the_accessibility_checker_is_narrow_and_is_light(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_light: Callable[[Page, str], Weight],
    walker: tuple[Client, list[str]],
) -> None:
    """Weighed by day, where the page is opened first; looked at again by night on a narrow screen."""
    client, addresses = walker
    wide = opened(open_page, live_server, client, scheme="light")
    narrow = opened(open_page, live_server, client, scheme="dark", width=NARROW)
    for address in addresses:
        assert_light(wide, address)
        narrow.goto(address)
        for page, width in ((wide, WIDE), (narrow, NARROW)):
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width, address
