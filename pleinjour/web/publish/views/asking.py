"""The desk as anybody meets it: write without an account, then come back with a code. No cookie but against forgery."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pleinjour.refdata.notices import load_notices
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.receipts import draw_receipt
from pleinjour.web.organizations.views.frame import accepts
from pleinjour.web.publish.actions import desk as actions
from pleinjour.web.publish.desk.elements import ELEMENTS, NOTE, say_part
from pleinjour.web.publish.desk.forms import AskForm, CodeForm
from pleinjour.web.publish.desk.letters import say_appeal
from pleinjour.web.publish.desk.selectors import offered_sheets
from pleinjour.web.publish.desk.words import rows_of, sign_of_request
from pleinjour.web.publish.models import PublicRequest, SentBy, Subject
from pleinjour.web.publish.public import find_register
from pleinjour.web.publish.views.register import links_to_register

View = Callable[..., HttpResponse]


def open_form(view: View) -> View:
    """The view gets the authority in place of its name. Raises ObjectNotVisible where nothing was ever published."""

    @login_not_required
    @never_cache
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, place: str) -> HttpResponse:
        return view(request, find_register(place))

    return opened


@open_form
def ask(request: HttpRequest, authority: Authority) -> HttpResponse:
    named = request.POST.get("sheet", request.GET.get("fiche", ""))
    initial = {"sheet": named, "code": draw_receipt(), "subject": Subject.EXPLANATION}
    form = AskForm(request.POST or None, sheets=offered_sheets(authority, named), initial=initial)
    kept: list[PublicRequest] = []

    def act() -> None:
        code, address = form.cleaned_data["code"], client_address(request)
        kept.append(actions.receive_request(authority, form.asked(), code, address, timezone.now()))

    if request.method == "POST" and accepts(form, act):
        follow = f"{settings.PLEINJOUR_PUBLIC_URL}{reverse('publish:public-follow', args=[authority.slug])}"
        fields = {"request_kept": kept[0], "code": form.cleaned_data["code"], "follow": follow}
        return _show(request, authority, "received", fields)
    fields = {
        "form": form,
        "months": load_notices().desk[Subject.EXPLANATION].months,
        "appeal": say_appeal(Subject.EXPLANATION),
        "kept_months": settings.PLEINJOUR_DESK_MONTHS,
        "texts": _texts(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _show(request, authority, "ask", fields, status)


@open_form
def follow(request: HttpRequest, authority: Authority) -> HttpResponse:
    """The code never stands in an address."""
    form, step = CodeForm(request.POST or None), request.POST.get("step", "")
    found: list[PublicRequest] = []

    def act() -> None:
        code = form.cleaned_data["code"]
        if step == "withdraw":
            actions.withdraw_request(authority, code, timezone.now())
        else:
            found.append(actions.find_request(authority, code))

    is_done = request.method == "POST" and accepts(form, act, "code")
    one = found[0] if found else None
    fields = {
        "form": form,
        "asked": one,
        "rows": rows_of(one) if one else [],
        "sign": sign_of_request(one, authority.day_of(timezone.now())) if one else None,
        "answer": _readable(one) if one else [],
        "appeal": say_appeal(one.subject) if one else "",
        "is_asked": step == "ask",
        "is_withdrawn": is_done and step == "withdraw",
    }
    return _show(request, authority, "follow", fields)


def _readable(request: PublicRequest) -> list[tuple[str, str]]:
    """The answer under its titles; none for one that was sent elsewhere, which the code alone must not open."""
    if request.answered_on is None or request.sent_by == SentBy.OUTSIDE:
        return []
    is_whole = any(request.answer.get(name) for name in ELEMENTS)
    titles = {**ELEMENTS, NOTE: _("À savoir aussi") if is_whole else _("Ce que dit la collectivité")}
    said = [(str(title), say_part(request.answer, name)) for name, title in titles.items()]
    return [(title, text) for title, text in said if text]


def _texts() -> list[tuple[str, str]]:
    clock = load_notices().desk[Subject.EXPLANATION]
    return [(text.article, text.link) for text in (*clock.texts, *clock.appeal_texts)]


def _show(
    request: HttpRequest, authority: Authority, name: str, fields: Mapping[str, object], status: int = HTTPStatus.OK
) -> HttpResponse:
    shared = {"opened": authority, "is_public": True, "links": links_to_register(authority)}
    return render(request, f"publish/public/{name}.html", {**shared, **fields}, status=status)
