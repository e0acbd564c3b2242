"""People of the demonstration, signed in to a browser."""

import sqlite3
from collections.abc import Callable
from functools import cache

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from playwright.sync_api import Page

from pleinjour.web.home.demonstration.accounts import email_of
from pleinjour.web.home.demonstration.building import make_demonstration
from pleinjour.web.home.demonstration.places import COMMUNE
from pleinjour.web.organizations.models import Account, Role
from tests.journeys.browser import OpenPage
from tests.web.home.kept import TODAY
from tests.web.organizations.factories import sign_in

HOME = f"/a/{COMMUNE.slug}/"
OBSERVE = f"{HOME}observer/"

Visit = Callable[..., Page]


@cache
def _made() -> sqlite3.Connection:
    """The demonstration as of 22 November 2026, in memory: it takes seconds to make, and a moment to copy."""
    make_demonstration(TODAY)
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(kept)
    return kept


def open_demonstration() -> None:
    """Lay the demonstration in the database, which must be empty of rows and SQLite's."""
    connection.ensure_connection()
    _made().backup(connection.connection)


def signed_in(page: Page, account: Account, origin: str) -> Page:
    """The page, for that person from now on."""
    client = Client()
    sign_in(client, account, verified=False)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": origin}])
    return page


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
