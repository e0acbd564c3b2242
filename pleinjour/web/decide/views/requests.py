"""Ask for a tool, see where the request is, make it move, answer it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.decide.actions import requests as actions
from pleinjour.web.decide.in_force import opinions_in_force
from pleinjour.web.decide.models import Expert, Step, ToolRequest
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.decide.requesting import selectors
from pleinjour.web.decide.requesting.forms import AdvanceForm, AskForm, LinkForm, ReplyForm
from pleinjour.web.decide.requesting.road import is_late, rows_of, show_road, sign_of_request
from pleinjour.web.decide.selectors import get_study_record
from pleinjour.web.decide.views.opinions import sign_of_opinion
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.post import absolute, send, sends_email
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.registry import perms as registry
from pleinjour.web.registry.selectors import get_visible_systems
from pleinjour.web.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_tool(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    units = selectors.get_units_to_ask_for(account, authority)
    form = AskForm(request.POST or None, units=units, initial={"tells": True})
    made: list[ToolRequest] = []

    def act() -> None:
        made.append(actions.ask_for_tool(account, authority, form.asked(), timezone.now()))

    if request.method == "POST" and accepts(form, act, "wanted_on"):
        messages.success(request, _("Votre demande est reçue. Cette page dira où elle en est."))
        return redirect(request_url(made[0]))
    page = FormPage(
        title=_("Demander un outil"),
        form=form,
        deed=_("Envoyer la demande"),
        way_back=reverse("decide:requests", args=[slug]),
        lead=_("Dites le besoin plutôt que la marque. À chaque étape, vous verrez où en est la demande."),
        links=(home_link(authority),),
        refusal=_("Mes demandes"),
    )
    return show_form(request, page, authority)


@require_safe
def show_requests(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    today = authority.day_of(timezone.now())
    own = selectors.get_own_requests(account, authority)
    all_ = selectors.get_requests(account, authority) if may_do(account, authority, Deed.HANDLE_REQUESTS) else None
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "own": [(one, sign_of_request(one), is_late(one, today)) for one in own],
        "may_handle": all_ is not None,
        "all": [(one, sign_of_request(one), is_late(one, today)) for one in all_ or ()],
    }
    return render(request, "decide/requests.html", fields)


@require_safe
def show_request(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    asked = selectors.get_request(account, authority, request_id)
    is_open = asked.step in actions.OPEN_STEPS
    may_handle = may_do(account, authority, Deed.HANDLE_REQUESTS)
    study = get_study_record(account, authority, asked.system.pk).in_force if asked.system else None
    given = opinions_in_force(asked.system) if asked.system else {}
    fields = {
        "authority": authority,
        "links": _links(authority),
        "asked": asked,
        "is_own": asked.author_id == account.pk,
        "rows": rows_of(asked),
        "sign": sign_of_request(asked),
        "road": show_road(asked),
        "is_open": is_open,
        "is_withdrawn": asked.step == Step.WITHDRAWN,
        "is_late": is_late(asked, authority.day_of(timezone.now())),
        "study": study,
        "opinions": [(expert, sign_of_opinion(given.get(expert))) for expert in Expert] if asked.system else [],
        "may_move": may_handle and is_open,
        "may_link": _may_link(account, authority) and is_open,
        "may_answer": may_do(account, authority, Deed.ANSWER_REQUESTS) and is_open,
        "may_withdraw": asked.author_id == account.pk and is_open,
    }
    return render(request, "decide/request.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.HANDLE_REQUESTS)
    asked = selectors.get_request(account, authority, request_id)
    initial = {"seen": asked.edits, "step": asked.step, "holder": asked.holder, "due_on": asked.due_on}
    form = AdvanceForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.move_request(account, asked, form.advance(), form.cleaned_data["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        _tell(asked)
        return redirect(request_url(asked))
    page = FormPage(
        title=_("Faire avancer « {tool} »").format(tool=asked.tool),
        form=form,
        deed=_("Enregistrer"),
        way_back=request_url(asked),
        lead=_("Une date qui glisse se dit simplement : donnez la nouvelle."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ANSWER_REQUESTS)
    asked = selectors.get_request(account, authority, request_id)
    form = ReplyForm(request.POST or None, initial={"seen": asked.edits})

    def act() -> None:
        actions.answer_request(account, asked, form.reply(), form.cleaned_data["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        _tell(asked)
        messages.success(request, _("La réponse est enregistrée, avec ses motifs."))
        return redirect(request_url(asked))
    page = FormPage(
        title=_("Répondre à la demande « {tool} »").format(tool=asked.tool),
        form=form,
        deed=_("Répondre"),
        way_back=request_url(asked),
        lead=_("Accorder n’est pas déployer : l’étude, les avis et la formation restent nécessaires."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    if not _may_link(account, authority):
        raise NotAllowed
    asked = selectors.get_request(account, authority, request_id)
    systems = get_visible_systems(account, authority)
    form = LinkForm(request.POST or None, systems=systems, initial={"system": asked.system})
    if request.method == "POST" and accepts(
        form, lambda: actions.link_request(account, asked, form.cleaned_data["system"])
    ):
        return redirect(request_url(asked))
    page = FormPage(
        title=_("Relier « {tool} » à un système").format(tool=asked.tool),
        form=form,
        deed=_("Relier"),
        way_back=request_url(asked),
        lead=_("L’étude et les avis du système se liront sur la demande."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    asked = selectors.get_request(account, authority, request_id)
    if asked.author_id != account.pk:
        raise NotAllowed
    question = Question(
        title=_("Retirer la demande « {tool} »").format(tool=asked.tool),
        sentence=_("Personne n’y travaillera plus. Vous pourrez en faire une autre."),
        deed=_("Retirer"),
        way_back=request_url(asked),
        links=_links(authority),
        done=_("Votre demande est retirée."),
    )
    return ask(request, authority, question, lambda: actions.withdraw_request(account, asked, timezone.now()))


def request_url(asked: ToolRequest) -> str:
    return reverse("decide:request", args=[asked.authority.slug, asked.pk])


def _may_link(account: Account, authority: Authority) -> bool:
    return registry.may_do(account, authority, registry.Deed.DESCRIBE_SYSTEMS)


def _tell(asked: ToolRequest) -> None:
    """Tell the author, who asked to be told, that their request moved; the message does not say what it is."""
    if not asked.tells or asked.author is None or not sends_email():
        return
    with translation.override(asked.authority.language):
        subject = _("Votre demande avance dans Pleinjour")
        body = _(
            "Bonjour,\n\nVotre demande avance. Voici où elle en est :\n\n{link}\n\n"
            "Vous avez demandé à être prévenu quand elle avance.\n"
        ).format(link=absolute(request_url(asked)))
    send(asked.author.email, subject, body)


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Demandes d’outils"), reverse("decide:requests", args=[authority.slug]))
