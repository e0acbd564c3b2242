"""Who asks signs in first; roles are looked up once for a page; who administers proves it with a second factor."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Membership, Role
from pleinjour.web.organizations.perms import remember_roles
from pleinjour.web.organizations.session_owner import has_second_factor
from pleinjour.web.organizations.typed import seal_typed, take_typed
from pleinjour.web.organizations.views.sign_in import show_sign_in


class RolesMiddleware:
    """Looks a person's roles up once for a request that only reads; a deed asks again each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with remember_roles():
            return self.get_response(request)


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends visitors to sign in; whoever was sending something finds it again once they have."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if _reads_post(request, view_func) and (sealed := seal_typed(request)):
            return show_sign_in(request, sealed)
        answer = super().handle_no_permission(request, view_func)
        if request.method == "POST":
            sentence = _("Votre session est terminée. L’envoi n’a pas été gardé : reconnectez-vous, puis recommencez.")
            messages.warning(request, sentence)
        return answer


class SecondFactorMiddleware:
    """Sends an administrator without a second factor to the page that sets one up; nothing else answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or getattr(view, "before_second_factor", False):
            return None
        if not must_prove(request):
            return None
        if _reads_post(request, view) and (typed := take_typed(request)):
            fields = {"typed": typed, "must_prove": True}
            return render(request, "organizations/typed.html", fields, status=HTTPStatus.FORBIDDEN)
        return redirect("organizations:second-factor")


def _reads_post(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    """Whether a form was sent, and has passed the CSRF check: some pages choose first who reads their body."""
    return request.method == "POST" and not getattr(view, "csrf_exempt", False)


def must_prove(request: HttpRequest) -> bool:
    account = request.user
    if not isinstance(account, Account) or has_second_factor(request):
        return False
    return Membership.objects.filter(account=account, role=Role.ADMINISTRATOR).exists()
