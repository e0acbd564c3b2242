"""Observation in a real browser: read a month, bring a log with the keyboard, publish it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pleinjour.base.figures import Month
from pleinjour.web.home.demonstration.building import SEED
from pleinjour.web.home.demonstration.habits import people, visits
from pleinjour.web.home.demonstration.places import COMMUNE
from pleinjour.web.home.demonstration.writing import write_log
from pleinjour.web.organizations.models import Role
from tests.journeys.browser import NARROW, OpenPage
from tests.journeys.visitors import OBSERVE, open_demonstration, visitor
from tests.journeys.weight import Weight
from tests.web.home.kept import TODAY
from tests.web.observe.browsing import MARCH
from tests.web.observe.logs import squid_log

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

OCTOBER = f"{OBSERVE}2026-10/"
PAPERS = f"{OBSERVE}documents/"
READING_PATHS = (
    OCTOBER, f"{OCTOBER}?genre=dns", f"{OCTOBER}services/", f"{OCTOBER}unites/", f"{OBSERVE}methode/",
    f"{OBSERVE}masque/",
    f"{OCTOBER}rapport/", f"{OBSERVE}donnees/", PAPERS, f"{PAPERS}notice/", f"{PAPERS}aipd/",
)  # fmt: skip
STEERING_PATHS = (f"{OBSERVE}journaux/", f"{OBSERVE}journaux/oublier/", f"{OCTOBER}editions/")
VIEWS = (("light", 1100), ("dark", 1100), ("light", NARROW), ("dark", NARROW))


@pytest.fixture(autouse=True)
def _demonstration(settings: Settings, transactional_db: None) -> None:
    settings.PLEINJOUR_DEMO = True
    open_demonstration()


@pytest.fixture
def old_log(tmp_path: Path) -> Path:
    """A log of a month that is not published, which names nobody."""
    path = tmp_path / "journal.log"
    path.write_bytes(squid_log(MARCH.replace(year=2025), range(60)))
    return path


def test_pages_pass_the_accessibility_checker(
    open_page: OpenPage, live_server: LiveServer, axe: Callable[[Page], None]
) -> None:
    visit = visitor(open_page, live_server.url, Role.RSSI)
    for scheme, width in VIEWS:
        page = visit(OCTOBER, scheme=scheme, width=width)
        for path in READING_PATHS + STEERING_PATHS:
            page.goto(path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_pages_can_be_walked_with_the_keyboard(
    open_page: OpenPage, live_server: LiveServer, assert_keyboard: Callable[[Page], None]
) -> None:
    visit = visitor(open_page, live_server.url, Role.RSSI)
    for path in (OCTOBER, f"{OBSERVE}journaux/"):
        assert_keyboard(visit(path))


def test_pages_are_light(
    open_page: OpenPage, live_server: LiveServer, assert_light: Callable[[Page, str], Weight]
) -> None:
    visit = visitor(open_page, live_server.url, Role.RSSI)
    for path in READING_PATHS + STEERING_PATHS:
        assert_light(visit(OBSERVE), path)


def test_an_elected_person_reads_the_month(
    open_page: OpenPage, live_server: LiveServer, screenshot: Callable[[Page, str], list[Path]]
) -> None:
    page = visitor(open_page, live_server.url, Role.ELU)(OBSERVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("L’IA en octobre 2026")
    expect(page.get_by_text("ont utilisé au moins un service d’IA générative")).to_be_visible()
    screenshot(page, "observer-mois")
    page.get_by_role("link", name="septembre 2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("L’IA en septembre 2026")
    page.get_by_role("link", name="Par service de la collectivité").click()
    screenshot(page, "observer-par-service")
    expect(page.get_by_role("link", name="Journaux")).to_have_count(0)


def test_a_log_is_brought_with_the_keyboard_alone(
    open_page: OpenPage, live_server: LiveServer, old_log: Path, axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], list[Path]],
) -> None:  # fmt: skip
    page = visitor(open_page, live_server.url, Role.REFERENT)(f"{OBSERVE}journaux/")
    with page.expect_file_chooser() as chooser:
        _tab_to(page, "id_logs")
        page.keyboard.press("Enter")
    chooser.value.set_files(old_log)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Journaux lus")
    axe(page)
    page.get_by_role("link", name="Publier le mois : mars 2025").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Publier mars 2025")
    axe(page)
    screenshot(page, "observer-publier")
    page.get_by_label("Publier quand même, sans ces jours").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Publier le mois").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("L’IA en mars 2025")
    expect(page.get_by_text(re.compile("Environ (55|60|65) personnes"))).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_log_brought_twice_is_said_kindly(
    open_page: OpenPage, live_server: LiveServer, old_log: Path, javascript: bool
) -> None:
    page = visitor(open_page, live_server.url, Role.RSSI)(f"{OBSERVE}journaux/", javascript=javascript)
    for _ in range(2):
        page.goto(f"{OBSERVE}journaux/")
        page.get_by_label("Journaux du réseau").set_input_files(old_log)
        page.get_by_role("button", name="Lire ces journaux").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Journaux lus")
    expect(page.get_by_text("Il ne compte qu’une fois")).to_be_visible()


def test_a_log_is_brought_without_a_script(
    open_page: OpenPage, live_server: LiveServer, old_log: Path, screenshot: Callable[[Page, str], list[Path]]
) -> None:
    page = visitor(open_page, live_server.url, Role.RSSI)(f"{OBSERVE}journaux/", javascript=False)
    screenshot(page, "observer-journaux")
    page.get_by_label("Journaux du réseau").set_input_files(old_log)
    page.get_by_role("button", name="Lire ces journaux").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Journaux lus")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_that_is_no_log_is_explained_where_one_looks(
    open_page: OpenPage, live_server: LiveServer, tmp_path: Path, axe: Callable[[Page], None], javascript: bool
) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("Bonjour.\n" * 20)
    page = visitor(open_page, live_server.url, Role.RSSI)(f"{OBSERVE}journaux/", javascript=javascript)
    page.get_by_label("Journaux du réseau").set_input_files(wrong)
    page.get_by_role("button", name="Lire ces journaux").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("n’est pas reconnu")
    if javascript:
        expect(summary).to_be_focused()
        axe(page)


def test_an_upload_can_be_stopped(open_page: OpenPage, live_server: LiveServer, tmp_path: Path) -> None:
    found = visits(COMMUNE, people(COMMUNE, SEED), Month(2025, 5), 0, TODAY, SEED)
    big = tmp_path / "journal.log"
    big.write_bytes(write_log("squid", found, "big") * 60)
    page = visitor(open_page, live_server.url, Role.RSSI)(f"{OBSERVE}journaux/")
    devtools = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
    devtools.send("Network.emulateNetworkConditions", slow)
    page.get_by_label("Journaux du réseau").set_input_files(big)
    page.get_by_role("button", name="Lire ces journaux").click()
    expect(page.locator("progress")).to_be_visible()
    page.get_by_role("button", name="Arrêter l’envoi").click()
    expect(page.get_by_role("status")).to_have_text("L’envoi est arrêté. Rien n’a été gardé.")
    expect(page.get_by_role("button", name="Lire ces journaux")).to_be_enabled()


def _tab_to(page: Page, identifier: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == identifier:
            return
    raise AssertionError(f"the Tab key does not reach {identifier}")
