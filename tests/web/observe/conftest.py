from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.organizations.models import Authority, Role
from tests.web.organizations.factories import make_authority, member, sign_in


@pytest.fixture
def authority(db: None) -> Authority:
    return make_authority()


@pytest.fixture
def steering(client: Client, authority: Authority) -> Client:
    """A browser where somebody who may bring logs and publish is signed in."""
    sign_in(client, member(authority, Role.RSSI))
    return client


@pytest.fixture
def reading(authority: Authority) -> Client:
    """A browser where an agent is signed in."""
    browser = Client()
    sign_in(browser, member(authority, Role.AGENT))
    return browser


@pytest.fixture
def folder(authority: Authority, tmp_path: Path, settings: Settings) -> Path:
    """The folder where the authority's logs are dropped; a file is read when it has not changed for ten minutes."""
    settings.PLEINJOUR_DROP_FOLDER = tmp_path
    settings.PLEINJOUR_DROP_SETTLE = 10
    path = tmp_path / authority.slug
    path.mkdir()
    return path
