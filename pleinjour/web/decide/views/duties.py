"""What the law asks for a system, and the facts by which it binds, one question a page."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.engines.rules import Obligation
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide import selectors
from pleinjour.web.decide.actions.facts import establish_fact
from pleinjour.web.decide.forms.fact import FactForm
from pleinjour.web.decide.perms import Deed, may_do, require_deed
from pleinjour.web.decide.readings.duties import Duties
from pleinjour.web.decide.readings.profile import Known
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.components import Link, Row
from pleinjour.web.ui.templatetags.ui import day


@require_safe
def show_duties(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    system = get_visible_system(account, authority, system_id)
    today = authority.day_of(timezone.now())
    duties = selectors.get_duties(account, authority, system_id, _asked_day(request) or today)
    may_establish = may_do(account, authority, Deed.ESTABLISH_FACTS)
    fields = {
        "authority": authority,
        "system": system,
        "links": system_links(system),
        "duties": duties,
        "is_today": duties.on == today,
        "sections": _sections(duties),
        "policies": [_shown(one) for one in duties.policies],
        "findings": duties.classification.findings,
        "facts": [_row(one, system, may_establish=may_establish) for one in duties.known.values()],
        "may_establish": may_establish,
    }
    return render(request, "decide/duties.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def establish(request: HttpRequest, slug: str, system_id: int, fact_id: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.ESTABLISH_FACTS)
    system = get_visible_system(account, authority, system_id)
    fact = load_rules().facts.get(fact_id)
    if fact is None:
        raise Http404
    today = authority.day_of(timezone.now())
    known = selectors.get_duties(account, authority, system_id, today).known.get(fact_id)
    form = FactForm(request.POST or None, fact=fact, known=known, today=today)
    way_back = _url("decide:duties", system)
    if request.method == "POST" and accepts(
        form, lambda: establish_fact(account, system, form.established(), timezone.now()), "value"
    ):
        messages.success(request, _("La réponse est enregistrée : les obligations en tiennent compte."))
        return redirect(way_back)
    page = FormPage(
        title=fact.label,
        form=form,
        deed=_("Enregistrer"),
        way_back=way_back,
        lead=_("À demander à : {who}.").format(who=fact.who),
        links=(*system_links(system), Link(_("Obligations"), way_back)),
    )
    return show_form(request, page, authority)


def _asked_day(request: HttpRequest) -> date | None:
    """The day of the address; None when there is none, or it is no day."""
    try:
        return parse_date(request.GET.get("le", ""))
    except ValueError:
        return None


Shown = tuple[Obligation, tuple[str, ...]]
"""A duty with what makes it one, in words."""


def _shown(obligation: Obligation) -> Shown:
    return obligation, tuple(reason.say(gettext) for reason in obligation.because)


def _sections(duties: Duties) -> list[tuple[str, list[Shown]]]:
    """The duties of the law that are not settled to be none, the surest first."""
    named = (
        (_("Ce qui oblige"), duties.binding),
        (_("Ce qui vient"), duties.coming),
        (_("Incertain : à ne pas affirmer"), duties.uncertain),
    )
    return [(title, [_shown(one) for one in found]) for title, found in named if found]


def _row(known: Known, system: System, *, may_establish: bool) -> Row:
    """A fact with its value, and where it comes from."""
    said = known.fact.say(known.value) if known.value is not None else None
    text = None if said is None else str(said if isinstance(said, str | int) else said.say(gettext))
    if text is not None:
        text += " " + _origin(known)
    link = Link(_("Changer"), _url("decide:fact", system, known.fact.id), note=known.fact.label)
    return Row(known.fact.label, text, link if may_establish else None)


def _origin(known: Known) -> str:
    if known.row is None:
        return _("(d’après la fiche de la collectivité ou du système)")
    return _("(depuis le {day}, d’après : {origin})").format(day=day(known.row.since), origin=known.row.origin)


def _url(name: str, system: System, *more: str) -> str:
    return reverse(name, args=[system.authority.slug, system.pk, *more])
