"""Who calls the JSON API: looked up before anything else, since a GET writes nothing and wrong tokens are counted."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from pleinjour.web.config.read_only import SAFE_METHODS
from pleinjour.web.organizations.actions.tokens import admit
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.api.problems import MEDIA_TYPE, refuse, refuse_status
from pleinjour.web.organizations.errors import ActionError, ScopeTooNarrow, TokenRefused
from pleinjour.web.organizations.models import Scope, Token

PREFIX: Final = "/api/v1/"
OPEN: Final = frozenset({f"{PREFIX}openapi.json"})
"""What everybody may read: the description holds nothing of anybody."""


class BearerMiddleware:
    """Lets a call in by its token alone, never by a cookie; every refusal leaves as problem+json."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX) or request.path_info in OPEN:
            return self.get_response(request)
        with translation.override(translation.get_language_from_request(request)):
            response = self._answer(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            request.bearer = _admit(request)  # type: ignore[attr-defined]
        except ActionError as error:
            return refuse(error)
        response = self.get_response(request)
        if response.status_code < 400 or response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        refused = refuse_status(response.status_code)
        if "Allow" in response.headers:
            refused.headers["Allow"] = response.headers["Allow"]
        return refused


def _admit(request: HttpRequest) -> Token:
    """Raises TokenRefused, ScopeTooNarrow, TooManyAttempts."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise TokenRefused
    token = admit(secret, client_address(request), timezone.now())
    if token.scope == Scope.READ and request.method not in SAFE_METHODS:
        raise ScopeTooNarrow
    return token
