"""Who belongs to an authority, and with which roles."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from pleinjour.web.organizations.digests import digest_token, draw_token
from pleinjour.web.organizations.errors import AlreadyMember, InvitationRefused, LastAdministrator
from pleinjour.web.organizations.journal import append, lock_chain, name_account
from pleinjour.web.organizations.leaving import leave
from pleinjour.web.organizations.models import Account, Authority, Invitation, Membership, Role
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.rows import refetch

INVITATION_LASTS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """The invitation, and the token of its link: told once, kept nowhere."""

    invitation: Invitation
    token: str


def invite(actor: Account, authority: Authority, email: str, role: Role, now: datetime) -> Invited:
    """A link for one person; a second invitation to the same e-mail replaces the first.

    Raises NotAllowed, AlreadyMember.
    """
    require(actor, authority, Deed.EDIT_MEMBERS)
    return _invite(actor, authority, email, role, now)


def invite_first_administrator(authority: Authority, email: str, now: datetime) -> Invited:
    """The link by which an authority that has just been opened gets its administration."""
    return _invite(None, authority, email, Role.ADMINISTRATOR, now)


def _invite(actor: Account | None, authority: Authority, email: str, role: Role, now: datetime) -> Invited:
    email, token = clean_email(email), draw_token()
    with transaction.atomic():
        lock_chain(authority)
        if Membership.objects.filter(authority=authority, account__email=email).exists():
            raise AlreadyMember
        invitation, _created = Invitation.objects.update_or_create(
            authority=authority,
            email=email,
            defaults={"role": role, "token_digest": digest_token(token), "expires_at": now + INVITATION_LASTS},
        )
        target = f"invitation:{invitation.pk}"
        append(authority, actor, "member.invited", target=target, detail={"role": role})
    return Invited(invitation, token)


def withdraw_invitation(actor: Account, invitation: Invitation) -> None:
    """The link no longer opens anything. Raises NotAllowed; ObjectNotVisible once it has served."""
    authority = invitation.authority
    require(actor, authority, Deed.EDIT_MEMBERS)
    target = f"invitation:{invitation.pk}"
    with transaction.atomic():
        lock_chain(authority)
        refetch(invitation)
        invitation.delete()
        append(authority, actor, "member.invitation_withdrawn", target=target)


def find_invitation(token: str, now: datetime) -> Invitation:
    """The invitation that this link opens. Raises InvitationRefused."""
    invitation = Invitation.objects.filter(token_digest=digest_token(token)).select_related("authority").first()
    if invitation is None or not invitation.is_open(now):
        raise InvitationRefused
    return invitation


def accept_as_new_account(token: str, password: str, display_name: str, now: datetime) -> Account:
    """The account that the link opens, with its first role. Raises InvitationRefused."""
    with transaction.atomic():
        invitation = _take_invitation(token, now)
        if Account.objects.filter(email=invitation.email).exists():
            raise InvitationRefused
        account = Account.objects.create_account(invitation.email, password, display_name=display_name.strip())
        _join(account, invitation)
    return account


def accept_as(account: Account, token: str, now: datetime) -> Authority:
    """Let an existing account in; the link must be its own. Raises InvitationRefused."""
    with transaction.atomic():
        invitation = _take_invitation(token, now)
        if invitation.email != account.email:
            raise InvitationRefused
        _join(account, invitation)
    return invitation.authority


def set_roles(actor: Account, authority: Authority, account: Account, roles: Collection[Role]) -> None:
    """Give a member exactly `roles`; none of them takes the member out. Raises NotAllowed, LastAdministrator."""
    require(actor, authority, Deed.EDIT_MEMBERS)
    with transaction.atomic():
        lock_chain(authority)
        held = Membership.objects.filter(authority=authority, account=account)
        before = {Role(role) for role in held.values_list("role", flat=True)}
        after = set(roles)
        if before == after:
            return
        held.exclude(role__in=after).delete()
        Membership.objects.bulk_create(
            Membership(account=account, authority=authority, role=role) for role in sorted(after - before)
        )
        require_administration(authority)
        if not after:
            leave(actor, authority, account, timezone.now())
            account.tokens.filter(authority=authority).delete()
        deed = "member.roles_changed" if after else "member.removed"
        detail: dict[str, list[str]] = {"before": sorted(before), "roles": sorted(after)}
        append(authority, actor, deed, target=name_account(account), detail=detail)


def require_administration(authority: Authority) -> None:
    """Raises LastAdministrator when nobody is left to administer the authority."""
    if not Membership.objects.filter(authority=authority, role=Role.ADMINISTRATOR).exists():
        raise LastAdministrator


def remove_member(actor: Account, authority: Authority, account: Account) -> None:
    """The account stays, without any role here. Raises NotAllowed, LastAdministrator."""
    set_roles(actor, authority, account, ())


def _take_invitation(token: str, now: datetime) -> Invitation:
    """The open invitation of this link, locked: a link serves once, even when followed twice at a time."""
    found = find_invitation(token, now)
    lock_chain(found.authority)
    return find_invitation(token, now)


def _join(account: Account, invitation: Invitation) -> None:
    Membership.objects.get_or_create(account=account, authority=invitation.authority, role=invitation.role)
    target, detail = name_account(account), {"role": invitation.role}
    append(invitation.authority, account, "member.joined", target=target, detail=detail)
    invitation.delete()
