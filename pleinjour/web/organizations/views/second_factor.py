"""The second factor: set it up, prove it, take it away."""

from base64 import b32encode

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as login_with_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.actions import second_factor as actions
from pleinjour.web.organizations.actions.sign_in import check_code, wants_second_factor
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.errors import ActionError
from pleinjour.web.organizations.forms.access import CodeForm, FirstCodeForm
from pleinjour.web.organizations.session_owner import has_second_factor
from pleinjour.web.organizations.views.frame import (
    FormPage,
    accepts,
    before_second_factor,
    explain,
    show_form,
    signed_in,
)
from pleinjour.web.organizations.views.sign_in import way_on


@before_second_factor
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """One page, three moments: nothing yet, a code to give, in place."""
    account = signed_in(request)
    if not wants_second_factor(account):
        return _set_up(request)
    return _prove(request) if not has_second_factor(request) else render(request, "organizations/second_factor.html")


@before_second_factor
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    if wants_second_factor(account) and not has_second_factor(request):
        return redirect("organizations:second-factor")
    actions.start_second_factor(account)
    return redirect("organizations:second-factor-scan")


@before_second_factor
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest) -> HttpResponse:
    """The picture to photograph, and the first code that proves it was."""
    account = signed_in(request)
    device = actions.pending_device(account)
    if device is None or (wants_second_factor(account) and not has_second_factor(request)):
        return redirect("organizations:second-factor")
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirmed, codes = actions.confirm_second_factor(account, form.cleaned_data["code"])
        except ActionError as error:
            form.add_error("code", explain(error))
        else:
            login_with_device(request, confirmed)
            request.session.cycle_key()
            return _show_codes(request, codes)
    fields = {"form": form, "picture": _draw(device), "key": _readable_key(device)}
    return render(request, "organizations/second_factor_scan.html", fields, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def renew_codes(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code, address = form.cleaned_data["code"], client_address(request)
            return _show_codes(request, actions.renew_recovery_codes(account, code, address, timezone.now()))
        except ActionError as error:
            form.add_error("code", explain(error))
    lead = _("Donnez un code pour tirer de nouveaux codes de secours. Les anciens ne serviront plus.")
    way_back = reverse("organizations:second-factor")
    page = FormPage(_("Renouveler vos codes de secours"), form, _("Tirer de nouveaux codes"), way_back, lead=lead)
    return show_form(request, page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    form = CodeForm(request.POST or None)

    def act() -> None:
        code = form.cleaned_data["code"]
        actions.remove_second_factor(account, code, client_address(request), timezone.now())

    if request.method == "POST" and accepts(form, act, "code"):
        messages.success(request, _("Le second facteur est retiré."))
        return redirect("organizations:second-factor")
    lead = _("Donnez un code une dernière fois. Sans second facteur, votre mot de passe seul ouvre votre compte.")
    page = FormPage(
        title=_("Retirer le second facteur"),
        form=form,
        deed=_("Retirer"),
        way_back=reverse("organizations:second-factor"),
        lead=lead,
        is_dangerous=True,
    )
    return show_form(request, page)


def _set_up(request: HttpRequest) -> HttpResponse:
    return render(request, "organizations/second_factor_start.html")


def _prove(request: HttpRequest) -> HttpResponse:
    """A session opened before the role asked for a second factor: one code, and it goes on."""
    account = signed_in(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = form.cleaned_data["code"]
            login_with_device(request, check_code(account, code, client_address(request), timezone.now()))
        except ActionError as error:
            form.add_error("code", explain(error))
        else:
            request.session.cycle_key()
            return redirect(way_on(request))
    page = FormPage(_("Votre second facteur"), form, _("Continuer"), reverse("home:index"))
    return show_form(request, page)


def _show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    return render(request, "organizations/recovery_codes.html", {"codes": codes})


def _draw(device: TOTPDevice) -> str:
    """The QR code as a picture that is written in the page: nobody else is asked to draw a secret."""
    picture: str = segno.make(device.config_url, error="m").svg_data_uri(scale=5, light="white", border=4)
    return picture


def _readable_key(device: TOTPDevice) -> str:
    """The secret to type in, by groups of four, where no camera is at hand."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
