"""The opinions of the DPO and the RSSI on a system."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.decide import selectors
from pleinjour.web.decide.actions import opinions as actions
from pleinjour.web.decide.errors import StudyNeeded
from pleinjour.web.decide.forms.opinions import EndForm, OpinionForm
from pleinjour.web.decide.models import Ending, Expert, Opinion, Study, Verdict
from pleinjour.web.decide.perms import OPINION_OF, Deed, deed_of, may_do
from pleinjour.web.decide.readings.study import read_study
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import FormPage, accepts, explain, find_authority, show_form
from pleinjour.web.registry.models import System
from pleinjour.web.registry.views.frame import system_links
from pleinjour.web.ui.components import Link, StateKind
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.templatetags.ui import day

SHAPES: dict[Verdict, StateKind] = {
    Verdict.FAVOURABLE: "good",
    Verdict.RESERVED: "mixed",
    Verdict.UNFAVOURABLE: "bad",
}


@require_safe
def show_opinions(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    record = selectors.get_opinion_record(account, authority, system_id)
    fields = {
        "authority": authority,
        "system": record.system,
        "links": system_links(record.system),
        "experts": [(expert, sign_of_opinion(record.in_force.get(expert))) for expert in Expert],
        "opinions": [
            (
                opinion,
                sign_of_opinion(opinion),
                opinion in record.in_force.values(),
                bool(_endings(account, authority, Expert(opinion.expert))),
            )
            for opinion in record.opinions
        ],
        "trainings": record.trainings,
        "may_give": record.may_be_given and any(may_do(account, authority, OPINION_OF[expert]) for expert in Expert),
        "may_record": may_do(account, authority, Deed.RECORD_TRAINING),
    }
    return render(request, "decide/opinions.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    own = [expert for expert in Expert if may_do(account, authority, OPINION_OF[expert])]
    if not own:
        raise NotAllowed
    record = selectors.get_study_record(account, authority, system_id)
    system, study = record.system, record.in_force
    if study is None:
        messages.warning(request, explain(StudyNeeded()))
        return redirect(_url(system))
    form = OpinionForm(request.POST or None, experts=own, initial={"study": study.pk})

    def act() -> None:
        read = selectors.get_study_file(account, authority, form.cleaned_data["study"]).study
        if read.system_id != system.pk:
            raise ObjectNotVisible
        actions.give_opinion(account, read, form.said(), timezone.now())

    if request.method == "POST" and accepts(form, act):
        messages.success(request, _("L’avis est enregistré. Il ne se modifie pas : un autre peut le remplacer."))
        return redirect(_url(system))
    page = FormPage(
        title=_("Donner un avis sur « {system} »").format(system=system.name),
        form=form,
        deed=_("Enregistrer l’avis"),
        way_back=_url(system),
        lead=_say_study(study),
        links=(*_links(system), Link(_("L’étude"), reverse("decide:study-paper", args=[slug, study.pk]))),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def end_reservation(request: HttpRequest, slug: str, reservation_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    reservation = selectors.get_visible_reservation(account, authority, reservation_id)
    endings = _endings(account, authority, Expert(reservation.opinion.expert))
    if not endings:
        raise NotAllowed
    system = reservation.opinion.system
    form = EndForm(request.POST or None, endings=endings)
    if request.method == "POST" and accepts(
        form, lambda: actions.end_reservation(account, reservation, form.end(), timezone.now()), "ending"
    ):
        messages.success(request, _("La réserve est close."))
        return redirect(_url(system))
    page = FormPage(
        title=_("Clore une réserve sur « {system} »").format(system=system.name),
        form=form,
        deed=_("Clore la réserve"),
        way_back=_url(system),
        lead=reservation.text,
        links=_links(system),
    )
    return show_form(request, page, authority)


def _endings(account: Account, authority: Authority, expert: Expert) -> list[Ending]:
    """How the person may end a reservation of this expert."""
    return [ending for ending in Ending if may_do(account, authority, deed_of(ending, expert))]


def sign_of_opinion(opinion: Opinion | None) -> Sign:
    """What an expert said; that they have said nothing yet."""
    if opinion is None:
        return Sign(_("Pas encore donné"), "unknown")
    return Sign(str(opinion.get_verdict_display()), SHAPES[Verdict(opinion.verdict)])


def _say_study(study: Study) -> str:
    """What an opinion is about: the study, its level, and why it has it."""
    read = read_study(study)
    said = _("Un avis porte sur l’étude terminée le {day}. Tout le monde lira ses motifs.")
    return " ".join((said.format(day=day(study.finished_at)), f"{read.level}.", *read.why))


def _url(system: System) -> str:
    return reverse("decide:opinions", args=[system.authority.slug, system.pk])


def _links(system: System) -> tuple[Link, ...]:
    return *system_links(system), Link(_("Avis"), _url(system))
