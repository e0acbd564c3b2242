"""The desk for those who answer: what is asked, by when, and the answer from its draft to its sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.refdata.notices import load_notices
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.publish.actions import desk as actions
from pleinjour.web.publish.desk import selectors
from pleinjour.web.publish.desk.asked import Closed
from pleinjour.web.publish.desk.elements import (
    ELEMENTS,
    NOTE,
    Answer,
    lacking,
    needed,
    parts_of,
    prepare_answer,
    published_content,
    say_part,
)
from pleinjour.web.publish.desk.forms import AnswerForm, CloseForm, IncidentForm, SendForm, SystemForm
from pleinjour.web.publish.desk.letters import write_letter
from pleinjour.web.publish.desk.words import rows_of, sign_of_request
from pleinjour.web.publish.models import Closing, PublicRequest, SentBy, Subject
from pleinjour.web.registry.selectors import get_visible_systems
from pleinjour.web.ui.components import Link, Row


@require_safe
def show_requests(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    today = authority.day_of(timezone.now())
    found = list(selectors.get_requests(account, authority))
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "waiting": [(one, sign_of_request(one, today)) for one in found if one.is_open],
        "over": [(one, sign_of_request(one, today)) for one in reversed(found) if not one.is_open],
        "is_open": authority.sheets.exists(),
    }
    return render(request, "publish/desk/requests.html", fields)


@require_safe
def show_request(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    answer, clock = prepare_answer(one), load_notices().desk[one.subject]
    fields = {
        "authority": authority,
        "links": _links(authority),
        "asked": one,
        "title": _title(one),
        "sign": sign_of_request(one, authority.day_of(timezone.now())),
        "rows": [*rows_of(one), Row(_("Où répondre"), one.reply_to or _("Avec le code, sur la page publique"))],
        "parts": _parts(one, answer) if one.answer or one.is_open else [],
        "is_prepared": not one.answer and published_content(one.system) is not None,
        "lacking": lacking(one.subject, answer),
        "is_complete": not lacking(one.subject, one.answer),
        "is_explanation": one.subject == Subject.EXPLANATION,
        "may_hand_over": one.system is not None and not one.handed_over and not one.erased_on,
        "texts": (*clock.texts, *clock.appeal_texts),
        "kept_until": actions.kept_until(one),
    }
    return render(request, "publish/desk/request.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    """A draft: nobody outside reads it."""
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    form = AnswerForm(request.POST or None, request=one, initial={**prepare_answer(one), "seen": one.edits})

    def act() -> None:
        actions.save_answer(account, one, form.answer(), form.cleaned_data["seen"])

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La réponse est enregistrée. Elle n’est pas encore envoyée."))
        return redirect("publish:request", slug=slug, asked_id=asked_id)
    page = FormPage(
        title=_("Préparer la réponse"),
        form=form,
        deed=_("Enregistrer la réponse"),
        way_back=_url("publish:request", one),
        lead=_("Écrivez pour la personne : des mots clairs, son cas à elle, aucun nom d’agent."),
        links=links_to_request(one),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    initial = {"seen": one.edits, "sent_by": SentBy.OUTSIDE if one.reply_to else SentBy.CODE}
    form = SendForm(request.POST or None, may_email=actions.may_email(one), initial=initial)

    def act() -> None:
        values = form.cleaned_data
        actions.send_answer(account, one, SentBy(values["sent_by"]), values["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La réponse est donnée."))
        return redirect("publish:request", slug=slug, asked_id=asked_id)
    fields = {
        "authority": authority,
        "links": links_to_request(one),
        "asked": one,
        "form": form,
        "letter": write_letter(one),
        "way_back": _url("publish:request", one),
    }
    return render(request, "publish/desk/send.html", fields, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    """For what is no request, or repeats one: the person still reads why."""
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    form = CloseForm(request.POST or None, initial={"seen": one.edits})

    def act() -> None:
        values = form.cleaned_data
        closed = Closed(Closing(values["closing"]), values["reason"])
        actions.close_request(account, one, closed, values["seen"], timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("La demande est classée sans suite. La personne lira pourquoi avec son code."))
        return redirect("publish:requests", slug=slug)
    page = FormPage(
        title=_("Classer sans suite"),
        form=form,
        deed=_("Classer la demande"),
        way_back=_url("publish:request", one),
        lead=_("Pour un envoi indésirable ou un doublon. Pour une explication, cela vaut refus."),
        links=links_to_request(one),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_system(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    systems = get_visible_systems(account, authority)
    form = SystemForm(request.POST or None, systems=systems, initial={"system": one.system_id})

    def act() -> None:
        actions.choose_system(account, one, form.cleaned_data["system"])

    if request.method == "POST" and accepts(form, act, "system"):
        return redirect("publish:request", slug=slug, asked_id=asked_id)
    page = FormPage(
        title=_("De quel système parle cette demande ?"),
        form=form,
        deed=_("Enregistrer"),
        way_back=_url("publish:request", one),
        lead=_("La réponse sera préparée d’après sa fiche. Un brouillon déjà écrit reste : relisez-le."),
        links=links_to_request(one),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, slug: str, asked_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    one = selectors.get_request(account, authority, asked_id)
    form = IncidentForm(request.POST or None)

    def act() -> None:
        actions.hand_over(account, one, form.cleaned_data["what"], timezone.now())

    if request.method == "POST" and accepts(form, act, "what"):
        messages.success(request, _("L’incident est ouvert. La demande attend toujours sa réponse."))
        return redirect(one.handed_over)
    page = FormPage(
        title=_("Ouvrir un incident"),
        form=form,
        deed=_("Ouvrir l’incident"),
        way_back=_url("publish:request", one),
        lead=_("D’autres personnes liront l’incident, et il n’est pas effacé : ne nommez personne."),
        links=links_to_request(one),
    )
    return show_form(request, page, authority)


def _parts(request: PublicRequest, answer: Answer) -> list[Row]:
    """What the answer says so far, part after part; unknown where nothing is said."""
    alone = _("Votre réponse") if len(parts_of(request.subject)) == 1 else _("Autre chose à dire")
    titles = {**ELEMENTS, NOTE: alone}
    names = needed(request.subject)
    return [
        Row(str(title), say_part(answer, name) or None)
        for name, title in titles.items()
        if name in names or answer.get(name)
    ]  # fmt: skip


def _title(request: PublicRequest) -> str:
    return _("{subject} n° {number}").format(subject=request.get_subject_display(), number=request.pk)


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Demandes du public"), reverse("publish:requests", args=[authority.slug]))


def links_to_request(request: PublicRequest) -> tuple[Link, ...]:
    """The way to the page of a request."""
    return (*_links(request.authority), Link(_title(request), _url("publish:request", request)))


def _url(name: str, request: PublicRequest) -> str:
    return reverse(name, args=[request.authority.slug, request.pk])
