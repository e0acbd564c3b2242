import pytest
from django.test import Client

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
