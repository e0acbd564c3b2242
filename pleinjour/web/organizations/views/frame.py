"""What the pages of an authority share: who asks, where they are, how a refusal is said."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from pleinjour.web.organizations.errors import ActionError, NotAllowed, Overtaken
from pleinjour.web.organizations.forms.seen import MarkedForm
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.selectors import get_visible_authority
from pleinjour.web.ui.components import Link

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that asks one thing. `deed` is what its button says, `way_back` where "no" (`refusal`) leads.

    `example` is text shown as it is to be written.
    """

    title: str
    form: forms.Form
    deed: str
    way_back: str
    lead: str = ""
    links: tuple[Link, ...] = ()
    is_dangerous: bool = False
    takes_file: bool = False
    example: str = ""
    refusal: str = ""


def before_second_factor(view: View) -> View:
    """Open this page to an administrator who has not given a second factor yet."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def signed_in(request: HttpRequest) -> Account:
    """Who asks. Raises NotAllowed for a visitor, whom the middleware has normally sent to sign in."""
    if isinstance(request.user, Account):
        return request.user
    raise NotAllowed


def find_authority(request: HttpRequest, slug: str) -> tuple[Account, Authority]:
    """Who asks, and the authority of the address. Raises ObjectNotVisible."""
    account = signed_in(request)
    return account, get_visible_authority(account, slug)


def explain(error: ActionError) -> str:
    """The sentence of a refusal, in the reader's language."""
    return error.explain(gettext)


def accepts(form: forms.Form, act: Callable[[], object], field: str | None = None) -> bool:
    """Whether the form is right and its deed was done; a refusal is written on the form, beside `field`.

    When somebody was faster, a `MarkedForm` catches up with what stands now: it passes once it is read and sent again.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed:
        raise
    except Overtaken as error:
        form.add_error(None, explain(error))
        if isinstance(form, MarkedForm):
            form.catch_up()
        return False
    except ActionError as error:
        form.add_error(field, explain(error))
        return False
    return True


def show_form(request: HttpRequest, page: FormPage, authority: Authority | None = None) -> HttpResponse:
    """The page of one form; 200 when it is asked, 422 when an answer is to be put right."""
    status = 422 if page.form.errors else 200
    fields = {"page": page, "form": page.form, "authority": authority}
    return render(request, "organizations/form.html", fields, status=status)


def is_dropped(request: HttpRequest) -> bool:
    """Whether the form was so long that its file was not kept: Django then hands over the rest of it alone."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def home_link(authority: Authority) -> Link:
    """The first step of every breadcrumb of an authority."""
    return Link(authority.name, reverse("home:authority", args=[authority.slug]))
