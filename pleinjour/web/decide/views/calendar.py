"""The days when studies are due again, and when experiments and contracts end: by month, and for another agenda."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.base.figures import Month
from pleinjour.web.decide.calendar import Because, Due, get_calendar, write_icalendar
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.post import absolute
from pleinjour.web.organizations.views.frame import find_authority, home_link


@require_safe
def show_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    dues = get_calendar(account, authority)
    fields = {
        "authority": authority,
        "links": [home_link(authority)],
        "months": [
            (month, [(due, _address(authority, due), _say(due)) for due in those])
            for month, those in groupby(dues, key=lambda due: Month(due.day.year, due.day.month))
        ],
        "day": authority.day_of(timezone.now()),
    }
    return render(request, "decide/calendar.html", fields)


@require_safe
def export_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    events = [
        (
            due,
            _title(due).format(system=due.system.name),
            absolute(_address(authority, due)),
        )
        for due in get_calendar(account, authority)
    ]
    text = write_icalendar(events, request.get_host().partition(":")[0], timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="etudes-{authority.slug}.ics"'
    return response


def _address(authority: Authority, due: Due) -> str:
    page = "registry:system" if due.because in (Because.TRIAL, Because.CONTRACT) else "decide:study"
    return reverse(page, args=[authority.slug, due.system.pk])


def _title(due: Due) -> str:
    if due.because == Because.TRIAL:
        return _("Dernier jour de l’expérimentation de « {system} »")
    if due.because == Because.CONTRACT:
        return _("Fin du contrat de « {system} »")
    return _("Relire l’étude d’impact de « {system} »")


def _say(due: Due) -> str:
    reasons = {
        Because.DATE: _("étude à relire, à sa date"),
        Because.CHANGE: _("étude à relire, après un changement substantiel"),
        Because.INCIDENT: _("étude à relire, après un incident"),
        Because.TRIAL: _("dernier jour de l’expérimentation ; elle s’arrête d’elle-même le lendemain"),
        Because.CONTRACT: _("fin du contrat"),
    }
    return reasons[due.because]
