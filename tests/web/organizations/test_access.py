import re
import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.organizations import post
from pleinjour.web.organizations.models import Account, Authority, Invitation, Role
from tests.web.organizations.factories import PASSWORD, make_account, make_authority, member, sign_in

pytestmark = pytest.mark.django_db
NEW = "lumiere-du-matin-42"
FORGOTTEN = "/mot-de-passe-oublie/"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def mail_server(settings: Settings) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    settings.DEFAULT_FROM_EMAIL = "pleinjour@clairval.example"


def _sent() -> list[str]:
    for thread in threading.enumerate():
        if thread.name == post.THREAD_NAME:
            thread.join()
    return [str(message.body) for message in mail.outbox]


def _path_in(text: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:8000(/[^\s<]+/)", text)
    assert found
    return found.group(1)


@pytest.mark.usefixtures("mail_server")
def test_a_forgotten_password_is_chosen_anew_by_a_link(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    client.post(FORGOTTEN, {"email": account.email.upper()})
    link = _path_in(_sent()[0])
    assert client.get(link).status_code == 200
    assert client.post(link, {"password": NEW, "again": NEW}).headers["Location"] == "/connexion/"
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert client.get(link).status_code == 410


@pytest.mark.usefixtures("mail_server")
def test_the_page_says_the_same_for_an_unknown_email(client: Client) -> None:
    known = client.post(FORGOTTEN, {"email": make_account().email})
    unknown = client.post(FORGOTTEN, {"email": "personne@clairval.example"})
    assert known.status_code == unknown.status_code == 200
    token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub(b"", known.content) == token.sub(b"", unknown.content)
    assert len(_sent()) == 1


@pytest.mark.usefixtures("mail_server")
def test_a_link_lasts_an_hour(client: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False) as clock:
        client.post(FORGOTTEN, {"email": make_account().email})
        link = _path_in(_sent()[0])
        clock.shift(3_599)
        assert client.get(link).status_code == 200
        clock.shift(2)
        assert client.get(link).status_code == 410


@pytest.mark.usefixtures("mail_server")
def test_asking_again_and_again_is_slowed_down(client: Client) -> None:
    account = make_account()
    statuses = [client.post(FORGOTTEN, {"email": account.email}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [422]
    assert len(_sent()) == 5


def test_without_a_mail_server_the_page_says_whom_to_ask(client: Client) -> None:
    assert "administration" in client.get(FORGOTTEN).content.decode()
    client.post(FORGOTTEN, {"email": make_account().email})
    assert _sent() == []


@pytest.mark.parametrize("path", ["/mot-de-passe/MQ/abc-def/", "/mot-de-passe/%C3%A9/x/", "/invitation/rien/"])
def test_an_invented_link_opens_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 410
    assert client.post(path, {"password": NEW, "again": NEW}).status_code == 410


@pytest.mark.parametrize(
    ("password", "again"), [("court", "court"), ("motdepasse123", "autre-chose-42"), ("123456789012", "123456789012")]
)
def test_a_weak_password_is_refused_where_it_is_chosen(
    client: Client, authority: Authority, password: str, again: str
) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    form = {"current": PASSWORD, "password": password, "again": again}
    assert client.post("/compte/mot-de-passe/", form).status_code == 422
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_changing_a_password_closes_the_other_sessions_only(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    other = Client()
    for browser in (client, other):
        browser.post("/connexion/", {"email": account.email, "password": PASSWORD})
    key = client.session.session_key
    form = {"current": PASSWORD, "password": NEW, "again": NEW}
    assert client.post("/compte/mot-de-passe/", form).status_code == 302
    assert client.get("/compte/").status_code == 200
    assert client.session.session_key != key
    assert other.get("/compte/").status_code == 302


def test_changing_a_password_needs_the_one_in_force(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.AGENT), verified=False)
    form = {"current": "autre", "password": NEW, "again": NEW}
    assert client.post("/compte/mot-de-passe/", form).status_code == 422


def test_without_a_mail_server_the_link_of_an_invitation_is_shown_once(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    form = {"email": "camille.canari@clairval.example", "role": "agent"}
    shown = client.post(f"/a/{authority.slug}/membres/inviter/", form).content.decode()
    link = _path_in(shown)
    assert link not in client.get(f"/a/{authority.slug}/membres/").content.decode()
    guest = Client()
    assert guest.get(link).status_code == 200
    joined = guest.post(link, {"display_name": "Agente", "password": NEW, "again": NEW})
    assert joined.headers["Location"] == f"/a/{authority.slug}/"
    assert guest.get(f"/a/{authority.slug}/").status_code == 200


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_the_link_of_an_invitation_is_sent_and_not_shown(
    client: Client, authority: Authority
) -> None:
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    form = {"email": "camille.canari@clairval.example", "role": "agent"}
    response = client.post(f"/a/{authority.slug}/membres/inviter/", form, follow=True)
    assert _path_in(_sent()[0]) not in response.content.decode()
    assert mail.outbox[0].to == ["camille.canari@clairval.example"]


@pytest.mark.usefixtures("mail_server")
def test_an_invitation_is_written_in_the_language_of_the_authority(client: Client, authority: Authority) -> None:
    Authority.objects.update(language="en")
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    form = {"email": "camille.canari@clairval.example", "role": "agent"}
    response = client.post(f"/a/{authority.slug}/membres/inviter/", form, follow=True)
    assert "invites you" in _sent()[0]
    assert "L’invitation est envoyée." in response.content.decode()


def test_an_account_that_exists_accepts_when_signed_in(client: Client, authority: Authority) -> None:
    account = make_account(email="camille.canari@clairval.example")
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    form = {"email": account.email, "role": "elu"}
    link = _path_in(client.post(f"/a/{authority.slug}/membres/inviter/", form).content.decode())
    guest = Client()
    assert "connectez-vous" in guest.get(link).content.decode()
    guest.post(link)
    assert Invitation.objects.exists()
    sign_in(guest, account)
    assert guest.post(link).headers["Location"] == f"/a/{authority.slug}/"
    assert Account.objects.filter(memberships__authority=authority, email=account.email).exists()


def test_the_link_that_gives_access_back_is_shown_to_the_administration(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    page = f"/a/{authority.slug}/membres/{account.pk}/acces/"
    link = _path_in(client.post(page).content.decode())
    assert Client().post(link, {"password": NEW, "again": NEW}).status_code == 302
    account.refresh_from_db()
    assert account.check_password(NEW)
