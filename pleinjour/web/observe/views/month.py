"""Read a month: its page, its services, its units, and how its figures are made."""

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Family
from pleinjour.web.observe import selectors
from pleinjour.web.observe.ledger import Edition, keep_twelve
from pleinjour.web.observe.pages.history import MonthInHistory, recall
from pleinjour.web.observe.pages.month import Provenance, build_month_page, family_links, tabulate_services
from pleinjour.web.observe.pages.naming import name_month
from pleinjour.web.observe.pages.table import Table, split_by_family
from pleinjour.web.observe.pages.units import draw_units, tabulate_units
from pleinjour.web.observe.perms import Deed, may
from pleinjour.web.observe.readings.families import main_family
from pleinjour.web.observe.views.paths import month_address, observe_path
from pleinjour.web.observe.words import WORDS
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import find_authority, home_link
from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which month of which authority, and the table of the family they chose."""

    account: Account
    authority: Authority
    editions: list[Edition]
    edition: Edition
    tables: dict[Family, Table]
    family: Family

    @property
    def table(self) -> Table:
        return self.tables[self.family]

    @property
    def address(self) -> str:
        return month_address(self.authority, self.edition.month)

    @property
    def path(self) -> tuple[Link, ...]:
        """The first steps of the breadcrumb of whatever details the month."""
        return (*observe_path(self.authority), Link(name_month(self.edition.month), self.address))


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The last published month, or what to do to have one."""
    account, authority = find_authority(request, slug)
    editions = selectors.get_editions(account, authority)
    if editions:
        return redirect(month_address(authority, editions[-1].month))
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "may_take": may(account, authority, Deed.TAKE_LOGS),
        "has_drafts": may(account, authority, Deed.VIEW_INTAKES)
        and selectors.get_drafts(account, authority, timezone.now()),
    }
    return render(request, "observe/nothing_yet.html", fields)


@require_safe
def show_month(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    try:
        asked = find_month(request, slug, month)
    except ObjectNotVisible:
        return _show_draft(request, slug, month)
    fields = {
        "authority": asked.authority,
        "links": (home_link(asked.authority),),
        "month": month,
        "page": build_month_page(
            Provenance(asked.authority, asked.edition, asked.family), asked.table, recall_months(asked)
        ),
        "families": family_links(asked.address, asked.tables, asked.family),
        "previous": _neighbour(asked, -1),
        "next": _neighbour(asked, 1),
        "family": asked.family,
        "may_view_intakes": may(asked.account, asked.authority, Deed.VIEW_INTAKES),
    }
    return render(request, "observe/month.html", fields)


def _show_draft(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """What was taken in for a month that is open, to those who may know; to others, that it is not published."""
    account, authority = find_authority(request, slug)
    try:
        draft = selectors.find_draft(account, authority, month, timezone.now())
    except (NotAllowed, ObjectNotVisible):
        fields = {"authority": authority, "links": observe_path(authority), "month": month}
        return render(request, "observe/not_published.html", fields, status=HTTPStatus.NOT_FOUND)
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "draft": draft,
        "drafts": [draft],
        "may_publish": may(account, authority, Deed.PUBLISH_MONTH),
        "may_take": may(account, authority, Deed.TAKE_LOGS),
    }
    return render(request, "observe/draft.html", fields)


@require_safe
def show_services(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """Every service that may be shown."""
    asked = find_month(request, slug, month)
    caption = _("Services d’IA montrés en {month}").format(month=name_month(month))
    fields = describe_part(asked) | {"table": tabulate_services(asked.edition, asked.table.services(), caption)}
    return render(request, "observe/services.html", fields)


@require_safe
def show_units(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    asked = find_month(request, slug, month)
    by_category = selectors.get_unit_categories(asked.authority, asked.edition, asked.family)
    fields = describe_part(asked) | {
        "chart": draw_units(asked.table),
        "table": tabulate_units(asked.edition, asked.table, by_category),
    }
    return render(request, "observe/units.html", fields)


@require_safe
def show_editions(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """When the month was published, and why it was corrected."""
    asked = find_month(request, slug, month)
    fields = describe_part(asked) | {"editions": selectors.get_all_editions(asked.account, asked.authority, month)}
    return render(request, "observe/editions.html", fields)


@require_safe
def explain_method(request: HttpRequest, slug: str) -> HttpResponse:
    """How figures are made, in plain words."""
    account, authority = find_authority(request, slug)
    editions = selectors.get_editions(account, authority)
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "edition": editions[-1] if editions else None,
        "families": WORDS.values(),
    }
    return render(request, "observe/method.html", fields)


@require_safe
def explain_hidden(request: HttpRequest, slug: str) -> HttpResponse:
    """Every reason for which a figure may be hidden, and what can be done: never which one holds for a figure."""
    account, authority = find_authority(request, slug)
    editions = selectors.get_editions(account, authority)
    threshold = editions[-1].threshold if editions else settings.PLEINJOUR_THRESHOLD
    fields = {"authority": authority, "links": observe_path(authority), "threshold": threshold}
    return render(request, "observe/hidden.html", fields)


def find_month(request: HttpRequest, slug: str, month: Month) -> Asked:
    """Raises ObjectNotVisible for a month that is not published."""
    account, authority = find_authority(request, slug)
    editions = selectors.get_editions(account, authority)
    edition = selectors.find_edition(editions, month)
    margins = selectors.get_margins(authority, edition)
    tables = split_by_family(margins)
    chosen = next((family for family in tables if family == request.GET.get("genre")), None)
    return Asked(account, authority, editions, edition, tables, chosen or main_family(margins))


def recall_months(asked: Asked) -> list[MonthInHistory]:
    """The twelve months that end with the one that is asked."""
    month = asked.edition.month
    around = keep_twelve(asked.editions, month)
    return recall(around, selectors.get_history(asked.authority, around, asked.family), month)


def describe_part(asked: Asked) -> dict[str, object]:
    """What the pages that detail a month have in common."""
    return {
        "authority": asked.authority,
        "links": asked.path,
        "month": asked.edition.month,
        "edition": asked.edition,
        "words": WORDS[asked.family],
        "family": asked.family,
        "families": family_links("", asked.tables, asked.family),
    }


def _neighbour(asked: Asked, step: int) -> Link | None:
    """The published month that comes just before (-1) or just after (1)."""
    place = asked.editions.index(asked.edition) + step
    if not 0 <= place < len(asked.editions):
        return None
    month = asked.editions[place].month
    return Link(name_month(month), month_address(asked.authority, month))
