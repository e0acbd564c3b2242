"""A new agent declares a use with the keyboard alone: how many questions, how many keys, how long at 200 a minute."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pleinjour.refdata.declaration import QUESTIONS
from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.organizations.models import Role
from tests.journeys.browser import NARROW, OpenPage
from tests.web.organizations.factories import PASSWORD, make_authority, member

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

KEYS_A_MINUTE = 200
MOST_SECONDS = 180
MOST_QUESTIONS = 6
SUPPORT = "Une formation courte, et savoir quoi mettre dedans."


class Keyboard:
    """Types as a person does, and counts each key."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, key: str, times: int = 1) -> None:
        for _time in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def tab_to(self, chosen: str) -> None:
        """Press Tab until the focus is on what the selector names."""
        for _press in range(60):
            self.press("Tab")
            if self.page.evaluate("chosen => document.activeElement.matches(chosen)", chosen):
                return
        raise AssertionError(chosen)

    def choose(self, name: str, rank: int) -> None:
        """Reach the group and choose: the space bar takes the first answer, an arrow each one after."""
        self.tab_to(f"[name={name}]")
        self.press("Space")
        self.press("ArrowDown", rank)


def _sign_in(page: Page, email: str) -> None:
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def test_a_new_agent_declares_with_the_keyboard_alone_in_less_than_three_minutes(
    open_page: OpenPage,
    live_server: LiveServer,
    screenshot: Callable[[Page, str], list[Path]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From the home page to the answer, without a script."""
    authority = make_authority()
    page = open_page("/", javascript=False)
    _sign_in(page, member(authority, Role.AGENT).email)
    expect(page.get_by_role("heading", level=1)).to_have_text(authority.name)
    keyboard = Keyboard(page)
    keyboard.tab_to("a[href$='/decider/declarer/']")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Déclarer un usage")
    questions = page.locator("form .field").count()
    screenshot(page, "declarer")
    keyboard.tab_to("[name=tool]")
    keyboard.type("ChatGPT")
    keyboard.choose("need", 3)
    keyboard.choose("content", 1)
    keyboard.choose("frequency", 2)
    keyboard.tab_to("[name=support]")
    keyboard.type(SUPPORT)
    keyboard.choose("naming", 1)
    keyboard.tab_to("button[value=review]")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Relire ma déclaration")
    expect(page.get_by_text("Vous déclarez sans votre nom")).to_be_visible()
    keyboard.tab_to("button[value=send]")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, c’est déclaré")
    seconds = keyboard.keys * 60 / KEYS_A_MINUTE
    with capsys.disabled():
        print(f"\ndeclaration: {questions} questions, {keyboard.keys} keys, {seconds:.0f} s")  # noqa: T201
    assert questions == len(QUESTIONS) <= MOST_QUESTIONS
    assert seconds <= MOST_SECONDS
    kept = UnnamedDeclaration.objects.get()
    assert (kept.service, kept.need, kept.content) == ("chatgpt", "translate", "internal")
    assert (kept.frequency, kept.support) == ("weekly", SUPPORT)


def test_each_step_of_a_declaration_passes_the_checker_and_the_keyboard(
    open_page: OpenPage, axe: Callable[[Page], None], assert_keyboard: Callable[[Page], None]
) -> None:
    authority = make_authority()
    agent = member(authority, Role.AGENT)
    page = open_page("/", scheme="dark", width=NARROW)
    _sign_in(page, agent.email)
    page.goto(f"/a/{authority.slug}/decider/declarer/")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    page.get_by_label("Quel outil utilisez-vous ?").fill("Gemin")
    for answer in ("Traduire", "Je ne sais pas", "Chaque jour", "Sans mon nom"):
        page.get_by_label(answer, exact=False).first.check()
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.get_by_text("Peut-être")).to_be_visible()
    axe(page)
    assert_keyboard(page)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("montré une seule fois")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
