from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp

from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from tests.web.organizations.factories import (
    PASSWORD,
    add_second_factor,
    make_account,
    make_authority,
    member,
    sign_in,
)

pytestmark = pytest.mark.django_db
SIGN_IN = "/connexion/"
CODE = "/connexion/code/"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def authority() -> Authority:
    return make_authority()


def _give_password(client: Client, account: Account, password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"email": account.email, "password": password, **more}).status_code


def _is_signed_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def test_a_password_opens_a_session_with_a_new_key(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    client.get(SIGN_IN)
    client.session["before"] = 1
    before = client.session.session_key
    response = client.post(SIGN_IN, {"email": account.email.upper(), "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.session.session_key != before
    assert _is_signed_in(client)


@pytest.mark.parametrize("email", ["role-inconnu@clairval.example", "known"])
def test_a_wrong_password_and_an_unknown_email_get_the_same_answer(client: Client, email: str) -> None:
    known = make_account(email="known@clairval.example")
    address = known.email if email == "known" else email
    response = client.post(SIGN_IN, {"email": address, "password": "autre"})
    assert response.status_code == 422
    assert "ne convient pas" in response.content.decode()
    assert not _is_signed_in(client)


def test_a_closed_account_does_not_open(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    account.is_active = False
    account.save()
    assert _give_password(client, account) == 422


def test_a_closed_account_loses_its_open_sessions(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    _give_password(client, account)
    account.is_active = False
    account.save()
    assert not _is_signed_in(client)


def test_attempts_are_slowed_down_even_with_the_right_password(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    with time_machine.travel(NOW, tick=False) as clock:
        assert [_give_password(client, account, "autre") for _ in range(6)] == [422] * 5 + [429]
        assert _give_password(client, account) == 429
        clock.shift(16)
        assert _give_password(client, account) == 302


@pytest.mark.parametrize(
    ("asked", "given"), [("/compte/", "/compte/"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("", "/")]
)
def test_one_goes_on_to_pages_of_this_site_only(client: Client, authority: Authority, asked: str, given: str) -> None:
    account = member(authority, Role.AGENT)
    response = client.post(SIGN_IN, {"email": account.email, "password": PASSWORD, "next": asked})
    assert response.headers["Location"] == given


def test_signing_out_needs_a_post(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.AGENT))
    assert client.get("/deconnexion/").status_code == 405
    assert _is_signed_in(client)
    client.post("/deconnexion/")
    assert not _is_signed_in(client)


def test_forms_are_refused_without_their_token(authority: Authority) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert _give_password(strict, member(authority, Role.AGENT)) == 403


def test_a_second_factor_is_asked_before_anything_opens(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    device = add_second_factor(account)
    response = client.post(SIGN_IN, {"email": account.email, "password": PASSWORD, "next": "/compte/"})
    assert response.headers["Location"] == CODE
    assert not _is_signed_in(client)
    assert client.post(CODE, {"code": "000000"}).status_code == 422
    assert not _is_signed_in(client)
    with time_machine.travel(datetime.now(UTC).timestamp() + 60):
        response = client.post(CODE, {"code": f"{totp(device.bin_key):06}"})
        assert response.headers["Location"] == "/compte/"
        assert _is_signed_in(client)


def test_a_code_serves_once(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    code = f"{totp(add_second_factor(account).bin_key):06}"
    _give_password(client, account)
    assert client.post(CODE, {"code": code}).status_code == 302
    other = Client()
    _give_password(other, account)
    assert other.post(CODE, {"code": code}).status_code == 422


def test_the_code_page_needs_a_password_first(client: Client) -> None:
    assert client.get(CODE).headers["Location"] == SIGN_IN
    assert client.post(CODE, {"code": "123456"}).headers["Location"] == SIGN_IN


def test_the_step_between_password_and_code_does_not_last(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    add_second_factor(account)
    with time_machine.travel(NOW, tick=False) as clock:
        _give_password(client, account)
        assert client.get(CODE).status_code == 200
        clock.shift(11 * 60)
        assert client.get(CODE).headers["Location"] == SIGN_IN


def test_a_password_changed_meanwhile_closes_the_step(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    add_second_factor(account)
    _give_password(client, account)
    account.set_password("un-nouveau-mot-de-passe")
    account.save()
    assert client.get(CODE).headers["Location"] == SIGN_IN


def test_codes_are_slowed_down(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    add_second_factor(account)
    _give_password(client, account)
    statuses = [client.post(CODE, {"code": "000000"}).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_an_administrator_without_a_second_factor_can_only_set_one_up(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.ADMINISTRATOR), verified=False)
    for name in ("home:authority", "organizations:members", "registry:systems"):
        address = reverse(name, args=[authority.slug])
        assert client.get(address).headers["Location"] == "/compte/second-facteur/"
        assert client.post(address).headers["Location"] == "/compte/second-facteur/"
    assert client.get("/compte/").headers["Location"] == "/compte/second-facteur/"
    assert client.get("/compte/second-facteur/").status_code == 200
    assert client.post("/deconnexion/").headers["Location"] == "/"


def test_other_roles_may_do_without_a_second_factor(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.DPO), verified=False)
    assert client.get(reverse("organizations:journal", args=[authority.slug])).status_code == 200


def test_signing_in_is_not_written_in_the_journal(client: Client, authority: Authority) -> None:
    _give_password(client, member(authority, Role.AGENT))
    assert not JournalEntry.objects.exists()
