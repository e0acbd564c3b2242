from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from pleinjour.web.organizations.actions import members as actions
from pleinjour.web.organizations.actions.accounts import draw_access_link
from pleinjour.web.organizations.errors import (
    AlreadyMember,
    BelongsElsewhere,
    InvitationRefused,
    LastAdministrator,
    ObjectNotVisible,
)
from pleinjour.web.organizations.models import Account, Authority, Invitation, JournalEntry, Membership, Role
from pleinjour.web.organizations.selectors import get_roles
from tests.web.organizations.factories import PASSWORD, make_account, make_authority, member

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EMAIL = "camille.canari@clairval.example"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def administrator(authority: Authority) -> Account:
    return member(authority, Role.ADMINISTRATOR)


def test_an_invitation_opens_an_account_with_its_role_once(authority: Authority, administrator: Account) -> None:
    invited = actions.invite(administrator, authority, f" {EMAIL.upper()} ", Role.REFERENT, NOW)
    account = actions.accept_as_new_account(invited.token, PASSWORD, "Référente", NOW)
    assert (account.email, account.check_password(PASSWORD)) == (EMAIL, True)
    assert get_roles(authority, account) == [Role.REFERENT]
    assert not Invitation.objects.exists()
    with pytest.raises(InvitationRefused):
        actions.find_invitation(invited.token, NOW)


def test_the_token_of_an_invitation_is_kept_nowhere(authority: Authority, administrator: Account) -> None:
    invited = actions.invite(administrator, authority, EMAIL, Role.AGENT, NOW)
    assert invited.token not in str(list(Invitation.objects.values()))


def test_the_journal_of_an_invitation_names_nobody(authority: Authority, administrator: Account) -> None:
    invited = actions.invite(administrator, authority, EMAIL, Role.AGENT, NOW)
    account = actions.accept_as_new_account(invited.token, PASSWORD, "Camille Canari", NOW)
    actions.remove_member(administrator, authority, account)
    assert JournalEntry.objects.count() == 3
    assert "anari" not in str(list(JournalEntry.objects.values()))


def test_an_invitation_expires(authority: Authority, administrator: Account) -> None:
    invited = actions.invite(administrator, authority, EMAIL, Role.AGENT, NOW)
    assert actions.find_invitation(invited.token, NOW + timedelta(days=6, hours=23)) == invited.invitation
    with pytest.raises(InvitationRefused):
        actions.find_invitation(invited.token, NOW + timedelta(days=7))


def test_an_invitation_accepted_meanwhile_is_not_journalled_as_withdrawn(
    authority: Authority, administrator: Account
) -> None:
    invited = actions.invite(administrator, authority, EMAIL, Role.AGENT, NOW)
    actions.accept_as_new_account(invited.token, PASSWORD, "", NOW)
    with pytest.raises(ObjectNotVisible):
        actions.withdraw_invitation(administrator, invited.invitation)
    assert not JournalEntry.objects.filter(action="member.invitation_withdrawn").exists()


def test_a_second_invitation_replaces_the_first(authority: Authority, administrator: Account) -> None:
    first = actions.invite(administrator, authority, EMAIL, Role.AGENT, NOW)
    second = actions.invite(administrator, authority, EMAIL, Role.DPO, NOW)
    with pytest.raises(InvitationRefused):
        actions.find_invitation(first.token, NOW)
    assert actions.find_invitation(second.token, NOW).role == Role.DPO


def test_an_account_that_exists_joins_by_its_own_link_only(authority: Authority, administrator: Account) -> None:
    account = make_account(email=EMAIL)
    invited = actions.invite(administrator, authority, EMAIL, Role.ELU, NOW)
    with pytest.raises(InvitationRefused):
        actions.accept_as(make_account(), invited.token, NOW)
    with pytest.raises(InvitationRefused):
        actions.accept_as_new_account(invited.token, "un-autre-mot-de-passe", "", NOW)
    assert actions.accept_as(account, invited.token, NOW) == authority
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_member_is_not_invited_again(authority: Authority, administrator: Account) -> None:
    with pytest.raises(AlreadyMember):
        actions.invite(administrator, authority, administrator.email.upper(), Role.DPO, NOW)


def test_roles_are_set_exactly(authority: Authority, administrator: Account) -> None:
    account = member(authority, Role.AGENT, Role.ELU)
    actions.set_roles(administrator, authority, account, [Role.AGENT, Role.DPO])
    assert set(get_roles(authority, account)) == {Role.AGENT, Role.DPO}


def test_setting_the_same_roles_writes_nothing(authority: Authority, administrator: Account) -> None:
    actions.set_roles(administrator, authority, administrator, [Role.ADMINISTRATOR])
    assert not JournalEntry.objects.exists()


def test_the_last_administrator_stays(authority: Authority, administrator: Account) -> None:
    member(make_authority(), Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        actions.remove_member(administrator, authority, administrator)
    with pytest.raises(LastAdministrator):
        actions.set_roles(administrator, authority, administrator, [Role.AGENT])
    assert get_roles(authority, administrator) == [Role.ADMINISTRATOR]
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_the_same_time_leave_one() -> None:
    authority = make_authority()
    both = [member(authority, Role.ADMINISTRATOR) for _ in range(2)]

    def leave(account: Account) -> bool:
        try:
            actions.remove_member(account, authority, account)
        except LastAdministrator:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, both)) == [False, True]
    assert Membership.objects.filter(authority=authority, role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_followed_twice_at_the_same_time_serves_once() -> None:
    authority = make_authority()
    invited = actions.invite_first_administrator(authority, EMAIL, NOW)

    def accept(_number: int) -> bool:
        try:
            actions.accept_as_new_account(invited.token, PASSWORD, "", NOW)
        except InvitationRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(accept, range(4))) == 1
    assert Account.objects.count() == 1


def test_an_authority_has_no_hold_on_an_account_that_another_counts_on(
    authority: Authority, administrator: Account
) -> None:
    shared = member(authority, Role.AGENT)
    Membership.objects.create(account=shared, authority=make_authority(), role=Role.AGENT)
    with pytest.raises(BelongsElsewhere):
        draw_access_link(administrator, authority, shared)
