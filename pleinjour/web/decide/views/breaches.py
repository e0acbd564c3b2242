"""The register of personal data breaches (RGPD, article 33, paragraph 5), as files."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pleinjour.web.decide import incidents
from pleinjour.web.decide.models import Incident, IncidentNotice
from pleinjour.web.decide.perms import Deed, require_deed
from pleinjour.web.decide.views.incidents import say_severity
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.spreadsheet import csv_response, ods_response, write_ods
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.registry.models import Answer

COLUMNS: Final = (
    gettext_lazy("Numéro"),
    gettext_lazy("Système"),
    gettext_lazy("Ce qui s’est passé"),
    gettext_lazy("Jour"),
    gettext_lazy("Connu depuis"),
    gettext_lazy("Gravité"),
    gettext_lazy("Données personnelles touchées"),
    gettext_lazy("Personnes touchées"),
    gettext_lazy("Ce qui a été fait"),
    gettext_lazy("CNIL prévenue"),
    gettext_lazy("Personnes prévenues"),
    gettext_lazy("État"),
)
Line = tuple[str, ...]


@require_safe
def export_csv(request: HttpRequest, slug: str) -> HttpResponse:
    authority, lines = _find(request, slug)
    return csv_response(f"violations-{authority.slug}.csv", lines[0], lines[1:])


@require_safe
def export_ods(request: HttpRequest, slug: str) -> HttpResponse:
    authority, lines = _find(request, slug)
    return ods_response(f"violations-{authority.slug}.ods", write_ods({_("Violations"): lines}))


def _find(request: HttpRequest, slug: str) -> tuple[Authority, list[Line]]:
    """The headings, then a line for each incident that touched personal data, or may have: unknown is no "no"."""
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.VIEW_INCIDENTS)
    lines = (tuple(_cells(one, authority)) for one in incidents.get_visible_incidents(account, authority))
    touched = [line for line in lines if line]
    return authority, [tuple(map(str, COLUMNS)), *touched]


def _cells(incident: Incident, authority: Authority) -> Iterator[str]:
    step = incidents.last_step(incident)
    if step.personal_data == Answer.NO:
        return
    notices = {notice.clock: notice for notice in incident.notices.all()}
    unknown = _("inconnu")
    yield from (str(incident.pk), incident.system.name, incident.what)
    yield date_format(incident.happened_on, "j F Y") if incident.happened_on else unknown
    yield date_format(incident.known_at.astimezone(ZoneInfo(authority.time_zone)), "j F Y, H:i")
    yield from (say_severity(step), step.get_personal_data_display())
    yield unknown if step.people_affected is None else str(step.people_affected)
    yield "\n".join(f"{authority.day_of(one.at):%d/%m/%Y} {one.text}" for one in incident.steps.all() if one.text)
    yield from (_say(notices.get("rgpd_33")), _say(notices.get("rgpd_34")))
    yield _("Clos") if step.is_closing else _("Ouvert")


def _say(notice: IncidentNotice | None) -> str:
    if notice is None:
        return _("pas encore dit")
    day = date_format(notice.told_on, "j F Y") if notice.told_on else _("sans objet")
    return f"{day}. {notice.reason}" if notice.reason else day
