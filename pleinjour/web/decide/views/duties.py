"""What the law asks for a system: what is left to ask, what binds and why, what contradicts, what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.base.sentences import Field, Phrase
from pleinjour.engines.rules import Confidence, Duties, Obligation, Rule
from pleinjour.refdata.rules import load_coverage, load_rules
from pleinjour.web.decide import selectors
from pleinjour.web.decide.perms import Deed, may_do
from pleinjour.web.decide.readings.duties import SystemDuties
from pleinjour.web.decide.readings.profile import Known
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.registry.views.frame import system_links, system_url
from pleinjour.web.ui.components import Link, Row
from pleinjour.web.ui.templatetags.ui import day


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with the page of its fact (none where the law itself is not known), and what depends on it."""

    text: str
    href: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions that one role can answer; no `who` where no role can. `key` is its place in the page."""

    who: str
    key: str
    questions: tuple[ShownQuestion, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A duty with what makes it one and how sure it is, in words."""

    obligation: Obligation
    reasons: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things that are said and do not go together, and where to put them right."""

    sentence: str
    links: tuple[Link, ...]


@require_safe
def show_duties(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    system = get_visible_system(account, authority, system_id)
    today = authority.day_of(timezone.now())
    duties = selectors.get_duties(account, authority, system_id, _asked_day(request) or today)
    law, may_establish = duties.law, may_do(account, authority, Deed.ESTABLISH_FACTS)
    fields = {
        "authority": authority,
        "system": system,
        "links": system_links(system),
        "law": law,
        "coverage": load_coverage(),
        "is_today": law.on == today,
        "groups": list(_grouped(law, system, request.GET.get("qui", ""))),
        "contradictions": list(_contradictions(duties, system)),
        "sections": _sections(law),
        "policies": [_shown(one) for one in law.policies],
        "facts": [_row(one, system, may_establish=may_establish) for one in duties.known.values()],
        "others": _others(duties, system),
        "may_establish": may_establish,
    }
    return render(request, "decide/duties.html", fields)


def duties_url(system: System, who: str = "") -> str:
    """The page of the duties, open at the questions of a role."""
    page = reverse("decide:duties", args=[system.authority.slug, system.pk])
    return f"{page}?qui={slugify(who)}#qui-{slugify(who)}" if who else page


def fact_url(system: System, fact_id: str) -> str:
    return reverse("decide:fact", args=[system.authority.slug, system.pk, fact_id])


def say(text: Field) -> str:
    """A text of the rules, or a phrase in the reader's language."""
    return text.say(_) if isinstance(text, Phrase) else str(text)


def _asked_day(request: HttpRequest) -> date | None:
    """The day of the address; None when there is none, or it is no day."""
    try:
        return parse_date(request.GET.get("le", ""))
    except ValueError:
        return None


def _grouped(law: Duties, system: System, opened: str) -> Iterator[QuestionGroup]:
    """The questions by who can answer; the group that was asked for is open, all are when they are few."""
    for who, asked in groupby(law.questions, key=lambda one: one.question.who):
        shown = [
            ShownQuestion(say(question), fact_url(system, name) if name else "", one.rules)
            for one in asked
            for question, name in [(one.question.text, one.question.fact)]
        ]
        key = slugify(who)
        yield QuestionGroup(who, key, tuple(shown), is_open=key == opened or len(law.questions) < _FEW)


_FEW = 6


def _contradictions(duties: SystemDuties, system: System) -> Iterator[Contradiction]:
    """Facts that exclude each other, then what was established against what the register says."""
    facts = load_rules().facts
    for fault in duties.contradictions:
        both = (facts[fault.fact], facts[fault.against])
        said = _("« {fact} » {why}. Tant que c’est ainsi, les deux comptent comme inconnus.")
        links = [Link(fact.label, fact_url(system, fact.id)) for fact in both]
        yield Contradiction(said.format(fact=both[0].label, why=fault.why.say(_)), tuple(links))
    for one in duties.known.values():
        if one.differs and one.value is not None and one.registered is not None:
            said = _("« {fact} » : la fiche dit « {registered} », la réponse établie « {value} ». La réponse compte.")
            words = {"registered": say(one.fact.say(one.registered)), "value": say(one.fact.say(one.value))}
            yield Contradiction(said.format(fact=one.fact.label, **words), _places(one, system))


def _places(known: Known, system: System) -> tuple[Link, ...]:
    """Where what was established, and what the register says, are changed."""
    slug = system.authority.slug
    page = reverse("organizations:authority", args=[slug]) if known.is_of_authority else system_url(system)
    sheet = _("La fiche de la collectivité") if known.is_of_authority else _("La fiche du système")
    return Link(_("La réponse"), fact_url(system, known.fact.id)), Link(sheet, page)


def _shown(obligation: Obligation) -> ShownDuty:
    reasons = tuple(reason.say(_) for reason in obligation.because)
    return ShownDuty(obligation, reasons, _say_confidence(obligation.rule.confidence))


def _say_confidence(confidence: Confidence) -> str:
    words = {"high": _("confiance haute"), "medium": _("confiance moyenne"), "low": _("confiance basse")}
    return words[confidence]


def _sections(law: Duties) -> list[tuple[str, list[ShownDuty]]]:
    """The duties of the law that are not settled to be none, the surest first."""
    named = (
        (_("Ce qui oblige"), law.binding),
        (_("Ce qui vient"), law.coming),
        (_("Incertain : à ne pas affirmer"), law.uncertain),
    )
    return [(title, [_shown(one) for one in found]) for title, found in named if found]


def _row(known: Known, system: System, *, may_establish: bool) -> Row:
    """A fact with its value, and where it comes from."""
    text = None if known.value is None else f"{say(known.fact.say(known.value))} {_origin(known)}"
    link = Link(_("Changer"), fact_url(system, known.fact.id), note=known.fact.label)
    return Row(known.fact.label, text, link if may_establish else None)


def _origin(known: Known) -> str:
    if known.row is None:
        return _("(d’après la fiche de la collectivité ou du système)")
    return _("(depuis le {day}, d’après : {origin})").format(day=day(known.row.since), origin=known.row.origin)


def _others(duties: SystemDuties, system: System) -> list[Link]:
    """The facts that nobody established, and on which nothing hangs for now."""
    asked = {one.question.fact for one in duties.law.questions}
    return [
        Link(fact.label, fact_url(system, fact.id))
        for fact in load_rules().facts.values()
        if fact.id not in asked and fact.id not in duties.known
    ]
