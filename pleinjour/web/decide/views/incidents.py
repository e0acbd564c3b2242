"""Incidents: anybody declares one, those who steer follow it to its end."""

from datetime import datetime
from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide import incidents
from pleinjour.web.decide.actions import incidents as actions
from pleinjour.web.decide.incident_forms import DeclarationForm, DutyForm, StepForm
from pleinjour.web.decide.models import Incident, IncidentStep
from pleinjour.web.decide.perms import Deed, may_do, may_do_on, require_deed
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form
from pleinjour.web.registry.actions.life import may_stop
from pleinjour.web.registry.life import IN_USE
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links, system_url
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.numbers import as_language

_HOURS_A_DAY: Final = 24


@require_safe
def show_incidents(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    found = incidents.get_visible_incidents(account, authority)
    return _list(request, account, authority, found, (home_link(authority),))


@require_safe
def show_of_system(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    system = get_visible_system(account, authority, system_id)
    if not may_do_on(account, system, Deed.VIEW_INCIDENTS):
        raise NotAllowed
    found = incidents.get_visible_incidents(account, authority).filter(system=system)
    return _list(request, account, authority, found, system_links(system))


def _list(
    request: HttpRequest, account: Account, authority: Authority, found: QuerySet[Incident], links: tuple[Link, ...]
) -> HttpResponse:
    fields = {
        "authority": authority,
        "links": links,
        "incidents": [
            (incident, say_severity(step := incidents.last_step(incident)), step, incidents.clock_of(incident))
            for incident in found
        ],
        "now": timezone.now(),
        "may_export": may_do(account, authority, Deed.VIEW_INCIDENTS),
    }
    return render(request, "decide/incidents.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.DECLARE_INCIDENT)
    system = get_visible_system(account, authority, system_id)
    form = DeclarationForm(request.POST or None)
    declared: list[Incident] = []

    def act() -> None:
        said = form.declaration(authority.time_zone)
        declared.append(actions.declare_incident(account, system, said, timezone.now()))

    if request.method == "POST" and accepts(form, act, "known_at"):
        sentence = _(
            "Merci. Le DPO, le RSSI, le référent, la direction et l’administration lisent votre déclaration dès "
            "maintenant, et la personne qui supervise ce système. Cette page vous dira la suite."
        )
        messages.success(request, sentence)
        return redirect("decide:incident", slug, declared[0].pk)
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
    clocks = {clock.id: clock for clock in load_supervision().clocks}
    fields = {
        "authority": authority,
        "links": _links(authority),
        "incident": incident,
        "step": step,
        "severity": say_severity(step),
        "steps": [(one, say_severity(one)) for one in incident.steps.all()],
        "clocks": [
            (one, one.clock.label.say(language), one.clock.reference.say(language), say_left(one.ends_at, now))
            for one in incidents.clocks_of(incident)
            if one.notice is None
        ],
        "notices": [
            (clocks[one.clock].done.say(language), one) for one in incident.notices.all() if one.clock in clocks
        ],
        "has_lapsed": actions.makes_lapse(incident),
        "may_stop": incident.system.stage in IN_USE and may_stop(account, incident.system),
        "may_note": (may_follow := may_do(account, authority, Deed.FOLLOW_INCIDENT)),
        "may_follow": may_follow and not step.is_closing,
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


def say_left(ends_at: datetime | None, now: datetime) -> str:
    """How much time a clock leaves, in the reader's language; empty for one without an end."""
    if ends_at is None:
        return ""
    hours = int((ends_at - now).total_seconds() // 3600)
    if ends_at < now:
        return _("Ce délai est passé : prévenez quand même, et dites pourquoi.")
    if hours < 2 * _HOURS_A_DAY:
        return ngettext("Il reste {count} heure.", "Il reste {count} heures.", hours).format(count=hours)
    days = hours // _HOURS_A_DAY
    return ngettext("Il reste {count} jour.", "Il reste {count} jours.", days).format(count=days)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, slug: str, incident_id: int, clock_id: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.FOLLOW_INCIDENT)
    incident = incidents.get_visible_incident(account, authority, incident_id)
    clock = next((one for one in load_supervision().clocks if one.id == clock_id), None)
    if clock is None:
        raise ObjectNotVisible
    form = DutyForm(request.POST if request.method == "POST" else None)
    address, language = reverse("decide:incident", args=[slug, incident.pk]), as_language(get_language())
    if request.method == "POST" and accepts(
        form, lambda: actions.note_duty(account, incident, clock, form.done(), timezone.now()), "on"
    ):
        messages.success(request, _("C’est noté, avec sa date. Rien n’est effacé."))
        return redirect(address)
    page = FormPage(
        title=clock.done.say(language),
        form=form,
        deed=_("Enregistrer"),
        way_back=address,
        lead=f"{clock.label.say(language)} ({clock.reference.say(language)}).",
        links=(*_links(authority), Link(_("Incident"), address)),
    )
    return show_form(request, page, authority)


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
        links=(*_links(authority), Link(_("Incident"), address)),
    )


def _initial(step: IncidentStep) -> dict[str, object]:
    return {
        "severity": step.severity,
        "personal_data": step.personal_data,
        "people_affected": step.people_affected,
    }


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Incidents"), reverse("decide:incidents", args=[authority.slug]))
