"""Tokens of the JSON API: what a member draws for a program, shown once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from pleinjour.web.organizations.digests import digest_token, draw_token
from pleinjour.web.organizations.errors import ObjectNotVisible, TokenDates, TokenRefused
from pleinjour.web.organizations.journal import append
from pleinjour.web.organizations.models import Account, Authority, Scope, Token
from pleinjour.web.organizations.perms import Deed, require, roles_of
from pleinjour.web.organizations.throttling import count_call

LONGEST: Final = timedelta(days=366)
MARK: Final = "pleinjour_"
"""Begins every token, so that those who look for secrets in files find it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token that somebody asks for. `name` says to them alone which program has it."""

    name: str
    scope: Scope
    expires_on: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """The token, and its secret: told once, kept nowhere."""

    token: Token
    secret: str


def draw(actor: Account, authority: Authority, wanted: Wanted, now: datetime) -> Drawn:
    """Raises NotAllowed; TokenDates for a last day before tomorrow, or in more than a year."""
    require(actor, authority, Deed.USE_API)
    today = authority.day_of(now)
    if not today < wanted.expires_on <= today + LONGEST:
        raise TokenDates(latest=(today + LONGEST).isoformat())
    secret = MARK + draw_token()
    with transaction.atomic():
        token = Token.objects.create(
            authority=authority,
            account=actor,
            name=wanted.name.strip(),
            digest=digest_token(secret),
            roles=sorted(roles_of(actor, authority)),
            scope=wanted.scope,
            drawn_on=today,
            expires_on=wanted.expires_on,
        )
        # Its name is the person's own words: it goes with the token, and not into the journal.
        detail = {"scope": str(wanted.scope), "expires_on": wanted.expires_on.isoformat()}
        append(authority, actor, "token.drawn", target=f"token:{token.pk}", detail=detail)
    return Drawn(token, secret)


def revoke(actor: Account, token: Token) -> None:
    """The token opens nothing any more. Raises NotAllowed, ObjectNotVisible."""
    authority, target = token.authority, f"token:{token.pk}"
    require(actor, authority, Deed.USE_API)
    with transaction.atomic():
        if not Token.objects.filter(pk=token.pk, account=actor).delete()[0]:
            raise ObjectNotVisible
        append(authority, actor, "token.revoked", target=target)


def admit(secret: str, address: str, now: datetime) -> Token:
    """The token of this secret; its account acts with no role that it got later. The day of use is noted once a day.

    Raises TokenRefused; TooManyAttempts when many wrong ones came from the address.
    """
    found = Token.objects.select_related("authority", "account").filter(digest=digest_token(secret)).first()
    if found is None or not found.account.is_active or found.expires_on < found.authority.day_of(now):
        count_call(address, now)
        raise TokenRefused
    found.account.within = frozenset(found.roles)
    today = found.authority.day_of(now)
    if found.last_used_on != today:
        Token.objects.filter(pk=found.pk).update(last_used_on=today)
    return found
