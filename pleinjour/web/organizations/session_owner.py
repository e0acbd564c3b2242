"""Whose a session is: of somebody signed in, with a second factor or not, or of somebody who has still to give one."""

from collections.abc import Mapping
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from pleinjour.web.organizations.models import Account

PENDING: Final = "pending_sign_in"


def is_of(session: Mapping[str, object], account: Account) -> bool:
    """Whether what a session holds, decoded, leads to the account."""
    pending = session.get(PENDING)
    waiting = pending.get("account") if isinstance(pending, dict) else None
    return str(account.pk) in (session.get(SESSION_KEY), str(waiting))


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    return getattr(request.user, "otp_device", None) is not None
