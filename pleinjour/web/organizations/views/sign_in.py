"""Get in and out."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as login_with_device

from pleinjour.web.organizations.actions.sign_in import check_code, check_password, wants_second_factor
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.errors import ActionError, TooManyAttempts
from pleinjour.web.organizations.forms.access import CodeForm, SignInForm
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.session_owner import PENDING
from pleinjour.web.organizations.typed import FIELD, forget_owner, open_typed, remember_owner
from pleinjour.web.organizations.views.frame import before_second_factor, explain

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
PENDING_LASTS: Final = timedelta(minutes=10)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, Account):
        return _go_on(request, request.user, way_on(request))
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
        # What is carried is in this very request: a page that is asked for afresh would not have it.
        return _show_code(request, CodeForm()) if FIELD in request.POST else redirect("organizations:sign-in-code")
    login(request, account, BACKEND)
    return _go_on(request, account, way_on(request))


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
    return _go_on(request, account, way or resolve_url("home:index"))


@before_second_factor
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    answer = redirect("home:index")
    forget_owner(answer)
    return answer


def way_on(request: HttpRequest) -> str:
    """Where the person wanted to go, when it is a page of this site; else the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else resolve_url("home:index")


def show_sign_in(request: HttpRequest, sealed: str) -> HttpResponse:
    """The sign-in page in answer to what a session that ended was sending, which it carries (`typed.seal_typed`)."""
    form = SignInForm(initial={"next": request.get_full_path()})
    fields = {"form": form, "sealed": sealed, "has_lapsed": True}
    return render(request, "organizations/sign_in.html", fields, status=HTTPStatus.FORBIDDEN)


def _go_on(request: HttpRequest, account: Account, way: str) -> HttpResponse:
    """Where the person was going; with what they were sending, if it is theirs, to be sent again."""
    typed = open_typed(request.POST.get(FIELD, ""), account)
    answer = render(request, "organizations/typed.html", {"typed": typed}) if typed else redirect(way)
    if typed is None and FIELD in request.POST:
        sentence = _("Ce que portait cette page ne s’ouvre que pour le compte qui l’écrivait. Rien n’en est montré.")
        messages.warning(request, sentence)
    remember_owner(answer, account)
    return answer


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
    return render(request, "organizations/sign_in.html", _carry(request, form), status=_status(form, error))


def _show_code(request: HttpRequest, form: CodeForm, error: ActionError | None = None) -> HttpResponse:
    return render(request, "organizations/sign_in_code.html", _carry(request, form), status=_status(form, error))


def _carry(request: HttpRequest, form: SignInForm | CodeForm) -> dict[str, object]:
    return {"form": form, "sealed": request.POST.get(FIELD, "")}


def _status(form: SignInForm | CodeForm, error: ActionError | None) -> int:
    if isinstance(error, TooManyAttempts):
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
