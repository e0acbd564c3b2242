"""Human supervision in operation: plans, cases, reviews, and what the reviews say."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide import oversight
from pleinjour.web.decide.actions import supervision as actions
from pleinjour.web.decide.errors import SeedLost
from pleinjour.web.decide.models import SupervisedCase, SupervisionPlan, Verified
from pleinjour.web.decide.oversight import PlanRecord
from pleinjour.web.decide.perms import Deed, may_do, may_do_on, require_deed
from pleinjour.web.decide.supervision_forms import CasesForm, PlanForm, ReviewForm
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system, get_visible_systems
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.charts import Gap, LineChart, Point
from pleinjour.web.ui.components import Link, Row
from pleinjour.web.ui.numbers import as_language, format_number, format_percent, month_name


@require_safe
def show_supervision(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    system = oversight.get_supervised_system(account, authority, system_id)
    own = get_visible_systems(account, authority).filter(pk=system.pk)
    fields = {
        "authority": authority,
        "system": system,
        "links": system_links(system),
        "supervisor": system.people_in_charge.filter(duty="superviseur", until=None).first(),
        "plans": oversight.plans_in_force(own),
        "may_plan": may_do(account, authority, Deed.PLAN_SUPERVISION),
    }
    return render(request, "decide/supervision.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def write_plan(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.PLAN_SUPERVISION)
    system = get_visible_system(account, authority, system_id)
    initial = {"rate": 10, "within_days": 7, "may": ["correct", "override"]}
    form = PlanForm(request.POST or None, uses=system.uses.filter(ended_on=None), initial=initial)
    if request.method == "POST" and accepts(
        form, lambda: actions.write_plan(account, system, form.terms(), timezone.now())
    ):
        messages.success(request, _("Le plan est en vigueur. Un autre pourra le remplacer."))
        return redirect("decide:supervision", slug, system.pk)
    page = FormPage(
        title=_("Plan de supervision de « {system} »").format(system=system.name),
        form=form,
        deed=_("Mettre ce plan en vigueur"),
        way_back=reverse("decide:supervision", args=[slug, system.pk]),
        lead=_("Des cas traités sont tirés au sort, puis relus par une personne. Personne ne choisit lesquels."),
        links=_links(system),
    )
    return show_form(request, page, authority)


@require_safe
def show_plan(request: HttpRequest, slug: str, plan_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    record = oversight.get_plan_record(account, authority, plan_id, timezone.now())
    system = record.plan.system
    may_review = may_do_on(account, system, Deed.ANSWER_REVIEW)
    fields = {
        "authority": authority,
        "record": record,
        "plan": record.plan,
        "links": _links(system),
        "terms": list(_terms(record.plan)),
        "rows": list(_rows(record)),
        "remarks": list(_remarks(record)),
        "chart": _chart(record) if record.reading.reviews else None,
        "waiting": [(case, oversight.due_on(case, authority)) for case in record.waiting[:50]],
        "more_waiting": len(record.waiting[50:]),
        "may_review": may_review,
        "may_bring": record.is_in_force and may_do_on(account, system, Deed.BRING_CASES),
        "seed": None if record.is_in_force else _seed(record.plan),
        "thresholds": load_supervision().thresholds,
    }
    return render(request, "decide/plan.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_cases(request: HttpRequest, slug: str, plan_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    plan = oversight.get_visible_plan(account, authority, plan_id)
    form = CasesForm(request.POST, request.FILES) if request.method == "POST" else CasesForm()
    kept: list[SupervisedCase] = []

    def act() -> None:
        kept.extend(actions.bring_cases(account, plan, form.cases(), timezone.now()))

    if request.method == "POST" and accepts(form, act):
        drawn = sum(case.is_drawn for case in kept)
        said = ngettext("{count} cas à relire.", "{count} cas à relire.", drawn).format(count=drawn)
        messages.success(request, said)
        return redirect("decide:plan", slug, plan.pk)
    page = FormPage(
        title=_("Apporter des cas de « {system} »").format(system=plan.system.name),
        form=form,
        deed=_("Apporter et tirer au sort"),
        way_back=reverse("decide:plan", args=[slug, plan.pk]),
        lead=_("Une référence et une date, rien du contenu, aucun nom. Un cas apporté ne se retire pas."),
        links=_links(plan.system),
        takes_file=True,
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str, case_id: int) -> HttpResponse:
    """First a question, whose answer starts the clock; then the form of the answer."""
    account, authority = find_authority(request, slug)
    case = oversight.get_visible_case(account, authority, case_id)
    way_back = reverse("decide:plan", args=[slug, case.plan_id])
    if not hasattr(case, "opening"):
        asked = Question(
            title=_("Relire {reference}").format(reference=case.reference),
            sentence=_("Ouvrez d’abord le dossier. Le temps de la relecture sera mesuré à partir de maintenant."),
            deed=_("Commencer la relecture"),
            way_back=request.path if request.method == "POST" else way_back,
            is_dangerous=False,
            links=_links(case.plan.system),
        )
        return ask(request, authority, asked, lambda: actions.open_review(account, case, timezone.now()))
    form = ReviewForm(request.POST or None, verdicts=actions.verdicts_of(case.plan))
    if request.method == "POST" and accepts(
        form, lambda: actions.answer_review(account, case, form.verification(), timezone.now())
    ):
        messages.success(request, _("La réponse est enregistrée."))
        return redirect(way_back)
    page = FormPage(
        title=_("Relire {reference}").format(reference=case.reference),
        form=form,
        deed=_("Enregistrer la réponse"),
        way_back=way_back,
        lead=case.plan.instructions,
        links=_links(case.plan.system),
    )
    return show_form(request, page, authority)


def _links(system: System) -> tuple[Link, ...]:
    address = reverse("decide:supervision", args=[system.authority.slug, system.pk])
    return *system_links(system), Link(_("Supervision"), address)


def _seed(plan: SupervisionPlan) -> str:
    """The seed of a plan that is over, for whoever verifies its draws; empty when the server's secret has changed."""
    try:
        return actions.seed_of(plan).hex()
    except SeedLost:
        return ""


def _terms(plan: SupervisionPlan) -> Iterator[Row]:
    yield Row(_("Cas relus"), _("{rate} sur cent, tirés au sort").format(rate=plan.rate))
    yield Row(
        _("Relecture"),
        ngettext("sous {days} jour", "sous {days} jours", plan.within_days).format(days=plan.within_days),
    )
    verdicts = ", ".join(str(verdict.label).lower() for verdict in actions.verdicts_of(plan))
    yield Row(_("Réponses possibles"), verdicts)
    yield Row(_("Ce qu’il faut regarder"), plan.instructions)
    yield Row(_("Engagement du tirage"), plan.commitment)


def _rows(record: PlanRecord) -> Iterator[Row]:
    """The figures; what nobody knows yet is unknown."""
    reading, language = record.reading, as_language(get_language())
    yield Row(_("Cas apportés"), format_number(record.cases, 0, language))
    yield Row(_("Cas tirés au sort"), format_number(record.drawn, 0, language))
    yield Row(_("Relectures faites"), format_number(reading.reviews, 0, language))
    for verdict in Verified:
        yield Row(str(verdict.label), format_number(record.verdicts[verdict], 0, language))
    share = None
    if reading.interval:
        low, high = (
            format_percent(100 * bound, 0, language) for bound in (reading.interval.low, reading.interval.high)
        )
        share = _("{share}, entre {low} et {high}").format(
            share=format_percent(100 * reading.changed / reading.reviews, 0, language), low=low, high=high
        )
    yield Row(_("Part corrigée ou écartée, intervalle à 95 %"), share)
    seconds = None if reading.median_seconds is None else format_number(reading.median_seconds, 0, language)
    yield Row(_("Durée médiane d’une relecture, en secondes"), seconds)


def _remarks(record: PlanRecord) -> Iterator[str]:
    """What is worth a look, as help."""
    reading, rule = record.reading, load_supervision().thresholds
    if reading.seldom_changed:
        yield _(
            "Les résultats ne sont presque jamais changés. Le système a peut-être raison ; pour le savoir, faites "
            "relire quelques cas sans montrer son résultat."
        )
    if reading.often_quick:
        yield _(
            "Beaucoup de relectures durent moins de {seconds} secondes. Prévoyez plus de temps par relecture, ou tirez "
            "moins de cas au sort."
        ).format(seconds=rule.quick_seconds)
    if reading.has_moved:
        yield _(
            "La part changée n’est plus la même depuis {days} jours. Regardez si le système, les cas ou la consigne "
            "ont changé."
        ).format(days=rule.recent_days)


def _chart(record: PlanRecord) -> LineChart:
    language = as_language(get_language())
    points = tuple(
        Point(
            label=month_name(one.month.year, one.month.number, language),
            short=month_name(one.month.year, one.month.number, language, short=True),
            group=str(one.month.year),
            value=100 * one.changed / one.reviews if one.interval else Gap.UNKNOWN,
            low=100 * one.interval.low if one.interval else None,
            high=100 * one.interval.high if one.interval else None,
        )
        for one in record.months
    )
    return LineChart(
        key="changed",
        title=_("Part des résultats corrigés ou écartés"),
        summary=_("Chaque mois, avec son intervalle à 95 %."),
        unit="%",
        heading=_("Mois"),
        points=points,
    )
