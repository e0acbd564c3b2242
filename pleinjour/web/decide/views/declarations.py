"""Declare a use, read the answer at once, correct and withdraw what was declared in one's own name.

Every step of a declaration has the same address and the same status, named or not: a server's log of requests cannot
tell the two apart. Nothing is said through messages either, and what is typed is nowhere before it is sent.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.decide.actions import declarations as actions
from pleinjour.web.decide.declaring import selectors
from pleinjour.web.decide.declaring.forms import CorrectForm, DeclareForm, initial_of
from pleinjour.web.decide.declaring.helping import help_with
from pleinjour.web.decide.declaring.tools import find_tool, offered_names
from pleinjour.web.decide.declaring.words import rows_of, sign_of_progress
from pleinjour.web.decide.models import Declaration, Declared, UnnamedDeclaration
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.receipts import digest_receipt, draw_receipt
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.ui.components import Link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DECLARE_USE)
    if request.method != "POST":
        return _show_questions(request, authority, DeclareForm())
    form, step = DeclareForm(request.POST), request.POST.get("step")
    if not form.is_valid() or step == "change":
        return _show_questions(request, authority, form)
    code = request.POST.get("code", "")
    if step == "send" and (digest_receipt(code) or not form.is_unnamed):
        return _send(request, account, authority, form, code)
    return _show_review(request, authority, form)


@require_safe
def show_own(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    own = selectors.get_own_declarations(account, authority)
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "declarations": [(one, sign_of_progress(one.progress)) for one in own],
        "may_answer": may_do(account, authority, Deed.ANSWER_DECLARATIONS),
    }
    return render(request, "decide/declarations.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, slug: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    declaration = selectors.get_own_declaration(account, authority, declaration_id)
    form = CorrectForm(request.POST or None, initial=initial_of(declaration))

    def act() -> None:
        actions.correct_declaration(account, declaration, form.told(), form.cleaned_data["seen"])

    if request.method == "POST" and accepts(form, act):
        return redirect(declaration_url(declaration))
    page = FormPage(
        title=_("Corriger ma déclaration"),
        form=form,
        deed=_("Enregistrer"),
        way_back=declaration_url(declaration),
        links=own_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    declaration = selectors.get_own_declaration(account, authority, declaration_id)
    question = Question(
        title=_("Retirer ma déclaration"),
        sentence=_("Elle sera effacée, avec la réponse. Le journal dira seulement qu’il y en avait une."),
        deed=_("Retirer"),
        way_back=reverse("decide:declarations", args=[authority.slug]),
        links=own_links(authority),
        done=_("Votre déclaration est retirée."),
    )
    return ask(request, authority, question, lambda: actions.withdraw_declaration(account, declaration))


def declaration_url(declaration: Declared) -> str:
    naming = selectors.naming_of(declaration)
    return reverse("decide:declaration", args=[declaration.authority.slug, naming, declaration.pk])


def own_links(authority: Authority) -> tuple[Link, ...]:
    own = reverse("decide:declarations", args=[authority.slug])
    return home_link(authority), Link(_("Mes déclarations"), own)


def _show_questions(request: HttpRequest, authority: Authority, form: DeclareForm) -> HttpResponse:
    """Always 200: what a server writes of a wrong form would tell that somebody was declaring."""
    fields = {
        "authority": authority,
        "form": form,
        "links": (home_link(authority),),
        "offered": offered_names(authority),
    }
    return render(request, "decide/declare.html", fields)


def _show_review(request: HttpRequest, authority: Authority, form: DeclareForm) -> HttpResponse:
    told = form.told()
    tool = find_tool(authority, told.tool)
    declared = UnnamedDeclaration(
        tool=tool.name, need=told.need, content=told.content, frequency=told.frequency, support=told.support
    )
    fields = {
        "authority": authority,
        "form": form,
        "links": (home_link(authority),),
        "rows": rows_of(declared),
        "tool": tool,
        "is_unnamed": form.is_unnamed,
        # Drawn here, so that what is sent twice is kept once.
        "code": draw_receipt() if form.is_unnamed else "",
    }
    return render(request, "decide/declare_review.html", fields)


def _send(request: HttpRequest, account: Account, authority: Authority, form: DeclareForm, code: str) -> HttpResponse:
    now = timezone.now()
    declared: Declaration | UnnamedDeclaration
    if form.is_unnamed:
        declared = actions.declare_unnamed(account, authority, form.told(), code, authority.day_of(now))
    else:
        declared = actions.declare_use(account, authority, form.told(), now)
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "help": help_with(account, authority, declared),
        "code": code if form.is_unnamed else "",
        "address": "" if form.is_unnamed else declaration_url(declared),
        "shown_from": declared.shown_from if isinstance(declared, UnnamedDeclaration) else None,
    }
    return render(request, "decide/declared.html", fields)
