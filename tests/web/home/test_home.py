from html import unescape

import pytest
from django.test import Client

from pleinjour.web.organizations.models import Role
from tests.web.organizations.factories import make_account, make_authority, member, sign_in

pytestmark = pytest.mark.django_db


def _text(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def test_a_visitor_learns_what_the_site_is_and_where_to_sign_in(client: Client) -> None:
    page = _text(client, "/")
    assert "Mesurer sans surveiller" in page
    assert 'href="/connexion/"' in page


def test_a_member_finds_their_authorities_and_roles_and_no_other(client: Client) -> None:
    authority, other = make_authority(name="Clairval"), make_authority(name="Sombreval")
    sign_in(client, member(authority, Role.DPO, Role.ELU), verified=False)
    page = _text(client, "/")
    assert f'href="/a/{authority.slug}/"' in page
    assert "DPO (protection des données), Élu" in page
    assert other.name not in page


def test_somebody_without_an_authority_is_told_what_to_do(client: Client) -> None:
    sign_in(client, make_account(), verified=False)
    assert "Demandez une invitation" in _text(client, "/")


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        (Role.AGENT, {"systemes"}),
        (Role.REFERENT, {"systemes", "services"}),
        (Role.DPO, {"systemes", "services", "membres", "journal"}),
        (Role.ADMINISTRATOR, {"systemes", "services", "membres", "journal", "reglages"}),
    ],
)
def test_the_home_of_an_authority_opens_what_a_role_may_open(client: Client, role: Role, doors: set[str]) -> None:
    authority = make_authority()
    sign_in(client, member(authority, role))
    page = _text(client, f"/a/{authority.slug}/")
    known = {"systemes", "services", "membres", "journal", "reglages"}
    assert {door for door in known if f'href="/a/{authority.slug}/{door}/"' in page} == doors
