"""People of the demonstration, signed in to a browser."""

from collections.abc import Callable
from datetime import date

from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from playwright.sync_api import Page

from pleinjour.web.home.demonstration.accounts import email_of
from pleinjour.web.home.demonstration.building import make_demonstration
from pleinjour.web.home.demonstration.places import COMMUNE
from pleinjour.web.organizations.models import Account, Role
from tests.journeys.browser import OpenPage
from tests.web.organizations.factories import sign_in

TODAY = date(2026, 11, 22)
HOME = f"/a/{COMMUNE.slug}/"
OBSERVE = f"{HOME}observer/"

Visit = Callable[..., Page]


def open_demonstration() -> None:
    """Make the demonstration as of 22 November 2026."""
    make_demonstration(TODAY)


def visitor(open_page: OpenPage, origin: str, role: Role) -> Visit:
    """Opens pages as the person who holds `role` in the commune; options are those of `open_page`."""
    client = Client()
    sign_in(client, Account.objects.get(email=email_of(COMMUNE, role)), verified=role == Role.ADMINISTRATOR)
    cookie = client.cookies["sessionid"].value
    assert SessionStore().exists(cookie)

    def visit(path: str, **options: object) -> Page:
        page = open_page(**options)
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
        page.goto(path)
        return page

    return visit
