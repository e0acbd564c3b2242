"""Who calls, where they act, and which version they have before their eyes."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from pleinjour.web.organizations.api.problems import VersionNeeded, VersionPassed
from pleinjour.web.organizations.errors import ObjectNotVisible, TokenRefused
from pleinjour.web.organizations.models import Account, Authority, Token
from pleinjour.web.organizations.selectors import get_visible_authority


class Jeton(HttpBearer):
    """A token in the header `Authorization: Bearer`, and nothing else: never a cookie.

    The middleware has looked it up already, before a GET was forbidden to write.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        return getattr(request, "bearer", None)


def bearer_of(request: HttpRequest) -> Token:
    """The token that calls. Raises TokenRefused."""
    token = getattr(request, "bearer", None)
    if isinstance(token, Token):
        return token
    raise TokenRefused


def find_place(request: HttpRequest, slug: str) -> tuple[Account, Authority]:
    """Who calls, and the authority of the address: the token's own, and no other. Raises ObjectNotVisible."""
    token = bearer_of(request)
    if token.authority.slug != slug:
        raise ObjectNotVisible
    return token.account, get_visible_authority(token.account, slug)


def check_version(seen: str, current: str) -> None:
    """Raises VersionNeeded for an `If-Match` left out, VersionPassed when it is not `current`."""
    if not seen:
        raise VersionNeeded
    # A version that travelled compressed comes back marked as weak.
    if seen.strip().removeprefix("W/") != current:
        raise VersionPassed
