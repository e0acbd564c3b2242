"""What the référent reads of declared uses, answers, and leads to the register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.decide.actions import declarations as actions
from pleinjour.web.decide.declaring import selectors
from pleinjour.web.decide.declaring.forms import AnswerForm
from pleinjour.web.decide.declaring.helping import help_with
from pleinjour.web.decide.declaring.words import rows_of, say_need, sign_of_progress
from pleinjour.web.decide.models import Declaration, Declared, Progress
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.decide.views.declarations import declaration_url, own_links
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.post import absolute, send, sends_email
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.views.frame import system_url
from pleinjour.web.ui.components import Column, DataTable, Link
from pleinjour.web.ui.numbers import as_language, format_number


@require_safe
def show_all(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    declarations = selectors.get_declarations(account, authority, authority.day_of(timezone.now()))
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "table": _tabulate(declarations) if declarations else None,
        "declarations": [
            (one, declaration_url(one), say_need(one.need), sign_of_progress(one.progress)) for one in declarations
        ],
    }
    return render(request, "decide/declared_uses.html", fields)


@require_safe
def show(request: HttpRequest, slug: str, naming: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    declaration = _find(account, authority, naming, declaration_id)
    author = declaration.author if isinstance(declaration, Declaration) else None
    is_own = author == account
    may_answer = may_do(account, authority, Deed.ANSWER_DECLARATIONS)
    fields = {
        "authority": authority,
        "links": own_links(authority) if is_own else _links(authority),
        "declaration": declaration,
        "naming": naming,
        "author": author,
        "is_own": is_own,
        "rows": rows_of(declaration),
        "sign": sign_of_progress(declaration.progress),
        "help": help_with(account, authority, declaration) if is_own else None,
        "system_url": system_url(declaration.system) if declaration.system else "",
        "may_answer": may_answer and declaration.progress != Progress.CLOSED,
        "may_link": may_answer and not declaration.system,
    }
    return render(request, "decide/declaration.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, naming: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ANSWER_DECLARATIONS)
    declaration = _find(account, authority, naming, declaration_id)
    form = AnswerForm(request.POST or None, initial={"answer": declaration.answer, "seen": declaration.edits})

    def act() -> None:
        values = form.cleaned_data
        actions.answer_declaration(account, declaration, values["answer"], values["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        _tell(declaration)
        messages.success(request, _("La réponse est enregistrée. La personne la lira dans Pleinjour."))
        return redirect(declaration_url(declaration))
    page = FormPage(
        title=_("Répondre à propos de « {tool} »").format(tool=declaration.tool),
        form=form,
        deed=_("Envoyer la réponse"),
        way_back=declaration_url(declaration),
        lead=_("Remerciez d’abord : déclarer est un geste de confiance. Rien ici ne servira à faire un reproche."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, naming: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ANSWER_DECLARATIONS)
    declaration = _find(account, authority, naming, declaration_id)
    question = Question(
        title=_("Clore la déclaration sur « {tool} »").format(tool=declaration.tool),
        sentence=_("On n’y répondra plus. Elle compte toujours dans le tableau des besoins."),
        deed=_("Clore"),
        way_back=_list_url(authority),
        is_dangerous=False,
        links=_links(authority),
        done=_("La déclaration est close."),
    )
    return ask(request, authority, question, lambda: actions.close_declaration(account, declaration))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, naming: str, declaration_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ANSWER_DECLARATIONS)
    declaration = _find(account, authority, naming, declaration_id)
    reported: list[System] = []
    question = Question(
        title=_("Porter « {tool} » au registre").format(tool=declaration.tool),
        sentence=_("L’outil devient un système signalé, que l’on étudiera. Le registre ne dira pas qui l’a déclaré."),
        deed=_("Porter au registre"),
        way_back=declaration_url(declaration),
        is_dangerous=False,
        links=_links(authority),
        done=_("L’outil est au registre, et les déclarations qui le nomment y mènent."),
    )
    return ask(
        request, authority, question, lambda: reported.append(actions.report_tool(account, declaration))
    )  # fmt: skip


def _find(account: Account, authority: Authority, naming: str, declaration_id: int) -> Declared:
    today = authority.day_of(timezone.now())
    return selectors.get_declaration(account, authority, naming, declaration_id, today)


def _tell(declaration: Declared) -> None:
    """Tell the author that there is an answer; the message says neither the tool nor what was answered."""
    if not isinstance(declaration, Declaration) or not sends_email():
        return
    language = declaration.authority.language
    with translation.override(language):
        subject = _("Une réponse vous attend dans Pleinjour")
        body = _("Bonjour,\n\nVotre déclaration a reçu une réponse :\n\n{link}\n").format(
            link=absolute(declaration_url(declaration))
        )
    send(declaration.author.email, subject, body)


def _tabulate(declarations: list[Declared]) -> DataTable:
    language = as_language(translation.get_language())
    rows = tuple(
        (one.tool, say_need(one.need), format_number(one.count, 0, language)) for one in selectors.tally(declarations)
    )
    columns = Column(_("Outil")), Column(_("Pour quoi faire")), Column(_("Déclarations"), numeric=True)
    return DataTable(_("Déclarations par outil et par besoin, closes comprises"), columns, rows)


def _list_url(authority: Authority) -> str:
    return reverse("decide:declared", args=[authority.slug])


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Usages déclarés"), _list_url(authority))
