"""The journal: read it, filter it, take it away."""

import json
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.organizations.forms.journal import JournalFilterForm
from pleinjour.web.organizations.journal import read_chain
from pleinjour.web.organizations.journal_export import FIELDS, as_json_lines, values_of
from pleinjour.web.organizations.journal_filter import JournalFilter
from pleinjour.web.organizations.journal_words import name_action, say_details
from pleinjour.web.organizations.models import Account, Authority, JournalEntry
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.selectors import get_visible_journal
from pleinjour.web.organizations.spreadsheet import csv_response, download
from pleinjour.web.organizations.views.frame import find_authority, home_link
from pleinjour.web.ui import numbers
from pleinjour.web.ui.components import Column, DataTable, Link

ENTRIES_A_PAGE = 50


@require_safe
def show_journal(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    form = JournalFilterForm(request.GET, authority=authority)
    page = Paginator(_filtered(get_visible_journal(account, authority), form, authority), ENTRIES_A_PAGE).get_page(
        request.GET.get("page")
    )
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "form": form,
        "page": page,
        "table": _tabulate(list(page.object_list), authority, request),
    }
    return render(request, "organizations/journal.html", fields)


@require_safe
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the whole chain again: a page of its own, since it takes longer as the journal grows."""
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.VIEW_JOURNAL)
    journal_link = Link(_("Journal des actions"), reverse("organizations:journal", args=[slug]))
    fields = {
        "authority": authority,
        "links": (home_link(authority), journal_link),
        "reading": read_chain(authority),
    }
    return render(request, "organizations/journal_verification.html", fields)


@require_safe
def export_journal(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    entries = _filtered(
        get_visible_journal(account, authority), JournalFilterForm(request.GET, authority=authority), authority
    )
    ordered = entries.order_by("sequence")
    if request.GET.get("format") == "json":
        lines = "".join(f"{line}\n" for line in as_json_lines(ordered))
        return download(f"journal-{authority.slug}.jsonl", lines, "application/x-ndjson")
    return csv_response(f"journal-{authority.slug}.csv", FIELDS, map(values_of, ordered))


def _filtered(entries: QuerySet[JournalEntry], form: JournalFilterForm, authority: Authority) -> QuerySet[JournalEntry]:
    """The entries that the filter keeps; a filter that makes no sense keeps them all."""
    if not form.is_valid():
        return entries
    return JournalFilter(**form.cleaned_data).keep(entries, authority)


def _tabulate(entries: list[JournalEntry], authority: Authority, request: HttpRequest) -> DataTable:
    zone = ZoneInfo(authority.time_zone)
    names = _names(entries)
    columns = (
        Column(_("Numéro"), numeric=True),
        Column(_("Quand")),
        Column(_("Qui")),
        Column(_("Quoi")),
        Column(_("Précisions")),
    )
    rows = tuple(
        (
            str(entry.sequence),
            entry.at.astimezone(zone).strftime("%d/%m/%Y %H:%M"),
            names.get(entry.actor, _("la plateforme") if not entry.actor else _("un compte effacé")),
            name_action(entry.action),
            _precise(entry, names),
        )
        for entry in entries
    )
    wanted = request.GET.urlencode()
    exports = (
        Link(_("CSV"), f"export/?{wanted}"),
        Link(_("JSON, pour recalculer les empreintes"), f"export/?{wanted}&format=json"),
    )
    return DataTable(_("Entrées du journal, les plus récentes d’abord"), columns, rows, exports)


def _names(entries: list[JournalEntry]) -> dict[str, str]:
    """Who stands behind the keys of these entries, for the accounts that still exist."""
    keys = {entry.actor for entry in entries} | {entry.target.removeprefix("account:") for entry in entries}
    known = [key for key in keys if len(key) == 36]
    return {str(account.journal_key): str(account) for account in Account.objects.filter(journal_key__in=known)}


def _say_months(target: str) -> str:
    """The month that an entry is about, or the first and the last; nothing when it is about something else."""
    kind, _colon, span = target.partition(":")
    if kind not in {"month", "months"}:
        return ""
    months = dict.fromkeys(map(Month.parse, span.split("/")))
    language = numbers.as_language(get_language())
    return " – ".join(numbers.month_name(month.year, month.number, language) for month in months)


def _precise(entry: JournalEntry, names: dict[str, str]) -> str:
    """What the entry adds in words: which months, who it is about, then its details, then its reason."""
    parts = [_say_months(entry.target)]
    if entry.target.startswith("account:"):
        parts.append(names.get(entry.target.removeprefix("account:"), _("un compte effacé")))
    parts += [*say_details(json.loads(entry.detail)), entry.reason]
    return " · ".join(part for part in parts if part)
