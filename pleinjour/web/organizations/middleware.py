"""Who asks signs in first; roles are looked up once for a page; who administers proves it with a second factor."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Membership, Role
from pleinjour.web.organizations.perms import remember_roles
from pleinjour.web.organizations.typed import keep_typed


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
    """Sends visitors to sign in; whoever was sending something is told whether it was kept, and where."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        answer = super().handle_no_permission(request, view_func)
        if request.method == "POST" and keep_typed(request, answer, view_func):
            sentence = _(
                "Votre session est terminée. Ce que vous avez écrit reste vingt minutes dans ce navigateur, et nulle "
                "part ailleurs : reconnectez-vous."
            )
            messages.warning(request, sentence)
        elif request.method == "POST":
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
        if must_prove(request):
            return redirect("organizations:second-factor")
        return None


def must_prove(request: HttpRequest) -> bool:
    account = request.user
    if not isinstance(account, Account) or has_second_factor(request):
        return False
    return Membership.objects.filter(account=account, role=Role.ADMINISTRATOR).exists()


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    return getattr(request.user, "otp_device", None) is not None
