"""Erase a person (RGPD, article 17). The journal keeps what was done, under a key that leads to nobody any more."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from pleinjour.web.organizations.actions.members import require_administration
from pleinjour.web.organizations.errors import AccountUnknown, BelongsElsewhere
from pleinjour.web.organizations.journal import append, lock_chain, name_account
from pleinjour.web.organizations.leaving import leave
from pleinjour.web.organizations.models import Account, Authority, Invitation, Role
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.selectors import get_visible_authorities
from pleinjour.web.organizations.session_owner import is_of
from pleinjour.web.organizations.throttling import forget_person
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file


def erase_member(actor: Account, authority: Authority, account: Account, now: datetime) -> None:
    """The account of a member is gone. Raises NotAllowed, BelongsElsewhere, LastAdministrator."""
    require(actor, authority, Deed.EDIT_MEMBERS)
    if account.memberships.exclude(authority=authority).exists():
        raise BelongsElsewhere
    _erase(actor, [authority], account, now)


def erase_account(email: str, now: datetime) -> None:
    """What whoever runs the server does for a person of several authorities, or of none.

    Raises AccountUnknown, LastAdministrator.
    """
    account = Account.objects.filter(email=clean_email(email)).first()
    if account is None:
        raise AccountUnknown(email=email)
    _erase(None, list(get_visible_authorities(account).order_by("pk")), account, now)


def _erase(actor: Account | None, authorities: list[Authority], account: Account, now: datetime) -> None:
    with transaction.atomic():
        for authority in authorities:
            lock_chain(authority)
            leave(actor, authority, account, now)
            held = account.memberships.filter(authority=authority)
            administers = held.filter(role=Role.ADMINISTRATOR).exists()
            held.delete()
            if administers:
                require_administration(authority)
            append(authority, actor, "member.erased", target=name_account(account))
        _forget(account)
        account.delete()
        transaction.on_commit(empty_the_write_ahead_file)


def _forget(account: Account) -> None:
    """What no foreign key ties to the account: its sessions, open or waiting for a second factor, its counted attempts,
    its invitations.
    """
    for session in Session.objects.iterator():
        if is_of(session.get_decoded(), account):
            session.delete()
    forget_person(account.email, account.pk)
    Invitation.objects.filter(email=account.email).delete()
