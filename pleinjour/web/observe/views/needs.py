"""The needs of a published month, one of them, and the sheet of questions for a workshop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import Need
from pleinjour.web.observe import selectors
from pleinjour.web.observe.pages.month import Provenance, family_links
from pleinjour.web.observe.pages.needs import build_need_page, draw_needs, link_needs, read_needs
from pleinjour.web.observe.pages.workshop import prepare_workshop
from pleinjour.web.observe.readings.needs import NeedReading, units_of_need
from pleinjour.web.observe.views.month import Asked, describe_part, find_month, recall_months
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.selectors import get_contacts
from pleinjour.web.registry.models import State
from pleinjour.web.registry.perms import may_edit_systems
from pleinjour.web.registry.selectors import get_systems_in_force
from pleinjour.web.ui.components import Link


@require_safe
def show_needs(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    asked = find_month(request, slug, month)
    readings = read_needs(recall_months(asked))
    systems = get_systems_in_force(asked.account, asked.authority)
    fields = describe_part(asked) | {
        "chart": draw_needs(readings),
        "doors": link_needs(readings, systems, lambda need: _need_address(asked, need)),
        "all_hidden": all(one.days is None for one in readings),
    }
    return render(request, "observe/needs.html", fields)


@require_safe
def show_need(request: HttpRequest, slug: str, month: Month, need: str) -> HttpResponse:
    """What one need shows, what helps, and whom to ask. Raises ObjectNotVisible for a need that does not exist."""
    asked = find_month(request, slug, month)
    reading = _find_reading(asked, need)
    systems = get_systems_in_force(asked.account, asked.authority)
    part = describe_part(asked)
    uses = selectors.get_unit_uses(asked.authority, asked.edition, asked.family, reading.need.categories)
    fields = part | {
        "links": (*asked.path, Link(_("Besoins"), _needs_address(asked))),
        "page": build_need_page(
            Provenance(asked.authority, asked.edition, asked.family),
            reading,
            systems,
            units_of_need(reading.need, uses),
        ),
        "own": [system for system, _decision in systems if not system.service and system.state == State.APPROVED],
        "contacts": get_contacts(asked.account, asked.authority),
        "may_edit": may_edit_systems(asked.account, asked.authority),
        "families": family_links("", asked.tables, asked.family),
    }
    return render(request, "observe/need.html", fields)


@require_safe
def show_workshop(request: HttpRequest, slug: str, month: Month) -> HttpResponse:
    """A sheet to print; the need that it was asked from comes first."""
    asked = find_month(request, slug, month)
    readings = read_needs(recall_months(asked))
    fields = describe_part(asked) | {
        "links": (*asked.path, Link(_("Besoins"), _needs_address(asked))),
        "needs": prepare_workshop(readings, request.GET.get("besoin", "")),
        "is_shown": any(one.days is not None for one in readings),
    }
    return render(request, "observe/workshop.html", fields)


def _find_reading(asked: Asked, need: str) -> NeedReading:
    for reading in read_needs(recall_months(asked)):
        if reading.need.id == need:
            return reading
    raise ObjectNotVisible


def _need_address(asked: Asked, need: Need) -> str:
    month = asked.edition.month
    return reverse("observe:need", args=[asked.authority.slug, month, need.id]) + f"?genre={asked.family}"


def _needs_address(asked: Asked) -> str:
    return reverse("observe:needs", args=[asked.authority.slug, asked.edition.month])
