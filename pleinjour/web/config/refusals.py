"""Errors of the domain → what the browser gets. The only place where a refusal meets HTTP."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found, permission_denied

from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible


class RefusalMiddleware:
    """What one may not see does not exist (404); what one may see but not do is refused (403)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectNotVisible):
            return page_not_found(request, error)
        if isinstance(error, NotAllowed):
            return permission_denied(request, error)
        return None
