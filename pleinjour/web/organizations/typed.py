"""What somebody was sending when their session ended: kept in their own browser, and nowhere else.

The server keeps nothing: no draft joins what is typed to an account. The cookie is signed, goes back to the page it
was typed on only, and lasts twenty minutes. On a shared workstation, it is shown to the account that typed it and to
no other: the form itself says for whom it was drawn.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from pleinjour.web.organizations.digests import digest_identifier

View = TypeVar("View", bound=Callable[..., HttpResponse])

COOKIE: Final = "saisie"
OWNER: Final = "typed_by"
LASTS_SECONDS: Final = 20 * 60
# Browsers keep 4,096 octets of a cookie, its name and its settings included.
_LONGEST: Final = 3800


class TypedForm(forms.Form):
    """A form whose answers may outlive a session. `typed_by`: the account for which it was drawn, as a keyed digest."""

    typed_by = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


def keeps_typed(*names: str) -> Callable[[View], View]:
    """Keep these fields of the page when they are sent without a session; `typed_before` gives them back."""

    def mark(view: View) -> View:
        view.keeps_typed = names  # type: ignore[attr-defined]
        return view

    return mark


def keep_typed(request: HttpRequest, response: HttpResponse, view: Callable[..., object]) -> bool:
    """Whether the answer takes what was typed back to the browser: not when the view keeps none, or it is too long."""
    names: tuple[str, ...] = getattr(view, "keeps_typed", ())
    values = {name: request.POST[name] for name in (*names, OWNER) if name in request.POST}
    kept = signing.dumps(values, salt=COOKIE, compress=True)
    if not names or not values.get(OWNER) or len(kept) > _LONGEST:
        return False
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(
        COOKIE, kept, max_age=LASTS_SECONDS, path=request.path, secure=secure, httponly=True, samesite="Lax"
    )
    return True


def typed_before(request: HttpRequest) -> dict[str, str]:
    """What this account typed on this page before its session ended, for a `TypedForm`.

    Only for whom it is drawn when that is too old, was changed, or was typed by somebody else.
    """
    own = {OWNER: digest_identifier("typed", str(request.user.pk))}
    try:
        values = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return own
    typed = {str(name): str(value) for name, value in values.items()}
    return typed if typed[OWNER] == own[OWNER] else own


def forget_typed(request: HttpRequest, response: HttpResponse) -> None:
    """The browser keeps it no more: it has been sent."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, path=request.path, samesite="Lax")
