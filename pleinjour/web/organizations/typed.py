"""What somebody was sending when their session ended: sealed into the sign-in page, and kept nowhere.

Only the server can read it again, for the account whose session ended and no other, and it goes back to the page that
it was sent to. A cookie says whose the last session of the browser was, as a keyed digest: a form that passes the CSRF
check was drawn in that session, since each sign-in draws another CSRF secret.
"""

import json
import time
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from pleinjour.engines.traffic import SealError, seal, unseal
from pleinjour.web.organizations.digests import digest_identifier
from pleinjour.web.organizations.models import Account

FIELD: Final = "saisie"
COOKIE: Final = "compte"
MOST_SECONDS: Final = 24 * 60 * 60
"""A page that was left open says nothing of today: our choice."""
# A secret is typed again. So is the choice of declaring without a name: a page that carried it would tell.
NEVER_CARRIED: Final = frozenset({"csrfmiddlewaretoken", "password", "again", "current", "code", "naming"})


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form, in order, and the page that they were sent to. `had_files`: files are not carried."""

    path: str
    fields: Mapping[str, list[str]]
    had_files: bool


def take_typed(request: HttpRequest) -> Typed | None:
    """What is being sent; None when nothing of it may be carried."""
    fields = {str(name): [str(one) for one in values] for name, values in request.POST.lists()}
    carried = {name: values for name, values in fields.items() if name not in NEVER_CARRIED}
    return Typed(request.get_full_path(), carried, bool(request.FILES)) if carried else None


def seal_typed(request: HttpRequest) -> str:
    """What is being sent, for the account whose session ended; empty when nothing is carried, or it was nobody's."""
    typed, owner = take_typed(request), request.COOKIES.get(COOKIE, "")
    if typed is None or not owner:
        return ""
    written = json.dumps({"owner": owner, "at": time.time(), **asdict(typed)}).encode()
    return urlsafe_b64encode(seal(zlib.compress(written), _key())).decode()


def open_typed(sealed: str, account: Account) -> Typed | None:
    """What the account was sending; None when it was another's, a sign of it was changed, or a day has passed."""
    try:
        written = json.loads(zlib.decompress(unseal(urlsafe_b64decode(sealed.encode()), _key())))
    except (SealError, ValueError):
        return None
    is_old = time.time() - written.pop("at") > MOST_SECONDS
    if not constant_time_compare(written.pop("owner"), _mark(account)) or is_old:
        return None
    return Typed(**written)


def remember_owner(response: HttpResponse, account: Account) -> None:
    """Let the browser tell whose session it is, once it has ended; the browser forgets it when it closes."""
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, _mark(account), secure=secure, httponly=True, samesite="Lax")


def forget_owner(response: HttpResponse) -> None:
    """The person signed out: nothing of them stays in the browser."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _mark(account: Account) -> str:
    return digest_identifier("typed", str(account.pk))


def _key() -> bytes:
    return bytes.fromhex(digest_identifier("typed.seal", FIELD))
