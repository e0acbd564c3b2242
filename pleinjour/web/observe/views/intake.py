"""Bring logs: they are read while they arrive, and never written anywhere."""

from dataclasses import replace
from typing import BinaryIO

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import Reading, describe, summarise
from pleinjour.web.observe import selectors
from pleinjour.web.observe.actions.intake import find_run_key, forget_month, forget_run, keep_summaries
from pleinjour.web.observe.actions.months import RunKey, Taken
from pleinjour.web.observe.contents import KnownContents
from pleinjour.web.observe.errors import KeyLost, ObservationError, TooManyLogs, UploadInterrupted
from pleinjour.web.observe.forms import LogsForm, logs_of
from pleinjour.web.observe.log_reading import declared_units, make_reading, read_units
from pleinjour.web.observe.pages.agreement import say_agreement
from pleinjour.web.observe.pages.intake import describe_intake, describe_intakes, join_months
from pleinjour.web.observe.pages.naming import name_month
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.perms import Deed, may, require
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.observe.streaming import LogStreamHandler, ReadStream
from pleinjour.web.observe.views.paths import logs_path, observe_path
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import explain, find_authority

INTAKES_SHOWN = 20
LONGEST_NUMBER = 18


@csrf_exempt  # the body must not be read before its reader is chosen; `_take_logs` is protected
@require_http_methods(["GET", "HEAD", "POST"])
def logs(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    if request.method != "POST":
        require(account, authority, Deed.VIEW_INTAKES)
        return _show(request, account, authority, _form(authority))
    require(account, authority, Deed.TAKE_LOGS)
    try:
        key = find_run_key(account, authority)
        request.upload_handlers = [LogStreamHandler(_reader(authority, key))]
        return _take_logs(request, account, authority, key)
    except (KeyLost, TooManyLogs, UploadInterrupted) as error:
        form = _form(authority, {})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, explain(error))
        return _show(request, account, authority, form)


@csrf_protect
def _take_logs(request: HttpRequest, account: Account, authority: Authority, key: RunKey) -> HttpResponse:
    form = _form(authority, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, account, authority, form)
    summaries = [log.summary for log in logs_of(form)]
    corrects = form.cleaned_data["corrects"]
    try:
        taken = keep_summaries(account, authority, key, summaries, timezone.now(), corrects=corrects)
    except ObservationError as error:
        form.add_error(None, explain(error))
        return _show(request, account, authority, form)
    _say_what_was_left(request, taken)
    received = urlencode({"n": [one.intake.pk for one in taken]}, doseq=True)
    return redirect(f"{reverse('observe:received', args=[authority.slug])}?{received}")


def _form(authority: Authority, *sent: object) -> LogsForm:
    return LogsForm(*sent, customs=load_customs(authority), declared=declared_units(authority))


def _reader(authority: Authority, key: RunKey) -> ReadStream:
    """How a file of the form is read. It runs in a thread that has no database: everything is fetched before."""
    usual, declared = make_reading(authority, authority.day_of(timezone.now())), declared_units(authority)
    known = KnownContents(authority.pk, key.run)

    def read(stream: BinaryIO, name: str, fields: QueryDict, units: bytes | None) -> bytes:
        asked: Reading = replace(usual, format=fields.get("format") or None)
        if units is not None:
            asked = replace(asked, units=read_units(units, declared))
        if fields.get("corrects"):  # it counts all that is brought for it, and nothing else
            return summarise(stream, asked, key=key.secret, name=name)
        summary = summarise(stream, asked, key=key.secret, name=name, starts=known.starts)
        known.add(describe(summary).files[0])
        return summary

    return read


def _say_what_was_left(request: HttpRequest, taken: list[Taken]) -> None:
    if any(one.again for one in taken):
        messages.info(request, _("Un journal avait déjà été lu. Il ne compte qu’une fois : tout va bien."))
    closed = sorted({month for one in taken for month in one.closed})
    if closed:
        sentence = _("Ces mois sont déjà publiés et n’ont pas changé : {months}.")
        messages.info(request, sentence.format(months=join_months(closed)))


def _show(request: HttpRequest, account: Account, authority: Authority, form: LogsForm) -> HttpResponse:
    intakes = Paginator(selectors.get_intakes(account, authority), INTAKES_SHOWN)
    page = intakes.get_page(request.GET.get("page"))
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "form": form,
        "agreement": say_agreement(get_answers(account, authority)),
        "may_take": may(account, authority, Deed.TAKE_LOGS),
        "may_publish": may(account, authority, Deed.PUBLISH_MONTH),
        "drafts": selectors.get_drafts(account, authority, timezone.now()),
        "page": page,
        "table": describe_intakes(page.object_list, authority.time_zone),
    }
    return render(request, "observe/logs.html", fields, status=422 if form.errors else 200)


@require_safe
def received(request: HttpRequest, slug: str) -> HttpResponse:
    """What was understood of the files that have just been read."""
    account, authority = find_authority(request, slug)
    today = authority.day_of(timezone.now())
    asked = request.GET.getlist("n")[: settings.DATA_UPLOAD_MAX_NUMBER_FILES]
    wanted = [n for n in asked if n.isdecimal() and len(n) <= LONGEST_NUMBER]
    intakes = selectors.get_intakes(account, authority).filter(pk__in=wanted)
    page = Paginator(intakes, INTAKES_SHOWN).get_page(request.GET.get("page"))
    fields = {
        "authority": authority,
        "links": logs_path(authority),
        "page": page,
        "intakes": [(page.start_index() + place, describe_intake(intake, today)) for place, intake in enumerate(page)],
        "drafts": selectors.get_drafts(account, authority, timezone.now()),
        "may_publish": may(account, authority, Deed.PUBLISH_MONTH),
        "may_take": may(account, authority, Deed.TAKE_LOGS),
    }
    return render(request, "observe/received.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.TAKE_LOGS)
    question = Question(
        title=_("Oublier ce qui n’est pas publié"),
        sentence=_(
            "Ce qui a été lu pour les mois ouverts sera détruit. Les chiffres déjà publiés restent. "
            "Le prochain passage relira ce qui est encore dans le dossier de dépôt. "
            "Apportez de nouveau ce qui l’avait été à la main."
        ),
        deed=_("Oublier"),
        way_back=reverse("observe:logs", args=[slug]),
        links=observe_path(authority),
        done=_("Ce qui n’était pas publié est oublié."),
    )
    return ask(request, authority, question, lambda: forget_run(account, authority))


@require_http_methods(["GET", "HEAD", "POST"])
def forget_one(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """One open month; the others stay."""
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.TAKE_LOGS)
    selectors.find_draft(account, authority, month, timezone.now())
    question = Question(
        title=_("Oublier un mois : {month}").format(month=name_month(month)),
        sentence=_(
            "Ce qui a été lu pour ce mois sera détruit. Les autres mois ouverts et les chiffres publiés restent. "
            "Le prochain passage relira ce qui est encore dans le dossier de dépôt : "
            "ôtez-en d’abord le fichier en trop."
        ),
        deed=_("Oublier ce mois"),
        way_back=reverse("observe:logs", args=[slug]),
        links=logs_path(authority),
        done=_("Ce mois est oublié."),
    )
    return ask(request, authority, question, lambda: forget_month(account, authority, month))
