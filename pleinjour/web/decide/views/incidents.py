"""Incidents: anybody declares one, those who steer follow it to its end."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide import incidents
from pleinjour.web.decide.actions import incidents as actions
from pleinjour.web.decide.incident_forms import DeclarationForm, StepForm
from pleinjour.web.decide.models import Incident, IncidentStep
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links, system_url
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.numbers import as_language


@require_safe
def show_incidents(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    found = incidents.get_visible_incidents(account, authority)
    fields = {
        "authority": authority,
        "links": [home_link(authority)],
        "incidents": [(incident, say_severity(step := incidents.last_step(incident)), step) for incident in found],
    }
    return render(request, "decide/incidents.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DECLARE_INCIDENT)
    system = get_visible_system(account, authority, system_id)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and accepts(
        form,
        lambda: actions.declare_incident(account, system, form.declaration(authority.time_zone), timezone.now()),
        "known_at",
    ):
        messages.success(request, _("Merci. Le DPO, le RSSI et le référent voient votre déclaration dès maintenant."))
        return redirect(system_url(system))
    page = FormPage(
        title=_("Déclarer un incident de « {system} »").format(system=system.name),
        form=form,
        deed=_("Déclarer"),
        way_back=system_url(system),
        lead=_("Déclarer aide tout le monde et n’accuse personne. Ce que vous ne savez pas peut rester inconnu."),
        links=system_links(system),
    )
    return show_form(request, page, authority)


@require_safe
def show_incident(request: HttpRequest, slug: str, incident_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    incident = incidents.get_visible_incident(account, authority, incident_id)
    step, now, language = incidents.last_step(incident), timezone.now(), as_language(get_language())
    fields = {
        "authority": authority,
        "links": _links(incident, authority, may_list=may_do(account, authority, Deed.VIEW_INCIDENTS)),
        "incident": incident,
        "step": step,
        "severity": say_severity(step),
        "steps": [(one, say_severity(one)) for one in incident.steps.all()],
        "clocks": [
            (one.clock.label.say(language), one.clock.reference.say(language), one.ends_at, _is_over(one.ends_at, now))
            for one in incidents.clocks_of(incident)
        ],
        "has_lapsed": actions.makes_lapse(incident),
        "may_follow": may_do(account, authority, Deed.FOLLOW_INCIDENT) and not step.is_closing,
    }
    return render(request, "decide/incident.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str, incident_id: int) -> HttpResponse:
    return _take_step(request, slug, incident_id, is_closing=False)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, incident_id: int) -> HttpResponse:
    return _take_step(request, slug, incident_id, is_closing=True)


def say_severity(step: IncidentStep) -> str:
    """The severity in the reader's language, "inconnue" when nobody has said."""
    known = load_supervision().severities.get(step.severity)
    return known.label.say(as_language(get_language())) if known else _("Inconnue")


def _take_step(request: HttpRequest, slug: str, incident_id: int, *, is_closing: bool) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.FOLLOW_INCIDENT)
    incident = incidents.get_visible_incident(account, authority, incident_id)
    form = StepForm(request.POST or None, initial=_initial(incidents.last_step(incident)))
    way_back = reverse("decide:incident", args=[slug, incident.pk])
    if request.method == "POST" and accepts(
        form, lambda: actions.follow_incident(account, incident, form.step(is_closing=is_closing), timezone.now())
    ):
        messages.success(request, _("L’incident est clos.") if is_closing else _("La suite est enregistrée."))
        return redirect(way_back)
    return show_form(request, _page(form, incident, authority, is_closing=is_closing), authority)


def _page(form: StepForm, incident: Incident, authority: Authority, *, is_closing: bool) -> FormPage:
    title = _("Clore un incident de « {system} »") if is_closing else _("Suite d’un incident de « {system} »")
    lead = (
        _("Dites pourquoi il n’y a plus rien à faire, et ce qui a été appris.")
        if is_closing
        else _("Ce qui est connu maintenant remplace ce qui l’était. Rien n’est effacé.")
    )
    address = reverse("decide:incident", args=[authority.slug, incident.pk])
    return FormPage(
        title=title.format(system=incident.system.name),
        form=form,
        deed=_("Clore l’incident") if is_closing else _("Enregistrer"),
        way_back=address,
        lead=lead,
        links=(*_links(incident, authority, may_list=True), Link(_("Incident"), address)),
    )


def _initial(step: IncidentStep) -> dict[str, object]:
    return {
        "severity": step.severity,
        "personal_data": step.personal_data,
        "people_affected": step.people_affected,
    }


def _links(incident: Incident, authority: Authority, *, may_list: bool) -> tuple[Link, ...]:
    if may_list:
        return home_link(authority), Link(_("Incidents"), reverse("decide:incidents", args=[authority.slug]))
    return system_links(incident.system)


def _is_over(ends_at: datetime | None, now: datetime) -> bool:
    return ends_at is not None and ends_at < now
