"""What every page and file open to everybody shares: no account, no cookie, copies kept for a minute."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import pleinjour
from pleinjour.web.organizations.journal import canonical
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.public import find_register, version_of
from pleinjour.web.ui.themes import read_theme

KEPT: Final = "public, max-age=60"
"""A withdrawn sheet is gone from the copies after a minute."""

FILES_KEPT: Final = 8
"""A register of 5,000 sheets makes files of some 15 MB: the last ones asked for are enough against idle questions."""

View = Callable[..., HttpResponse]
_files: dict[str, tuple[bytes, dict[str, str]]] = {}


def open_to_all(view: View) -> View:
    """The view gets the authority in place of its name in the address. Raises ObjectNotVisible where none publishes."""

    @login_not_required
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, place: str, **named: object) -> HttpResponseBase:
        authority = find_register(place)
        tag = _tag(request, authority)
        response = get_conditional_response(request, etag=tag) or view(request, authority, **named)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = KEPT
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return opened  # type: ignore[return-value]


def open_file(view: View) -> Callable[..., HttpResponseBase]:
    """`open_to_all` for what no question changes: made once for each version of the register, whatever `?x=1` says."""

    @wraps(view)
    def kept(request: HttpRequest, authority: Authority, **named: str) -> HttpResponse:
        mark = canonical([*_made_of(authority), request.path, get_language()])
        if (found := _files.get(mark)) is None:
            response = view(request, authority, **named)
            found = _files[mark] = response.content, dict(response.items())
            # Threads share it: the first ones are taken from a copy of its keys.
            for old in list(_files)[:-FILES_KEPT]:
                _files.pop(old, None)
        return HttpResponse(found[0], headers=found[1])

    return open_to_all(kept)


def _made_of(authority: Authority) -> list[str]:
    """What everything open to everybody is made of: what is published, who publishes, our version."""
    return [pleinjour.__version__, authority.name, authority.siren, authority.accent, str(version_of(authority))]


def _tag(request: HttpRequest, authority: Authority) -> str:
    """Changes with all that the page is made of: what is published, the reader's choices, our version."""
    made_of = [*_made_of(authority), request.get_full_path(), get_language(), read_theme(request)]
    return f'"{hashlib.sha256(canonical(made_of).encode()).hexdigest()[:32]}"'
