"""Errors of the domain → what the browser gets. The only place where a refusal meets HTTP."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.ui.views.errors import render_error


class RefusalMiddleware:
    """What one may not see does not exist (404); what one may see but not do is refused (403)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectNotVisible):
            return render_error(request, HTTPStatus.NOT_FOUND)
        if isinstance(error, NotAllowed):
            return render_error(request, HTTPStatus.FORBIDDEN, error.explain(gettext))
        return None
