"""The tokens that a member has drawn for programs: see them, draw one, take one back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations import selectors
from pleinjour.web.organizations.actions import tokens as actions
from pleinjour.web.organizations.forms.tokens import TokenForm
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.ui.components import Link


@require_safe
def show_tokens(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    tokens = selectors.get_own_tokens(account, authority)
    today = authority.day_of(timezone.now())
    fields = {"authority": authority, "links": (home_link(authority),), "tokens": tokens, "today": today}
    return render(request, "organizations/tokens.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.USE_API)
    form, drawn = TokenForm(request.POST or None), list[actions.Drawn]()

    def act() -> None:
        drawn.append(actions.draw(account, authority, form.wanted(), timezone.now()))

    if request.method == "POST" and accepts(form, act, "expires_on"):
        fields = {"authority": authority, "links": _links(authority), "secret": drawn[0].secret}
        return render(request, "organizations/token_once.html", fields)
    page = FormPage(
        title=_("Créer un jeton"),
        form=form,
        deed=_("Créer"),
        way_back=_list_url(authority),
        lead=_("Un programme qui le présente agit à votre place, avec vos rôles, dans cette collectivité seulement."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, slug: str, token_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    token = selectors.get_own_token(account, authority, token_id)
    question = Question(
        title=_("Révoquer « {name} »").format(name=token.name),
        sentence=_("Le programme qui s’en sert n’aura plus accès à rien, dès maintenant."),
        deed=_("Révoquer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Le jeton est révoqué."),
    )
    return ask(request, authority, question, lambda: actions.revoke(account, token))


def _list_url(authority: Authority) -> str:
    return reverse("organizations:tokens", args=[authority.slug])


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Jetons"), _list_url(authority))
