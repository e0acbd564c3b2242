"""Get in and out."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as login_with_device

from pleinjour.web.organizations.actions.sign_in import check_code, check_password, wants_second_factor
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.errors import ActionError, TooManyAttempts
from pleinjour.web.organizations.forms.access import CodeForm, SignInForm
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.session_owner import PENDING
from pleinjour.web.organizations.views.frame import before_second_factor, explain

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
PENDING_LASTS: Final = timedelta(minutes=10)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(way_on(request))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    email, password = form.cleaned_data["email"], form.cleaned_data["password"]
    try:
        account = check_password(email, password, client_address(request), timezone.now())
    except ActionError as error:
        form.add_error(None, explain(error))
        return _show(request, form, error)
    if wants_second_factor(account):
        _remember(request, account)
        return redirect("organizations:sign-in-code")
    login(request, account, BACKEND)
    return redirect(way_on(request))


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def give_code(request: HttpRequest) -> HttpResponse:
    """The second step of a sign-in: the password was right, nothing is open yet."""
    account = _pending_account(request, timezone.now())
    if account is None:
        return redirect("organizations:sign-in")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show_code(request, form)
    try:
        device = check_code(account, form.cleaned_data["code"], client_address(request), timezone.now())
    except ActionError as error:
        form.add_error("code", explain(error))
        return _show_code(request, form, error)
    way = str(request.session[PENDING]["next"])
    login(request, account, BACKEND)
    login_with_device(request, device)
    request.session.pop(PENDING, None)
    return redirect(way or "home:index")


@before_second_factor
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("home:index")


def way_on(request: HttpRequest) -> str:
    """Where the person wanted to go, when it is a page of this site; else the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else resolve_url("home:index")


def _remember(request: HttpRequest, account: Account) -> None:
    """Note that the password was right. A new session key: the one from before may be known to somebody."""
    request.session.flush()
    request.session[PENDING] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "at": timezone.now().isoformat(),
        "next": way_on(request),
    }


def _pending_account(request: HttpRequest, now: datetime) -> Account | None:
    pending = request.session.get(PENDING)
    if not pending or now - datetime.fromisoformat(pending["at"]) > PENDING_LASTS:
        return None
    account = Account.objects.filter(pk=pending["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != pending["password"]:
        return None
    return account


def _show(request: HttpRequest, form: SignInForm, error: ActionError | None = None) -> HttpResponse:
    return render(request, "organizations/sign_in.html", {"form": form}, status=_status(form, error))


def _show_code(request: HttpRequest, form: CodeForm, error: ActionError | None = None) -> HttpResponse:
    return render(request, "organizations/sign_in_code.html", {"form": form}, status=_status(form, error))


def _status(form: SignInForm | CodeForm, error: ActionError | None) -> int:
    if isinstance(error, TooManyAttempts):
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
