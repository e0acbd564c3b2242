import re

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.actions.second_factor import free_from_second_factor
from pleinjour.web.organizations.errors import BelongsElsewhere
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Membership, Role
from tests.web.organizations.factories import (
    PASSWORD,
    add_second_factor,
    make_authority,
    member,
    sign_in,
)

pytestmark = pytest.mark.django_db
PAGE = "/compte/second-facteur/"
SCAN = PAGE + "photographier/"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


def _set_up(client: Client, account: Account) -> list[str]:
    """Go through the pages as a person does; the recovery codes that were shown."""
    assert client.post(PAGE + "commencer/").headers["Location"] == SCAN
    device = TOTPDevice.objects.get(user=account, confirmed=False)
    response = client.post(SCAN, {"code": f"{totp(device.bin_key):06}"})
    return re.findall(r"<li><code>(\w+)</code>", response.content.decode())


def test_an_administrator_sets_it_up_and_goes_on(client: Client, authority: Authority) -> None:
    account = member(authority, Role.ADMINISTRATOR)
    sign_in(client, account, verified=False)
    codes = _set_up(client, account)
    assert len(set(codes)) == 10
    assert client.get(f"/a/{authority.slug}/membres/").status_code == 200
    assert [entry.action for entry in JournalEntry.objects.all()] == ["account.second_factor_set_up"]


def test_the_picture_is_in_the_page_and_asked_from_nobody(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.AGENT), verified=False)
    client.post(PAGE + "commencer/")
    content = client.get(SCAN).content.decode()
    assert 'src="data:image/svg+xml' in content
    assert "otpauth" not in content


def test_a_wrong_first_code_confirms_nothing(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    client.post(PAGE + "commencer/")
    assert client.post(SCAN, {"code": "000000"}).status_code == 422
    assert not TOTPDevice.objects.filter(user=account, confirmed=True).exists()


def test_a_recovery_code_serves_once(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    code = _set_up(client, account)[0]
    statuses = []
    for _ in range(2):
        visitor = Client()
        visitor.post("/connexion/", {"email": account.email, "password": PASSWORD})
        statuses.append(visitor.post("/connexion/code/", {"code": f" {code.upper()} "}).status_code)
    assert statuses == [302, 422]


def test_recovery_codes_are_not_kept_in_clear(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    codes = _set_up(client, account)
    assert not set(codes) & set(StaticToken.objects.values_list("token", flat=True))


def test_new_recovery_codes_need_a_code_and_close_the_former(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    first = _set_up(client, account)
    assert client.post(PAGE + "codes/", {"code": "000000"}).status_code == 422
    content = client.post(PAGE + "codes/", {"code": first[0]}).content.decode()
    second = re.findall(r"<li><code>(\w+)</code>", content)
    assert len(second) == 10
    assert not set(first) & set(second)
    assert StaticToken.objects.count() == 10


def test_removing_it_needs_a_code(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    codes = _set_up(client, account)
    assert client.post(PAGE + "retirer/", {"code": "000000"}).status_code == 422
    assert TOTPDevice.objects.filter(user=account).exists()
    assert client.post(PAGE + "retirer/", {"code": codes[3]}).status_code == 302
    assert not TOTPDevice.objects.filter(user=account).exists()


def test_a_session_opened_before_the_role_is_asked_for_a_code(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    device = add_second_factor(account)
    Membership.objects.create(account=account, authority=authority, role=Role.ADMINISTRATOR)
    assert client.get(f"/a/{authority.slug}/").headers["Location"] == PAGE
    assert client.post(PAGE + "commencer/").headers["Location"] == PAGE
    assert client.post(PAGE, {"code": "000000"}).status_code == 422
    assert client.post(PAGE, {"code": f"{totp(device.bin_key):06}"}).status_code == 302
    assert client.get(f"/a/{authority.slug}/").status_code == 200


def test_changing_phone_keeps_the_old_one_until_the_new_one_works(client: Client, authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    sign_in(client, account)
    old = TOTPDevice.objects.get(user=account)
    client.post(PAGE + "commencer/")
    assert TOTPDevice.objects.filter(pk=old.pk, confirmed=True).exists()
    _set_up(client, account)
    assert not TOTPDevice.objects.filter(pk=old.pk).exists()
    assert client.get("/compte/").status_code == 200


def test_the_administration_frees_a_member_who_lost_everything(authority: Authority) -> None:
    administrator, account = member(authority, Role.ADMINISTRATOR), member(authority, Role.AGENT)
    add_second_factor(account)
    free_from_second_factor(administrator, authority, account)
    assert not TOTPDevice.objects.filter(user=account).exists()


def test_the_administration_has_no_hold_on_an_account_shared_with_another(authority: Authority) -> None:
    administrator, account = member(authority, Role.ADMINISTRATOR), member(authority, Role.AGENT)
    Membership.objects.create(account=account, authority=make_authority(), role=Role.AGENT)
    add_second_factor(account)
    with pytest.raises(BelongsElsewhere):
        free_from_second_factor(administrator, authority, account)
    assert TOTPDevice.objects.filter(user=account).exists()
