"""Supervision in a real browser: from what waits to an answer, then to a stop, with the keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from pleinjour.web.decide.models import ReviewAnswer
from pleinjour.web.registry.models import Stage, System
from tests.journeys.browser import NARROW, OpenPage
from tests.journeys.visitors import signed_in
from tests.web.decide.in_operation import bring, declare, plan
from tests.web.organizations.factories import make_authority
from tests.web.registry.factories import make_system, name_supervisor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_supervisor_answers_what_waits_and_stops_the_system(
    open_page: OpenPage,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    assert_keyboard: Callable[[Page], None],
    screenshot: Callable[[Page, str], list[Path]],
) -> None:
    system = make_system(make_authority(), "Lecture du courrier")
    System.objects.filter(pk=system.pk).update(stage=Stage.TRIAL)
    bring(plan(system), 2)
    declare(system)
    page = signed_in(open_page(width=NARROW), name_supervisor(system), live_server.url)

    page.goto(f"/a/{system.authority.slug}/a-faire/")
    axe(page)
    _press(page, "link", "Relire 2 cas")
    axe(page)
    assert_keyboard(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW
    _press(page, "link", "DOS-0")
    _press(page, "button", "Commencer la relecture")
    axe(page)
    screenshot(page, "relecture")
    page.get_by_label("Corrigé").press("Space")
    page.get_by_label("Pourquoi").focus()
    page.keyboard.type("Le délai est de deux mois.")
    _press(page, "button", "Enregistrer la réponse")
    expect(page.get_by_text("La réponse est enregistrée.")).to_be_visible()
    assert ReviewAnswer.objects.get().reason == "Le délai est de deux mois."
    page.goto(f"/a/{system.authority.slug}/decider/{system.pk}/supervision/")
    axe(page)
    _press(page, "link", "Arrêter")
    page.get_by_label("Motif").focus()
    page.keyboard.type("Trop d’erreurs.")
    _press(page, "button", "Arrêter maintenant")
    expect(page.get_by_text("Le système est arrêté.")).to_be_visible()
    system.refresh_from_db()
    assert system.stage == Stage.SUSPENDED


def _press(page: Page, role: Literal["link", "button"], name: str) -> None:
    page.get_by_role("main").get_by_role(role, name=name).first.press("Enter")
