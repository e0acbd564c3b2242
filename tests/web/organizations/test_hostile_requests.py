"""What somebody tries who means no good: numbers out of range, guessed passwords, formulas, links kept for later."""

import pytest
from django.test import Client
from django.utils import timezone

from pleinjour.web.organizations.actions.accounts import change_password, draw_access_link, find_account
from pleinjour.web.organizations.errors import InvitationRefused, RuleRefused, TooManyAttempts, WrongCredentials
from pleinjour.web.organizations.forms.authority import AuthorityForm
from pleinjour.web.organizations.models import Account, Authority, Membership, Role
from pleinjour.web.organizations.rules import clean_rule
from tests.web.organizations.factories import PASSWORD, make_authority, member, sign_in

pytestmark = pytest.mark.django_db
NEW = "lumiere-du-matin-42"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.mark.parametrize("page", ["journal/", "journal/export/"])
@pytest.mark.parametrize("asked", ["since=0001-01-01", "until=9999-12-31", "since=9999-12-31&until=0001-01-01"])
def test_days_outside_the_calendar_filter_nothing(client: Client, authority: Authority, page: str, asked: str) -> None:
    sign_in(client, member(authority, Role.DPO))
    assert client.get(f"/a/{authority.slug}/{page}?{asked}").status_code == 200


@pytest.mark.parametrize("field", ["population", "headcount"])
@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 40, "-1"])
def test_more_people_than_the_world_holds_are_refused(authority: Authority, field: str, number: str) -> None:
    initial = {name: value or "" for name, value in AuthorityForm.initial_of(authority).items()}
    assert list(AuthorityForm(initial | {field: number}).errors) == [field]


def guess(account: Account, password: str, at: str = "192.0.2.1") -> None:
    change_password(account, password, NEW, at, timezone.now())


def test_the_password_in_force_is_not_guessed_from_an_open_session(authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    for number in range(5):
        with pytest.raises(WrongCredentials):
            guess(account, f"essai-{number}")
    with pytest.raises(TooManyAttempts):
        guess(account, PASSWORD)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_changing_ones_password_wipes_earlier_mistakes(authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    for _turn in range(2):
        for number in range(4):
            with pytest.raises(WrongCredentials):
                guess(account, f"essai-{number}")
        guess(account, PASSWORD if account.check_password(PASSWORD) else NEW)
    assert account.check_password(NEW)


@pytest.mark.parametrize("value", ["-1+cmd|'/c_calc'!a0", "@sum(1)", '.a"b', "-a;b", "-a,b", "@a\x00b", "-a\u202eb"])
def test_the_end_of_an_identifier_holds_no_formula(value: str) -> None:
    with pytest.raises(RuleRefused):
        clean_rule("user_suffix", value)


def test_an_access_link_opens_nothing_any_more_once_the_account_counts_elsewhere(authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    link = draw_access_link(member(authority, Role.ADMINISTRATOR), authority, account)
    assert find_account(link) == account
    Membership.objects.create(account=account, authority=make_authority(), role=Role.ADMINISTRATOR)
    with pytest.raises(InvitationRefused):
        find_account(link)
