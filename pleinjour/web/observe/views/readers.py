"""The log formats that an authority describes itself."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.observe import selectors
from pleinjour.web.observe.actions.readers import add_reader, delete_reader, replace_reader
from pleinjour.web.observe.forms import ReaderForm
from pleinjour.web.observe.pages.readers import EXAMPLE, describe_reader
from pleinjour.web.observe.perms import Deed, may, require
from pleinjour.web.observe.views.paths import logs_path
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.ui.components import Link


@require_safe
def show_readers(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    fields = {
        "authority": authority,
        "links": logs_path(authority),
        "readers": [describe_reader(reader) for reader in selectors.get_visible_readers(account, authority)],
        "may_keep": may(account, authority, Deed.TAKE_LOGS),
    }
    return render(request, "observe/readers.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.TAKE_LOGS)
    page = FormPage(
        title=_("Ajouter un format sur mesure"),
        form=_form(request),
        deed=_("Ajouter"),
        way_back=_list_url(authority),
        lead=_("Dix lignes disent où se trouvent, dans un journal, la date, le poste ou le compte, et le nom demandé."),
        links=_links(authority),
        takes_file=True,
        example=EXAMPLE,
    )
    done = _("Le format est ajouté. Il est proposé quand vous apportez des journaux.")
    return _answer(request, authority, page, lambda text: add_reader(account, authority, text, timezone.now()), done)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, slug: str, reader_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.TAKE_LOGS)
    reader = selectors.get_visible_reader(account, authority, reader_id)
    page = FormPage(
        title=_("Remplacer le format « {name} »").format(name=reader.name),
        form=_form(request, reader.description),
        deed=_("Remplacer"),
        way_back=_list_url(authority),
        lead=_("Ce qui a déjà été lu n’est pas relu."),
        links=_links(authority),
        takes_file=True,
    )
    done = _("Le format est remplacé. Les prochains journaux seront lus ainsi.")
    return _answer(request, authority, page, lambda text: replace_reader(account, reader, text, timezone.now()), done)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, slug: str, reader_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.TAKE_LOGS)
    reader = selectors.get_visible_reader(account, authority, reader_id)
    question = Question(
        title=_("Supprimer le format « {name} »").format(name=reader.name),
        sentence=_("Les prochains journaux ne pourront plus être lus ainsi. Ce qui a déjà été lu reste."),
        deed=_("Supprimer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Le format est supprimé."),
    )
    return ask(request, authority, question, lambda: delete_reader(account, reader))


def _form(request: HttpRequest, description: str = "") -> ReaderForm:
    if request.method == "POST":
        return ReaderForm(request.POST, request.FILES)
    return ReaderForm(initial={"text": description})


def _answer(
    request: HttpRequest, authority: Authority, page: FormPage, act: Callable[[str], object], done: str
) -> HttpResponse:
    """Ask for a description; once it is given and `act` has taken it, go back to the list and say so."""
    if request.method == "POST" and accepts(page.form, lambda: act(page.form.cleaned_data["text"]), "text"):
        messages.success(request, done)
        return redirect(page.way_back)
    return show_form(request, page, authority)


def _list_url(authority: Authority) -> str:
    return reverse("observe:readers", args=[authority.slug])


def _links(authority: Authority) -> tuple[Link, ...]:
    return (*logs_path(authority), Link(_("Formats sur mesure"), _list_url(authority)))
